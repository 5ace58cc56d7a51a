### Подписка на уведомления.

# Ссылка на страницах списка и анонса.
subscribe-by-letter = Подписаться по электронной почте

subscription-title = Подписка на уведомления
subscription-says = Вы будете получать письма о новых анонсах, изменениях и итогах заседаний. Регистрация не нужна.
subscription-email = Адрес электронной почты
subscription-email-hint = На этот адрес придет письмо со ссылкой для подтверждения. До подтверждения других писем не будет.
subscription-which = Какие заседания
subscription-which-hint = Если ничего не выбрать, мы сообщим обо всех открытых заседаниях.
subscription-bodies = Коллегиальные органы
subscription-regions = Регионы
subscription-chosen = выбрано – { $n }
subscription-topic = Тема
subscription-topic-hint = Одно, два или три слова, например: водное хозяйство. Подходят заседания, где есть все эти слова.
subscription-about = О чем сообщать
subscription-about-announcements = Новые анонсы
subscription-about-changes = Изменения: перенос, отмена, поправки в анонсе
subscription-about-results = Итоги заседаний
subscription-often = Как часто
subscription-often-at-once = Сразу
subscription-often-daily = Раз в день, одним письмом
subscription-language = Язык писем
subscription-consent = Нажимая «Подписаться», вы даете согласие на сбор и обработку адреса вашей электронной почты для отправки этих писем. Адрес не передается третьим лицам, не передается за рубеж и не публикуется. Он уничтожается, когда вы отписываетесь.
subscription-send = Подписаться
subscription-calendars = Вместо писем можно подписаться на календарь или ленту новостей: их адреса – в конце списка заседаний.

subscription-fault-email-letters = Напишите часть адреса до знака @ латинскими буквами.
subscription-fault-bodies = Такого коллегиального органа нет: { $names }. Выберите из списка.
subscription-fault-many-bodies = Наибольшее число органов: { $most }. Снимите отметки с остальных или не выбирайте ни одного: тогда письма будут приходить обо всех органах.
subscription-fault-regions = Такого региона нет: { $names }. Выберите из списка.
subscription-fault-apart = Ни один из выбранных органов не находится в выбранных регионах, поэтому не пришло бы ни одного письма. Измените органы или регионы.
subscription-fault-topic = Напишите тему одним, двумя или тремя словами. В каждом слове должно быть не менее двух букв.
subscription-fault-about = Выберите, о чем сообщать: отметьте хотя бы одно.

subscription-sent = Проверьте почту
subscription-sent-says = Мы отправили письмо на указанный адрес. Чтобы подтвердить подписку, откройте ссылку из письма. { $days ->
    [one] Ссылка действует { $days } день.
    [few] Ссылка действует { $days } дня.
   *[many] Ссылка действует { $days } дней.
}
subscription-sent-none = Если письма нет
subscription-sent-wait = Подождите несколько минут: некоторые почтовые службы задерживают письма.
subscription-sent-spam = Посмотрите в папке «Спам».
subscription-sent-address = Если в адресе была ошибка, подпишитесь еще раз.
subscription-sent-limit = На один адрес отправляется не больше трех писем с подтверждением в сутки. Если они уже отправлены, попробуйте завтра.
subscription-again = Подписаться еще раз

subscription-confirm-title = Подтверждение подписки
subscription-confirm-says = Подписка еще не подтверждена. Если хотите получать эти уведомления, нажмите кнопку.
subscription-confirm = Подтвердить
subscription-confirm-until = Подтвердить можно до: { $datetime } ({ $zone }). После этого запрос и адрес уничтожаются.
subscription-confirmed-at = Время подтверждения
subscription-now-confirmed = Подписка подтверждена. Теперь уведомления будут приходить на этот адрес.
subscription-now-changed = Подписка изменена.
subscription-not-confirmed = Подписку не удалось подтвердить
subscription-full = Больше подписок на один адрес не бывает: { $n }. Откажитесь от ненужной и откройте эту ссылку снова.

