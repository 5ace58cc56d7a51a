### Жұмыс күндерінің күнтізбесі: мерекелер және күн түрлері.

holiday-new-year = Жаңа жыл
holiday-orthodox-christmas = Православиелік Рождество
holiday-womens-day = Халықаралық әйелдер күні
holiday-constitution-day = Қазақстан Республикасының Конституциясы күні
holiday-nauryz = Наурыз мейрамы
holiday-unity-day = Қазақстан халқының бірлігі мерекесі
holiday-defender-day = Отан қорғаушы күні
holiday-victory-day = Жеңіс күні
holiday-kurban-ait = Құрбан айттың бірінші күні
holiday-capital-day = Астана күні
holiday-republic-day = Қазақстан Республикасы күні
# 2025 жылды қоса алғандағы атауы.
holiday-republic-day-until-2025 = Республика күні
holiday-independence-day = Тәуелсіздік күні

day-off = демалыс күні
day-kind-holiday = мереке күні
day-kind-transferred-holiday = мереке демалыс күніне дәл келгендіктен ауыстырылған демалыс күні
day-kind-day-off-labour-code-84-5 = Еңбек кодексі бойынша демалыс күні
day-kind-moved-day-off-by-order = бұйрықпен ауыстырылған демалыс күні
day-kind-working-by-order = бұйрық бойынша жұмыс күні
day-kind-unsettled = әзірге нақтыланбаған күн
day-with-holiday = { $date } ({ $holiday })

calendar = Өндірістік күнтізбе
days-counted = Есепке алынған күндер: { $days }.
days-left-out = Есепке алынбаған күндер: { $days }.
calendar-uncertain = Осы аралықтағы бір күн әлі нақтыланбаған, сондықтан мерзімдер өзгеруі мүмкін.
