//! Which sessions a subscription wants: one of its bodies, in one of its regions, with all words of its topic. What is
//! left empty narrows nothing.

use super::record::Subscription;
use crate::bodies::store::{self as bodies, Places};
use crate::database::{AnyConnection, Broken, Id};
use crate::sessions::card::SessionCard;
use crate::sessions::search::{self, Words};

/// What a subscription looks at of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// Whose session it is.
    pub body: Id,
    /// Where that body is: its own region, else that of the nearest body above which has one, as in the feed of a
    /// region.
    pub region: Option<String>,
    /// What a search finds it by, folded: title, body, agenda and place in every language.
    pub words: String,
}

impl Subject {
    /// The session of a card. One query.
    ///
    /// # Errors
    /// [`Broken::Query`].
    pub fn load(connection: &mut AnyConnection, card: &SessionCard) -> Result<Self, Broken> {
        let places = bodies::places(connection)?;
        Ok(Self::of(card, &places))
    }

    /// The same for whoever has several, and knows already where the bodies are.
    #[must_use]
    pub fn of(card: &SessionCard, places: &Places) -> Self {
        let found_by = search::searchable(&card.session, &card.body_name, &card.agenda);
        Self {
            body: card.body.id,
            region: places.region_of(card.body.id).map(str::to_owned),
            words: found_by.words,
        }
    }
}

impl Subscription {
    /// Whether it wants the letters about a session.
    #[must_use]
    pub fn wants(&self, subject: &Subject) -> bool {
        let of_bodies = self.bodies.is_empty() || self.bodies.contains(&subject.body);
        let of_regions = self.regions.is_empty()
            || subject
                .region
                .as_ref()
                .is_some_and(|region| self.regions.contains(region));
        let of_topic = match &self.topic {
            Some(topic) => Words::typed(topic).are_in(&subject.words),
            None => true,
        };
        of_bodies && of_regions && of_topic
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::database::{Instant, Json};
    use crate::language::{Language, fold};
    use crate::subscriptions::record::Often;

    fn wanting(bodies: &[Id], regions: &[&str], topic: Option<&str>) -> Subscription {
        let regions: Vec<String> = regions.iter().map(|kato| (*kato).to_owned()).collect();
        let at = Instant::from(DateTime::UNIX_EPOCH);
        Subscription {
            id: Id::new(),
            secret: String::new(),
            email: String::new(),
            email_digest: String::new(),
            language: Language::Kk,
            bodies: Json::from(bodies.to_vec()),
            regions: Json::from(regions),
            topic: topic.map(str::to_owned),
            announcements: true,
            changes: false,
            results: false,
            often: Often::AtOnce,
            created_at: at,
            confirmed_at: None,
            updated_at: at,
            revision: 0,
            known_by: Id::new(),
            heard_before: Json::from(Vec::new()),
        }
    }

    #[test]
    fn each_dimension_narrows_and_what_is_empty_does_not() {
        let (water, schools) = (Id::new(), Id::new());
        let subject = Subject {
            body: water,
            region: Some("710000000".to_owned()),
            words: fold("Алқа отырысы: су шаруашылығы. О водном хозяйстве"),
        };
        let wants = |bodies: &[Id], regions: &[&str], topic| {
            wanting(bodies, regions, topic).wants(&subject)
        };
        assert!(wants(&[], &[], None), "everything");
        assert!(wants(&[schools, water], &[], None), "one body of several");
        assert!(!wants(&[schools], &[], None));
        assert!(wants(&[], &["100000000", "710000000"], None));
        assert!(!wants(&[], &["100000000"], None));
        assert!(!wants(&[water], &["100000000"], None), "both must hold");
        assert!(wants(&[water], &["710000000"], Some("су")));
        let nowhere = Subject {
            region: None,
            ..subject.clone()
        };
        assert!(wanting(&[], &[], None).wants(&nowhere));
        assert!(!wanting(&[], &["710000000"], None).wants(&nowhere));
    }

    #[test]
    fn a_topic_is_found_as_a_search_finds_it() {
        let subject = Subject {
            body: Id::new(),
            region: None,
            words: fold("Алқа отырысы: су шаруашылығы. О водном хозяйстве"),
        };
        for (topic, found) in [
            ("СУ", true),
            ("шаруашылыг", true),
            ("Шаруашылығы су", true),
            ("водн хоз", true),
            ("хозяйство", false),
            ("су жол", false),
            ("ысы", false),
        ] {
            let wanted = wanting(&[], &[], Some(topic)).wants(&subject);
            assert_eq!(wanted, found, "{topic}");
        }
    }
}
