### Sessions: state, kind, format and what an announcement holds.

status-draft = Draft
status-announced = Published
status-changed = Changed
status-postponed = Postponed
status-cancelled = Cancelled
status-live = Live
status-held = Finished
status-results-published = Results published

session = Session
session-open = Open session
session-closed = Closed session

kind-collegium = Ministry collegium
kind-akimat = Akimat sitting
kind-maslikhat-ordinary = Ordinary session of the maslikhat
kind-maslikhat-extraordinary = Extraordinary session of the maslikhat
kind-committee = Standing committee
kind-other = Other collegial body

format = Format
format-online = Online
format-offline = Offline
format-mixed = Mixed (offline and online)

label-place = Place
label-date = Date
label-time = Time
label-start = Start of the session
label-languages = Language of the session
label-agenda = Agenda
label-matters = Matters to be considered
label-speaker = Speaker
label-responsible-person = Person responsible for preparation
label-contact = Contact details
label-work-phone = Work telephone number
label-email = E-mail address
label-hall-capacity = Hall capacity
label-overflow-hall = Overflow hall
label-broadcast = Live broadcast
label-body = Collegial body
label-region = Region
label-outcome = Outcome of the session
label-deadlines = Deadlines

cutoff-info = Applications to attend in person are accepted until: { $datetime } ({ $zone }).
cutoff-passed = Applications to attend in person are closed. The deadline was: { $datetime }. You can watch the live broadcast; no application is needed.
cutoff-basis = Basis: paragraph 9 of the Rules – an application is made not later than two working days before the day of the session.
results-due = The decision, transcript and/or minutes will be published not later than: { $date }.
published-late = The announcement was published after the deadline. Reason: { $reason }.
entry-note = Please keep to the access rules of the building and bring an identity document.
filming = Please note: the session is broadcast and recorded.

announce-warning = The announcement must be published before: { $datetime }. { $days ->
        [one] { $days } full working day
       *[other] { $days } full working days
    } must remain before the start.
announcement-missing = The announcement lacks: { $fields }.
