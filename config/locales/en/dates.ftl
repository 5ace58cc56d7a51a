### Dates, times and terms. Variables: $year, $month (1–12), $day, $weekday (1 is Monday).

month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
weekday = { $weekday ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
}
weekday-short = { $weekday ->
    [1] Mon
    [2] Tue
    [3] Wed
    [4] Thu
    [5] Fri
    [6] Sat
   *[7] Sun
}

day-and-month = { $day } { month }
date = { day-and-month } { $year }
day-and-month-with-weekday = { weekday }, { day-and-month }
date-with-weekday = { weekday }, { date }
date-time = { date }, { $time }
date-time-with-weekday = { date-with-weekday }, { $time }
month-title = { month } { $year }

# A term that ends at midnight is told by the day that ends.
end-of-day = 24:00
until = { $time } on { date }
until-this-year = { $time } on { day-and-month }

zone-name = { $place ->
    [astana] Astana time
   *[local] local time
}
zone-label = { zone-name } ({ $offset })
zone-in-brackets = { zone-name }, { $offset }

days-left = { $days ->
    [0] today
    [1] tomorrow
   *[other] in { $days } days
}
days-ago = { $days ->
    [1] yesterday
   *[other] { $days } days ago
}
time-left-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
time-left-hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
}
time-left-minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
time-left-moments = less than a minute
time-left-none = no time left

list = { $first } and { $last }
