//! Rows of emergencies.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::database::schema::{emergencies, emergency_sessions};
use crate::database::{Id, Instant, Json};
use crate::language::Multilingual;
use crate::law::emergency::{EmergencyKind, Reach};
use crate::law::session_course::Format;
use crate::law::sittings::Span;
use crate::sessions::record::Session;

/// A declared emergency.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Identifiable, Insertable)]
#[diesel(table_name = emergencies, treat_none_as_default_value = false)]
pub struct Emergency {
    /// Ours.
    pub id: Id,
    /// Declared for the sessions of this body alone; none: for those of all bodies in scope.
    pub body_id: Option<Id>,
    /// What has come about.
    pub kind: EmergencyKind,
    /// In the whole country; else in the regions of its own table.
    pub country: bool,
    /// The act on which it rests, as the public reads it.
    pub basis: Json<Multilingual>,
    /// Where that act is to be read.
    pub basis_url: Option<String>,
    /// Who signed: name and position.
    pub signer: String,
    /// From when.
    pub from_at: Instant,
    /// Until when; open where nobody knows it yet.
    pub until_at: Option<Instant>,
    /// When it was declared here.
    pub declared_at: Instant,
    /// By whom of the staff.
    pub declared_by: Id,
    /// When it was ended.
    pub ended_at: Option<Instant>,
    /// By whom of the staff.
    pub ended_by: Option<Id>,
    /// The one-time key of the form.
    pub request_key: String,
    /// When it was last changed: forms are told apart by it.
    pub updated_at: Instant,
}

/// An emergency with its regions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    /// The emergency.
    pub emergency: Emergency,
    /// The codes of its regions; none where it is in the whole country.
    pub regions: Vec<String>,
}

impl Declared {
    /// Where and when, for the law.
    #[must_use]
    pub fn reach(&self) -> Reach<'_> {
        Reach {
            country: self.emergency.country,
            regions: &self.regions,
            from: self.emergency.from_at.utc(),
            until: self.emergency.until_at.map(Instant::utc),
            ended_at: self.emergency.ended_at.map(Instant::utc),
        }
    }

    /// Whether it covers a session of a body in this region.
    #[must_use]
    pub fn covers(&self, session: &Session, region: Option<&str>) -> bool {
        self.covers_time_of(session.body_id, &session.spans(), region)
    }

    /// The same for one of this body and region that sits at these times.
    #[must_use]
    pub fn covers_time_of(&self, body: Id, sittings: &[Span], region: Option<&str>) -> bool {
        let of_body = self.emergency.body_id;
        let is_meant = of_body.is_none_or(|meant| meant == body);
        is_meant && self.reach().covers(region, sittings)
    }

    /// Whether its time holds a session that begins and is over at these instants, wherever it is.
    #[must_use]
    pub fn holds_time(&self, starts: DateTime<Utc>, over: DateTime<Utc>) -> bool {
        self.emergency.holds_time(starts, over)
    }

    /// Whether it stands at `now`: declared, and not over.
    #[must_use]
    pub fn stands(&self, now: DateTime<Utc>) -> bool {
        self.reach().over_from().is_none_or(|over| now < over)
    }
}

/// A session that an emergency covers.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = emergency_sessions, treat_none_as_default_value = false)]
pub struct Covered {
    /// The emergency.
    pub emergency_id: Id,
    /// The session.
    pub session_id: Id,
    /// Since when.
    pub covered_at: Instant,
    /// It was switched by this emergency, from this format; none: it was held online already.
    pub former_format: Option<Format>,
    /// Where it was to be held then.
    pub former_place: Option<Json<Multilingual>>,
    /// The news that its people were told.
    pub news_id: Option<Id>,
    /// Applications that were sent to the broadcast.
    pub people: i32,
    /// Letters that were ordered for them.
    pub letters: i32,
    /// Of them, people who can be telephoned only.
    pub calls: i32,
    /// When it had its hall again.
    pub restored_at: Option<Instant>,
}

/// By what a session is held online only at an instant, for whoever reads of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnlineBy {
    /// The emergency that pages, feeds and programs name.
    pub emergency: Arc<Emergency>,
    /// How it was to be held before; none: online already, or sent there by another emergency.
    pub former_format: Option<Format>,
    /// Since when this one is named instead of another whose time has passed.
    pub since: Option<DateTime<Utc>>,
    /// Others that cover it too.
    pub beside: Vec<Arc<Emergency>>,
}

impl OnlineBy {
    /// By which emergency it is so at `now`: the time of the one that sent it there may have passed while another stands.
    /// The others that cover it come the first declared first.
    #[must_use]
    pub fn at(
        now: DateTime<Utc>,
        sent_by: Arc<Emergency>,
        others: Vec<Arc<Emergency>>,
        former_format: Option<Format>,
    ) -> Self {
        let mut all = others;
        all.insert(0, Arc::clone(&sent_by));
        let standing = all.iter().position(|one| !one.is_over(now));
        let passed = match standing {
            Some(place) => all.get(..place),
            None if all.len() > 1 => Some(all.as_slice()),
            None => None,
        };
        let passed = passed.into_iter().flatten();
        let since = passed.filter_map(|one| one.over_from()).max();
        let named = standing.map_or(sent_by, |place| all.remove(place));
        all.retain(|one| one.id != named.id);
        Self {
            emergency: named,
            former_format,
            since,
            beside: all,
        }
    }

    /// The next instant after `now` at which a page that names it says something else.
    #[must_use]
    pub fn next_change(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let all = [&self.emergency].into_iter().chain(&self.beside);
        all.filter_map(|one| one.next_change(now)).min()
    }
}

impl Emergency {
    /// Its time, wherever it is.
    fn anywhere(&self) -> Reach<'_> {
        Reach {
            country: true,
            regions: &[],
            from: self.from_at.utc(),
            until: self.until_at.map(Instant::utc),
            ended_at: self.ended_at.map(Instant::utc),
        }
    }

    /// The instant from which it is over, if one is known.
    #[must_use]
    pub fn over_from(&self) -> Option<DateTime<Utc>> {
        self.anywhere().over_from()
    }

    /// Whether its time holds a session that begins and is over at these instants, wherever it is.
    #[must_use]
    pub fn holds_time(&self, starts: DateTime<Utc>, over: DateTime<Utc>) -> bool {
        self.anywhere().holds((starts, over))
    }

    /// Whether its time has come at `now`: it may be declared before.
    #[must_use]
    pub fn has_begun(&self, now: DateTime<Utc>) -> bool {
        self.from_at.utc() <= now
    }

    /// Whether it is over at `now`.
    #[must_use]
    pub fn is_over(&self, now: DateTime<Utc>) -> bool {
        self.over_from().is_some_and(|over| over <= now)
    }

    /// The next instant after `now` at which a page that names it says something else.
    #[must_use]
    pub fn next_change(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let instants = [Some(self.from_at.utc()), self.over_from()];
        instants.into_iter().flatten().filter(|at| *at > now).min()
    }
}
