### Closed sessions and items: grounds, the decision, the notice, letters, the secretariat's pages.

paragraph-605-2-3 = paragraph 2(3) of the Rules (No. 605-НҚ)
paragraph-605-2-3-says = Restricted-access information is information classed as state secrets, as a personal, family, banking or commercial secret, a medical worker's secret and/or another secret protected by law; personal data of restricted access; and official information of limited distribution.
paragraph-access-5-2 = article 5(2) of the Law on access to information
paragraph-access-5-2-says = Access to information is restricted for a definite time only.
paragraph-access-5-3 = article 5(3) of the Law on access to information
paragraph-access-5-3-says = Where access to a part of the information is restricted, the rest stays open.
paragraph-access-6 = article 6 of the Law on access to information
paragraph-access-6-says = Access to the information named in this article is never restricted.
paragraph-maslikhat-11-6 = article 11(6) of the Law on local state government and self-government
paragraph-maslikhat-11-6-says = A closed sitting of a maslikhat session is held by a decision taken by a majority of the deputies present.

closing-ground-state-secrets = state secrets
closing-ground-personal-secret = personal secret
closing-ground-family-secret = family secret
closing-ground-banking-secret = banking secret
closing-ground-commercial-secret = commercial secret
closing-ground-medical-secret = medical worker's secret
closing-ground-other-secret = other secret protected by law
closing-ground-restricted-personal-data = restricted personal data
closing-ground-limited-distribution = official information of limited distribution
closing-ground-other-case = other case set by a law

closing-topic-emergencies = Emergencies, natural and man-made disasters
closing-topic-health = Public health, sanitary and epidemiological conditions
closing-topic-environment = The environment, fire and radiation safety
closing-topic-crime = The state of crime
closing-topic-terrorism = Facts of terrorist acts
closing-topic-budgets = How budgets are formed and spent
closing-topic-privileges = Privileges, compensation and benefits granted by the state
closing-topic-violations = Violations of rights, and of the law by information holders
closing-topic-legal-acts = Texts and drafts of legal acts
closing-topic-other = Other information named in article 6
closing-topic-does-not-apply = Does not apply
closing-topic-applies = Applies

closing-channel-site = Official internet resource
closing-channel-media = Mass media
closing-channel-premises = Premises of the holder
closing-notice-in-time = Placed in time
closing-notice-late = Placed late
closing-notice-due = To be placed
closing-notice-overdue = Not placed, the term has passed

closing-decision = № { $number }, { $date }, { $decider }
closed-notice = The session is held closed. Ground: { $ground }. Decision: { $decision }.
closed-items-notice = These items are considered in closed mode: № { $items }. Ground: { $ground }. Decision: { $decision }.
closed-session-title = Closed session. Ground: { $ground }
closed-item-title = Item considered in closed mode. Ground: { $ground }
closing-ground = Ground: { $ground }
closing-rest-is-open = The other items are considered openly and broadcast.
closing-until = Last day of the restriction, or the event that ends it: { $end }.
closing-history-left-out = The wording of items that are closed now is not shown in this version. The SHA-256 is of the whole text.

closing-letter-hall = Information users are not let into the hall, the pass is not valid, and there is no broadcast.
closing-letter-application = Your application has not been refused. It stays, but your seat has been released. If the session is opened again, we will let you know, and seats are given in the order of application.
closing-letter-items = The other items stay open. While closed items are considered you will be asked to leave the hall, and the broadcast pauses.

closing-editor-says = Some items or the whole session are closed. The title and speaker of what is closed are not changed here: they are opened again on the page "Closed mode".

closing-fault-to-come = That time is still to come. Enter when the notice was placed.
closing-fault-before-decision = At that time the decision had not been taken. Enter when the notice was placed.
closing-fault-vote = { $field }: more than half of the deputies present must have voted for it. Enter both numbers. Basis: { $paragraph }.
closing-fault-topic = { $field }: say whether it applies. Basis: { $paragraph }.
closing-fault-decided-later = { $field }: this day is still to come. Enter the day on which the decision was taken. Basis: { $paragraph }.
closing-fault-ends-too-soon = { $field }: this day is before the session. Enter the day of the session or a later one. Basis: { $paragraph }.
closing-fault-day = Enter the day on which it was placed.
closing-fault-time = Enter the time at which it was placed: hours and minutes.
closing-fault-proof = Write what was placed where: an address, an issue, or where it was hung up; 1000 characters at the most.
closing-barred = A session that considers information named in article 6 of the Law is not closed.
closing-barred-topic = { $topic }: access to such information is never restricted (article 6 of the Law). The session and the item stay open; the attempt is recorded in the journal.
closing-item-gone = A closed item cannot be taken off the agenda. First open it on the page "Closed mode".
closing-new-matter = The session is held closed: no item can be added to it. First open it on the page "Closed mode".
closing-not-sitting = When people leave and come back is noted only after the session has begun.

