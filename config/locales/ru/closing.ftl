### Закрытые заседания и вопросы: основания, решение, уведомление, письма, страницы секретариата.

paragraph-605-2-3 = подпункт 3) пункта 2 Правил (№ 605-НҚ)
paragraph-605-2-3-says = Информация с ограниченным доступом – информация, отнесенная к государственным секретам, личной, семейной, банковской, коммерческой тайне, тайне медицинского работника и (или) иной охраняемой законом тайне, персональные данные ограниченного доступа, а также служебная информация ограниченного распространения.
paragraph-access-5-2 = пункт 2 статьи 5 Закона «О доступе к информации»
paragraph-access-5-2-says = Доступ к информации ограничивается только на определенный срок.
paragraph-access-5-3 = пункт 3 статьи 5 Закона «О доступе к информации»
paragraph-access-5-3-says = Если ограничен доступ только к части информации, остальная часть остается открытой.
paragraph-access-6 = статья 6 Закона «О доступе к информации»
paragraph-access-6-says = Доступ к информации, названной в этой статье, не ограничивается никогда.
paragraph-maslikhat-11-6 = пункт 6 статьи 11 Закона «О местном государственном управлении и самоуправлении в Республике Казахстан»
paragraph-maslikhat-11-6-says = Закрытое заседание сессии маслихата проводится по решению, принятому большинством голосов присутствующих депутатов.

closing-ground-state-secrets = государственные секреты
closing-ground-personal-secret = личная тайна
closing-ground-family-secret = семейная тайна
closing-ground-banking-secret = банковская тайна
closing-ground-commercial-secret = коммерческая тайна
closing-ground-medical-secret = тайна медицинского работника
closing-ground-other-secret = иная охраняемая законом тайна
closing-ground-restricted-personal-data = персональные данные ограниченного доступа
closing-ground-limited-distribution = служебная информация ограниченного распространения
closing-ground-other-case = иной случай, установленный законом

closing-topic-emergencies = Чрезвычайные ситуации, природные и техногенные катастрофы
closing-topic-health = Здравоохранение, санитарно-эпидемиологическая обстановка
closing-topic-environment = Экология, пожарная и радиационная безопасность
closing-topic-crime = Состояние преступности
closing-topic-terrorism = Факты совершения актов терроризма
closing-topic-budgets = Формирование и расходование бюджетных средств
closing-topic-privileges = Привилегии, компенсации и льготы, предоставляемые государством
closing-topic-violations = Нарушения прав и нарушения закона обладателями информации
closing-topic-legal-acts = Тексты и проекты нормативных правовых актов
closing-topic-other = Иная информация, названная в статье 6
closing-topic-does-not-apply = Не затрагивается
closing-topic-applies = Затрагивается

closing-channel-site = Официальный интернет-ресурс
closing-channel-media = Масс-медиа
closing-channel-premises = Помещение, занимаемое обладателем информации
closing-notice-in-time = Размещено в срок
closing-notice-late = Размещено с опозданием
closing-notice-due = Следует разместить
closing-notice-overdue = Не размещено, срок истек

closing-decision = № { $number }, { $date }, { $decider }
closed-notice = Заседание проводится в закрытом режиме. Основание: { $ground }. Решение: { $decision }.
closed-items-notice = В закрытом режиме рассматриваются вопросы: № { $items }. Основание: { $ground }. Решение: { $decision }.
closed-session-title = Закрытое заседание. Основание: { $ground }
closed-item-title = Вопрос, рассматриваемый в закрытом режиме. Основание: { $ground }
closing-ground = Основание: { $ground }
closing-rest-is-open = Остальные вопросы рассматриваются открыто и транслируются.
closing-until = Доступ ограничен до: { $end }.
closing-history-left-out = Тексты вопросов, которые сейчас рассматриваются в закрытом режиме, в этой версии не показаны. SHA-256 вычислен по полному тексту.

closing-letter-hall = Информационные пользователи в зал не допускаются, пропуск недействителен, трансляции не будет.
closing-letter-application = По вашей заявке не отказано, она сохраняется, но место освобождено. Если заседание снова станет открытым, мы сообщим, и места будут предоставлены в порядке подачи заявок.
closing-letter-items = Остальные вопросы остаются открытыми. На время закрытых вопросов вас попросят выйти из зала, трансляция приостановится.

closing-editor-says = Некоторые вопросы или все заседание закрыты. Название и докладчик закрытого здесь не меняются: открыть их можно на странице «Закрытый режим».

closing-fault-to-come = Указанное время еще не наступило. Введите время, когда уведомление было размещено.
closing-fault-vote = { $field }: «за» должно быть подано больше половины голосов присутствующих депутатов. Введите оба числа. Основание: { $paragraph }.
closing-fault-topic = { $field }: отметьте, затрагивается ли. Основание: { $paragraph }.
closing-fault-day = Введите день размещения.
closing-fault-time = Введите время размещения: часы и минуты.
closing-fault-proof = Напишите, что и где размещено: адрес, номер издания или место, где вывешено; не более 1000 знаков.
closing-barred = Заседание, на котором рассматривается информация, названная в статье 6 Закона, не закрывается.
closing-barred-topic = { $topic }: доступ к такой информации не ограничивается никогда (статья 6 Закона). Заседание и вопрос остаются открытыми; попытка записана в журнал.
closing-item-gone = Закрытый вопрос нельзя убрать из повестки. Сначала откройте его на странице «Закрытый режим».
closing-not-sitting = Время выхода и входа отмечается только после начала заседания.

