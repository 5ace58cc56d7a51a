### Сегодня: что и до какого срока нужно сделать.

today-late = Срок прошел
today-today = Истекает сегодня
today-soon = В ближайшие семь дней
today-later = Позже
today-drafts = Черновики
today-coming = Предстоящие заседания
today-nothing-due = Сейчас ничего выполнять не нужно.
today-until = Срок: { $datetime }
today-task-announce = Опубликовать анонс
today-task-reason-late = Указать причину опоздания анонса
today-task-reason-format = Указать причину выбора формата
today-task-seats = Ожидают места: { $count }. Нужен зал больше или дополнительный зал
today-task-complete = Неполные заявки: { $count }. Запросить недостающие данные
today-task-decide = Заявки, ожидающие решения: { $count }
today-task-letters = Недоставленные письма: { $count }. Сообщите людям по телефону
today-task-calls = Заявители без электронной почты: { $count }. Сообщите им по телефону
today-task-results = Опубликовать итоги заседания
today-sitting = Заседания сегодня
today-nobody-sits = Сегодня заседаний нет.
today-announced-late = Анонсы, опубликованные с опозданием
today-late-because = Причина: { $reason }
today-late-without-reason = Причина не указана.
today-keeper = Органы и сотрудники ведутся в разделах выше.
today-no-role = Вам еще не назначена роль. Обратитесь к администратору.
today-aim = Внутренний срок: { $datetime }
