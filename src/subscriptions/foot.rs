//! What stands in every letter to somebody who subscribed: why it comes, and how to change or end that.

use super::record::Subscription;
use crate::app::App;
use crate::outbox::{Content, List, Part};

/// The name of all these letters within the office (RFC 2919).
const LIST: &str = "subscriptions";

/// The page of a subscription, in the language of its letters.
pub(super) fn page_of(app: &App, subscription: &Subscription) -> String {
    let language = subscription.language.code();
    let origin = app.public_origin();
    format!("{origin}/{language}/subscriptions/{}", subscription.secret)
}

/// Where it ends: by one POST (RFC 8058), and for a person as a page with a button.
fn leaving(app: &App, subscription: &Subscription) -> String {
    format!("{}/leave", page_of(app, subscription))
}

/// For the headers of a letter.
#[must_use]
pub fn list_of(app: &App, subscription: &Subscription) -> List {
    List {
        id: LIST.to_owned(),
        unsubscribe: leaving(app, subscription),
    }
}

/// Adds why the letter comes, and the ways to change the subscription and to leave.
pub fn foot(content: &mut Content, app: &App, subscription: &Subscription) {
    let speech = app.speech(subscription.language);
    content.small_print(speech.t("subscription-letter-why"));
    content.foot.extend(ways(app, subscription));
}

/// The ways alone.
pub(super) fn ways(app: &App, subscription: &Subscription) -> [Part; 2] {
    let speech = app.speech(subscription.language);
    [
        Part::Link {
            label: speech.t("subscription-letter-change"),
            address: page_of(app, subscription),
        },
        Part::Link {
            label: speech.t("subscription-letter-leave"),
            address: leaving(app, subscription),
        },
    ]
}

/// The once-key of a letter to somebody who subscribed. It ends with the subscription: by that the letters that still
/// wait are taken back when the reader leaves. `what` names the rest: kind, session, revision.
#[must_use]
pub fn once_key(what: &str, subscription: &Subscription) -> String {
    format!("{what} {}", subscription.id)
}
