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
button-withdraw = Отозвать
button-subscribe = Подписаться
button-send = Отправить
button-save = Сохранить
button-back = Назад
button-close = Закрыть
button-calendar-add = Добавить в календарь
button-print-stand = Печать для стенда

timeliness-on-time = В срок
timeliness-at-risk = Срок истекает
timeliness-late = С опозданием

days-working = { $n ->
    [one] { $n } рабочий день
    [few] { $n } рабочих дня
   *[many] { $n } рабочих дней
}
days-calendar = { $n ->
    [one] { $n } календарный день
    [few] { $n } календарных дня
   *[many] { $n } календарных дней
}
applications-counted = { $n ->
    [one] { $n } заявка
    [few] { $n } заявки
   *[many] { $n } заявок
}
seats-counted = { $n ->
    [one] { $n } место
    [few] { $n } места
   *[many] { $n } мест
}

lang-missing = Нет версии текста на втором языке.
complain = Если вы не согласны с решением, вы можете подать жалобу. Порядок: { $link }.
demo-note = Это демонстрационный образец. Данные вымышлены и не являются официальными.
