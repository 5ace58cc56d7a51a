//! What the address of the journal asks for.

use chrono::{DateTime, NaiveDate, Utc};

use serde_json::{Map, Value};

use super::acts::{ACTS, KINDS};
use super::store;
use crate::database::{AnyConnection, Broken, Id, Instant};
use crate::journal::store::{ByWhom, Filter};
use crate::language::Speech;
use crate::law::deadlines::zone::{end_of_day, start_of_day};
use crate::web::desk::{Fields, Right, SignedIn};
use crate::web::layout::CAPITAL_ZONE;
use crate::web::paging::{Cursor, within_reach};
use crate::web::problem::FieldFault;

/// The parameters by which the list is narrowed, in the order of the form.
pub const PARAMETERS: [&str; 7] = ["body", "kind", "act", "who", "object", "from", "to"];

/// What was asked, as it was typed.
#[derive(Debug, Clone, Default)]
pub struct Wish {
    fields: Fields,
}

impl Wish {
    /// What stands behind the question mark.
    #[must_use]
    pub fn of(desk: &SignedIn) -> Self {
        let query = desk.visit.path_and_query.split_once('?');
        let fields = query.map_or_else(Fields::default, |(_, query)| {
            Fields::decode(query.as_bytes())
        });
        Self { fields }
    }

    /// What a form asks for.
    #[must_use]
    pub fn of_form(fields: Fields) -> Self {
        Self { fields }
    }

    /// The parameters that narrow the list and were given.
    pub fn given(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let given = |name| Some((name, self.fields.given(name)?));
        PARAMETERS.into_iter().filter_map(given)
    }

    /// The same as it may be noted for ever: what is known of it, and never what somebody has typed.
    #[must_use]
    pub fn noted(&self, filter: Option<&Filter>) -> Map<String, Value> {
        let known = |name: &str, text: &str| match name {
            "body" => Id::parse(text).map(|id| id.to_string()),
            "kind" => KINDS.contains(&text).then(|| text.to_owned()),
            "act" => ACTS.contains(&text).then(|| text.to_owned()),
            "who" => who(text),
            "object" => filter.and_then(|filter| filter.object.map(|id| id.to_string())),
            _ => self.day(name).map(|day| day.to_string()),
        };
        let noted = self.given().map(|(name, text)| {
            let value = known(name, text).unwrap_or_else(|| "unknown".to_owned());
            (name.to_owned(), Value::from(value))
        });
        noted.collect()
    }

    /// A parameter as it was typed.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.fields.text(name)
    }

    /// The parameters that narrow the list, as they stand in an address; then the cursor, if there is one.
    #[must_use]
    pub fn address(&self, path: &str, cursor: Option<Cursor>) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(self.given());
        if let Some(cursor) = cursor {
            query.append_pair("page", &cursor.encode());
        }
        match query.finish() {
            query if query.is_empty() => path.to_owned(),
            query => format!("{path}?{query}"),
        }
    }

    /// Where the list goes on.
    #[must_use]
    pub fn cursor(&self) -> Option<Cursor> {
        Cursor::decode(self.text("page"))
    }

    /// Days that are none, or in the wrong order.
    #[must_use]
    pub fn faults(&self, speech: Speech<'_>) -> Vec<FieldFault> {
        let fault = |field: &str, key: &str| FieldFault {
            field: field.to_owned(),
            code: "type",
            message: speech.t(key),
        };
        let mut faults: Vec<FieldFault> = ["from", "to"]
            .into_iter()
            .filter(|name| self.fields.given(name).is_some() && self.day(name).is_none())
            .map(|name| fault(name, "filter-fault-date"))
            .collect();
        if let (Some(from), Some(to)) = (self.day("from"), self.day("to"))
            && to < from
        {
            faults.push(fault("to", "filter-fault-order"));
        }
        faults
    }

    fn day(&self, name: &str) -> Option<NaiveDate> {
        let text = self.text(name);
        let written = NaiveDate::parse_from_str(text, "%d.%m.%Y");
        let day = text.parse().or(written).ok()?;
        within_reach(day).then_some(day)
    }

    /// The filter within the reader's reach; `None` where an object is asked for that there is not.
    ///
    /// # Errors
    /// [`Broken::Query`].
    pub fn filter(
        &self,
        connection: &mut AnyConnection,
        desk: &SignedIn,
    ) -> Result<Option<Filter>, Broken> {
        let given = |name| self.fields.given(name).map(str::to_owned);
        let object = match self.fields.given("object") {
            Some(name) => match store::object_named(connection, name)? {
                Some(id) => Some(id),
                None => return Ok(None),
            },
            None => None,
        };
        let instant = |at: DateTime<Utc>| Instant::from(at);
        Ok(Some(Filter {
            body: self.fields.given("body").and_then(Id::parse),
            kind: given("kind"),
            act: given("act"),
            by: given("who").map(|who| match who.as_str() {
                "command" => ByWhom::AnyCommand,
                _ => ByWhom::Exactly(who),
            }),
            object,
            from: self
                .day("from")
                .map(|day| instant(start_of_day(CAPITAL_ZONE, day))),
            before: self
                .day("to")
                .map(|day| instant(end_of_day(CAPITAL_ZONE, day))),
            ..Filter::of(desk.person.reach(Right::SeeJournal))
        }))
    }
}

/// Who acted, as an address names them: a kind of actor, or a person by the id.
fn who(text: &str) -> Option<String> {
    if ["visitor", "office", "command"].contains(&text) {
        return Some(text.to_owned());
    }
    let person = Id::parse(text.strip_prefix("staff:")?)?;
    Some(format!("staff:{person}"))
}
