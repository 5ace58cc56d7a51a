### Әр беттің жақтауы, нысандар және бет көрсетілмеген жағдайлар.

site-name = Отырыс
site-foot = Ашық отырысқа кез келген адам келе алады, трансляциясын кез келген адам көре алады («Ақпаратқа қол жеткізу туралы» Заңның 13-бабы, № 605-НҚ бұйрық).
site-ways = Бөлімдер
skip-to-content = Негізгі мазмұнға өту
choose-language = Тілді таңдау
way-sessions = Отырыстар
way-calendar = Күнтізбе
way-bodies = Органдар
way-openness = Ашықтық
demo-clock = Мұндағы сағат мына уақытқа қойылған: { $datetime } ({ $zone }).

form-optional = (міндетті емес)
form-faults = Мыналарды түзетіңіз
form-fault = Қате:

problem-not-found = Бет табылмады
problem-not-found-detail = Мекенжайды тексеріңіз немесе керегіңізді отырыстар тізімінен іздеңіз.
problem-forbidden = Бұл әрекетке рұқсат жоқ
problem-forbidden-detail = Нысан басқа сайттан жіберілген немесе бұл әрекетке құқығыңыз жоқ.
problem-invalid = Деректерде қате бар
problem-invalid-detail = Деректерді түзетіп, қайта жіберіңіз.
problem-refused = Орындау мүмкін болмады
problem-rate-limited = Сұраулар тым көп
problem-rate-limited-detail = Сәл күтіп, қайта жіберіңіз. Күту уақыты: { $seconds } секунд.
problem-too-large = Жіберілген деректер тым көп
problem-too-large-detail = Мәтінді қысқартып, қайта жіберіңіз.
problem-unavailable = Қызмет уақытша қолжетімсіз
problem-unavailable-detail = Ештеңе сақталған жоқ. Біраздан кейін қайталап көріңіз.
problem-broken = Бізде қате шықты
problem-broken-detail = Қате жазып алынды. Біраздан кейін қайталап көріңіз.
problem-way-on = Алдағы отырыстарға өту
problem-way-to-desk = Хатшылықтың «Бүгін» бетіне өту

view-large = Ірі қаріп
view-usual = Кәдімгі қаріп
site-picture = Отырыс: мемлекеттік органдардың ашық отырыстары
