//! Somebody writes while the broadcast runs.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Refusal, facts, note};
use crate::bodies;
use crate::broadcasts;
use crate::comments::record::Comment;
use crate::comments::store;
use crate::database::{Broken, Id, Topic, Work};
use crate::journal::Actor;
use crate::law::comments::{CommentState, moment};
use crate::law::session_course::Access;
use crate::sessions;

/// A comment that is to be received.
#[derive(Debug, Clone)]
pub struct Order {
    /// Of which session.
    pub session: Id,
    /// The name that was chosen.
    pub name: Option<String>,
    /// The text, made tidy.
    pub words: String,
    /// The matter that it is about.
    pub matter: Option<Id>,
    /// By what it is known when the same form comes again: another text is another comment.
    pub key: String,
    /// How many a session takes in a minute; 0: no limit.
    pub most_in_a_minute: u32,
}

/// Receives a comment; the same form sent twice is received once.
///
/// # Errors
/// [`Refusal`].
pub fn receive(work: &mut Work, now: DateTime<Utc>, order: &Order) -> Result<Comment, Refusal> {
    sessions::store::public_by_id(work.connection, order.session)?.ok_or(Refusal::NotFound)?;
    // The numbers are held first, so that whoever comes at the same moment counts after this one.
    let given = store::give(work.connection, order.session, 1, 1)?;
    if let Some(known) = store::known_by_key(work.connection, &order.key)?
        && known.session_id == order.session
    {
        return Ok(undone(work, known)?);
    }
    let session = sessions::store::public_by_id(work.connection, order.session)?;
    let session = session.ok_or(Refusal::NotFound)?;
    let on_air = broadcasts::store::on_air(work.connection, session.id)?;
    let moment_seconds = moment(on_air.map(|one| one.began_at.utc()), now)?;
    let minute_ago = now - TimeDelta::minutes(1);
    let lately = store::received_since(work.connection, session.id, minute_ago.into())?;
    if order.most_in_a_minute > 0 && lately >= i64::from(order.most_in_a_minute) {
        return Err(Refusal::TooMany);
    }
    if let Some(matter) = order.matter {
        let matters = store::matters_of(work.connection, session.id)?;
        let is_open = |one: &sessions::record::AgendaItem| one.access == Access::Open;
        if !matters.iter().any(|one| one.id == matter && is_open(one)) {
            return Err(Refusal::NoSuchMatter);
        }
    }
    let body = bodies::store::by_id(work.connection, session.body_id)?.ok_or(Refusal::NotFound)?;
    let state = CommentState::at_first(body.comments);
    let comment = Comment {
        id: Id::new(),
        session_id: session.id,
        number: given.last_number,
        state,
        name: order.name.clone(),
        words: order.words.clone(),
        agenda_item_id: order.matter,
        moment_seconds,
        received_at: now.into(),
        request_key: order.key.clone(),
        change_number: given.last_change,
        revision: 1,
        main_id: None,
        shown_at: state.is_read().then(|| now.into()),
        shown_by: None,
        hidden_at: None,
        hidden_by: None,
        hidden_ground: None,
        hidden_words: None,
        answered_at: None,
    };
    store::insert(work.connection, &comment)?;
    work.touch(Topic::Comments(session.id));
    let act = (Actor::Visitor, "comment.received");
    note(work, now, act, (&comment, body.id), (None, facts(&comment)));
    Ok(comment)
}

/// Numbers that nobody gets after all go back: nobody else has been given any since.
fn undone(work: &mut Work, known: Comment) -> Result<Comment, Broken> {
    store::give(work.connection, known.session_id, -1, -1)?;
    Ok(known)
}
