### Календарь рабочих дней: праздники и виды дней.

holiday-new-year = Новый год
holiday-orthodox-christmas = Православное Рождество
holiday-womens-day = Международный женский день
holiday-constitution-day = День Конституции Республики Казахстан
holiday-nauryz = Наурыз мейрамы
holiday-unity-day = Праздник единства народа Казахстана
holiday-defender-day = День защитника Отечества
holiday-victory-day = День Победы
holiday-kurban-ait = Первый день Курбан айта
holiday-capital-day = День столицы
holiday-republic-day = День Республики Казахстан
# Название по 2025 год включительно.
holiday-republic-day-until-2025 = День Республики
holiday-independence-day = День Независимости

day-off = выходной день
day-kind-holiday = праздничный день
day-kind-transferred-holiday = день отдыха, перенесенный из-за совпадения праздника с выходным
day-kind-day-off-labour-code-84-5 = выходной день по Трудовому кодексу
day-kind-moved-day-off-by-order = день отдыха, перенесенный приказом
day-kind-working-by-order = рабочий день по приказу
day-kind-unsettled = пока не уточненный день
day-with-holiday = { $date } ({ $holiday })

calendar = Производственный календарь
days-counted = Учтенные дни: { $days }.
days-left-out = Неучтенные дни: { $days }.
calendar-uncertain = Один из дней этого промежутка пока не уточнен, поэтому сроки могут измениться.
