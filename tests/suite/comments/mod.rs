//! Comments during the broadcast, and their answers.
//!
//! | file | what it looks at |
//! |---|---|
//! | `writing` | what visitors send, and what is refused |
//! | `desk` | the pages of the secretariat, as it clicks through them |
//! | `live` | the stream of what comes in, to one node and to two |

mod desk;
mod live;
mod writing;

use diesel::prelude::*;
use otyrys::broadcasts;
use otyrys::comments::actions::{self, Order, Refusal};
use otyrys::comments::record::Comment;
use otyrys::comments::store;
use otyrys::database::schema::bodies;
use otyrys::database::{Broken, Id, Lane, Topic};
use otyrys::law::comments::{CommentState, HidingGround, Moderation};
use otyrys::web::tokens;

use crate::harness::{Office, Planned};

/// The session of [`Planned::default`] sits since five minutes.
pub const NOW: &str = "2026-12-10T10:05:00+05:00";

/// A session of which the broadcast runs since [`NOW`].
pub fn on_air(office: &Office) -> String {
    let session = office.session(&Planned::default());
    begin(office, &session);
    session
}

pub fn begin(office: &Office, session: &str) {
    let (id, now) = (Id::parse(session).unwrap(), office.app.now());
    let act = move |work: &mut otyrys::database::Work| {
        let seen = broadcasts::actions::seen_of(work.connection, id)?;
        broadcasts::actions::begin(work, now, Id::new(), (id, seen))
    };
    office.app.database.write_here(Lane::All, act).unwrap();
}

pub fn end(office: &Office, session: &str) {
    let (id, now) = (Id::parse(session).unwrap(), office.app.now());
    let act = move |work: &mut otyrys::database::Work| {
        let seen = broadcasts::actions::seen_of(work.connection, id)?;
        broadcasts::actions::end(work, now, Id::new(), (id, seen))
    };
    office.app.database.write_here(Lane::All, act).unwrap();
}

/// The body of a session looks at comments first.
pub fn look_first(office: &Office, session: &str) {
    let body = office.body_of(session);
    let act = move |work: &mut otyrys::database::Work| {
        diesel::update(bodies::table.find(body))
            .set(bodies::comments.eq(Moderation::Before.as_str()))
            .execute(work.connection)?;
        work.touch(Topic::Bodies);
        Ok::<_, Broken>(())
    };
    office.app.database.write_here(Lane::All, act).unwrap();
}

pub fn order(session: &str, words: &str) -> Order {
    Order {
        session: Id::parse(session).unwrap(),
        name: Some("Әсел".to_owned()),
        words: words.to_owned(),
        matter: None,
        key: tokens::secret(),
        most_in_a_minute: 0,
    }
}

/// A comment by the act alone.
pub fn receive(office: &Office, order: Order) -> Result<Comment, Refusal> {
    let now = office.app.now();
    let act = move |work: &mut otyrys::database::Work| actions::receive(work, now, &order);
    office.app.database.write_here(Lane::All, act)
}

pub fn written(office: &Office, session: &str, words: &str) -> Comment {
    receive(office, order(session, words)).unwrap()
}

/// Hides a comment.
pub fn hide(office: &Office, comment: &Comment, staff: Id) {
    let (now, seen) = (
        office.app.now(),
        actions::Seen {
            comment: comment.id,
            revision: comment.revision,
        },
    );
    let hiding = actions::Hiding {
        ground: HidingGround::Advertising,
        words: None,
    };
    let act =
        move |work: &mut otyrys::database::Work| actions::hide(work, now, staff, seen, &hiding);
    office.app.database.write_here(Lane::All, act).unwrap();
}

pub fn by_number(office: &Office, session: &str, number: i32) -> Comment {
    let id = Id::parse(session).unwrap();
    let read = office
        .app
        .database
        .read_here(|connection| store::by_number(connection, id, number));
    read.unwrap().unwrap()
}

/// A comment of a session, as it would stand in the store.
pub fn of_session(office: &Office, session: &str) -> Comment {
    let now = office.app.now().into();
    Comment {
        id: Id::new(),
        session_id: Id::parse(session).unwrap(),
        number: 1,
        state: CommentState::Shown,
        name: None,
        words: "Сұрақ".to_owned(),
        agenda_item_id: None,
        moment_seconds: 0,
        received_at: now,
        request_key: tokens::secret(),
        change_number: 1,
        revision: 1,
        main_id: None,
        shown_at: Some(now),
        shown_by: None,
        hidden_at: None,
        hidden_by: None,
        hidden_ground: None,
        hidden_words: None,
        answered_at: None,
    }
}

/// A comment straight in the store, for tests that need no more than that it is there.
pub fn placed(office: &Office, session: &str) -> String {
    let comment = of_session(office, session);
    let id = comment.id;
    let act = move |work: &mut otyrys::database::Work| {
        store::give(work.connection, comment.session_id, 1, 1)?;
        store::insert(work.connection, &comment)
    };
    office.app.database.write_here(Lane::Any, act).unwrap();
    id.to_string()
}
