### Letters.

letter-subject-seated = Application received, seat prepared: { $no }
letter-subject-overflow = Application received, seat in the overflow hall: { $no }
letter-subject-waiting = Application received, you are on the waiting list: { $no }
letter-subject-promoted = A seat became free and is prepared for you: { $no }
letter-subject-promoted-overflow = A seat in the overflow hall became free for you: { $no }
letter-subject-withdrawn = Application withdrawn: { $no }

letter-number = Registration number
letter-your-hall = Your hall
letter-arrival = { $date }, { $time } ({ $zone })
letter-seat-free = A seat at the session has become free for you.
letter-next-seat = Your pass is on the page of your application. If you cannot come, please withdraw the application there: the seat goes to the next person.
letter-next-waiting = Seats that become free are given in order of receipt until: { $datetime } ({ $zone }).
letter-keep-link = Keep this letter and do not pass the link on: through it the application can be seen and withdrawn.
letter-announcement = Announcement of the session
letter-automatic = This letter was sent automatically.

letter-trial-heading = Test letter
letter-trial = If this letter has arrived, letters are set up correctly.

# The page of letters in the demonstration.
demo-mail-title = Letters of the demonstration
demo-mail-about = In the demonstration letters are sent nowhere: they are kept on this page.
demo-mail-none = No letters yet. Apply for a seat at a session, and the receipt will appear here.
demo-mail-to = To
demo-mail-at = Time
demo-mail-message = Download the letter (.eml)
demo-mail-calendar = Part of the letter for the calendar
demo-mail-earlier = Earlier letters
