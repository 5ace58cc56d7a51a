### Заседания: состояние, вид, формат и данные анонса.

status-draft = Черновик
status-announced = Опубликовано
status-changed = Изменено
status-postponed = Перенесено
status-cancelled = Отменено
status-live = В эфире
status-held = Завершено
status-results-published = Итоги опубликованы

session = Заседание
session-open = Открытое заседание
session-closed = Закрытое заседание

kind-collegium = Коллегия министерства
kind-akimat = Заседание акимата
kind-maslikhat-ordinary = Очередная сессия маслихата
kind-maslikhat-extraordinary = Внеочередная сессия маслихата
kind-committee = Постоянная комиссия
kind-other = Иной коллегиальный орган

format = Формат заседания
format-online = Онлайн
format-offline = Офлайн
format-mixed = Смешанный (офлайн и онлайн)

label-place = Место проведения
label-date = Дата проведения
label-time = Время проведения
label-start = Начало заседания
label-languages = Язык заседания
label-agenda = Повестка дня
label-matters = Рассматриваемые вопросы
label-speaker = Докладчик
label-responsible-person = Ответственное за подготовку лицо
label-contact = Контактные данные
label-work-phone = Номер рабочего телефона
label-email = Адрес электронной почты
label-hall-capacity = Вместимость зала
label-overflow-hall = Дополнительный зал
label-broadcast = Онлайн-трансляция
label-body = Коллегиальный орган
label-region = Область
label-outcome = Итоги заседания
label-deadlines = Сроки

cutoff-info = Заявки на очное участие принимаются до: { $datetime } ({ $zone }).
cutoff-passed = Прием заявок на очное участие завершен. Срок истек: { $datetime }. Вы можете смотреть онлайн-трансляцию заседания, заявка для этого не нужна.
cutoff-basis = Основание: пункт 9 Правил – заявка подается не позднее чем за два рабочих дня до дня проведения заседания.
results-due = Решение, стенограмма и (или) протокол будут опубликованы не позднее: { $date }.
published-late = Анонс опубликован с нарушением установленного срока. Причина: { $reason }.
entry-note = При входе в здание соблюдайте внутриобъектовый и пропускной режимы, возьмите с собой документ, удостоверяющий личность.
filming = Внимание: заседание транслируется и записывается.

announce-warning = Анонс должен быть опубликован до: { $datetime }. До начала заседания { $days ->
        [one] должен оставаться { $days } полный рабочий день
        [few] должно оставаться { $days } полных рабочих дня
       *[many] должно оставаться { $days } полных рабочих дней
    }.
announcement-missing = В анонсе отсутствуют данные: { $fields }.
