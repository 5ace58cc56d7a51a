### Subscriptions to notices.

# At the foot of a letter.
subscription-letter-why = You get this letter because you subscribed to notices of open sessions.
subscription-letter-change = See or change the subscription
subscription-letter-leave = Unsubscribe
