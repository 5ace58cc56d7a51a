### Слова, общие для всех страниц.

# Языки: самоназвание – для переключателя, переведенное название – для языка заседания.
language-kk = Қазақша
language-ru = Русский
language-en = English
language-name-kk = казахский
language-name-ru = русский
language-name-en = английский

button-apply = Подать заявку
button-watch = Смотреть трансляцию
button-calendar-add = Добавить в календарь

timeliness-on-time = В срок
timeliness-at-risk = Срок истекает
timeliness-late = С опозданием

demo-label = Демонстрация
demo-note = Это демонстрационный образец. Данные вымышлены и не являются официальными.
