### The working calendar: holidays and kinds of days.

holiday-new-year = New Year
holiday-orthodox-christmas = Orthodox Christmas
holiday-womens-day = International Women’s Day
holiday-constitution-day = Constitution Day
holiday-nauryz = Nauryz
holiday-unity-day = Unity Day
holiday-defender-day = Defender of the Fatherland Day
holiday-victory-day = Victory Day
holiday-kurban-ait = First day of Kurban Ait
holiday-capital-day = Capital Day
holiday-republic-day = Republic Day
# Its name up to and including 2025.
holiday-republic-day-until-2025 = Republic Day
holiday-independence-day = Independence Day

day-off = day off
day-kind-holiday = holiday
day-kind-transferred-holiday = day off moved here because the holiday fell on a day off
day-kind-day-off-labour-code-84-5 = day off by the Labour Code
day-kind-moved-day-off-by-order = day off moved here by order
day-kind-working-by-order = working day by order
day-kind-unsettled = day not settled yet
day-with-holiday = { $date } ({ $holiday })

calendar = Working calendar
days-counted = Days counted: { $days }.
days-left-out = Days left out: { $days }.
calendar-uncertain = One of the days in between is not settled yet, so the deadlines may change.
