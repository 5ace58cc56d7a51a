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
button-withdraw = Withdraw
button-subscribe = Subscribe
button-send = Send
button-save = Save
button-back = Back
button-close = Close
button-calendar-add = Add to calendar
button-print-stand = Print for the stand

timeliness-on-time = On time
timeliness-at-risk = Due soon
timeliness-late = Late

days-working = { $n ->
    [one] { $n } working day
   *[other] { $n } working days
}
days-calendar = { $n ->
    [one] { $n } calendar day
   *[other] { $n } calendar days
}
applications-counted = { $n ->
    [one] { $n } application
   *[other] { $n } applications
}
seats-counted = { $n ->
    [one] { $n } seat
   *[other] { $n } seats
}

lang-missing = The text is missing in the second language.
complain = If you disagree with the decision you may complain. How: { $link }.
demo-note = This is a demonstration. The data are invented and not official.
