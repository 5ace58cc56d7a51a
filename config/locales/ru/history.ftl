### История изменений анонса.

history-title = История изменений
history-none = Версии этого анонса не сохранены: он опубликован до того, как версии стали сохраняться.
history-earlier-none = Более ранние версии не сохранены.
history-version = Версия { $n }
history-read = Прочитать версию целиком: { $n }
history-act-announce = опубликовано
history-act-revise = изменено
history-act-postpone = заседание перенесено
history-act-cancel = заседание отменено
history-act-go-live = заседание началось
history-act-end = заседание завершено
history-act-documents = изменены файлы
history-act-seats = изменено число мест
history-act-clocks = сроки пересчитаны
history-before = Было
history-after = Стало
history-nothing = не указано
history-reordered = Изменен порядок вопросов.
history-matter-added = Добавлен вопрос
history-matter-removed = Вопрос убран
history-matter-changed = Вопрос изменен
history-digest-says = SHA-256 – отпечаток текста версии: если изменится текст, изменится и он.
history-old = Это прежняя версия, нынешний анонс отличается от нее.
history-text = Сохраненный текст версии
