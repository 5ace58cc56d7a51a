### Күндер, уақыт және мерзімдер. Айнымалылар: $year, $month (1–12), $day, $weekday (1 – дүйсенбі).

month = { $month ->
    [1] қаңтар
    [2] ақпан
    [3] наурыз
    [4] сәуір
    [5] мамыр
    [6] маусым
    [7] шілде
    [8] тамыз
    [9] қыркүйек
    [10] қазан
    [11] қараша
   *[12] желтоқсан
}
weekday = { $weekday ->
    [1] дүйсенбі
    [2] сейсенбі
    [3] сәрсенбі
    [4] бейсенбі
    [5] жұма
    [6] сенбі
   *[7] жексенбі
}
weekday-short = { $weekday ->
    [1] Дс
    [2] Сс
    [3] Ср
    [4] Бс
    [5] Жм
    [6] Сн
   *[7] Жс
}

day-and-month = { $day } { month }
date = { $year } жылғы { day-and-month }
day-and-month-with-weekday = { day-and-month }, { weekday }
date-with-weekday = { date }, { weekday }
date-time = { date }, { $time }
date-time-with-weekday = { date-with-weekday }, { $time }
month-title = { $year } жылғы { month }

# Түн ортасында бітетін мерзім аяқталатын күнімен жазылады.
end-of-day = 23:59
until = { date }, { $time }
until-this-year = { day-and-month }, { $time }

zone-name = { $place ->
    [astana] Астана уақыты
   *[local] жергілікті уақыт
}
zone-label = { zone-name } ({ $offset })
zone-in-brackets = { zone-name }, { $offset }

days-left = { $days ->
    [0] бүгін
    [1] ертең
   *[other] { $days } күннен кейін
}
days-ago = { $days ->
    [1] кеше
   *[other] { $days } күн бұрын
}
time-left-days = { $n } күн
time-left-hours = { $n } сағат
time-left-minutes = { $n } минут
time-left-moments = бір минуттан аз
time-left-none = уақыт бітті

list = { $first } және { $last }
