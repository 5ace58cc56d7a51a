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
label-start = Start of the session
label-languages = Language of the session
label-agenda = Agenda
label-speaker = Speaker
label-responsible-person = Person responsible for preparation
label-broadcast = Live broadcast
label-body = Collegial body
label-deadlines = Deadlines

cutoff-info = Applications to attend in person are accepted until: { $datetime } ({ $zone }).
cutoff-passed = Applications to attend in person are closed. The deadline was: { $datetime }. You can watch the live broadcast; no application is needed.
cutoff-basis = Basis: paragraph 9 of the Rules – an application is made not later than two working days before the day of the session.
results-due = The decision, transcript and/or minutes will be published not later than: { $date }.
published-late = The announcement was published after the deadline. Reason: { $reason }.
entry-note = Please keep to the access rules of the building and bring an identity document.
filming = Please note: the session is broadcast and recorded.

### The pages of the list, the month and the announcement.
home-title = Coming open sessions
home-says = To come to a session, apply in advance. To watch the broadcast, no application is needed.
found-title = Open sessions
view-choice = View
view-list = List
view-month = By month

filter-words = Search for sessions
filter-find = Search
filter-more = Filters
filter-region = Region
filter-from = From
filter-to = To
filter-any-body = All bodies
filter-any-region = All regions
filter-any-format = Any format
filter-apply = Apply
filter-chosen = Chosen filters
filter-drop = Remove:
filter-clear = Clear all
chosen-words = Search: { $words }
chosen-from = From: { $date }
chosen-to = To: { $date }
filter-fault-body = There is no such collegial body. Choose one from the list.
filter-fault-region = There is no such region. Choose one from the list.
filter-fault-format = There is no such format. Choose one from the list.
filter-fault-date = Write the date like this: 10.12.2026.
filter-fault-order = The last day is before the first. Correct the dates.

day-going-on = Going on now
day-today = Today
day-tomorrow = Tomorrow
row-apply-until = Apply by: { $datetime }
row-applications-closed = Applications are closed
row-online = No application needed

sessions-none = No coming open sessions have been announced yet
sessions-none-what-to-do = A session is announced not later than three working days before it. Come back later, or open the page of the body you need.
sessions-not-found = No session matches these filters
sessions-not-found-what-to-do = Remove one of the filters, search with other words, or look at past sessions.
sessions-past = Past sessions
sessions-next = Next sessions
list-ways = Pages of the list
sessions-from-start = To the start of the list

month-says = Calendar of open sessions: { $month }.
month-ways = Months
month-all = All sessions of this day
month-empty = No sessions are announced for this month

section-when = When and where
section-how-to-come = How to come
time-from-to = { $from }–{ $to }
label-end = End

session-cancelled-says = The session will not take place. If you have questions, ask the responsible person.
session-postponed-says = The session has been postponed. This page shows the new date and time.
session-live-says = The session is under way.
session-held-says = The session is over.
session-closed-says = The session is held closed, without information users.
cutoff-passed-no-broadcast = Applications to attend in person are closed. The deadline was: { $datetime }. If you have questions, ask the responsible person.
format-reason = Reason for this format: { $reason }
published-late-unexplained = The announcement was published after the deadline.

seats-left = Seats left: { $n }
hall-full = The hall is full, but applications are still received: you will be put on the waiting list. On it now: { $waiting }.
hall-full-overflow = The hall is full, but applications are still received: seats left in the overflow hall with the broadcast: { $n }.
hall-full-basis = Seats are prepared by the number of those who sign up; nobody is refused for lack of seats.

agenda-closed = Considered in closed mode
agenda-none = The agenda has not been published yet.

watch-elsewhere = The link opens on another site: { $host }
watch-later = The address of the broadcast will appear on this page.

clock-announced-at = Published: { $datetime }
clock-last = Deadline: { $datetime }
clock-over = passed
stamp-published = Published: { $datetime }
stamp-updated = Updated: { $datetime }
stamp-revision = Version: { $n }
