### Moving an announced session to another time, and calling it off.

moving-postpone = Move the session to another time
moving-cancel = Cancel the session
moving-postpone-says = Applications and the seats given stay. Deadlines are recalculated from the new day; the earlier version of the announcement stays in the history of changes.
moving-cancel-says = The announcement and the agenda stay on the site to be read; no more applications are received.
moving-announced-for = Announced for
moving-new-time = New time
moving-place-stays = If the place stays the same, leave it as it is.
moving-reason = Reason
moving-reason-hint = Everybody will read the reason: on the page of the session and in letters. Write it in Kazakh and in Russian.
moving-hint-late-reason = The new date is announced after the deadline; the reason is given in the announcement.
moving-nothing-yet = The next page shows what will follow. Nothing is published until you confirm it.
moving-look = Show what follows
moving-postpone-confirm-title = Confirm the new time
moving-cancel-confirm-title = Confirm that the session is cancelled
moving-postpone-do = Move and publish
moving-cancel-do = Cancel and publish
moving-edit = Correct
moving-was = Before
moving-now = Now
moving-new-deadlines = New deadlines
moving-cutoff-counted = The time to apply is counted to the new day.
moving-cutoff-kept = The published time to apply stays: citizens rely on it, so it is not made shorter.
moving-cutoff-shortened = The new day comes before the published end of the time to apply, so applications are received only until that day begins. Those made already stay valid.
moving-cutoff-reopened = The time to apply had passed; for the new day applications are received again.
moving-cutoff-passed = The time to apply has passed for the new day too: no new applications are received. Those made already stay valid.
moving-people = Who is told
moving-nobody-applied = No application to this session stands.
moving-applications-stay = Applications and seats stay. Whoever cannot come at the new time can withdraw.
moving-applications-on-record = Applications stay on record until the end of their retention period; passes become void.
moving-by-letter = Will get a letter: { $n }
moving-by-telephone = Can be told by telephone only: { $n }
moving-by-nothing = Without contact details: { $n }
moving-cancel-for-good = This cannot be undone. If the session is held later after all, it is announced anew.
moving-decided-at = Decided: { $datetime }
moving-fault-past = give a time that is still to come.
moving-fault-same = this is the time that the session has; give another one.
editor-field-reason = Reason

done-session-postponed = The session has been moved; its new time is published.
done-session-cancelled = The session has been cancelled; this is published.

application-stays-when-moved = Your application remains valid. If you cannot come at the new time, please withdraw it: your seat will go to another person.
application-of-cancelled = The session will not take place, so there is nothing for you to do. Your personal data will be destroyed at the end of the retention period; if you wish, withdraw the application now.
withdraw-means-cancelled = Your personal data are destroyed at once. This cannot be undone.
pass-cancelled = The pass is void: the session will not take place

applicant-way = How to tell them
applicant-way-letter = By letter
applicant-way-telephone = By telephone only
applicant-way-nothing = No contact details

journal-field-former-starts-at = Start before it was moved
journal-field-course-reason = Reason for moving or cancelling
