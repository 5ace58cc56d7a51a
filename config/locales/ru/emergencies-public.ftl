### Что о чрезвычайной ситуации читают все (605-НҚ, пункт 6).

emergency-kind-natural = Чрезвычайная ситуация природного характера
emergency-kind-man-made = Чрезвычайная ситуация техногенного характера
emergency-kind-social = Чрезвычайная ситуация социального характера
emergency-kind-destabilisation = Дестабилизация ситуации
emergency-kind-terrorist-threat = Угроза террористической атаки
emergency-kind-epidemic-threat = Угроза распространения эпидемиологических заболеваний
emergency-scope-country = Вся страна
emergency-from-until = с { $from } до { $until }
emergency-from-open = с { $from }, срок окончания не установлен
emergency-banner-title = В связи с чрезвычайной ситуацией доступ к заседаниям обеспечивается только онлайн
emergency-only-online = Во время чрезвычайной ситуации заседание может быть объявлено только в онлайн-формате
emergency-kind = Чрезвычайная ситуация
emergency-scope = Территория
emergency-period = Период
emergency-former-format = Ранее объявленный формат
emergency-over-stays-online = Чрезвычайная ситуация завершилась. Заседание проводится онлайн.
emergency-badge = Чрезвычайная ситуация: только онлайн
