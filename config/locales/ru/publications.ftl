### Итоги заседания (пункт 14 Правил).

results-ready = Опубликованы итоги заседания: { $link }.
results-none = Решение на заседании не принималось.
label-decision = Решение
label-resolution = Постановление
label-transcript = Стенограмма
label-minutes = Протокол
