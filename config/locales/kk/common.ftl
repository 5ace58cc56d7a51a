### Барлық бетке ортақ сөздер.

# Тілдер: өз атымен – ауыстырғышқа, аударылған аты – отырыс тіліне.
language-kk = Қазақша
language-ru = Русский
language-en = English
language-name-kk = қазақ тілі
language-name-ru = орыс тілі
language-name-en = ағылшын тілі

button-apply = Өтінім беру
button-watch = Трансляцияны көру
button-withdraw = Кері қайтарып алу
button-subscribe = Жазылу
button-send = Жіберу
button-save = Сақтау
button-back = Артқа
button-close = Жабу
button-calendar-add = Күнтізбеге қосу
button-print-stand = Стендке арнап басып шығару

timeliness-on-time = Мерзімінде
timeliness-at-risk = Мерзімі жақындап қалды
timeliness-late = Мерзімінен кеш

days-working = { $n } жұмыс күні
days-calendar = { $n } күнтізбелік күн
applications-counted = { $n } өтінім
seats-counted = { $n } орын

lang-missing = Мәтіннің екінші тілдегі нұсқасы жоқ.
complain = Шешіммен келіспесеңіз, шағым бере аласыз. Тәртібі: { $link }.
demo-note = Бұл – демонстрациялық нұсқа. Деректер ойдан алынған, ресми емес.
