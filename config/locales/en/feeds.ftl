### Calendars and feeds.

feed-all = Open sessions
feed-of = { $what }: open sessions
feed-topic = Topic “{ $words }”: open sessions

feed-of-chosen-body = The chosen body: open sessions
subscribe-title = Subscribe by calendar
subscribe-open = Open in a calendar app
subscribe-address = Address of the calendar
subscribe-address-hint = Copy the address and add it to your calendar as a subscription by URL.
subscribe-lag = Calendars may show changes up to a day late.
subscribe-file = Calendar file (iCalendar)
subscribe-atom = News feed (Atom)