subscription-own = Ваша подписка
subscription-in-force = Что приходит сейчас
subscription-change = Изменить подписку
subscription-change-send = Сохранить изменения
subscription-keep = Никому не передавайте адрес этой страницы: по нему можно изменить подписку и отказаться от нее.
subscription-unread = Письма на этот адрес вернулись, поэтому они больше не отправляются. Если почтовый ящик снова работает, нажмите кнопку.
subscription-unread-send = Возобновить письма
subscription-stale = Пока вы заполняли форму, подписка была изменена в другом окне. Ниже показано, какой она стала, а то, что вы выбрали, сохранено в форме. Проверьте и сохраните еще раз.
subscription-same = На этот адрес уже есть другая точно такая же подписка, поэтому ничего не изменено. Откажитесь от одной из них или выберите иначе.

subscription-leave = Отписаться
subscription-leave-title = Отписаться?
subscription-leave-means = Писем по этой подписке больше не будет, она будет уничтожена вместе с адресом в ней. Подписаться снова можно в любое время.
subscription-leave-not = Оставить подписку
subscription-left = Вы отписались
subscription-left-says = Писем по этой подписке больше не будет. Ваш адрес в ней и все, что вы выбрали, уничтожены. Другие ваши подписки, если они есть, остаются.
subscription-left-under-way = Письмо, которое отправляется именно в эту минуту, еще может прийти.

subscription-unknown = Такой подписки нет
subscription-unknown-says = По этой ссылке ничего не найдено. Возможно, по одной из этих причин:
subscription-unknown-left = От подписки уже отказались. Делать ничего не нужно.
subscription-unknown-lapsed = { $days ->
    [one] Подписку не подтвердили в течение { $days } дня. Подпишитесь еще раз.
   *[other] Подписку не подтвердили в течение { $days } дней. Подпишитесь еще раз.
}
subscription-unknown-cut = Ссылка скопирована не полностью: почтовая программа могла разорвать длинный адрес. Скопируйте адрес из письма целиком и откройте снова.

# Письма с подтверждением. То, что написал человек, в них не повторяется.
subscription-letter-confirm = Подтвердите подписку
subscription-letter-asked = Поступил запрос отправлять на этот адрес уведомления об открытых заседаниях.
subscription-letter-how = Чтобы подтвердить подписку, перейдите по ссылке и нажмите «Подтвердить».
subscription-letter-to-confirm = Подтвердить подписку
subscription-letter-until = Ссылка действует до: { $datetime } ({ $zone }).
subscription-letter-not-me = Если вы не отправляли запрос, не обращайте внимания на это письмо: без подтверждения уведомления по этой подписке приходить не будут, а сам запрос будет уничтожен.
subscription-letter-known = Вы уже подписаны
subscription-letter-known-says = Для этого адреса снова запросили точно такую же подписку. Она уже действует, делать ничего не нужно.
subscription-letter-known-not-me = Если вы не отправляли запрос, не обращайте внимания на это письмо: ничего не изменилось.
subscription-letter-full = Достигнуто предельное число подписок
subscription-letter-full-says = Для этого адреса запросили еще одну подписку, но больше подписок не бывает: { $n }. Откажитесь от ненужной и повторите запрос. Ваши подписки:
subscription-letter-one-of = Время запроса: { $datetime }

# В конце каждого письма с уведомлением.
subscription-letter-why = Вы получили это письмо, потому что подписаны на уведомления об открытых заседаниях.
subscription-letter-change = Посмотреть или изменить подписку
subscription-letter-leave = Отписаться

journal-kind-subscription = Подписка
journal-act-subscription-asked = Подписка запрошена
journal-act-subscription-confirmed = Подписка подтверждена
journal-act-subscription-changed = Подписка изменена
journal-act-subscription-left = От подписки отказались
journal-act-subscription-lapsed = Неподтвержденная подписка уничтожена
