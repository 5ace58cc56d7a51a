### Төтенше жағдай туралы көпшілікке айтылатын сөздер (605-НҚ, 6-тармақ).

emergency-kind-natural = Табиғи сипаттағы төтенше жағдай
emergency-kind-man-made = Техногендік сипаттағы төтенше жағдай
emergency-kind-social = Әлеуметтік сипаттағы төтенше жағдай
emergency-kind-destabilisation = Жағдайдың тұрақсыздануы
emergency-kind-terrorist-threat = Террористік шабуыл қатері
emergency-kind-epidemic-threat = Эпидемиологиялық аурулардың таралу қатері
emergency-scope-country = Бүкіл ел
emergency-from-until = басталуы: { $from }; аяқталуы: { $until }
emergency-from-open = басталуы: { $from }; аяқталу уақыты белгіленбеген
emergency-banner-title = Төтенше жағдайға байланысты отырыстарға тек онлайн режимде қатысуға болады
emergency-only-online = Төтенше жағдай кезінде отырыс тек онлайн өткізіледі деп жарияланады
emergency-kind = Төтенше жағдай
emergency-scope = Аумағы
emergency-period = Мерзімі
emergency-former-format = Бұрын жарияланған формат
emergency-over-stays-online = Төтенше жағдай аяқталды. Отырыс онлайн режимде өткізіледі.
emergency-badge = Төтенше жағдай: тек онлайн
