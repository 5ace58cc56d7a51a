### Бүгін: орындалуы тиіс істер.

today-late = Мерзімі өткен
today-today = Бүгін аяқталады
today-soon = Алдағы жеті күнде
today-later = Кейінірек
today-drafts = Жобалар
today-coming = Алдағы отырыстар
today-nothing-due = Қазір орындалуы тиіс ештеңе жоқ.
today-until = Мерзімі: { $datetime }
today-task-announce = Анонсты жариялау
today-task-reason-late = Анонстың кеш жарияланған себебін көрсету
today-task-reason-format = Форматты таңдау себебін көрсету
today-task-seats = Орын күтіп тұрғандар: { $count }. Залды үлкейту немесе қосымша зал ашу
today-task-complete = Толық емес өтінімдер: { $count }. Жетіспейтін деректерді сұрау
today-task-decide = Шешім күтіп тұрған өтінімдер: { $count }
today-task-letters = Жеткізілмеген хаттар: { $count }. Адамдарға телефон арқылы хабарлаңыз
today-task-calls = Электрондық поштасы жоқ өтінім берушілер: { $count }. Оларға телефон арқылы хабарлаңыз
today-task-results = Отырыс қорытындысын жариялау
today-sitting = Бүгінгі отырыстар
today-nobody-sits = Бүгін отырыс жоқ.
today-announced-late = Кеш жарияланған анонстар
today-late-because = Себебі: { $reason }
today-late-without-reason = Себебі көрсетілмеген.
today-keeper = Органдар мен қызметкерлерді жоғарыдағы бөлімдерден басқарасыз.
today-no-role = Сізге әлі рөл берілмеген. Әкімшіге хабарласыңыз.
today-aim = Ішкі мерзім: { $datetime }
