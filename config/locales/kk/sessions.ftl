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
label-date = Өткізу күні
label-time = Өткізу уақыты
label-start = Отырыстың басталуы
label-languages = Отырыс тілі
label-agenda = Күн тәртібі
label-matters = Қаралатын мәселелер
label-speaker = Баяндамашы
label-responsible-person = Дайындауға жауапты адам
label-contact = Байланыс деректері
label-work-phone = Жұмыс телефонының нөмірі
label-email = Электрондық пошта мекенжайы
label-hall-capacity = Залдың сыйымдылығы
label-overflow-hall = Қосымша зал
label-broadcast = Онлайн-трансляция
label-body = Алқалы орган
label-region = Облыс
label-outcome = Отырыс қорытындысы
label-deadlines = Мерзімдер

cutoff-info = Оффлайн қатысуға өтінім қабылданатын соңғы уақыт: { $datetime } ({ $zone }).
cutoff-passed = Оффлайн қатысуға өтінім қабылдау аяқталды. Соңғы мерзім: { $datetime }. Отырысты онлайн-трансляция арқылы көре аласыз, ол үшін өтінім берудің қажеті жоқ.
cutoff-basis = Негізі: Қағидалардың 9-тармағы – өтінім отырыс өткізілетін күнге дейін екі жұмыс күнінен кешіктірілмей беріледі.
results-due = Шешім, стенограмма және (немесе) хаттама мына күннен кешіктірілмей жарияланады: { $date }.
published-late = Анонс белгіленген мерзімнен кеш жарияланды. Себебі: { $reason }.
entry-note = Ғимаратқа кіргенде объектішілік және өткізу режимдерін сақтаңыз, жеке басыңызды куәландыратын құжатты алып келіңіз.
filming = Назар аударыңыз: отырыс трансляцияланады және жазып алынады.

announce-warning = Анонс мына уақытқа дейін жариялануға тиіс: { $datetime }. Отырыстың басталуына дейін { $days } толық жұмыс күні қалуы керек.
announcement-missing = Анонста мына деректер жоқ: { $fields }.
