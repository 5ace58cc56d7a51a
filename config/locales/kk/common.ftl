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
button-calendar-add = Күнтізбеге қосу

timeliness-on-time = Мерзімінде
timeliness-at-risk = Мерзімі жақындап қалды
timeliness-late = Мерзімінен кеш

demo-label = Демонстрация
demo-note = Бұл – демонстрациялық нұсқа. Деректер ойдан алынған, ресми емес.
