//! The page of one subscription: to confirm, to change, to leave.

use maud::{Markup, html};

use super::form::{Typed, choices};
use crate::args;
use crate::language::Speech;
use crate::subscriptions::asking::Office;
use crate::subscriptions::chosen::{Chosen, lines};
use crate::subscriptions::record::Subscription;
use crate::web::Visit;
use crate::web::form::{self as fields, fault_summary};
use crate::web::layout::{self, CAPITAL_ZONE, Head};
use crate::web::signs::{self, Tone};

/// What is to be said first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::subscriptions) enum News {
    /// It was confirmed.
    Confirmed,
    /// It was changed.
    Changed,
    /// Fields are wrong.
    Faults,
    /// It was changed elsewhere since the form was made.
    Stale,
    /// The address has just this already.
    Same,
}

impl News {
    /// Of an act that led here.
    pub(in crate::subscriptions) fn read(query: &str) -> Option<Self> {
        match query {
            "done=confirmed" => Some(Self::Confirmed),
            "done=changed" => Some(Self::Changed),
            _ => None,
        }
    }

    fn went_wrong(self) -> bool {
        !matches!(self, Self::Confirmed | Self::Changed)
    }

    fn show(self, speech: Speech<'_>) -> Markup {
        let key = match self {
            Self::Confirmed => "subscription-now-confirmed",
            Self::Changed => "subscription-now-changed",
            Self::Faults => return html! {},
            Self::Stale => "subscription-stale",
            Self::Same => "subscription-same",
        };
        let role = if self.went_wrong() { "alert" } else { "status" };
        html! {
            div class=(signs::notice_class(Tone::good_if(!self.went_wrong()))) role=(role) tabindex="-1" autofocus {
                p { (speech.t(key)) }
            }
        }
    }
}

/// A subscription to be shown.
pub(in crate::subscriptions) struct Found {
    /// As it stands.
    pub(in crate::subscriptions) row: Subscription,
    /// The names of what was chosen.
    pub(in crate::subscriptions) chosen: Chosen,
    /// Letters to the address came back: nothing is sent there.
    pub(in crate::subscriptions) unread: bool,
}

fn address(visit: &Visit, row: &Subscription) -> String {
    format!("/{}/subscriptions/{}", visit.language.code(), row.secret)
}

/// What was chosen; its topic too, as the page is for whoever reads the address.
fn facts(speech: Speech<'_>, row: &Subscription, chosen: &Chosen) -> Markup {
    signs::facts(html! {
        dt { (speech.t("subscription-email")) } dd { (row.email) }
        @for line in lines(speech, chosen, row) {
            dt { (line.label) }
            @for value in &line.values {
                dd lang=[(value.language != speech.language()).then_some(value.language.code())] { (value.text) }
            }
        }
        @if let Some(topic) = &row.topic { dt { (speech.t("subscription-topic")) } dd { (topic) } }
        @if let Some(at) = row.confirmed_at {
            @let local = at.utc().with_timezone(&CAPITAL_ZONE).naive_local();
            dt { (speech.t("subscription-confirmed-at")) }
            dd { (speech.date_time(local)) " (" (speech.zone_in_brackets(CAPITAL_ZONE, at.utc())) ")" }
        }
    })
}

/// Before anything else: one button.
pub(in crate::subscriptions) fn unconfirmed(visit: &Visit, found: &Found) -> Markup {
    let Found { row, chosen, .. } = found;
    let speech = visit.speech();
    let title = speech.t("subscription-confirm-title");
    let own = address(visit, row);
    let until = row.created_at.utc() + visit.app.settings.subscriptions.term();
    let until = args! {
        "datetime" => speech.date_time(until.with_timezone(&CAPITAL_ZONE).naive_local()),
        "zone" => speech.zone_in_brackets(CAPITAL_ZONE, until),
    };
    let content = html! {
        h1 { (title) }
        p { (speech.t("subscription-confirm-says")) }
        (facts(speech, row, chosen))
        form method="post" action=(format!("{own}/confirm")) {
            button type="submit" { (speech.t("subscription-confirm")) }
        }
        p.hint { (speech.tf("subscription-confirm-until", &until)) }
    };
    layout::page(visit, &Head::titled(title.clone()), &content)
}

/// What comes, the form to change it, and the way to leave.
pub(in crate::subscriptions) fn own(
    visit: &Visit,
    office: &Office,
    (found, news): (&Found, Option<News>),
    typed: &Typed,
) -> Markup {
    let speech = visit.speech();
    let title = speech.t("subscription-own");
    let own = address(visit, &found.row);
    let wrong = news.is_some_and(News::went_wrong);
    let content = html! {
        (fault_summary(speech, &typed.faults))
        @if let Some(news) = news { (news.show(speech)) }
        h1 { (title) }
        section aria-labelledby="now-title" {
            h2 id="now-title" { (speech.t("subscription-in-force")) }
            @if found.unread { (unread(speech, &own)) }
            (facts(speech, &found.row, &found.chosen))
            p { a.button-quiet href=(format!("{own}/leave")) { (speech.t("subscription-leave")) } }
        }
        section aria-labelledby="change-title" {
            h2 id="change-title" { (speech.t("subscription-change")) }
            form.subscription method="post" action=(own) novalidate {
                input type="hidden" name="revision" value=(typed.text("revision"));
                (choices(visit, office, typed))
                button type="submit" { (speech.t("subscription-change-send")) }
            }
        }
        p.hint { (speech.t("subscription-keep")) }
    };
    let title = fields::title_after(speech, title.clone(), wrong);
    layout::page(visit, &Head::titled(title), &content)
}

/// Nothing is sent to an address that nobody reads; whoever has its link can say that it is read again.
fn unread(speech: Speech<'_>, own: &str) -> Markup {
    signs::notice(
        Tone::Plain,
        html! {
            p { (speech.t("subscription-unread")) }
            form method="post" action=(format!("{own}/confirm")) {
                button type="submit" { (speech.t("subscription-unread-send")) }
            }
        },
    )
}

/// The button to leave.
pub(in crate::subscriptions) fn ask_leaving(visit: &Visit, found: &Found) -> Markup {
    let Found { row, chosen, .. } = found;
    let speech = visit.speech();
    let title = speech.t("subscription-leave-title");
    let own = address(visit, row);
    let content = html! {
        h1 { (title) }
        p { (speech.t("subscription-leave-means")) }
        form method="post" action=(format!("{own}/leave")) {
            button.button-warning type="submit" { (speech.t("subscription-leave")) }
        }
        (facts(speech, row, chosen))
        @if row.is_confirmed() { p { a href=(own) { (speech.t("subscription-leave-not")) } } }
    };
    layout::page(visit, &Head::titled(title.clone()), &content)
}
