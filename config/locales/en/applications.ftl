### Applications to attend in person (paragraph 9 of the Rules).

application = Application
applicant = Applicant
application-number = Registration number
label-surname = Surname
label-given-name = First name
label-patronymic = Patronymic (if any)
label-birth-year = Year of birth
label-applicant-phone = Telephone number
waiting-list = Waiting list

application-state-seated = Seat prepared
application-state-overflow = Seat in the overflow hall
application-state-waiting = On the waiting list
application-state-admitted = Admitted to the session
application-state-refused = Refused
application-state-withdrawn = Withdrawn
application-state-moved-online = Moved online
application-state-attended = Attended
application-state-absent = Absent
application-state-incomplete = Incomplete

need-wheelchair = Wheelchair place
need-sign-language = Sign-language interpretation
need-large-print = Materials in large print

app-received = Your application has been received. Registration number: { $no }. Received at: { $datetime }.
app-incomplete = The application is incomplete. Please add: { $fields }.
app-seat = A seat has been prepared for you. Place: { $place }. Please arrive at: { $time }.
app-overflow = The main hall is full. You have a seat in the overflow hall with the broadcast: { $place }.
app-waiting = You are on the waiting list. Your number: { $n }. We will let you know if a seat becomes free.
app-withdrawn = The application has been withdrawn. Your personal data will be destroyed.

consent = I consent to the collection and processing of the personal data in this form for attending the session. Term: { $term }. The data are not passed to third parties, not sent abroad and not published.
# In the place of the last one where the guard gets the list: words about third parties would contradict it.
consent-with-guard = I consent to the collection and processing of the personal data in this form for attending the session. Term: { $term }. The data are not sent abroad and not published. { consent-guard }
consent-guard = For entry your surname, name and year of birth are given to the building's guard.
retention = The data are destroyed { $n ->
        [one] { $n } day
       *[other] { $n } days
    } after the session.

refusal-invalid = Some of the data are wrong or missing: { $fields }.
refusal-online-only = This session is open online only. No application is needed to watch the broadcast.
refusal-not-open = This session does not take applications.
refusal-already-applied = An application for this session has already been made.
refusal-key-reused = The key of this request has already been used with other data.
refusal-not-found = There is no such page or record.
refusal-rate-limited = Too many requests. Please wait a little and send again.
refusal-unavailable = The service is unavailable for the moment. Nothing was recorded; please send again shortly.
