### Календари и ленты.

feed-all = Открытые заседания
feed-of = { $what }: открытые заседания
feed-topic = Тема «{ $words }»: открытые заседания

feed-of-chosen-body = Выбранный орган: открытые заседания
subscribe-title = Подписаться через календарь
subscribe-open = Открыть в приложении календаря
subscribe-address = Адрес календаря
subscribe-address-hint = Скопируйте адрес и добавьте его в свой календарь как «подписку по URL».
subscribe-lag = Календари могут показывать изменения с опозданием до суток.
subscribe-file = Файл календаря (iCalendar)
subscribe-atom = Лента новостей (Atom)
