### Алқалы органдардың беттері.
bodies-title = Алқалы органдар
bodies-says = Отырыстары ашық өтетін алқалы органдар мен олардың алдағы отырыстары.
bodies-none = Алқалы органдар әлі енгізілген жоқ
bodies-of-republic = Республикалық органдар
bodies-local = Жергілікті органдар

body-facts = Алқалы орган туралы
body-kind = Отырыс түрі
body-level = Деңгейі
body-parent = Қай органның құрамында
body-parts = Құрамындағы органдар
body-week = Жұмыс аптасы
body-closing-time = Қағаз өтінім қабылдаудың соңғы сағаты
body-zone = Уақыт белдеуі
body-site = Ресми интернет-ресурс
body-basis = Негізі
body-names = Атаулары
body-name-since = Қолданыла бастаған күні: { $date }
body-name-first = бастапқы атауы
body-exempt = Қағидалар қолданылмайды
body-sessions = Алдағы отырыстары
body-sessions-none = Алдағы отырысы әзірге жарияланған жоқ.
body-sessions-all = Барлық алдағы отырысы
body-sessions-past = Өткен отырыстары
body-says = { $name }: алдағы ашық отырыстары және қатысу тәртібі.

week-5 = Бес күндік
week-6 = Алты күндік

level-republic = Республика
level-oblast = Облыс
level-city-republican = Республикалық маңызы бар қала
level-capital = Астана
level-district = Аудан
level-city-oblast = Облыстық маңызы бар қала
level-village = Ауылдық деңгей
