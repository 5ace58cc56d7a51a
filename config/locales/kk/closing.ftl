### Жабық отырыстар мен мәселелер: негіздер, шешім, хабарлама, хаттар, хатшылықтың беттері.

paragraph-605-2-3 = Қағидалардың (№ 605-НҚ) 2-тармағының 3) тармақшасы
paragraph-605-2-3-says = Қол жеткізу шектелген ақпарат – мемлекеттік құпияларға, жеке басының, отбасылық, банктік, коммерциялық құпияға, медицина қызметкерінің құпиясына және (немесе) заңмен қорғалатын өзге де құпияға жатқызылған ақпарат, қолжетімділігі шектеулі дербес деректер, сондай-ақ «таратылуы шектелген» қызметтік ақпарат.
paragraph-access-5-2 = «Ақпаратқа қол жеткізу туралы» Заңның 5-бабының 2-тармағы
paragraph-access-5-2-says = Ақпаратқа қол жеткізу белгілі бір мерзімге ғана шектеледі.
paragraph-access-5-3 = «Ақпаратқа қол жеткізу туралы» Заңның 5-бабының 3-тармағы
paragraph-access-5-3-says = Ақпараттың бір бөлігіне ғана қол жеткізу шектелетін болса, қалған бөлігі ашық болады.
paragraph-access-6 = «Ақпаратқа қол жеткізу туралы» Заңның 6-бабы
paragraph-access-6-says = Бұл бапта аталған ақпаратқа қол жеткізу ешқашан шектелмейді.
paragraph-maslikhat-11-6 = «Қазақстан Республикасындағы жергілікті мемлекеттік басқару және өзін-өзі басқару туралы» Заңның 11-бабының 6-тармағы
paragraph-maslikhat-11-6-says = Мәслихат сессиясының жабық отырысы қатысып отырған депутаттардың көпшілік даусымен қабылданған шешім бойынша өткізіледі.

closing-ground-state-secrets = мемлекеттік құпиялар
closing-ground-personal-secret = жеке басының құпиясы
closing-ground-family-secret = отбасылық құпия
closing-ground-banking-secret = банктік құпия
closing-ground-commercial-secret = коммерциялық құпия
closing-ground-medical-secret = медицина қызметкерінің құпиясы
closing-ground-other-secret = заңмен қорғалатын өзге де құпия
closing-ground-restricted-personal-data = қолжетімділігі шектеулі дербес деректер
closing-ground-limited-distribution = «таратылуы шектелген» қызметтік ақпарат
closing-ground-other-case = заңда белгіленген өзге де жағдай

closing-topic-emergencies = Төтенше жағдайлар, табиғи және техногендік апаттар
closing-topic-health = Денсаулық сақтау, санитариялық-эпидемиологиялық жағдай
closing-topic-environment = Экология, өрт және радиациялық қауіпсіздік
closing-topic-crime = Қылмыстылықтың жай-күйі
closing-topic-terrorism = Терроризм актілерінің фактілері
closing-topic-budgets = Бюджет қаражатын қалыптастыру және жұмсау
closing-topic-privileges = Мемлекет берген артықшылықтар, өтемақылар және жеңілдіктер
closing-topic-violations = Құқықтардың бұзылуы және ақпарат иеленушілердің заңды бұзуы
closing-topic-legal-acts = Нормативтік құқықтық актілердің мәтіндері мен жобалары
closing-topic-other = 6-бапта аталған өзге де ақпарат
closing-topic-does-not-apply = Қатысы жоқ
closing-topic-applies = Қатысы бар

closing-channel-site = Ресми интернет-ресурс
closing-channel-media = Масс-медиа
closing-channel-premises = Ақпарат иеленуші орналасқан үй-жай
closing-notice-in-time = Мерзімінде орналастырылды
closing-notice-late = Мерзімінен кеш орналастырылды
closing-notice-due = Орналастыру керек
closing-notice-overdue = Орналастырылмады, мерзімі өтті

closing-decision = № { $number }, { $date }, { $decider }
closed-notice = Отырыс жабық режимде өткізіледі. Негізі: { $ground }. Шешім: { $decision }.
closed-items-notice = Мына мәселелер жабық режимде қаралады: № { $items }. Негізі: { $ground }. Шешім: { $decision }.
closed-session-title = Жабық отырыс. Негізі: { $ground }
closed-item-title = Жабық режимде қаралатын мәселе. Негізі: { $ground }
closing-ground = Негізі: { $ground }
closing-rest-is-open = Қалған мәселелер ашық қаралады және трансляцияланады.
closing-until = Қол жеткізуді шектеу мына уақытқа дейін: { $end }.
closing-history-left-out = Қазір жабық режимде қаралатын мәселелердің мәтіні бұл нұсқада көрсетілмейді. SHA-256 толық мәтін бойынша есептелген.

