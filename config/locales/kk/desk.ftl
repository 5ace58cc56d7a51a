### Хатшылық беттерінің жақтауы.

desk-name = Отырыс: хатшылық
desk-title = { $title } – Отырыс, хатшылық
desk-ways = Хатшылық бөлімдері
desk-today = Бүгін
desk-sessions = Отырыстар
desk-door = Кіреберіс
desk-journal = Журнал
desk-calendar = Өндірістік күнтізбе
desk-bodies = Органдар
desk-staff = Қызметкерлер
desk-sign-out = Шығу
desk-to-public = Көпшілікке арналған беттер

desk-send-again = Сеансыңыз аяқталған еді, сондықтан әрекет орындалған жоқ. Бетті тексеріп, түймені қайта басыңыз.

desk-stale = Сіз толтырып жатқанда деректерді басқа қызметкер өзгертті
desk-stale-detail = Ештеңе сақталған жоқ. Екі нұсқаны салыстырыңыз: төмендегі нысанда сіз жазған деректер тұр. Қайта жіберсеңіз, олар қазіргі деректердің орнына сақталады.
desk-stale-what = Дерек
desk-stale-yours = Сіз жібергені
desk-stale-theirs = Қазіргісі
desk-session-overview = Отырыс
desk-session-applicants = Өтінімдер
desk-session-seats = Орындар
desk-session-door = Кіру тізімі
desk-session-ways = Отырыс бөлімдері
