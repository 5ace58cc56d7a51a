### Отырыс қорытындысы (Қағидалардың 14-тармағы).

results-ready = Отырыс қорытындысы жарияланды: { $link }.
results-none = Отырыста шешім қабылданған жоқ.
label-decision = Шешім
label-resolution = Қаулы
label-transcript = Стенограмма
label-minutes = Хаттама
