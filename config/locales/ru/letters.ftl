### Письма.

letter-subject-seated = Заявка принята, место подготовлено: { $no }
letter-subject-overflow = Заявка принята, место в дополнительном зале: { $no }
letter-subject-waiting = Заявка принята, вы в листе ожидания: { $no }
letter-subject-promoted = Освободившееся место подготовлено для вас: { $no }
letter-subject-promoted-overflow = Освободившееся место в дополнительном зале предоставлено вам: { $no }
letter-subject-withdrawn = Заявка отозвана: { $no }

letter-number = Регистрационный номер
letter-your-hall = Ваш зал
letter-arrival = { $date }, { $time } ({ $zone })
letter-seat-free = Для вас освободилось место на заседании.
letter-next-seat = Ваш пропуск – на странице заявки. Если вы не сможете прийти, отзовите заявку на той же странице: место перейдет следующему в очереди.
letter-next-waiting = Освободившиеся места распределяются в порядке поступления заявок. Последний срок: { $datetime } ({ $zone }).
letter-keep-link = Сохраните это письмо и никому не передавайте ссылку: по ней можно посмотреть и отозвать заявку.
letter-announcement = Анонс заседания
letter-automatic = Это письмо отправлено автоматически.

letter-trial-heading = Пробное письмо
letter-trial = Если это письмо дошло, отправка писем настроена верно.

# Страница писем в демонстрации.
demo-mail-title = Письма демонстрации
demo-mail-about = В демонстрации письма никуда не отправляются, они хранятся на этой странице.
demo-mail-none = Писем пока нет. Подайте заявку на заседание, и подтверждение появится здесь.
demo-mail-to = Кому
demo-mail-at = Время
demo-mail-message = Скачать письмо (.eml)
demo-mail-calendar = Часть письма для календаря
demo-mail-earlier = Более ранние письма