closing-title = Closed mode
closing-says = Sessions are open; only what concerns restricted-access information is closed, on a ground named by law and for a definite time. Where only a part of the information is restricted, that item is closed and not the session.
closing-neutral = No restricted text is kept in this system. When an item is closed, its title, its speaker and its files are taken away, and a neutral title with the ground alone stands instead. Do not write restricted matters into the fields below.
closing-form = Decision to close
closing-another = Enter another decision
closing-over = The session is over or does not take place: nothing is closed any more.
closing-sitting = The session sits: it is not closed or opened as a whole any more, only items are.
closing-group-scope = What is closed
closing-scope = Scope
closing-scope-whole = The whole session
closing-scope-items = Some items
closing-choose = Choose
closing-hint-part = If possible, close only the items concerned. If the whole session is closed, say why a part would not suffice.
closing-group-grounds = Ground
closing-hint-law = For "other secret" and "other case" name the law and the article.
closing-group-end = End of the restriction
closing-hint-end = Give a day, or the event that ends the restriction.
closing-group-decision = Decision
closing-hint-vote = Maslikhat: how many deputies voted for it, and how many were present.
closing-group-article-6 = Check against article 6 of the Law
closing-hint-article-6 = Answer for each topic. If one applies, nothing can be closed, and nobody can override that.

editor-field-grounds = Ground
editor-field-named-law = Law and article
editor-field-items = Items
editor-field-why-not-part = Why closing a part would not suffice
editor-field-ends-on = Last day of the restriction
editor-field-ends-with = Event that ends the restriction
editor-field-number = Number of the decision
editor-field-decided-on = Date of the decision
editor-field-decider = Who decided
editor-field-votes-for = Votes for it
editor-field-present = Present

closing-confirm-title = Confirm closing
closing-public-reads = The public will read:
closing-words-go = Titles, speakers and files of what is closed are taken away by this act. If you need them, keep them elsewhere.
closing-reason-goes = The published reason for moving the session is taken away too: it may name what is closed.
closing-seats-go = Seats become free and passes void. Nobody is refused: if the session is opened again, seats are given in order.
closing-seats-stay = Applications and seats stay; applicants are told which items are closed.
closing-told-at-once = Letters to applicants and to subscribers of changes leave at once, also to those who chose one letter a day.
closing-do = Close
closing-reopen = Open again
closing-reopen-says = The session and all closed items are opened. Enter the titles that the public is to read; those published before are filled in.
closing-nothing = Nothing is closed.

closing-standing = Decision in force
closing-vote = Vote
closing-vote-says = for: { $for }, present: { $present }
closing-notices = Notice of the decision
closing-notices-until = To be placed on all three channels before: { $datetime }. Late is marked as late.
closing-placed-at = Placed: { $datetime }
closing-proof = Proof
closing-hint-proof = Such as the address of an article, the issue of a newspaper, who hung it on the stand and when.
closing-site-says = Noted automatically when the announcement is published.
closing-note-notice = Note that it was placed
closing-placed-day = Day
closing-placed-time = Time
closing-parts = Times of closed parts
closing-parts-say = Note when people were asked to leave before a closed item and the broadcast paused, and when they were asked back.
closing-part-begin = People have left, the broadcast is paused
closing-part-end = People are asked back, the broadcast goes on
closing-part-under-way = under way
closing-former = Former decisions

done-closing-closed = Closed.
done-closing-noticed = The notice has been noted.
done-closing-part-began = Noted: people have left.
done-closing-part-ended = Noted: people are asked back.
done-session-reopened = Opened again.

today-task-notice = Place the notice of the closed mode (channels: { $count })
door-bar-closed = The session is held closed: nobody is let in.
history-act-close = closed
history-act-reopen = opened again

journal-act-application-seat-freed = Seat freed: the session is closed
journal-act-session-closed = Closed
journal-act-session-closing-barred = Closing barred (article 6)
journal-act-session-closing-notice = Notice of closing noted
journal-act-session-closed-part-began = A closed part began
journal-act-session-closed-part-ended = A closed part ended
journal-act-session-reopened = Opened again
journal-field-closed-items = Closed items
journal-field-opened-items = Items opened again
journal-field-grounds = Ground
journal-field-named-law = Law and article
journal-field-decision = Number of the decision
journal-field-decided-on = Date of the decision
journal-field-decider = Who decided
journal-field-article-6 = Topics of article 6
journal-field-channel = Channel
journal-field-placed-at = Placed
journal-field-closed-notice-before = Notice of the closed mode: until
journal-field-proof = Proof
journal-field-at = Time

closing-results-whole = The session was held closed. Only the part of the decision that is not restricted is published; the restricted part is not. Ground: { $ground }.
closing-results-items = These items were considered in closed mode: № { $items }. Of them only the part of the decision that is not restricted is published. Ground: { $ground }.
closing-results-desk = Do not enter restricted text here: publish the rest of the decision, and name which part is restricted.
closed-item-now = This item is considered in closed mode. The broadcast is paused. Ground: { $ground }.
