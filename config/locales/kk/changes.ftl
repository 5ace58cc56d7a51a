### Анонстың өзгеруі, отырыстың өткізілмеуі және жабық режим.

changed-notice = Анонс өзгертілді. Бұрын: { $old }. Енді: { $new }. Өтініміңіз күшінде қалады.
cancelled-notice = Отырыс өткізілмейді: { $title }. Себебі: { $reason }.
closed-notice = Отырыс жабық режимде өткізіледі. Негізі: { $ground }. Шешім: { $decision }.
closed-item = Бұл мәселе жабық режимде қаралады. Трансляция уақытша тоқтатылды.

# Жабық режимнің негіздері (Қағидалардың 2-тармағының 3) тармақшасы және 4-тармағы).
closing-ground = Отырысты жабық режимде өткізудің негізі
closing-ground-state-secret = мемлекеттік құпиялар
closing-ground-personal-secret = жеке басының құпиясы
closing-ground-family-secret = отбасылық құпия
closing-ground-banking-secret = банктік құпия
closing-ground-commercial-secret = коммерциялық құпия
closing-ground-medical-secret = медицина қызметкерінің құпиясы
closing-ground-other-secret = заңмен қорғалатын өзге де құпия
closing-ground-restricted-personal-data = қолжетімділігі шектеулі дербес деректер
closing-ground-limited-distribution = «таратылуы шектелген» қызметтік ақпарат
closing-ground-other-law = заңдарда белгіленген өзге де жағдай
