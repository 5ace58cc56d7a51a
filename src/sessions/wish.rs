//! What a visitor wants to see, as it stands in the address of the list: shareable, and never trusted.

use chrono::NaiveDate;

use super::search::Words;
use super::store::Filter;
use crate::bodies::regions::{self, Region};
use crate::database::Id;
use crate::language::Speech;
use crate::law::session_course::Format;
use crate::web::Problem;
use crate::web::paging::Cursor;
use crate::web::problem::FieldFault;

/// The parameters of a list in the order in which they stand in an address; `page` is where the list goes on.
pub const NAMES: [&str; 7] = ["q", "body", "region", "format", "from", "to", "page"];

/// The parameters that were given, as they were typed, in the order of [`NAMES`]; none of them is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wish(Vec<(&'static str, String)>);

impl Wish {
    /// Reads the query of an address, and tells whether it has fields that say nothing; what is none of ours is
    /// left aside.
    #[must_use]
    pub fn read(query: &str) -> (Self, bool) {
        let mut wish = Self::default();
        let mut has_empty_fields = false;
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            wish.put(&name, value.trim());
            has_empty_fields |= value.trim().is_empty();
        }
        (wish, has_empty_fields)
    }

    fn put(&mut self, name: &str, value: &str) {
        let Some(name) = NAMES.into_iter().find(|known| *known == name) else {
            return;
        };
        self.0.retain(|(other, _)| *other != name);
        if !value.is_empty() {
            self.0.push((name, value.to_owned()));
            self.0
                .sort_by_key(|(name, _)| NAMES.iter().position(|known| known == name));
        }
    }

    /// What was typed for a parameter; empty where it was not given.
    #[must_use]
    pub fn of(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(given, _)| *given == name);
        found.map_or("", |(_, value)| value)
    }

    /// The same wish with one parameter changed; another filter leads back to the first page.
    #[must_use]
    pub fn with(&self, name: &str, value: &str) -> Self {
        let mut wish = self.clone();
        wish.put("page", "");
        wish.put(name, value);
        wish
    }

    /// The address of the list that it wants, without what is empty.
    #[must_use]
    pub fn address(&self, language: &str) -> String {
        if self.0.is_empty() {
            return format!("/{language}/");
        }
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(&self.0);
        format!("/{language}/?{}", query.finish())
    }

    /// Where the list goes on; `None` where it begins.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for an address that no list has given.
    pub fn after(&self) -> Result<Option<Cursor>, Problem> {
        match self.of("page") {
            "" => Ok(None),
            page => Cursor::decode(page).map(Some).ok_or(Problem::NotFound),
        }
    }

    /// Whether the list is narrowed by anything.
    #[must_use]
    pub fn narrows(&self) -> bool {
        self.0.iter().any(|(name, _)| *name != "page")
    }

    /// Whether days are asked for, so that what is past is shown as well.
    #[must_use]
    pub fn asks_for_days(&self) -> bool {
        !self.of("from").is_empty() || !self.of("to").is_empty()
    }

    /// The region, where one is asked for that there is.
    #[must_use]
    pub fn region(&self) -> Option<&'static Region> {
        regions::by_kato(self.of("region"))
    }

    /// What it means for the store; the body is looked up by whoever has the database at hand.
    ///
    /// # Errors
    /// Every parameter that means nothing, with what to do about it.
    pub fn filter(&self, speech: Speech<'_>, body: Option<Id>) -> Result<Filter, Vec<FieldFault>> {
        let format = self.of("format").parse::<Format>().ok();
        let (from, to) = (day(self.of("from")), day(self.of("to")));
        let backwards = from.zip(to).is_some_and(|(from, to)| to < from);
        let meant = [
            ("body", body.is_some(), "filter-fault-body"),
            ("region", self.region().is_some(), "filter-fault-region"),
            ("format", format.is_some(), "filter-fault-format"),
            ("from", from.is_some(), "filter-fault-date"),
            ("to", to.is_some(), "filter-fault-date"),
            ("to", !backwards, "filter-fault-order"),
        ];
        let faults: Vec<FieldFault> = meant
            .into_iter()
            .filter(|(name, meant, _)| !meant && !self.of(name).is_empty())
            .map(|(name, _, key)| FieldFault {
                field: name.to_owned(),
                code: "invalid",
                message: speech.t(key),
            })
            .collect();
        if !faults.is_empty() {
            return Err(faults);
        }
        let filter = Filter {
            body,
            region: self.region().map(|region| region.kato.clone()),
            format,
            from,
            to,
            words: Words::typed(self.of("q")),
            ..Filter::default()
        };
        Ok(filter)
    }
}

/// A day as browsers send it, or as people here write it.
#[must_use]
pub fn day(text: &str) -> Option<NaiveDate> {
    text.parse()
        .ok()
        .or_else(|| NaiveDate::parse_from_str(text, "%d.%m.%Y").ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Language, Words as Sentences};

    #[test]
    fn an_address_is_read_and_written_back_without_what_is_empty() {
        let (wish, has_empty_fields) =
            Wish::read("q=%D1%81%D1%83+&body=&region=710000000&x=1&page=");
        assert!(has_empty_fields && !Wish::read("q=1").1);
        assert_eq!((wish.of("q"), wish.of("region")), ("су", "710000000"));
        assert_eq!(wish.address("kk"), "/kk/?q=%D1%81%D1%83&region=710000000");
        assert_eq!(Wish::default().address("ru"), "/ru/");
        assert_eq!(Wish::read("q=1&q=2&q=").0.of("q"), "");
    }

    #[test]
    fn another_filter_leads_back_to_the_first_page() {
        let (wish, _) = Wish::read("region=710000000&page=1~2");
        assert_eq!(wish.with("format", "online").of("page"), "");
        assert_eq!(wish.with("page", "3~4").of("page"), "3~4");
        assert!(!wish.with("region", "").narrows());
    }

    #[test]
    fn everything_that_means_nothing_is_named() {
        let sentences = Sentences::load(None).unwrap();
        let speech = sentences.speech(Language::En);
        let (bad, _) =
            Wish::read("body=nobody&region=1&format=telepathic&from=tomorrow&to=2026-02-30");
        let faults = bad.filter(speech, None).unwrap_err();
        let fields: Vec<&str> = faults.iter().map(|fault| fault.field.as_str()).collect();
        assert_eq!(fields, ["body", "region", "format", "from", "to"]);
        let (backwards, _) = Wish::read("from=10.12.2026&to=2026-12-09");
        assert_eq!(backwards.filter(speech, None).unwrap_err()[0].field, "to");
    }

    #[test]
    fn days_are_read_as_browsers_and_as_people_write_them() {
        assert_eq!(day("2026-12-10"), day("10.12.2026"));
        assert_eq!(day("10.12.2026").unwrap().to_string(), "2026-12-10");
        assert_eq!(day("12/10/2026"), None);
    }
}
