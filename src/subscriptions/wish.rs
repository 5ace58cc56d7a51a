//! What somebody asks for: read from a form or from the API, with every fault told at once.

use super::record::{About, Often, Subscription};
use crate::args;
use crate::bodies::reading::Named;
use crate::bodies::regions;
use crate::bodies::store::Places;
use crate::database::{Id, Json};
use crate::language::{Language, Speech};
use crate::sessions::feeds::address::Feed;
use crate::sessions::search::Words;
use crate::web::email::{self, EmailFault};
use crate::web::problem::FieldFault;
use crate::web::submitted::{Sent, Value};

/// The names under which something may be sent, in the order of the form.
pub const FIELDS: [&str; 7] = [
    "email", "bodies", "regions", "topic", "about", "often", "language",
];

/// Those that may stand several times in a form.
pub const LISTS: [&str; 3] = ["bodies", "regions", "about"];

/// Letters of a topic as it is typed; three words do not need more.
const LONGEST_TOPIC: usize = 150;

/// Bodies in one subscription; whoever wants more of them wants all.
const MOST_BODIES: usize = 50;

/// Which letters somebody wants; lists are in order, each value once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// The language of the letters.
    pub language: Language,
    /// Of which bodies; none: of all.
    pub bodies: Vec<Id>,
    /// Of the bodies of which regions; none: of all.
    pub regions: Vec<String>,
    /// One to three words.
    pub topic: Option<String>,
    /// At least one.
    pub about: Vec<About>,
    /// How often.
    pub often: Often,
}

impl Wish {
    /// Whether a subscription is just this: topics are the same however they are typed.
    #[must_use]
    pub fn is_of(&self, row: &Subscription) -> bool {
        self.language == row.language
            && self.bodies == *row.bodies
            && self.regions == *row.regions
            && folded(self.topic.as_deref()) == folded(row.topic.as_deref())
            && self.about == row.about()
            && self.often == row.often
    }

    /// Writes it into a subscription.
    pub fn write_into(self, row: &mut Subscription) {
        row.language = self.language;
        row.bodies = Json::from(self.bodies);
        row.regions = Json::from(self.regions);
        row.topic = self.topic;
        row.announcements = self.about.contains(&About::Announcements);
        row.changes = self.about.contains(&About::Changes);
        row.results = self.about.contains(&About::Results);
        row.often = self.often;
    }
}

fn folded(topic: Option<&str>) -> Vec<String> {
    let words = Words::typed(topic.unwrap_or_default());
    let mut words: Vec<String> = words.iter().map(str::to_owned).collect();
    words.sort_unstable();
    words
}

/// What is known when something is read.
pub struct Known<'a> {
    /// For the sentences.
    pub speech: Speech<'a>,
    /// All bodies.
    pub bodies: &'a [Named],
    /// Where they are.
    pub places: &'a Places,
}

impl Known<'_> {
    /// Reads the address.
    ///
    /// # Errors
    /// Its fault.
    pub fn email(&self, sent: &Sent) -> Result<String, FieldFault> {
        let fault = |code, message| Err(fault("email", code, message));
        let typed = match sent.get("email") {
            Some(Value::Typed(typed) | Value::Text(typed)) => typed.trim(),
            Some(_) => return fault("type", self.of_field("fault-type", "email")),
            None => "",
        };
        if typed.is_empty() {
            return fault("required", self.of_field("fault-required", "email"));
        }
        email::read(typed).or_else(|why| match why {
            EmailFault::TooLong => fault("too_long", self.of_field("fault-too-long", "email")),
            EmailFault::Letters => {
                fault("email", self.speech.t("subscription-fault-email-letters"))
            }
            EmailFault::Wrong => fault("email", self.speech.t("fault-email")),
        })
    }

    /// Reads the rest; fields that are named in `others` are somebody else's.
    ///
    /// # Errors
    /// All faults in the order of the form, unknown fields last.
    pub fn wish(&self, sent: &Sent, others: &[&str]) -> Result<Wish, Vec<FieldFault>> {
        let mut reader = Reader {
            known: self,
            sent,
            faults: Vec::new(),
        };
        let bodies = reader.bodies();
        let wish = Wish {
            regions: reader.regions(&bodies),
            bodies,
            topic: reader.topic(),
            about: reader.about(),
            often: reader.one("often").unwrap_or(Often::AtOnce),
            language: reader.one("language").unwrap_or(self.speech.language()),
        };
        let mut faults = reader.faults;
        for name in sent.keys().map(String::as_str) {
            if !FIELDS.contains(&name) && !others.contains(&name) {
                // A name of the sender's own making is not repeated at length.
                let short: String = name.chars().take(40).collect();
                let message = self.speech.tf("fault-unknown", &args! { "field" => short });
                faults.push(fault(name, "unknown", message));
            }
        }
        if faults.is_empty() {
            Ok(wish)
        } else {
            Err(faults)
        }
    }

    fn of_field(&self, key: &str, field: &str) -> String {
        let field = self.speech.t(&format!("subscription-{field}"));
        self.speech.tf(key, &args! { "field" => field })
    }
}

fn fault(field: &str, code: &'static str, message: String) -> FieldFault {
    FieldFault {
        field: field.to_owned(),
        code,
        message,
    }
}