closing-letter-hall = Залға ақпарат пайдаланушылар кіргізілмейді, рұқсаттама жарамсыз, трансляция жоқ.
closing-letter-application = Өтініміңізден бас тартылған жоқ, ол сақталады, бірақ орныңыз босатылды. Отырыс қайта ашылса, хабарлаймыз, орындар өтінім берілген рет бойынша қайта беріледі.
closing-letter-items = Қалған мәселелер ашық болып қалады. Жабық мәселелер қаралатын уақытта залдан шығуыңыз сұралады, трансляция уақытша тоқтатылады.

closing-editor-says = Кейбір мәселелер немесе бүкіл отырыс жабық. Жабық нәрсенің атауы мен баяндамашысы осы бетте өзгертілмейді: оларды «Жабық режим» бетінде ашуға болады.

closing-fault-to-come = Көрсетілген уақыт әлі келген жоқ. Хабарлама орналастырылған уақытты енгізіңіз.
closing-fault-vote = { $field }: қатысып отырған депутаттардың жартысынан көбі жақтап дауыс беруге тиіс. Екі санды да енгізіңіз. Негізі: { $paragraph }.
closing-fault-topic = { $field }: қатысы бар-жоғын белгілеңіз. Негізі: { $paragraph }.
closing-fault-day = Орналастырылған күнін енгізіңіз.
closing-fault-time = Орналастырылған уақытын енгізіңіз: сағат пен минут.
closing-fault-proof = Ненің қайда орналастырылғанын жазыңыз: мекенжай, басылым нөмірі немесе ілінген орын, ең көбі 1000 әріп.
closing-barred = Заңның 6-бабында аталған ақпарат қаралатын отырыс жабылмайды.
closing-barred-topic = { $topic }: мұндай ақпаратқа қол жеткізу ешқашан шектелмейді (Заңның 6-бабы). Отырыс пен мәселе ашық болып қалады; бұл әрекет журналға жазылды.
closing-item-gone = Жабық мәселені күн тәртібінен алып тастауға болмайды. Алдымен оны «Жабық режим» бетінде ашыңыз.
closing-not-sitting = Шығу мен кіру уақыты отырыс басталғаннан кейін ғана белгіленеді.

closing-title = Жабық режим
closing-says = Отырыс ашық өткізіледі; қол жеткізу шектелген ақпаратқа қатысты бөлігі ғана, заңда аталған негіз бойынша және белгілі мерзімге жабылады. Ақпараттың бір бөлігі ғана шектелсе, бүкіл отырыс емес, тек сол мәселе жабылады.
closing-neutral = Бұл жүйеде қол жеткізу шектелген мәтін сақталмайды. Мәселе жабылғанда оның атауы, баяндамашысы және файлдары алынып, орнына негізі ғана көрсетілген бейтарап атау қойылады. Төмендегі өрістерге құпия мәлімет жазбаңыз.
closing-form = Жабу туралы шешім
closing-another = Басқа шешім енгізу
closing-over = Отырыс аяқталған немесе өткізілмейді: енді ештеңе жабылмайды.
closing-group-scope = Не жабылады
closing-scope = Ауқымы
closing-scope-whole = Бүкіл отырыс
closing-scope-items = Жекелеген мәселелер
closing-choose = Таңдаңыз
closing-hint-part = Мүмкін болса, тек тиісті мәселелерді жабыңыз. Бүкіл отырыс жабылса, бір бөлігін жабу неге жеткіліксіз екенін жазыңыз.
closing-group-grounds = Негізі
closing-hint-law = «Өзге де құпия» немесе «өзге де жағдай» таңдалса, заң мен бабын көрсетіңіз.
closing-group-end = Шектеудің аяқталуы
closing-hint-end = Күнін немесе шектеуді аяқтайтын оқиғаны көрсетіңіз.
closing-group-decision = Шешім
closing-hint-vote = Мәслихат: қанша депутат жақтап дауыс берді және қаншасы қатысып отырды.
closing-group-article-6 = Заңның 6-бабы бойынша тексеру
closing-hint-article-6 = Әр тақырып бойынша белгілеңіз. Бірінің қатысы болса, жабуға болмайды, оны ешкім айналып өте алмайды.

