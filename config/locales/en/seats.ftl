### Seats of a session.

seats-title = Seats
seats-capacity = Seats in the hall
seats-taken = Taken in the hall
seats-overflow = Seats in the overflow hall
seats-overflow-taken = Taken in the overflow hall
seats-waiting = On the waiting list
seats-received = Applications received
seats-overflow-title = Overflow hall with the broadcast
seats-overflow-hint = Leave empty if there is no overflow hall.
seats-place-kk = Address of the overflow hall, in Kazakh
seats-place-ru = Address of the overflow hall, in Russian
seats-place-missing = Write the address of the overflow hall in both languages.
seats-number = Write the number of seats, from 0 to 100,000.
seats-move-the-last = Move those who find no seat to the overflow hall or the waiting list
seats-move-hint = The last in order are moved, and each is told by letter.
seats-are-taken = The seats cannot be fewer: they are taken. Without a seat would be – in the hall: { $main }, in the overflow hall: { $overflow }.
seats-too-late = The session has begun, is over, or will not take place, so its seats are not changed.
seats-no-hall = The session is held online and has no hall.
done-seats-changed = The seats were changed.
