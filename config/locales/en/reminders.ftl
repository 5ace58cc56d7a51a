### Reminders: to applicants, to the responsible person, to the secretariat.

letter-subject-reminder = Reminder – the session begins: { $datetime }
letter-reminder = A reminder of the session
letter-pass-code = Code of the pass
letter-what-to-bring = At the entrance show the pass on a screen or on paper, or say the registration number. The guard compares your name and year of birth with the document; no copy of the document is made.
letter-if-you-cannot-come = If you cannot come, please withdraw the application on its page.
letter-reminder-waiting = You are on the waiting list: so far no seat has become free for you. We will let you know if one does.
letter-reminder-online = You can take part in the session online; no seat in a hall is prepared.
letter-reminder-no-broadcast = The address of the broadcast is not given yet. Ask the person responsible for it.

letter-applications = New applications: { $count }
letter-subject-applications-digest = New applications since the last letter: { $count }
letter-applications-others = New applications that this letter does not name: { $count }.
letter-applications-waiting = On the waiting list: { $count }.
letter-applications-list = List of all applications
letter-applications-no-names = Names and contacts of applicants are not sent by mail: they stand at the desk.
letter-applications-how-often = How often these letters come is chosen on the body’s page at the desk.

letter-subject-deadlines = Tasks that fall due: { $count }
letter-deadlines = Deadlines to be kept
warning-announce-near = The deadline for publishing the announcement is near: { $datetime } ({ $zone }).
warning-announce-last-day = Today is the last day for publishing the announcement. Until: { $datetime } ({ $zone }).
warning-announce-overdue = The announcement was not published in time. The deadline was: { $datetime } ({ $zone }). It can still be published: it is marked as late, and the reason has to be given.
warning-results-near = The deadline for publishing the results of the session is near: { $datetime } ({ $zone }).
warning-results-target = Today is the body’s own target for publishing the results of the session. The deadline is: { $datetime } ({ $zone }).
warning-results-last-day = Today is the last day for publishing the results of the session. Until: { $datetime } ({ $zone }).
warning-results-overdue = The results of the session were not published in time. The deadline was: { $datetime } ({ $zone }). Publish them as soon as you can.

applications-letters-at-once = At once, then at most once in ten minutes
applications-letters-daily = Every morning, in one letter
applications-letters-never = No letters
