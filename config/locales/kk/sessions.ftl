### Отырыстар: күйі, түрі, форматы және анонс деректері.

status-draft = Жоба
status-announced = Жарияланды
status-changed = Өзгертілді
status-postponed = Кейінге қалдырылды
status-cancelled = Өткізілмейді
status-live = Тікелей эфирде
status-held = Аяқталды
status-results-published = Қорытындысы жарияланды

session = Отырыс
session-open = Ашық отырыс
session-closed = Жабық отырыс

kind-collegium = Министрлік алқасы
kind-akimat = Әкімдік отырысы
kind-maslikhat-ordinary = Мәслихаттың кезекті сессиясы
kind-maslikhat-extraordinary = Мәслихаттың кезектен тыс сессиясы
kind-committee = Тұрақты комиссия
kind-other = Өзге де алқалы орган

format = Отырыс форматы
format-online = Онлайн
format-offline = Оффлайн
format-mixed = Аралас (оффлайн және онлайн)

label-place = Өткізу орны
label-start = Отырыстың басталуы
label-languages = Отырыс тілі
label-agenda = Күн тәртібі
label-speaker = Баяндамашы
label-responsible-person = Дайындауға жауапты адам
label-broadcast = Онлайн-трансляция
label-body = Алқалы орган
label-deadlines = Мерзімдер

cutoff-info = Оффлайн қатысуға өтінім қабылданатын соңғы уақыт: { $datetime } ({ $zone }).
cutoff-passed = Оффлайн қатысуға өтінім қабылдау аяқталды. Соңғы мерзім: { $datetime }. Отырысты онлайн-трансляция арқылы көре аласыз, ол үшін өтінім берудің қажеті жоқ.
cutoff-basis = Негізі: Қағидалардың 9-тармағы – өтінім отырыс өткізілетін күнге дейін екі жұмыс күнінен кешіктірілмей беріледі.
results-due = Шешім, стенограмма және (немесе) хаттама мына күннен кешіктірілмей жарияланады: { $date }.
published-late = Анонс белгіленген мерзімнен кеш жарияланды. Себебі: { $reason }.
entry-note = Ғимаратқа кіргенде объектішілік және өткізу режимдерін сақтаңыз, жеке басыңызды куәландыратын құжатты алып келіңіз.
filming = Назар аударыңыз: отырыс трансляцияланады және жазып алынады.

### Тізім, ай және анонс беттері.
home-title = Алдағы ашық отырыстар
home-says = Отырысқа келу үшін алдын ала өтінім беріңіз. Трансляцияны көру үшін өтінім берудің қажеті жоқ.
found-title = Ашық отырыстар
view-choice = Көрініс
view-list = Тізім
view-month = Ай бойынша

filter-words = Отырысты іздеу
filter-find = Іздеу
filter-more = Сүзгілер
filter-region = Өңір
filter-from = Бастапқы күн
filter-to = Соңғы күн
filter-any-body = Барлық органдар
filter-any-region = Барлық өңірлер
filter-any-format = Кез келген формат
filter-apply = Қолдану
filter-chosen = Таңдалған сүзгілер
filter-drop = Алып тастау:
filter-clear = Барлығын алып тастау
chosen-words = Іздеу: { $words }
chosen-from = Бастапқы күн: { $date }
chosen-to = Соңғы күн: { $date }
filter-fault-body = Мұндай алқалы орган жоқ. Тізімнен таңдаңыз.
filter-fault-region = Мұндай өңір жоқ. Тізімнен таңдаңыз.
filter-fault-format = Мұндай формат жоқ. Тізімнен таңдаңыз.
filter-fault-date = Күнді былай жазыңыз: 10.12.2026.
filter-fault-order = Соңғы күн бастапқы күннен ерте. Күндерді тексеріңіз.

day-going-on = Өтіп жатыр
day-today = Бүгін
day-tomorrow = Ертең
row-apply-until = Өтінім беру мерзімі: { $datetime }
row-applications-closed = Өтінім қабылдау аяқталды
row-online = Өтінім қажет емес

sessions-none = Алдағы ашық отырыстар әзірге жарияланған жоқ
sessions-none-what-to-do = Анонс отырысқа дейін үш жұмыс күнінен кешіктірілмей жарияланады. Кейінірек қайта кіріңіз немесе өзіңізге керек органның бетін ашыңыз.
sessions-not-found = Бұл сүзгілерге сай отырыс табылмады
sessions-not-found-what-to-do = Сүзгілердің бірін алып тастаңыз, басқа сөзбен іздеңіз немесе өткен отырыстарды қараңыз.
sessions-past = Өткен отырыстар
sessions-next = Келесі отырыстар
list-ways = Тізім беттері
sessions-from-start = Тізімнің басына өту

month-says = Ашық отырыстардың айлық күнтізбесі: { $month }.
month-ways = Айлар
month-all = Осы күннің барлық отырысы
month-empty = Бұл айда жарияланған отырыс жоқ

section-when = Қашан және қайда
section-how-to-come = Қалай келуге болады
time-from-to = { $from }–{ $to }
label-end = Аяқталуы

session-cancelled-says = Отырыс өткізілмейді. Сұрақтарыңыз болса, жауапты адамға хабарласыңыз.
session-postponed-says = Отырыс басқа уақытқа ауыстырылды. Бұл бетте жаңа күні мен уақыты көрсетілген.
session-live-says = Отырыс өтіп жатыр.
session-held-says = Отырыс аяқталды.
session-closed-says = Отырыс жабық режимде, ақпарат пайдаланушылардың қатысуынсыз өткізіледі.
cutoff-passed-no-broadcast = Оффлайн қатысуға өтінім қабылдау аяқталды. Соңғы мерзім: { $datetime }. Сұрақтарыңыз болса, жауапты адамға хабарласыңыз.
format-reason = Бұл форматтың себебі: { $reason }
published-late-unexplained = Анонс белгіленген мерзімнен кеш жарияланды.

seats-left = Бос орын: { $n }
hall-full = Негізгі залдағы орындар толды, бірақ өтінім қабылдана береді: сіз күту тізіміне жазыласыз. Күту тізіміндегілер: { $waiting }.
hall-full-overflow = Негізгі залдағы орындар толды, бірақ өтінім қабылдана береді: трансляция көрсетілетін қосымша залдағы бос орын: { $n }.
hall-full-basis = Орындар жазылғандардың санына қарай дайындалады, орын жоқ деген себеппен өтінім бойынша бас тартылмайды.

agenda-closed = Жабық режимде қаралады
agenda-none = Күн тәртібі әлі жарияланған жоқ.

watch-elsewhere = Сілтеме басқа сайтта ашылады: { $host }
watch-later = Трансляцияның мекенжайы осы бетте жарияланады.

clock-announced-at = Жарияланған уақыты: { $datetime }
clock-last = Соңғы мерзім: { $datetime }
clock-over = мерзім өтті
stamp-published = Жарияланды: { $datetime }
stamp-updated = Жаңартылды: { $datetime }
stamp-revision = Нұсқасы: { $n }
