### Изменение анонса, отмена заседания и закрытый режим.

changed-notice = Анонс изменен. Было: { $old }. Стало: { $new }. Ваша заявка остается в силе.
cancelled-notice = Заседание не состоится: { $title }. Причина: { $reason }.
closed-notice = Заседание проводится в закрытом режиме. Основание: { $ground }. Решение: { $decision }.
closed-item = Этот вопрос рассматривается в закрытом режиме. Трансляция временно приостановлена.

# Основания закрытого режима (подпункт 3) пункта 2 и пункт 4 Правил).
closing-ground = Основание проведения закрытого заседания
closing-ground-state-secret = государственные секреты
closing-ground-personal-secret = личная тайна
closing-ground-family-secret = семейная тайна
closing-ground-banking-secret = банковская тайна
closing-ground-commercial-secret = коммерческая тайна
closing-ground-medical-secret = тайна медицинского работника
closing-ground-other-secret = иная охраняемая законом тайна
closing-ground-restricted-personal-data = персональные данные ограниченного доступа
closing-ground-limited-distribution = служебная информация ограниченного распространения
closing-ground-other-law = иной случай, установленный законами
