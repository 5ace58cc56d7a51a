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
label-start = Начало заседания
label-languages = Язык заседания
label-agenda = Повестка дня
label-speaker = Докладчик
label-responsible-person = Ответственное за подготовку лицо
label-broadcast = Онлайн-трансляция
label-body = Коллегиальный орган
label-deadlines = Сроки

cutoff-info = Заявки на очное участие принимаются до: { $datetime } ({ $zone }).
cutoff-passed = Прием заявок на очное участие завершен. Срок истек: { $datetime }. Вы можете смотреть онлайн-трансляцию заседания, заявка для этого не нужна.
cutoff-basis = Основание: пункт 9 Правил – заявка подается не позднее чем за два рабочих дня до дня проведения заседания.
results-due = Решение, стенограмма и (или) протокол будут опубликованы не позднее: { $date }.
published-late = Анонс опубликован с нарушением установленного срока. Причина: { $reason }.
entry-note = При входе в здание соблюдайте внутриобъектовый и пропускной режимы, возьмите с собой документ, удостоверяющий личность.
filming = Внимание: заседание транслируется и записывается.

### Страницы списка, месяца и анонса.
home-title = Предстоящие открытые заседания
home-says = Чтобы прийти на заседание, подайте заявку заранее. Чтобы смотреть трансляцию, заявка не нужна.
found-title = Открытые заседания
view-choice = Вид
view-list = Список
view-month = По месяцам

filter-words = Поиск заседаний
filter-find = Найти
filter-more = Фильтры
filter-region = Регион
filter-from = С даты
filter-to = По дату
filter-any-body = Все органы
filter-any-region = Все регионы
filter-any-format = Любой формат
filter-apply = Применить
filter-chosen = Выбранные фильтры
filter-drop = Убрать:
filter-clear = Сбросить все
chosen-words = Поиск: { $words }
chosen-from = С даты: { $date }
chosen-to = По дату: { $date }
filter-fault-body = Такого коллегиального органа нет. Выберите из списка.
filter-fault-region = Такого региона нет. Выберите из списка.
filter-fault-format = Такого формата нет. Выберите из списка.
filter-fault-date = Напишите дату так: 10.12.2026.
filter-fault-order = Последний день раньше первого. Исправьте даты.

day-going-on = Идут сейчас
day-today = Сегодня
day-tomorrow = Завтра
row-apply-until = Заявки принимаются до: { $datetime }
row-applications-closed = Прием заявок завершен
row-online = Заявка не нужна

sessions-none = Предстоящие открытые заседания пока не объявлены
sessions-none-what-to-do = Анонс публикуется не позднее чем за три рабочих дня до заседания. Зайдите позже или откройте страницу нужного вам органа.
sessions-not-found = По этим условиям заседаний не найдено
sessions-not-found-what-to-do = Уберите один из фильтров, поищите другими словами или посмотрите прошедшие заседания.
sessions-past = Прошедшие заседания
sessions-next = Следующие заседания
list-ways = Страницы списка
sessions-from-start = К началу списка

month-says = Календарь открытых заседаний: { $month }.
month-ways = Месяцы
month-all = Все заседания этого дня
month-empty = В этом месяце нет объявленных заседаний

section-when = Когда и где
section-how-to-come = Как прийти
time-from-to = { $from }–{ $to }
label-end = Окончание

session-cancelled-says = Заседание не состоится. С вопросами обращайтесь к ответственному лицу.
session-postponed-says = Заседание перенесено. На этой странице указаны новые дата и время.
session-live-says = Заседание идет.
session-held-says = Заседание завершено.
session-closed-says = Заседание проводится в закрытом режиме, без участия пользователей информации.
cutoff-passed-no-broadcast = Прием заявок на очное участие завершен. Срок истек: { $datetime }. С вопросами обращайтесь к ответственному лицу.
format-reason = Причина такого формата: { $reason }
published-late-unexplained = Анонс опубликован с нарушением установленного срока.

seats-left = Свободных мест: { $n }
hall-full = Места в зале заняты, но заявки принимаются: вас запишут в лист ожидания. Сейчас в листе ожидания: { $waiting }.
hall-full-overflow = Места в зале заняты, но заявки принимаются: свободных мест в дополнительном зале с трансляцией: { $n }.
hall-full-basis = Места готовятся по числу записавшихся, из-за нехватки мест в заявке не отказывают.

agenda-closed = Рассматривается в закрытом режиме
agenda-none = Повестка пока не опубликована.

watch-elsewhere = Ссылка откроется на другом сайте: { $host }
watch-later = Адрес трансляции будет опубликован на этой странице.

clock-announced-at = Опубликован: { $datetime }
clock-last = Крайний срок: { $datetime }
clock-over = срок истек
stamp-published = Опубликовано: { $datetime }
stamp-updated = Обновлено: { $datetime }
stamp-revision = Редакция: { $n }
