### Рамка страниц секретариата.

desk-name = Отырыс: секретариат
desk-title = { $title } – Отырыс, секретариат
desk-ways = Разделы секретариата
desk-today = Сегодня
desk-sessions = Заседания
desk-door = Вход
desk-journal = Журнал
desk-calendar = Производственный календарь
desk-bodies = Органы
desk-staff = Сотрудники
desk-sign-out = Выйти
desk-to-public = Страницы для посетителей

desk-send-again = Ваш сеанс завершился, поэтому действие не выполнено. Проверьте страницу и нажмите кнопку еще раз.

desk-stale = Пока вы заполняли форму, данные изменил другой сотрудник
desk-stale-detail = Ничего не сохранено. Сравните оба варианта: в форме ниже стоит то, что ввели вы. Если отправить ее снова, эти данные заменят нынешние.
desk-stale-what = Данные
desk-stale-yours = Отправили вы
desk-stale-theirs = Сейчас
desk-session-overview = Заседание
desk-session-applicants = Заявки
desk-session-seats = Места
desk-session-door = Список на вход
desk-session-ways = Разделы заседания
