### Хабарламаларға жазылу.

# Тізім мен анонс беттеріндегі сілтеме.
subscribe-by-letter = Электрондық пошта арқылы жазылу

subscription-title = Хабарламаларға жазылу
subscription-says = Жаңа анонстар, өзгерістер және отырыс қорытындылары туралы хат аласыз. Тіркелудің қажеті жоқ.
subscription-email = Электрондық пошта мекенжайы
subscription-email-hint = Осы мекенжайға растау сілтемесі бар хат келеді. Растағаныңызша басқа хат жіберілмейді.
subscription-which = Қай отырыстар
subscription-which-hint = Ештеңе таңдамасаңыз, барлық ашық отырыстар туралы хабарлаймыз.
subscription-bodies = Алқалы органдар
subscription-regions = Өңірлер
subscription-chosen = таңдалғаны – { $n }
subscription-topic = Тақырып
subscription-topic-hint = Бір, екі немесе үш сөз, мысалы: су шаруашылығы. Барлық сөзі кездесетін отырыстар іріктеледі.
subscription-about = Не туралы хабарлау керек
subscription-about-announcements = Жаңа анонстар
subscription-about-changes = Өзгерістер: басқа уақытқа ауыстыру, отырыстың өткізілмеуі, анонстағы түзетулер
subscription-about-results = Отырыс қорытындылары
subscription-often = Қаншалықты жиі
subscription-often-at-once = Бірден
subscription-often-daily = Күніне бір рет, бір хатпен
subscription-language = Хат тілі
subscription-consent = «Жазылу» түймесін басу арқылы сіз осы хаттарды жіберу үшін электрондық пошта мекенжайыңызды жинауға және өңдеуге келісім бересіз. Мекенжай үшінші тұлғаларға берілмейді, шетелге жіберілмейді және жарияланбайды. Ол жазылымнан бас тартқан сәтте жойылады.
subscription-send = Жазылу
subscription-calendars = Хаттың орнына күнтізбеге немесе жаңалықтар таспасына жазылуға болады: олардың мекенжайлары отырыстар тізімінің соңында.

subscription-fault-email-letters = Мекенжайдың @ белгісіне дейінгі бөлігін латын әріптерімен жазыңыз.
subscription-fault-bodies = Мұндай алқалы орган жоқ: { $names }. Тізімнен таңдаңыз.
subscription-fault-many-bodies = Таңдауға болатын органдардың ең көп саны: { $most }. Қалғандарынан белгіні алып тастаңыз немесе ешбірін таңдамаңыз: сонда барлық орган туралы хат келеді.
subscription-fault-regions = Мұндай өңір жоқ: { $names }. Тізімнен таңдаңыз.
subscription-fault-apart = Таңдалған органдардың ешқайсысы таңдалған өңірлерде емес, сондықтан ешқандай хат келмес еді. Органдарды немесе өңірлерді өзгертіңіз.
subscription-fault-topic = Тақырыпты бір, екі немесе үш сөзбен жазыңыз. Әр сөзде кемінде екі әріп болуға тиіс.
subscription-fault-about = Не туралы хабарлау керегін таңдаңыз: кемінде біреуін белгілеңіз.

subscription-sent = Поштаңызды тексеріңіз
subscription-sent-says = Көрсетілген мекенжайға хат жібердік. Жазылуды растау үшін хаттағы сілтемені ашыңыз. Сілтеме { $days } күн жарамды.
subscription-sent-none = Хат келмесе
subscription-sent-wait = Бірнеше минут күтіңіз: кейбір пошта қызметтері хатты кешіктіреді.
subscription-sent-spam = «Спам» қалтасын қараңыз.
subscription-sent-address = Мекенжайды қате жазсаңыз, қайта жазылыңыз.
subscription-sent-limit = Бір мекенжайға тәулігіне үш растау хатынан артық жіберілмейді. Олар жіберілген болса, ертең қайталап көріңіз.
subscription-again = Қайта жазылу

subscription-confirm-title = Жазылуды растау
subscription-confirm-says = Жазылу әлі расталған жоқ. Осы хабарламаларды алғыңыз келсе, түймені басыңыз.
subscription-confirm = Растау
subscription-confirm-until = Растаудың соңғы мерзімі: { $datetime } ({ $zone }). Одан кейін сұрау мен мекенжай жойылады.
subscription-confirmed-at = Расталған уақыты
subscription-now-confirmed = Жазылу расталды. Енді хабарламалар осы мекенжайға келеді.
subscription-now-changed = Жазылым өзгертілді.
subscription-not-confirmed = Жазылуды растау мүмкін болмады
subscription-full = Бір мекенжайда бұдан артық жазылым болмайды: { $n }. Керек емес жазылымнан бас тартып, осы сілтемені қайта ашыңыз.

