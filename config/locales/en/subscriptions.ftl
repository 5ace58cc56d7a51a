### Subscriptions to notices.

# A link on the pages of lists and announcements.
subscribe-by-letter = Subscribe by e-mail

subscription-title = Subscribe to notices
subscription-says = You will get letters about new announcements, changes and results of sessions. No account is needed.
subscription-email = E-mail address
subscription-email-hint = A letter with a link to confirm comes to this address. No other letter comes before you confirm.
subscription-which = Which sessions
subscription-which-hint = If you choose nothing, you will hear of all open sessions.
subscription-bodies = Collegial bodies
subscription-regions = Regions
subscription-chosen = chosen – { $n }
subscription-topic = Topic
subscription-topic-hint = One, two or three words, for example: water supply. Sessions that have all of these words are chosen.
subscription-about = What to write about
subscription-about-announcements = New announcements
subscription-about-changes = Changes: postponed, cancelled, announcement corrected
subscription-about-results = Results of sessions
subscription-often = How often
subscription-often-at-once = At once
subscription-often-daily = Once a day, in one letter
subscription-language = Language of the letters
subscription-consent = By pressing “Subscribe” you consent to the collection and processing of your e-mail address for sending these letters. The address is not passed to third parties, not sent abroad and not published. It is destroyed when you unsubscribe.
subscription-send = Subscribe
subscription-calendars = Instead of letters you can subscribe to a calendar or a news feed: their addresses stand at the end of the list of sessions.

subscription-fault-email-letters = Write the part of the address before the @ in Latin letters.
subscription-fault-bodies = There is no such collegial body: { $names }. Choose from the list.
subscription-fault-many-bodies = Bodies at most: { $most }. Untick the others, or choose none: letters about all bodies will come then.
subscription-fault-regions = There is no such region: { $names }. Choose from the list.
subscription-fault-apart = None of the chosen bodies is in the chosen regions, so no letter would ever come. Change the bodies or the regions.
subscription-fault-topic = Write the topic in one, two or three words. Each word needs two letters at least.
subscription-fault-about = Choose what to write about: tick one at least.

subscription-sent = Check your mail
subscription-sent-says = We sent a letter to the address. To confirm the subscription, open the link in it. { $days ->
    [one] The link is valid for { $days } day.
   *[other] The link is valid for { $days } days.
}
subscription-sent-none = If no letter comes
subscription-sent-wait = Wait some minutes: some mail services hold letters back.
subscription-sent-spam = Look in the spam folder.
subscription-sent-address = If the address was mistyped, subscribe again.
subscription-sent-limit = No more than three letters to confirm go to one address a day. If they were sent already, try again tomorrow.
subscription-again = Subscribe again

subscription-confirm-title = Confirm the subscription
subscription-confirm-says = The subscription is not confirmed yet. If you want these notices, press the button.
subscription-confirm = Confirm
subscription-confirm-until = It can be confirmed until: { $datetime } ({ $zone }). After that the request and the address are destroyed.
subscription-confirmed-at = Confirmed at
subscription-now-confirmed = The subscription is confirmed. Notices will come to this address from now on.
subscription-now-changed = The subscription was changed.
subscription-not-confirmed = The subscription could not be confirmed
subscription-full = One address can have no more subscriptions than: { $n }. Leave one that you do not need and open this link again.

subscription-own = Your subscription
subscription-in-force = What comes now
subscription-change = Change the subscription
subscription-change-send = Save the changes
subscription-keep = Give the address of this page to nobody: with it one can change the subscription and leave it.
subscription-unread = Letters to this address came back, so none are sent any more. If the mailbox works again, press the button.
subscription-unread-send = Send letters again
subscription-stale = While you filled in the form, the subscription was changed in another window. How it stands now is shown below; what you chose is kept in the form. Check it and save again.
subscription-same = This address has another subscription that is just the same, so nothing was changed. Leave one of them or choose differently.

subscription-leave = Unsubscribe
subscription-leave-title = Unsubscribe?
subscription-leave-means = No more letters will come from this subscription; it is destroyed together with the address in it. You can subscribe again at any time.
subscription-leave-not = Keep the subscription
subscription-left = You have unsubscribed
subscription-left-says = No more letters will come from this subscription. Your address in it and all that you chose are destroyed. Other subscriptions of yours, if there are any, stay.
subscription-left-under-way = A letter that is being sent at this very moment may still arrive.

subscription-unknown = There is no such subscription
subscription-unknown-says = Nothing was found under this link. The reason may be one of these:
subscription-unknown-left = The subscription was left already. There is nothing to do.
subscription-unknown-lapsed = { $days ->
    [one] It was not confirmed within { $days } day. Subscribe again.
   *[other] It was not confirmed within { $days } days. Subscribe again.
}
subscription-unknown-cut = The link is not whole: a mail program may have broken the long address. Copy the whole address from the letter and open it again.

# Letters to confirm. Nothing that a person typed is repeated in them.
subscription-letter-confirm = Confirm your subscription
subscription-letter-asked = Somebody asked for notices of open sessions to be sent to this address.
subscription-letter-how = To confirm the subscription follow the link and press “Confirm”.
subscription-letter-to-confirm = Confirm the subscription
subscription-letter-until = The link is valid until: { $datetime } ({ $zone }).
subscription-letter-not-me = If you did not ask for it, ignore this message: without confirmation no notice comes from this subscription, and the request itself is destroyed.
subscription-letter-known = You are subscribed already
subscription-letter-known-says = The very same subscription was asked for again for this address. It is in force; there is nothing to do.
subscription-letter-known-not-me = If you did not ask for it, ignore this message: nothing has changed.
subscription-letter-full = No more subscriptions are possible
subscription-letter-full-says = One more subscription was asked for this address, but there can be no more than: { $n }. Leave one that you do not need and ask again. Your subscriptions:
subscription-letter-one-of = Asked for at: { $datetime }

# At the foot of each letter with a notice.
subscription-letter-why = You get this letter because you subscribed to notices of open sessions.
subscription-letter-change = See or change the subscription
subscription-letter-leave = Unsubscribe

journal-kind-subscription = Subscription
journal-act-subscription-asked = Subscription asked for
journal-act-subscription-confirmed = Subscription confirmed
journal-act-subscription-changed = Subscription changed
journal-act-subscription-left = Subscription left
journal-act-subscription-lapsed = Unconfirmed subscription destroyed
