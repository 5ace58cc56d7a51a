### Subscriptions.

sub-confirm = To confirm the subscription follow the link: { $link }. If you did not ask for it, ignore this message.
unsubscribe = Unsubscribe
