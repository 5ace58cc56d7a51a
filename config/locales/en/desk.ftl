### The frame of the desk.

desk-name = Otyrys: secretariat
desk-title = { $title } – Otyrys, secretariat
desk-ways = Parts of the desk
desk-today = Today
desk-sessions = Sessions
desk-door = At the door
desk-journal = Audit log
desk-calendar = Working calendar
desk-bodies = Bodies
desk-staff = Staff
desk-sign-out = Sign out
desk-to-public = Public pages

desk-send-again = Your sign-in has ended, so nothing was done. Look over the page and press the button again.

desk-stale = Somebody else changed this while you were filling it in
desk-stale-detail = Nothing was saved. Compare both states: the form below holds what you entered. Sent again, it replaces what stands now.
desk-stale-what = Field
desk-stale-yours = Sent by you
desk-stale-theirs = As it stands
desk-session-overview = Session
desk-session-applicants = Applications
desk-session-seats = Seats
desk-session-door = Pass list
desk-session-ways = Parts of the session
