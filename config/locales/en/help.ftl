### Help: how to attend, for whom the site works, what is kept of people.

help-attending-title = How to attend a session
help-attending-lead = Anybody can come to an open session, and anybody can watch the broadcast.
help-attending-find = 1. Choose a session
help-attending-find-says = The announcement is published not later than three working days before the start. It gives the place, date, time, format, agenda and responsible person. Find the session in the list, in the calendar or on the page of the body.
help-attending-apply = 2. To come in person, apply
help-attending-apply-says = An application is made not later than two working days before the day of the session. The exact term stands on the page of each session. You are asked for your surname, first name, patronymic (if any), year of birth and contact details. You can also apply on paper.
help-attending-come = 3. Come to the session
help-attending-come-says = Bring an identity document and the pass. Keep to the access rules of the building. If you cannot come, withdraw your application: somebody on the waiting list gets the seat.
help-attending-watch = Watch the broadcast
help-attending-watch-says = You need no application to watch. The broadcast opens on the page of the session; later the recording stands there.
help-attending-comment = Write comments
help-attending-comment-says = You can write a comment during the broadcast. The body answers it, and everybody sees the answer.
help-attending-outcome = Read the outcome
help-attending-outcome-says = The decision, transcript and minutes (where they exist) are published not later than five working days from the day of the session. Where the term is missed, the page Openness shows it.
help-attending-emergency = In an emergency
help-attending-emergency-says = The session may be held online only. Those who applied are told, and a warning stands on the page of the session.
help-attending-ask = If you have questions
help-attending-ask-says = The page of each session gives the telephone and e-mail of the responsible person. Please turn to that person.

help-access-title = Accessibility
help-access-lead = Everybody should be able to use this site. We keep to WCAG 2.2, level AA.
help-access-ways = What was done
help-access-ways-says = All pages are there in Kazakh, Russian and English.
    The site works with the keyboard alone and with screen readers.
    Text can be enlarged to 400 %: nothing is lost.
    The button Large type makes letters larger and contrast stronger.
    Dark colours and high contrast chosen on your device are respected.
    Everything can be done with scripts switched off.
help-access-tried = How it was tried
help-access-tried-says = Every page is checked by axe-core in three languages, on narrow and wide screens, in light and dark colours and in large type.
    The HTML of the pages is checked by html-validate.
    Applying, and deciding on an application, were gone through without a mouse.
    Tried last on { $date }.
help-access-limits = Known limits
help-access-limits-says = Some screen readers may not read files that bodies upload. Then ask the responsible person for the text.
    A live broadcast may have no captions. The transcript is published after the session.
    How accessible a player on another site is depends on that site.
help-access-venue = Coming to the building
help-access-venue-says = In your application you can say what you need: a ramp, a sign-language interpreter, large print. How accessible the building is stands on the page of the session.
help-access-report = If something stops you
help-access-report-says = Write to or call the responsible person named on the page of the session. Say on which page it was and what you could not do.

help-privacy-title = Personal data
help-privacy-lead = Only what the law allows is asked for, and it is kept only as long as it is needed.
help-privacy-data = What is asked for, and why
help-privacy-data-says = An application gives your surname, first name, patronymic (if any), year of birth and contact details. They are needed to prepare a seat, to let you in and to answer you. What you need on the spot is taken only with a consent of its own.
help-privacy-shared = Who sees it
help-privacy-shared-says = The secretariat of the body that holds the session sees your application.
    The guards of the building see only your name and year of birth.
    The data is not published and not given abroad or to other third parties.
help-privacy-term = How long it is kept
help-privacy-term-says = { $days ->
        [one] The data is destroyed { $days } day after the session.
       *[other] The data is destroyed { $days } days after the session.
    } The number of the application and the time of its receipt stay; nobody can be recognised by them.
help-privacy-letters = Letters and subscriptions
help-privacy-letters-says = If you subscribe to letters, only your e-mail address and what you chose are kept. Each letter has a link to unsubscribe. An address that takes no letters is kept as long as applications are, so that nothing more is sent there.
help-privacy-comments = Comments
help-privacy-comments-says = A comment is published. If you give your name, it is shown as you wrote it. You need not give one.
help-privacy-cookies = Cookies
help-privacy-cookies-says = language – the language you chose, for a year.
    view – the size of type you chose, for a year.
    A sign-in is kept only when somebody of the secretariat signs in.
help-privacy-elsewhere = Other sites
help-privacy-elsewhere-says = There is no advertising here and nothing that tracks visitors. Nothing is loaded from other sites. A broadcast on another site opens only when you press its button.
help-privacy-rights = Your rights
help-privacy-rights-says = You can withdraw your consent at any time on the page of your application or through the responsible person, and ask for your data to be corrected or destroyed.

# Above the telephone and e-mail of the operator, which the settings name.
help-operator = You can also turn to those who run this site:
