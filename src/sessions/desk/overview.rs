//! One session: what is missing, what is due, what can be done.

use actix_web::HttpResponse;
use actix_web::web::Path;

use super::overview_view;
use crate::database::Broken;
use crate::language::Multilingual;
use crate::outbox;
use crate::sessions::actions::Order;
use crate::sessions::card::{self, SessionCard};
use crate::sessions::desk_frame::{self, Part};
use crate::sessions::stand_log;
use crate::web::Problem;
use crate::web::desk::{self, Fields, Right, SignedIn};

/// The session with all that is said of it, if the person may do this with it.
pub async fn card_of(desk: &SignedIn, path: &str, right: Right) -> Result<SessionCard, Problem> {
    let session = desk_frame::opened(desk, path, right).await?;
    let (id, now) = (session.id, desk.visit.now);
    let found = desk
        .visit
        .app
        .database
        .read(move |connection| card::load_any(connection, id, now))
        .await?;
    found.ok_or(Problem::NotFound)
}

/// `GET /desk/sessions/{session}`.
pub async fn overview(desk: SignedIn, path: Path<String>) -> Result<HttpResponse, Problem> {
    let card = card_of(&desk, &path, Right::SeeSessions).await?;
    let query = desk.visit.path_and_query.split_once('?');
    let query = Fields::decode(query.map_or("", |(_, query)| query).as_bytes());
    let check: Vec<&str> = query
        .all("check")
        .filter(|name| may_be_checked(name))
        .collect();
    let speech = desk.visit.speech();
    let (title, _) = card.session.title.in_language(speech.language());
    let title = if title.is_empty() {
        speech.t("editor-untitled")
    } else {
        title.to_owned()
    };
    let id = card.session.id;
    let database = &desk.visit.app.database;
    let (to_many, hung) = database
        .read(move |connection| {
            let to_many = outbox::store::to_many_of(connection, id)?;
            Ok::<_, Broken>((to_many, stand_log::hung(connection, id)?))
        })
        .await?;
    let beside = (to_many, hung.first());
    let content = overview_view::content(&desk, &card, &check, beside);
    let page = desk_frame::page(&desk, &card.session, Part::Overview, &title, &content);
    Ok(desk::shown(page))
}

const TEXTS: [&str; 5] = [
    "title",
    "place",
    "venue-access",
    "contact-position",
    "overflow",
];

fn may_be_checked(name: &str) -> bool {
    let of_matter = name
        .strip_prefix("agenda-")
        .and_then(|rest| rest.strip_suffix("-title"));
    TEXTS.contains(&name) || of_matter.is_some_and(|place| place.parse::<u8>().is_ok())
}

/// The texts that stood in both languages and of which one alone was changed now: the other is to be checked.
pub fn to_check(before: &Order, after: &Order) -> Vec<String> {
    let optional = |before: &Option<Multilingual>, after: &Option<Multilingual>| {
        before
            .as_ref()
            .zip(after.as_ref())
            .is_some_and(|(before, after)| one_alone(before, after))
    };
    let overflow = |order: &Order| order.overflow.as_ref().map(|hall| hall.place.clone());
    let [title, place, venue, position, hall] = TEXTS;
    let (was, is) = (&before.contact.position, &after.contact.position);
    let texts = [
        (title, one_alone(&before.title, &after.title)),
        (place, optional(&before.place, &after.place)),
        (venue, optional(&before.venue_access, &after.venue_access)),
        (position, one_alone(was, is)),
        (hall, optional(&overflow(before), &overflow(after))),
    ];
    let matters = after.agenda.iter().enumerate().filter(|(_, matter)| {
        let same = before.agenda.iter().find(|known| known.id == matter.id);
        same.is_some_and(|known| one_alone(&known.title, &matter.title))
    });
    texts
        .into_iter()
        .filter(|(_, alone)| *alone)
        .map(|(name, _)| name.to_owned())
        .chain(matters.map(|(place, _)| format!("agenda-{place}-title")))
        .collect()
}

fn one_alone(before: &Multilingual, after: &Multilingual) -> bool {
    let stood = |text: &Multilingual| !text.kk.is_empty() && !text.ru.is_empty();
    let changed = (before.kk != after.kk) != (before.ru != after.ru);
    changed && stood(before) && stood(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_language_changed_alone_asks_for_the_other() {
        let text = Multilingual::new;
        assert!(one_alone(&text("а", "б"), &text("а", "в")));
        assert!(!one_alone(&text("а", "б"), &text("г", "в")), "both");
        assert!(!one_alone(&text("а", ""), &text("а", "в")), "completed");
        assert!(may_be_checked("agenda-3-title") && !may_be_checked("agenda-x-title"));
    }
}
