### Words that all pages share.

# Languages: by their own name for the switch, translated for the language of a session.
language-kk = Қазақша
language-ru = Русский
language-en = English
language-name-kk = Kazakh
language-name-ru = Russian
language-name-en = English

button-apply = Apply
button-watch = Watch
button-calendar-add = Add to calendar

timeliness-on-time = On time
timeliness-at-risk = Due soon
timeliness-late = Late

demo-label = Demonstration
demo-note = This is a demonstration. The data are invented and not official.
