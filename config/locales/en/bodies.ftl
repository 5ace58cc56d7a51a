### The pages of collegial bodies.
bodies-title = Collegial bodies
bodies-says = Collegial bodies whose sessions are open, and their coming sessions.
bodies-none = No collegial bodies have been entered yet
bodies-of-republic = Bodies of the republic
bodies-local = Local bodies

body-facts = About the body
body-kind = Kind of session
body-level = Level
body-parent = Belongs to
body-parts = Bodies belonging to it
body-week = Working week
body-closing-time = Paper applications are taken until
body-zone = Time zone
body-site = Official internet resource
body-basis = Basis
body-names = Names
body-name-since = since { $date }
body-name-first = at first
body-exempt = The Rules do not apply
body-sessions = Coming sessions
body-sessions-none = No coming session has been announced yet.
body-sessions-all = All coming sessions
body-sessions-past = Past sessions
body-says = { $name }: coming open sessions and how to attend.

week-5 = Five days
week-6 = Six days

level-republic = Republic
level-oblast = Oblast
level-city-republican = City of republican significance
level-capital = The capital
level-district = District
level-city-oblast = City of oblast significance
level-village = Village level
