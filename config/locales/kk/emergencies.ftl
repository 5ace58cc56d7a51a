### Төтенше жағдайлар (Қағидалардың 6-тармағы).

emergency-online = Төтенше жағдайға байланысты отырысқа тек онлайн режимде қатысуға болады. Негізі: { $basis }. Трансляция: { $link }.
emergency-online-only = Тек онлайн режимде
emergency-natural = табиғи сипаттағы төтенше жағдай
emergency-man-made = техногендік сипаттағы төтенше жағдай
emergency-social = әлеуметтік сипаттағы төтенше жағдай
emergency-destabilisation = жағдайдың тұрақсыздануы
emergency-terrorist-threat = террористік шабуыл қатері
emergency-epidemic-threat = эпидемиологиялық аурулардың таралу қатері
