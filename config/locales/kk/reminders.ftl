### Еске салу хаттары: өтінім берушілерге, жауапты адамға, хатшылыққа.

letter-subject-reminder = Еске салу – отырыстың басталуы: { $datetime }
letter-reminder = Отырысты еске саламыз
letter-pass-code = Рұқсаттаманың коды
letter-what-to-bring = Кіреберісте рұқсаттаманы экраннан немесе басып шығарылған түрде көрсетіңіз, не тіркеу нөмірін айтыңыз. Күзет тегіңізді, атыңызды және туған жылыңызды құжатпен салыстырады, құжаттың көшірмесі алынбайды.
letter-if-you-cannot-come = Келе алмайтын болсаңыз, өтінімді оның бетінде кері қайтарып алыңыз.
letter-reminder-waiting = Сіз күту тізіміндесіз: әзірге сізге орын босаған жоқ. Орын босаса, хабарлаймыз.
letter-reminder-online = Отырысқа онлайн қатыса аласыз, залда орын дайындалмайды.
letter-reminder-no-broadcast = Трансляцияның мекенжайы әлі көрсетілмеген. Оны дайындауға жауапты адамнан біліңіз.

letter-applications = Жаңа өтінімдер: { $count }
letter-subject-applications-digest = Соңғы хаттан бергі жаңа өтінімдер: { $count }
letter-applications-others = Хатта аталмаған жаңа өтінімдер: { $count }.
letter-applications-waiting = Күту тізіміндегілер: { $count }.
letter-applications-list = Барлық өтінімнің тізімі
letter-applications-no-names = Өтінім берушілердің аты-жөні мен байланыс деректері хатпен жіберілмейді, олар хатшылық беттерінде тұр.
letter-applications-how-often = Бұл хаттардың қаншалықты жиі келетіні хатшылықтағы орган бетінде таңдалады.

letter-subject-deadlines = Мерзімі келген істер: { $count }
letter-deadlines = Орындалуы тиіс мерзімдер
warning-announce-near = Анонсты жариялау мерзімі жақындап қалды: { $datetime } ({ $zone }).
warning-announce-last-day = Анонсты жариялауға болатын соңғы күн – бүгін. Мерзімі: { $datetime } ({ $zone }).
warning-announce-overdue = Анонс мерзімінде жарияланған жоқ. Мерзімі өтті: { $datetime } ({ $zone }). Оны енді де жариялауға болады: анонс мерзімінен кеш жарияланды деп белгіленеді, себебін көрсету керек.
warning-results-near = Отырыс қорытындысын жариялау мерзімі жақындап қалды: { $datetime } ({ $zone }).
warning-results-target = Отырыс қорытындысын жариялаудың ішкі мерзімі – бүгін. Соңғы мерзім: { $datetime } ({ $zone }).
warning-results-last-day = Отырыс қорытындысын жариялауға болатын соңғы күн – бүгін. Мерзімі: { $datetime } ({ $zone }).
warning-results-overdue = Отырыс қорытындысы мерзімінде жарияланған жоқ. Мерзімі өтті: { $datetime } ({ $zone }). Оны мүмкіндігінше тез жариялаңыз.

applications-letters-at-once = Бірден, бірақ он минутта бір хаттан жиі емес
applications-letters-daily = Күн сайын таңертең бір хатпен
applications-letters-never = Хат жіберілмейді
