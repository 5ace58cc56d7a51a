### Notices of sessions: letters to those who applied and to those who subscribed.

notice-announced = Session announced
notice-changed = The announcement has changed
notice-postponed = The session has been moved to another time
notice-cancelled = The session will not take place
notice-results = The results of the session are published

notice-postponed-says = The session has been moved to another time. The new date and time are given below.
notice-cancelled-says = This session will not take place.
notice-what = What changed
notice-reason = Reason
notice-changed-since = Since this letter was prepared the announcement has changed once more. Below is how it stands now; we will tell you of that change in another letter.

notice-application-stays = Your application remains valid. If you cannot come, please withdraw it on its page: the seat goes to the next person.
notice-application-waits = Your application remains valid; you are on the waiting list. If you cannot come, please withdraw it on its page.
notice-application-incomplete = Your application lacks some data. To complete it, contact the responsible person.
notice-cancelled-application = You need not do anything about your application.
notice-agenda-stays = The announcement and the agenda stay on the page of the session.
notice-results-page = Results of the session

# The letter of the day.
notice-digest = News by your subscription
notice-digest-subject = News of open sessions: { $date }
notice-digest-what = News
notice-digest-more = Sessions that did not fit into this letter: { $n }. All of them are on the list.
