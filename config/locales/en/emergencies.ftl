### Emergencies: what is said to those who applied and to those who subscribed (605-НҚ, paragraph 6).

emergency-says = Because of an emergency the session is open online only.
emergency-says-at = Because of an emergency the session is open online only; no application is needed. Broadcast: { $link }.
emergency-basis = Basis

emergency-letter-heading = The session is open online only
emergency-letter-stays-open = The session stays open: anybody can watch it by the live broadcast.
emergency-letter-seat-void = Your seat in the hall and your pass are no longer valid. Please do not come to the building.
emergency-letter-waiting-void = No seats are given in the hall, so the waiting list has ended. Please do not come to the building.
emergency-letter-incomplete-void = You need not complete your application: no seats are given in the hall.
emergency-letter-nothing-to-do = You need not do anything. If the session is held in the hall after all, you have your former place again, and we will tell you so.
emergency-letter-nothing-to-do-waiting = You need not do anything. If the session is held in the hall after all, you have your former place on the waiting list again, and we will tell you so.
emergency-letter-nothing-to-do-incomplete = You need not do anything. If the session is held in the hall after all, we will tell you so, and what your application lacks.
emergency-letter-withdraw = If you do not need the application any more, you can withdraw it on its page.
emergency-letter-broadcast-follows = There is no address of the broadcast yet. When it is known, we will send you another letter.

hall-again-letter-heading = The session is held in the hall again
hall-again-letter-says = The restriction because of an emergency applies to this session no longer: it is held in the hall again.
hall-again-letter-pass = Your pass is valid again.

notice-switched = The session is open online only
notice-switched-says = Because of an emergency the session is open online only. It stays open to everybody.
notice-restored = The session is held in the hall again
notice-restored-says = The restriction because of an emergency applies to this session no longer: it is held in the hall again.

status-switched = Online only
status-restored = In the hall again

history-act-emergency = moved online because of an emergency
history-act-hall-again = held in the hall again

refusal-emergency = Because of an emergency the session cannot be held in a hall: its format must be online. Basis: { $basis }
refusal-hall-given-back = An emergency moved the session online. Its hall is given back on the page of the emergency: then people have their former places again.
seats-emergency = Because of an emergency the session is held online only, so its seats are not changed.