struct Reader<'a> {
    known: &'a Known<'a>,
    sent: &'a Sent,
    faults: Vec<FieldFault>,
}

impl Reader<'_> {
    fn fault(&mut self, field: &str, code: &'static str, message: String) {
        self.faults.push(fault(field, code, message));
    }

    /// The words of a list; what was left empty in a form is no word.
    fn list(&mut self, field: &str) -> Option<Vec<String>> {
        let Value::List(words) = self.sent.get(field)? else {
            let message = self.known.of_field("fault-type", field);
            self.fault(field, "type", message);
            return None;
        };
        let mut words = words.clone();
        words.retain(|word| !word.trim().is_empty());
        words.sort_unstable();
        words.dedup();
        Some(words)
    }

    /// Names what there is not; a name of the sender's own making is not repeated at length, nor are many.
    fn unknown(&mut self, field: &str, key: &str, names: &[String]) {
        if names.is_empty() {
            return;
        }
        let short = |name: &String| name.chars().take(40).collect::<String>();
        let first: Vec<String> = names.iter().take(10).map(short).collect();
        let message = self
            .known
            .speech
            .tf(key, &args! { "names" => first.join(", ") });
        self.fault(field, "choice", message);
    }

    fn bodies(&mut self) -> Vec<Id> {
        let slugs = self.list("bodies").unwrap_or_default();
        if slugs.len() > MOST_BODIES {
            let most = args! { "most" => MOST_BODIES };
            let message = self
                .known
                .speech
                .tf("subscription-fault-many-bodies", &most);
            self.fault("bodies", "too_many", message);
        }
        let id_of = |slug: &String| {
            let mut bodies = self.known.bodies.iter();
            let named = bodies.find(|named| named.body.slug == *slug);
            named.map(|named| named.body.id).ok_or_else(|| slug.clone())
        };
        let (found, unknown): (Vec<_>, Vec<_>) = slugs.iter().map(id_of).partition(Result::is_ok);
        let unknown: Vec<String> = unknown.into_iter().filter_map(Result::err).collect();
        self.unknown("bodies", "subscription-fault-bodies", &unknown);
        let mut ids: Vec<Id> = found.into_iter().flatten().collect();
        ids.sort_unstable();
        ids
    }

    fn regions(&mut self, bodies: &[Id]) -> Vec<String> {
        let given = self.list("regions").unwrap_or_default();
        let (katos, unknown): (Vec<String>, Vec<String>) = given
            .into_iter()
            .partition(|kato| regions::by_kato(kato).is_some());
        self.unknown("regions", "subscription-fault-regions", &unknown);
        let is_there = |body: &Id| {
            let region = self.known.places.region_of(*body);
            region.is_some_and(|region| katos.iter().any(|kato| kato == region))
        };
        // Nothing would ever come of it.
        if !bodies.is_empty() && !katos.is_empty() && !bodies.iter().any(is_there) {
            let message = self.known.speech.t("subscription-fault-apart");
            self.fault("regions", "apart", message);
        }
        katos
    }

    fn topic(&mut self) -> Option<String> {
        let (Value::Typed(typed) | Value::Text(typed)) = self.sent.get("topic")? else {
            let message = self.known.of_field("fault-type", "topic");
            self.fault("topic", "type", message);
            return None;
        };
        // Words alone: nothing that looks like an address of a page is kept.
        let words: Vec<&str> = typed
            .split(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '\'' | '’' | 'ʼ'))
            .filter(|word| !word.is_empty())
            .collect();
        let topic = words.join(" ");
        if typed.trim().is_empty() {
            return None;
        }
        if topic.chars().count() > LONGEST_TOPIC || Feed::of_topic(&topic).is_none() {
            let message = self.known.speech.t("subscription-fault-topic");
            self.fault("topic", "topic", message);
            return None;
        }
        Some(topic)
    }

    /// All of them where nothing was said; a form always says something.
    fn about(&mut self) -> Vec<About> {
        if !self.sent.contains_key("about") {
            return About::ALL.to_vec();
        }
        let Some(words) = self.list("about") else {
            return Vec::new();
        };
        let mut about: Vec<About> = words.iter().filter_map(|word| word.parse().ok()).collect();
        about.sort_unstable();
        if about.len() != words.len() {
            let message = self.known.of_field("fault-choice", "about");
            self.fault("about", "choice", message);
        } else if about.is_empty() {
            let message = self.known.speech.t("subscription-fault-about");
            self.fault("about", "required", message);
        }
        about
    }

    /// One of several values; `None` where nothing was said or nothing was meant.
    fn one<T: Choice>(&mut self, field: &str) -> Option<T> {
        let word = match self.sent.get(field)? {
            Value::Typed(word) | Value::Text(word) => word.trim(),
            _ => {
                let message = self.known.of_field("fault-type", field);
                self.fault(field, "type", message);
                return None;
            }
        };
        let chosen = T::read(word);
        if chosen.is_none() {
            let message = self.known.of_field("fault-choice", field);
            self.fault(field, "choice", message);
        }
        chosen
    }
}

trait Choice: Sized {
    fn read(word: &str) -> Option<Self>;
}

impl Choice for Often {
    fn read(word: &str) -> Option<Self> {
        word.parse().ok()
    }
}

impl Choice for Language {
    fn read(word: &str) -> Option<Self> {
        Self::parse(word)
    }
}
