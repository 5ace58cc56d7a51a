### The times of a session: breaks, sessions of several days, a maslikhat's two clocks, bodies that the Rules do not bind.

sittings = Sittings
sitting = Sitting
sittings-adjourn = Announce a break
sittings-adjourn-says = The session breaks off and goes on later, on the same day or on another one. The announcement, applications and passes stay; the deadline for the results is counted from the last day.
sittings-break = Break
sittings-break-hint = These fields are filled in only where one more sitting is added.
sittings-next = Next sitting
sittings-hint-ends-day = Leave empty if it ends on the same day.
sittings-hint-ends-time = Say roughly when it will end.
sittings-what-add = Add one more sitting
sittings-what-change = Change the time of the last sitting
sittings-what-drop = The last sitting does not take place
sittings-confirm-title = Confirm the new times
sittings-do = Publish
sittings-clocks-stay = The deadlines for the announcement and for applications were counted to the first day and stay.
sittings-results-follow = The deadline for the results is counted from the last day of the session.
sittings-break-too-long = The break is too long. The limit for a session of a maslikhat, in calendar days: { $days }.
sittings-break-until = There is a break. The session goes on: { $datetime }
sittings-fault-break = the break must begin after the session does.
sittings-fault-next = the next sitting must begin after the one before it has ended.
sittings-fault-over = this time has passed. Give an end that is still to come.
sittings-fault-begun = the last sitting has begun and can no longer be changed. Add one more sitting if need be.
sittings-fault-to-come = an announced sitting is still to come. If it does not take place, say so first on the page “Announce a break”, then end the session.
refusal-has-sat = Part of the session has been held already, so it can no longer be moved or cancelled as a whole. On the page “Announce a break”, change the time of the next sitting or say that it does not take place.
sittings-fault-emergency = there is an emergency at this time, and the sitting cannot be held in the hall. Choose a time after its end, or announce the rest as a new session held online. Basis: { $basis }
done-session-adjourned = The new times are published. Those who applied and those who subscribed will be told.
history-act-adjourn = the times of the sittings were changed
journal-act-session-adjourn = The times of the sittings were changed
journal-field-sittings = Sittings
month-goes-on = goes on

editor-field-sittings = Sittings
editor-field-breaks-day = Day of the break
editor-field-breaks-time = Beginning of the break
editor-field-what = What changes
editor-hint-why = Whoever changes a published announcement must give the reason. Everybody sees it: in the history of changes and in letters. Write it both in Kazakh and in Russian.
editor-fault-why = the published announcement was changed: write the reason both in Kazakh and in Russian.
import-reason = The announcement was brought up to date by the data that the information holder sent

notice-application-asked = Will you come at the new time? If so, you need not do anything: your application remains valid. If you cannot come, please withdraw it: the seat goes to the next person.
notice-application-asked-waits = Will you come at the new time? If so, you need not do anything: your application remains valid and you are on the waiting list. If you cannot come, please withdraw it.
notice-pass-holds = A pass is valid on all days of the session.
door-back-today = Came before the break: let in. First came: { $datetime }
door-back = Came on an earlier day of the session: let them in. First came: { $datetime }

clock-governs = This deadline governs: it is the earlier of the two.
exempt-no-deadlines = No deadlines are counted for this body. What was announced and who applied before stays valid.
query-ends-order = The session must end after it begins. Parameter: { $field }.
