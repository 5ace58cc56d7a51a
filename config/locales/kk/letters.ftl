### Хаттар.

letter-subject-seated = Өтінім қабылданды, орын дайындалды: { $no }
letter-subject-overflow = Өтінім қабылданды, қосымша залдан орын берілді: { $no }
letter-subject-waiting = Өтінім қабылданды, сіз күту тізіміндесіз: { $no }
letter-subject-promoted = Босаған орын сізге берілді: { $no }
letter-subject-promoted-overflow = Қосымша залдағы босаған орын сізге берілді: { $no }
letter-subject-withdrawn = Өтінім кері қайтарып алынды: { $no }

letter-number = Тіркеу нөмірі
letter-your-hall = Сіздің залыңыз
letter-arrival = { $date }, { $time } ({ $zone })
letter-seat-free = Отырыста сізге орын босады.
letter-next-seat = Рұқсаттамаңыз өтініміңіздің бетінде. Келе алмайтын болсаңыз, өтінімді сол бетте кері қайтарып алыңыз: орныңыз кезектегі адамға беріледі.
letter-next-waiting = Босаған орындар өтінімдердің түсу реті бойынша беріледі. Соңғы мерзім: { $datetime } ({ $zone }).
letter-keep-link = Бұл хатты сақтап қойыңыз, сілтемені ешкімге бермеңіз: ол арқылы өтінімді көруге және кері қайтарып алуға болады.
letter-announcement = Отырыстың анонсы
letter-automatic = Бұл хат автоматты түрде жіберілді.

letter-trial-heading = Сынақ хат
letter-trial = Бұл хат жеткен болса, хат жіберу дұрыс бапталған.

# Демонстрациядағы хаттар беті.
demo-mail-title = Демонстрация хаттары
demo-mail-about = Демонстрацияда хаттар ешқайда жіберілмейді, олар осы бетте сақталады.
demo-mail-none = Әзірге хат жоқ. Отырысқа өтінім беріңіз, сонда растау хаты осы жерде пайда болады.
demo-mail-to = Кімге
demo-mail-at = Уақыты
demo-mail-message = Хатты жүктеп алу (.eml)
demo-mail-calendar = Хаттың күнтізбеге арналған бөлігі
demo-mail-earlier = Бұрынғы хаттар
