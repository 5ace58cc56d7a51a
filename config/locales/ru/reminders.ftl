### Напоминания: заявителям, ответственному лицу, секретариату.

letter-subject-reminder = Напоминание – начало заседания: { $datetime }
letter-reminder = Напоминаем о заседании
letter-pass-code = Код пропуска
letter-what-to-bring = На входе покажите пропуск на экране или в распечатанном виде либо назовите регистрационный номер. Охрана сверит фамилию, имя и год рождения с документом; копия документа не снимается.
letter-if-you-cannot-come = Если вы не сможете прийти, отзовите заявку на ее странице.
letter-reminder-waiting = Вы в листе ожидания: место для вас пока не освободилось. Если оно освободится, мы сообщим.
letter-reminder-online = Вы можете участвовать в заседании онлайн, место в зале не готовится.
letter-reminder-no-broadcast = Адрес трансляции пока не указан. Узнайте его у ответственного за подготовку.

letter-applications = Новые заявки: { $count }
letter-subject-applications-digest = Новые заявки с прошлого письма: { $count }
letter-applications-others = Новые заявки, не названные в письме: { $count }.
letter-applications-waiting = В листе ожидания: { $count }.
letter-applications-list = Список всех заявок
letter-applications-no-names = Имена и контакты заявителей письмами не отправляются: они есть на страницах секретариата.
letter-applications-how-often = Как часто приходят эти письма, выбирается на странице органа в секретариате.

letter-subject-deadlines = Дела, срок которых подошел: { $count }
letter-deadlines = Сроки, которые нужно соблюсти
warning-announce-near = Приближается срок публикации анонса: { $datetime } ({ $zone }).
warning-announce-last-day = Сегодня последний день для публикации анонса. Срок: { $datetime } ({ $zone }).
warning-announce-overdue = Анонс не опубликован в срок. Срок истек: { $datetime } ({ $zone }). Опубликовать его можно и сейчас: он будет отмечен как опубликованный с опозданием, нужно указать причину.
warning-results-near = Приближается срок публикации итогов заседания: { $datetime } ({ $zone }).
warning-results-target = Сегодня внутренний срок публикации итогов заседания. Последний срок: { $datetime } ({ $zone }).
warning-results-last-day = Сегодня последний день для публикации итогов заседания. Срок: { $datetime } ({ $zone }).
warning-results-overdue = Итоги заседания не опубликованы в срок. Срок истек: { $datetime } ({ $zone }). Опубликуйте их как можно скорее.

applications-letters-at-once = Сразу, затем не чаще одного раза в десять минут
applications-letters-daily = Каждое утро одним письмом
applications-letters-never = Письма не отправляются
