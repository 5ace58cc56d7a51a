### Страницы коллегиальных органов.
bodies-title = Коллегиальные органы
bodies-says = Коллегиальные органы, заседания которых открыты, и их предстоящие заседания.
bodies-none = Коллегиальные органы пока не внесены
bodies-of-republic = Республиканские органы
bodies-local = Местные органы

body-facts = Об органе
body-kind = Вид заседаний
body-level = Уровень
body-parent = В составе органа
body-parts = Органы в составе
body-week = Рабочая неделя
body-closing-time = Бумажные заявки принимаются до
body-zone = Часовой пояс
body-site = Официальный интернет-ресурс
body-basis = Основание
body-names = Наименования
body-name-since = с { $date }
body-name-first = первоначальное
body-exempt = Правила не применяются
body-sessions = Предстоящие заседания
body-sessions-none = Предстоящие заседания пока не объявлены.
body-sessions-all = Все предстоящие заседания
body-sessions-past = Прошедшие заседания
body-says = { $name }: предстоящие открытые заседания и порядок участия.

week-5 = Пятидневная
week-6 = Шестидневная

level-republic = Республика
level-oblast = Область
level-city-republican = Город республиканского значения
level-capital = Столица
level-district = Район
level-city-oblast = Город областного значения
level-village = Сельский уровень