closing-title = Закрытый режим
closing-says = Заседание проводится открыто; закрывается только то, что относится к информации с ограниченным доступом, на основании, названном в законе, и на определенный срок. Если ограничена лишь часть информации, закрывается не заседание, а только этот вопрос.
closing-neutral = В этой системе не хранится текст с ограниченным доступом. Когда вопрос закрывается, его название, докладчик и файлы убираются, вместо них ставится нейтральное название с одним основанием. Не вписывайте в поля ниже закрытых сведений.
closing-form = Решение о закрытии
closing-another = Ввести другое решение
closing-over = Заседание завершено или не состоится: больше ничего не закрывается.
closing-group-scope = Что закрывается
closing-scope = Объем
closing-scope-whole = Все заседание
closing-scope-items = Отдельные вопросы
closing-choose = Выберите
closing-hint-part = Если возможно, закройте только нужные вопросы. Если закрывается все заседание, напишите, почему части недостаточно.
closing-group-grounds = Основание
closing-hint-law = Если выбрана «иная тайна» или «иной случай», укажите закон и статью.
closing-group-end = Окончание ограничения
closing-hint-end = Укажите день или событие, которым ограничение заканчивается.
closing-group-decision = Решение
closing-hint-vote = Маслихат: сколько депутатов проголосовало «за» и сколько присутствовало.
closing-group-article-6 = Проверка по статье 6 Закона
closing-hint-article-6 = Отметьте по каждой теме. Если хотя бы одна затрагивается, закрыть нельзя, и обойти это не может никто.

editor-field-grounds = Основание
editor-field-named-law = Закон и статья
editor-field-items = Вопросы
editor-field-why-not-part = Почему закрыть часть недостаточно
editor-field-ends-on = Последний день ограничения
editor-field-ends-with = Событие, которым ограничение заканчивается
editor-field-number = Номер решения
editor-field-decided-on = Дата решения
editor-field-decider = Кто решил
editor-field-votes-for = Голосов «за»
editor-field-present = Присутствовало

closing-confirm-title = Подтвердить закрытие
closing-public-reads = Люди прочитают:
closing-words-go = Названия, докладчики и файлы закрываемых вопросов убираются этим же действием. Если они вам нужны, сохраните их у себя.
closing-seats-go = Места освобождаются, пропуска недействительны. По заявкам никому не отказывается: если заседание снова откроют, места будут предоставлены по порядку.
closing-seats-stay = Заявки и места сохраняются; заявителям сообщается, какие вопросы закрыты.
closing-told-at-once = Письма заявителям и подписчикам уходят сразу.
closing-do = Закрыть
closing-reopen = Открыть снова
closing-reopen-says = Откроются все заседание и все закрытые вопросы. Введите названия, которые прочитают люди; опубликованные ранее уже вписаны.
closing-nothing = Ничего не закрыто.

closing-standing = Действующее решение
closing-vote = Голосование
closing-vote-says = за: { $for }, присутствовало: { $present }
closing-notices = Уведомление о решении
closing-notices-until = На всех трех каналах размещается до: { $datetime }. Опоздание отмечается как опоздание.
closing-placed-at = Размещено: { $datetime }
closing-proof = Подтверждение
closing-hint-proof = Например: адрес статьи, номер газеты, кто и когда вывесил на стенд.
closing-site-says = Отмечается само при публикации анонса.
closing-note-notice = Отметить размещение
closing-placed-day = День
closing-placed-time = Время
closing-parts = Время закрытых частей
closing-parts-say = Отмечайте, когда перед закрытым вопросом людей попросили выйти и трансляция приостановлена, и когда их пригласили обратно.
closing-part-begin = Люди вышли, трансляция приостановлена
closing-part-end = Людей пригласили обратно, трансляция продолжена
closing-part-under-way = продолжается
closing-former = Прежние решения

done-closing-closed = Закрыто.
done-closing-noticed = Уведомление отмечено.
done-closing-part-began = Отмечено: люди вышли.
done-closing-part-ended = Отмечено: людей пригласили обратно.
done-session-reopened = Снова открыто.

today-task-notice = Разместить уведомление о закрытом режиме (каналов: { $count })
door-bar-closed = Заседание проводится в закрытом режиме: никого не впускают.
history-act-close = установлен закрытый режим
history-act-reopen = снова открыто

journal-act-application-seat-freed = Место освобождено: заседание закрыто
journal-act-session-closed = Установлен закрытый режим
journal-act-session-closing-barred = Закрыть не допущено (статья 6)
journal-act-session-closing-notice = Отмечено уведомление о закрытом режиме
journal-act-session-closed-part-began = Началась закрытая часть
journal-act-session-closed-part-ended = Закончилась закрытая часть
journal-act-session-reopened = Снова открыто
journal-field-closed-items = Закрытые вопросы
journal-field-opened-items = Открытые вопросы
journal-field-grounds = Основание
journal-field-named-law = Закон и статья
journal-field-decision = Номер решения
journal-field-decided-on = Дата решения
journal-field-decider = Кто решил
journal-field-article-6 = Темы статьи 6
journal-field-channel = Канал
journal-field-placed-at = Размещено
journal-field-in-time = В срок
journal-field-proof = Подтверждение
journal-field-at = Время