editor-field-grounds = Негізі
editor-field-named-law = Заң және бабы
editor-field-items = Мәселелер
editor-field-why-not-part = Бір бөлігін жабу неге жеткіліксіз
editor-field-ends-on = Шектеудің соңғы күні
editor-field-ends-with = Шектеуді аяқтайтын оқиға
editor-field-number = Шешімнің нөмірі
editor-field-decided-on = Шешімнің күні
editor-field-decider = Кім шешті
editor-field-votes-for = Жақтап дауыс берді
editor-field-present = Қатысып отырды

closing-confirm-title = Жабуды растау
closing-public-reads = Жұрт мынаны оқиды:
closing-words-go = Жабылатын мәселелердің атауы, баяндамашысы және файлдары осы әрекетпен бірге алынады. Қажет болса, оларды өзіңізде сақтап қойыңыз.
closing-seats-go = Орындар босатылады, рұқсаттамалар жарамсыз болады. Өтінімдерден бас тартылмайды: отырыс қайта ашылса, орындар рет бойынша қайта беріледі.
closing-seats-stay = Өтінімдер мен орындар сақталады; өтінім берушілерге қандай мәселелер жабық екені хабарланады.
closing-told-at-once = Өтінім берушілер мен жазылушыларға хат бірден жіберіледі.
closing-do = Жабу
closing-reopen = Қайта ашу
closing-reopen-says = Бүкіл отырыс пен барлық жабық мәселелер ашылады. Жұрт оқитын атауларды енгізіңіз; бұрын жарияланғандары толтырылған.
closing-nothing = Ештеңе жабық емес.

closing-standing = Қолданыстағы шешім
closing-vote = Дауыс беру
closing-vote-says = жақтағаны: { $for }, қатысқаны: { $present }
closing-notices = Шешім туралы хабарлама
closing-notices-until = Үш арнада да мына уақытқа дейін орналастырылады: { $datetime }. Кешіксе, кеш деп белгіленеді.
closing-placed-at = Орналастырылған уақыты: { $datetime }
closing-proof = Дәлелі
closing-hint-proof = Мысалы: мақаланың мекенжайы, газеттің нөмірі, стендке кім және қашан ілгені.
closing-site-says = Анонс жарияланғанда өзі белгіленеді.
closing-note-notice = Орналастырылғанын белгілеу
closing-placed-day = Күні
closing-placed-time = Уақыты
closing-parts = Жабық бөліктердің уақыты
closing-parts-say = Жабық мәселе қаралар алдында залдан шығу сұралып, трансляция тоқтатылғанда және жұрт қайта шақырылғанда белгілеңіз.
closing-part-begin = Жұрт залдан шықты, трансляция тоқтатылды
closing-part-end = Жұрт қайта шақырылды, трансляция жалғасты
closing-part-under-way = жалғасуда
closing-former = Бұрынғы шешімдер

done-closing-closed = Жабылды.
done-closing-noticed = Хабарлама белгіленді.
done-closing-part-began = Белгіленді: жұрт залдан шықты.
done-closing-part-ended = Белгіленді: жұрт қайта шақырылды.
done-session-reopened = Қайта ашылды.

today-task-notice = Жабық режим туралы хабарламаны орналастыру (арналар: { $count })
door-bar-closed = Отырыс жабық режимде өтеді: ешкім кіргізілмейді.
history-act-close = жабық режим белгіленді
history-act-reopen = қайта ашылды

journal-act-application-seat-freed = Отырыс жабылғандықтан орын босатылды
journal-act-session-closed = Жабық режим белгіленді
journal-act-session-closing-barred = 6-бап бойынша жабуға жол берілмеді
journal-act-session-closing-notice = Жабық режим туралы хабарлама белгіленді
journal-act-session-closed-part-began = Жабық бөлік басталды
journal-act-session-closed-part-ended = Жабық бөлік аяқталды
journal-act-session-reopened = Қайта ашылды
journal-field-closed-items = Жабық мәселелер
journal-field-opened-items = Ашылған мәселелер
journal-field-grounds = Негізі
journal-field-named-law = Заң және бабы
journal-field-decision = Шешімнің нөмірі
journal-field-decided-on = Шешімнің күні
journal-field-decider = Кім шешті
journal-field-article-6 = 6-баптың тақырыптары
journal-field-channel = Арна
journal-field-placed-at = Орналастырылған уақыты
journal-field-in-time = Мерзімінде
journal-field-proof = Дәлелі
journal-field-at = Уақыты
