### Даты, время и сроки. Переменные: $year, $month (1–12), $day, $weekday (1 – понедельник).

month = { $month ->
    [1] Январь
    [2] Февраль
    [3] Март
    [4] Апрель
    [5] Май
    [6] Июнь
    [7] Июль
    [8] Август
    [9] Сентябрь
    [10] Октябрь
    [11] Ноябрь
   *[12] Декабрь
}
weekday = { $weekday ->
    [1] понедельник
    [2] вторник
    [3] среда
    [4] четверг
    [5] пятница
    [6] суббота
   *[7] воскресенье
}
weekday-short = { $weekday ->
    [1] Пн
    [2] Вт
    [3] Ср
    [4] Чт
    [5] Пт
    [6] Сб
   *[7] Вс
}

day-and-month = { $month ->
    [1] { $day } января
    [2] { $day } февраля
    [3] { $day } марта
    [4] { $day } апреля
    [5] { $day } мая
    [6] { $day } июня
    [7] { $day } июля
    [8] { $day } августа
    [9] { $day } сентября
    [10] { $day } октября
    [11] { $day } ноября
   *[12] { $day } декабря
}
date = { day-and-month } { $year } года
day-and-month-with-weekday = { weekday }, { day-and-month }
date-with-weekday = { weekday }, { date }
date-time = { date }, { $time }
date-time-with-weekday = { date-with-weekday }, { $time }
month-title = { month } { $year } года

# Срок, который кончается в полночь, пишется днем, который кончается.
end-of-day = 24:00
until = { $time } { date }
until-this-year = { $time } { day-and-month }

zone-name = { $place ->
    [astana] время Астаны
   *[local] местное время
}
zone-label = { zone-name } ({ $offset })
zone-in-brackets = { zone-name }, { $offset }

days-left = { $days ->
    [0] сегодня
    [1] завтра
    [one] через { $days } день
    [few] через { $days } дня
   *[many] через { $days } дней
}
days-ago = { $days ->
    [1] вчера
    [one] { $days } день назад
    [few] { $days } дня назад
   *[many] { $days } дней назад
}
time-left-days = { $n ->
    [one] { $n } день
    [few] { $n } дня
   *[many] { $n } дней
}
time-left-hours = { $n ->
    [one] { $n } час
    [few] { $n } часа
   *[many] { $n } часов
}
time-left-minutes = { $n ->
    [one] { $n } минута
    [few] { $n } минуты
   *[many] { $n } минут
}
time-left-moments = меньше минуты
time-left-none = время истекло

list = { $first } и { $last }