subscription-own = Сіздің жазылымыңыз
subscription-in-force = Қазір не келеді
subscription-change = Жазылымды өзгерту
subscription-change-send = Өзгерісті сақтау
subscription-keep = Бұл беттің мекенжайын ешкімге бермеңіз: ол арқылы жазылымды өзгертуге және одан бас тартуға болады.
subscription-unread = Осы мекенжайға жіберілген хаттар қайтып келді, сондықтан оған хат жіберілмейді. Пошта жәшігі қайта жұмыс істесе, түймені басыңыз.
subscription-unread-send = Хат жіберуді жалғастыру
subscription-stale = Сіз толтырып жатқанда бұл жазылым басқа терезеде өзгертілген. Қазіргі күйі төменде көрсетілген, сіз жазғандар нысанда сақталды. Тексеріп, қайта сақтаңыз.
subscription-same = Осы мекенжайда дәл осындай басқа жазылым бар, сондықтан ештеңе өзгертілген жоқ. Біреуінен бас тартыңыз немесе басқаша таңдаңыз.

subscription-leave = Жазылымнан бас тарту
subscription-leave-title = Жазылымнан бас тартасыз ба?
subscription-leave-means = Бұл жазылым бойынша хат келмейді, жазылым өзіндегі мекенжаймен бірге жойылады. Қалаған уақытта қайта жазыла аласыз.
subscription-leave-not = Жазылымды қалдыру
subscription-left = Жазылым тоқтатылды
subscription-left-says = Бұл жазылым бойынша хат енді келмейді. Ондағы мекенжайыңыз бен таңдағандарыңыз жойылды. Басқа жазылымдарыңыз болса, олар сақталады.
subscription-left-under-way = Дәл осы сәтте жіберіліп жатқан хат әлі келуі мүмкін.

subscription-unknown = Мұндай жазылым жоқ
subscription-unknown-says = Бұл сілтеме бойынша ештеңе табылмады. Себебі мыналардың бірі болуы мүмкін:
subscription-unknown-left = Жазылымнан бас тартылған. Ештеңе істеудің қажеті жоқ.
subscription-unknown-lapsed = Жазылу { $days } күн ішінде расталмаған. Қайта жазылыңыз.
subscription-unknown-cut = Сілтеме толық көшірілмеген: пошта бағдарламасы ұзын мекенжайды бөліп жіберуі мүмкін. Хаттағы мекенжайды түгел көшіріп, қайта ашыңыз.

# Растау туралы хаттар. Адам жазған мәтін бұларда қайталанбайды.
subscription-letter-confirm = Жазылуды растаңыз
subscription-letter-asked = Осы мекенжайға ашық отырыстар туралы хабарламалар жіберу сұралды.
subscription-letter-how = Жазылуды растау үшін сілтемені ашып, «Растау» түймесін басыңыз.
subscription-letter-to-confirm = Жазылуды растау
subscription-letter-until = Сілтеменің жарамдылық мерзімі: { $datetime } ({ $zone }).
subscription-letter-not-me = Егер сұрау жібермеген болсаңыз, бұл хатты елемеңіз: растаусыз бұл жазылым бойынша хабарлама келмейді, ал сұраудың өзі жойылады.
subscription-letter-known = Сіз бұған дейін жазылғансыз
subscription-letter-known-says = Осы мекенжай үшін дәл осындай жазылым қайта сұралды. Ол бұрыннан қолданыста, ештеңе істеудің қажеті жоқ.
subscription-letter-known-not-me = Егер сұрау жібермеген болсаңыз, бұл хатты елемеңіз: ештеңе өзгерген жоқ.
subscription-letter-full = Жазылымдар саны шегіне жетті
subscription-letter-full-says = Осы мекенжай үшін тағы бір жазылым сұралды, бірақ бұдан артық жазылым болмайды: { $n }. Керек емесінен бас тартып, қайта сұраңыз. Жазылымдарыңыз:
subscription-letter-one-of = Жазылған уақыты: { $datetime }

# Әр хабарлама хатының соңында.
subscription-letter-why = Сіз бұл хатты ашық отырыстар туралы хабарламаларға жазылғандықтан алдыңыз.
subscription-letter-change = Жазылымды көру немесе өзгерту
subscription-letter-leave = Жазылымнан бас тарту

journal-kind-subscription = Жазылым
journal-act-subscription-asked = Жазылу сұралды
journal-act-subscription-confirmed = Жазылу расталды
journal-act-subscription-changed = Жазылым өзгертілді
journal-act-subscription-left = Жазылымнан бас тартылды
journal-act-subscription-lapsed = Расталмаған жазылым жойылды
