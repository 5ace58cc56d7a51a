### Анонстың өзгерістер тарихы.

history-title = Өзгерістер тарихы
history-none = Бұл анонстың нұсқалары сақталмаған: ол нұсқалар сақтала бастағанға дейін жарияланған.
history-earlier-none = Бұдан бұрынғы нұсқалар сақталмаған.
history-version = { $n }-нұсқа
history-read = Нұсқаны толық оқу: { $n }
history-act-announce = жарияланды
history-act-revise = өзгертілді
history-act-postpone = отырыс басқа уақытқа ауыстырылды
history-act-cancel = отырыс өткізілмейді
history-act-go-live = отырыс басталды
history-act-end = отырыс аяқталды
history-act-documents = файлдар өзгерді
history-act-seats = орын саны өзгерді
history-act-clocks = мерзімдер қайта есептелді
history-before = Бұрын
history-after = Енді
history-nothing = көрсетілмеген
history-reordered = Мәселелердің реті өзгерді.
history-matter-added = Мәселе қосылды
history-matter-removed = Мәселе алып тасталды
history-matter-changed = Мәселе өзгерді
history-digest-says = SHA-256 – нұсқа мәтінінің бақылау мәні: мәтін өзгерсе, ол да өзгереді.
history-old = Бұл – бұрынғы нұсқа, қазіргі анонс одан өзгеше.
history-text = Нұсқаның сақталған мәтіні
