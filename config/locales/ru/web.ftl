### Рамка каждой страницы, формы и случаи, когда страница не показана.

site-name = Отырыс
site-foot = На открытое заседание может прийти каждый, трансляцию может смотреть каждый (статья 13 Закона «О доступе к информации», приказ № 605-НҚ).
site-ways = Разделы
skip-to-content = Перейти к основному содержанию
choose-language = Выбор языка
way-sessions = Заседания
way-calendar = Календарь
way-bodies = Органы
way-openness = Открытость
demo-clock = Часы здесь установлены на: { $datetime } ({ $zone }).

form-optional = (необязательно)
form-faults = Исправьте следующее
form-fault = Ошибка:

problem-not-found = Страница не найдена
problem-not-found-detail = Проверьте адрес или найдите нужное в списке заседаний.
problem-forbidden = Действие не разрешено
problem-forbidden-detail = Форма отправлена с другого сайта, или у вас нет права на это действие.
problem-invalid = В данных есть ошибки
problem-invalid-detail = Исправьте данные и отправьте снова.
problem-refused = Выполнить не удалось
problem-rate-limited = Слишком много запросов
problem-rate-limited-detail = Подождите немного и отправьте снова. Время ожидания: { $seconds ->
        [one] { $seconds } секунда
        [few] { $seconds } секунды
       *[many] { $seconds } секунд
    }.
problem-too-large = Отправлено слишком много данных
problem-too-large-detail = Сократите текст и отправьте снова.
problem-unavailable = Служба временно недоступна
problem-unavailable-detail = Ничего не записано. Попробуйте снова чуть позже.
problem-broken = У нас произошла ошибка
problem-broken-detail = Ошибка записана. Попробуйте снова чуть позже.
problem-way-on = К предстоящим заседаниям
problem-way-to-desk = К странице секретариата «Сегодня»

view-large = Крупный шрифт
view-usual = Обычный шрифт
site-picture = Отырыс: открытые заседания государственных органов
