### Күнтізбелер мен жаңалықтар таспалары.

feed-all = Ашық отырыстар
feed-of = { $what }: ашық отырыстар
feed-topic = «{ $words }» тақырыбы: ашық отырыстар

feed-of-chosen-body = Таңдалған орган: ашық отырыстар
subscribe-title = Күнтізбе арқылы жазылу
subscribe-open = Күнтізбе қолданбасында ашу
subscribe-address = Күнтізбенің мекенжайы
subscribe-address-hint = Мекенжайды көшіріп алып, өз күнтізбеңізге «URL бойынша қосу» арқылы енгізіңіз.
subscribe-lag = Күнтізбелер өзгерістерді бір тәулікке дейін кешігіп көрсетуі мүмкін.
subscribe-file = Күнтізбе файлы (iCalendar)
subscribe-atom = Жаңалықтар таспасы (Atom)
