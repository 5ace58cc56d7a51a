//! The decision that closes a session of an import file, or items of it (605-4), and entering it.

use chrono::{DateTime, NaiveDate, Utc};

use super::fields::Object;
use crate::app::App;
use crate::changes::closing;
use crate::database::{Id, Work};
use crate::journal::Actor;
use crate::language::Multilingual;
use crate::law::closing::{Ground, Topic, Vote};
use crate::law::session_course::Access;
use crate::sessions::actions::{self, ClosingOrder, Matter, Order, Refusal};
use crate::sessions::closing::record::Closing;
use crate::sessions::closing::words::Wording;
use crate::sessions::deadlines::Counting;
use crate::sessions::record::Session;
use crate::sessions::store::{self, Details};

/// More people than any body has.
const MOST_PEOPLE: i32 = 100_000;

/// What stands in the place of a title that is not kept, until the neutral one is made.
const UNSAID: &str = "…";

/// A decision of the file.
#[derive(Debug, Clone)]
pub struct ClosingRead {
    /// The decision; its session and its items are known only once the session is entered.
    order: ClosingOrder,
}

/// A closing that a file asked for against article 6. Nothing of the file was entered, but that it was tried stays known.
#[derive(Debug)]
pub struct Barred {
    /// The session, which may be none that was there before the file.
    pub session: Session,
    /// What may never be restricted.
    pub hits: Vec<Topic>,
}

impl Barred {
    /// Notes it, in a transaction other than that of the file.
    pub fn note(&self, work: &mut Work, now: DateTime<Utc>, actor: &Actor) {
        actions::note_attempt(work, now, actor, &self.session, &self.hits);
    }
}

/// Reads the decision, if there is one, and looks that it closes something, and that what is closed has one.
pub fn closing(session: &Object<'_>, access: Access, agenda: &[Matter]) -> Option<ClosingRead> {
    let whole = access == Access::Closed;
    let closes = whole || agenda.iter().any(|matter| matter.access == Access::Closed);
    let Some(read) = session.object("closing") else {
        if closes && !session.is_wrong("closing") {
            let what = "is missing: what is closed needs its decision (605-4, access-13(2))";
            session.fault("closing", what);
        }
        return None;
    };
    if !closes {
        session.fault(
            "closing",
            "closes nothing: mark the session or matters with \"access\": \"closed\"",
        );
    }
    let (cleared, hits) = article_6(&read);
    let vote = read.whole("votes_for", &(0..=MOST_PEOPLE));
    let vote = vote.zip(read.whole("present", &(0..=MOST_PEOPLE)));
    let order = ClosingOrder {
        session: Id::default(),
        seen: None,
        whole,
        items: Vec::new(),
        grounds: grounds(&read),
        named_law: read.text("named_law"),
        why_not_part: read.texts("why_not_part").unwrap_or_default(),
        ends_on: day(&read, "ends_on"),
        ends_with: read.texts("ends_with").unwrap_or_default(),
        number: read.text("number").unwrap_or_default(),
        decided_on: day(&read, "decided_on"),
        decider: read.texts("decider").unwrap_or_default(),
        vote: vote.map(|(votes_for, present)| Vote { votes_for, present }),
        cleared,
        hits,
    };
    read.finish();
    Some(ClosingRead { order })
}

/// Takes the words of what is closed out of the order; the notes tell so.
pub fn unsaid(order: &mut Order, whole: bool) -> Vec<String> {
    let mut notes = Vec::new();
    for (number, matter) in order.agenda.iter_mut().enumerate() {
        if whole {
            matter.access = Access::Closed;
        }
        if matter.access == Access::Closed {
            if !matter.title.kk.is_empty() || !matter.title.ru.is_empty() {
                notes.push(format!("agenda[{number}].title"));
            }
            matter.title = Multilingual::new(UNSAID, UNSAID);
            matter.speaker = None;
        }
    }
    notes
}

fn grounds(read: &Object<'_>) -> Vec<Ground> {
    let mut grounds = Vec::new();
    for (number, item) in read.list("grounds").iter().enumerate() {
        match item.as_str().map(str::parse::<Ground>) {
            Some(Ok(ground)) if !grounds.contains(&ground) => grounds.push(ground),
            Some(Ok(_)) => {}
            _ => read.fault(
                &format!("grounds[{number}]"),
                format!("must be one of: {}", Ground::WORDS.join(", ")),
            ),
        }
    }
    grounds
}

/// Each topic is said to apply or not; one that is not spoken of was not looked at.
fn article_6(read: &Object<'_>) -> (Vec<Topic>, Vec<Topic>) {
    let (mut cleared, mut hits) = (Vec::new(), Vec::new());
    let Some(topics) = read.object("article_6") else {
        return (cleared, hits);
    };
    for topic in Topic::ALL {
        match topics.truth(topic.as_str()) {
            Some(false) => cleared.push(*topic),
            Some(true) => hits.push(*topic),
            None => {}
        }
    }
    topics.finish();
    (cleared, hits)
}

fn day(read: &Object<'_>, field: &'static str) -> Option<NaiveDate> {
    read.parsed(field, "a day as 2026-12-10", |text| text.parse().ok())
}

impl ClosingRead {
    /// The same, decided on this day at the latest: a demonstration may begin before the days of its file.
    #[must_use]
    pub fn decided_by(&self, day: NaiveDate) -> Self {
        let mut read = self.clone();
        read.order.decided_on = read.order.decided_on.map(|decided| decided.min(day));
        read
    }

    /// Puts the neutral titles into an order of which nothing is known yet, so that not even a draft holds others.
    pub fn word(&self, app: &App, order: &mut Order, is_new: bool) {
        let numbers: Vec<String> = closed(order).map(|matter| matter.number.clone()).collect();
        let wording = Wording::of(&app.words, &self.order.facts(&numbers));
        for matter in &mut order.agenda {
            if matter.access == Access::Closed {
                matter.title = wording.item.clone();
            }
        }
        if self.order.whole && is_new {
            order.title = wording.session;
        }
    }

    /// Closes what the file says, unless it stands so already.
    ///
    /// # Errors
    /// Those of [`closing::close`].
    pub fn enter(
        &self,
        work: &mut Work,
        app: &App,
        now: DateTime<Utc>,
        counting: &Counting<'_>,
        actor: &Actor,
        (session, details, order): (&Session, &Details, &Order),
    ) -> Result<Option<Session>, Refusal> {
        let numbers: Vec<&str> = closed(order).map(|matter| matter.number.as_str()).collect();
        let items = details.agenda.iter();
        let items = items.filter(|item| numbers.contains(&item.number.as_str()));
        let closing_order = ClosingOrder {
            session: session.id,
            items: items.map(|item| item.id).collect(),
            ..self.order.clone()
        };
        let standing = store::standing_of(work.connection, session.id)?;
        let stands = |one: &Closing| closing_order.stands(one, session, details);
        if standing.iter().any(stands) {
            return Ok(None);
        }
        let whole = self.order.whole || session.access == Access::Closed;
        let wording = closing::wording(app, &closing_order, whole, &details.agenda);
        let closed = closing::close(work, now, counting, actor, (&closing_order, &wording))?;
        Ok(Some(closed.session))
    }
}

fn closed(order: &Order) -> impl Iterator<Item = &Matter> {
    let matters = order.agenda.iter();
    matters.filter(|matter| matter.access == Access::Closed)
}
