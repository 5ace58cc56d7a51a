//! The card of a body as a form: read, and filled from what is stored.

use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization as _;

use super::actions::{NewName, Order};
use super::record::{ApplicationsLetters, Body, SINCE_EVER};
use super::{plausible, regions};
use crate::args;
use crate::database::{Id, Instant, Zone};
use crate::language::{Multilingual, Speech};
use crate::law::UnknownWord;
use crate::law::body::{BodyFault, BodyLevel, BodyType};
use crate::law::comments::Moderation;
use crate::law::deadlines::{ClosingTime, SessionKind};
use crate::law::working_days::Week;
use crate::web::desk::Fields;
use crate::web::problem::FieldFault;

/// What a body is in law: for the system admin to say.
pub const LEGAL: [&str; 9] = [
    "type",
    "kind",
    "level",
    "region",
    "parent",
    "zone",
    "rules-605",
    "exempt",
    "exempt-basis",
];

/// What its own admin keeps too.
pub const OWN: [&str; 6] = [
    "week",
    "closing-time",
    "bin",
    "site",
    "applications-letters",
    "comments",
];

/// No text of a card is longer, in letters.
const LONGEST: usize = 500;

/// Reads a form, field by field.
pub struct Reader<'a> {
    fields: &'a Fields,
    speech: Speech<'a>,
    faults: Vec<FieldFault>,
}

impl<'a> Reader<'a> {
    /// Of these fields.
    #[must_use]
    pub const fn of(fields: &'a Fields, speech: Speech<'a>) -> Self {
        Self {
            fields,
            speech,
            faults: Vec::new(),
        }
    }

    /// What was read, or every fault.
    ///
    /// # Errors
    /// The faults.
    pub fn finish<T>(self, read: T) -> Result<T, Vec<FieldFault>> {
        if self.faults.is_empty() {
            Ok(read)
        } else {
            Err(self.faults)
        }
    }

    fn fault(&mut self, field: &str, key: &str) {
        let label = self.speech.t(&format!("body-field-{field}"));
        self.faults.push(FieldFault {
            field: field.to_owned(),
            code: "invalid",
            message: self.speech.tf(key, &args! { "field" => label }),
        });
    }

    fn text(&mut self, field: &str) -> Option<String> {
        let composed: String = self.fields.text(field).nfc().collect();
        let words: Vec<&str> = composed.split_whitespace().collect();
        let tidy = words.join(" ");
        if tidy.chars().count() > LONGEST {
            self.fault(field, "body-fault-long");
        }
        Some(tidy).filter(|text| !text.is_empty())
    }

    fn needed(&mut self, field: &str, key: &str) -> String {
        let text = self.text(field);
        if text.is_none() {
            self.fault(field, key);
        }
        text.unwrap_or_default()
    }

    fn word<T: std::str::FromStr<Err = UnknownWord>>(&mut self, field: &str, other: T) -> T {
        let word = self.fields.text(field).parse();
        word.unwrap_or_else(|_| {
            self.fault(field, "body-fault-choose");
            other
        })
    }

    fn plausible<T>(
        &mut self,
        field: &str,
        key: &str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.text(field)?;
        let read = parse(&text);
        if read.is_none() {
            self.fault(field, key);
        }
        read
    }

    /// A name in Kazakh and Russian, perhaps in English.
    pub fn name(&mut self) -> Multilingual {
        Multilingual {
            kk: self.needed("name-kk", "body-fault-name-kk"),
            ru: self.needed("name-ru", "body-fault-name-ru"),
            en: self.text("name-en"),
        }
    }

    /// A name and its first day.
    pub fn new_name(&mut self) -> NewName {
        let from = self.fields.text("valid-from");
        let from = NaiveDate::parse_from_str(from, "%Y-%m-%d").ok();
        let from = from.filter(|day| *day >= SINCE_EVER);
        if from.is_none() {
            self.fault("valid-from", "body-fault-valid-from");
        }
        NewName {
            from: from.unwrap_or(SINCE_EVER),
            name: self.name(),
        }
    }

    /// The address of a new body.
    pub fn slug(&mut self) -> String {
        let slug = self.plausible("slug", "body-fault-slug", plausible::slug);
        if slug.is_none() && self.fields.given("slug").is_none() {
            self.fault("slug", "body-fault-slug");
        }
        slug.unwrap_or_default()
    }

    /// The whole card, without address and name.
    pub fn card(&mut self) -> Order {
        let region = |text: &str| regions::by_kato(text).map(|region| region.kato.clone());
        let order = Order {
            body_type: self.word("type", BodyType::Other),
            kind: self.word("kind", SessionKind::Other),
            level: self.word("level", BodyLevel::Republic),
            region: self.plausible("region", "body-fault-choose", region),
            parent: self.plausible("parent", "body-fault-choose", Id::parse),
            zone: self
                .plausible("zone", "body-fault-choose", |text| text.parse().ok())
                .unwrap_or(Zone(chrono_tz::Asia::Almaty)),
            rules_605: self.fields.has("rules-605"),
            exempt: self.fields.has("exempt"),
            exempt_basis: self.text("exempt-basis"),
            ..blank()
        };
        self.own_part(order)
    }

    /// A form that says nothing of it leaves it as it is.
    fn applications_letters(&mut self) -> Option<ApplicationsLetters> {
        self.plausible("applications-letters", "body-fault-choose", |text| {
            text.parse().ok()
        })
    }

    fn comments(&mut self) -> Option<Moderation> {
        self.plausible("comments", "body-fault-choose", |text| text.parse().ok())
    }

    /// The part of the card that the body's own admin keeps; the rest is as it stands.
    pub fn own_part(&mut self, rest: Order) -> Order {
        let closing = self.plausible("closing-time", "body-fault-closing-time", |text| {
            text.parse::<ClosingTime>().ok()
        });
        let order = Order {
            week: self.word("week", Week::Five),
            closing_time: closing.unwrap_or_default(),
            bin: self.plausible("bin", "body-fault-bin", plausible::bin),
            site: self.plausible("site", "body-fault-site", plausible::web_address),
            applications_letters: self.applications_letters(),
            comments: self.comments(),
            ..rest
        };
        for fault in order.faults() {
            let told = law_fault(self.speech, fault);
            self.faults.push(told);
        }
        order
    }
}

fn blank() -> Order {
    Order {
        slug: String::new(),
        parent: None,
        body_type: BodyType::Other,
        kind: SessionKind::Other,
        level: BodyLevel::Republic,
        region: None,
        name: Multilingual::default(),
        zone: Zone(chrono_tz::Asia::Almaty),
        closing_time: ClosingTime::USUAL,
        week: Week::Five,
        rules_605: false,
        exempt: false,
        exempt_basis: None,
        bin: None,
        site: None,
        applications_letters: None,
        comments: None,
    }
}

/// The order that a stored body follows.
#[must_use]
pub fn order_of(body: &Body) -> Order {
    Order {
        slug: body.slug.clone(),
        parent: body.parent_id,
        body_type: body.body_type,
        kind: body.kind,
        level: body.level,
        region: body.region.clone(),
        name: Multilingual::default(),
        zone: body.zone,
        closing_time: body.closing_time.parse().unwrap_or_default(),
        week: body.week,
        rules_605: body.rules_605,
        exempt: body.exempt,
        exempt_basis: body.exempt_basis.clone(),
        bin: body.bin.clone(),
        site: body.site.clone(),
        applications_letters: Some(body.applications_letters),
        comments: Some(body.comments),
    }
}

/// What the law finds wrong, at its field (605-1, 605-3).
#[must_use]
pub fn law_fault(speech: Speech<'_>, fault: BodyFault) -> FieldFault {
    let key = match fault {
        BodyFault::BelowDistrict => "body-fault-below-district",
        BodyFault::NotBoundByType => "body-fault-not-bound",
        BodyFault::ExemptWithoutBasis => "body-fault-exempt-basis",
    };
    let paragraph = speech.t(&fault.paragraph().key());
    let basis = speech.tf("basis", &args! { "paragraph" => paragraph });
    FieldFault {
        field: fault.field().replace('_', "-"),
        code: "law",
        message: format!("{} {basis}", speech.t(key)),
    }
}

/// The form filled from what is stored.
#[must_use]
pub fn fields_of(body: &Body) -> Fields {
    let mut fields = Fields::default();
    let mut add = |name: &str, value: Option<&str>| fields.add(name, value.unwrap_or_default());
    add("type", Some(body.body_type.as_str()));
    add("kind", Some(body.kind.as_str()));
    add("level", Some(body.level.as_str()));
    add("region", body.region.as_deref());
    add("parent", body.parent_id.as_ref().map(Id::as_str));
    add("zone", Some(body.zone.as_str()));
    if body.rules_605 {
        add("rules-605", Some("true"));
    }
    if body.exempt {
        add("exempt", Some("true"));
    }
    add("exempt-basis", body.exempt_basis.as_deref());
    add("week", Some(body.week.as_str()));
    add("closing-time", Some(&body.closing_time));
    add("bin", body.bin.as_deref());
    add("site", body.site.as_deref());
    add(
        "applications-letters",
        Some(body.applications_letters.as_str()),
    );
    add("comments", Some(body.comments.as_str()));
    add("made-of", Some(&state(body)));
    fields
}

/// A new body as most are.
#[must_use]
pub fn usual_fields() -> Fields {
    let mut fields = Fields::default();
    for (name, value) in [
        ("zone", "Asia/Almaty"),
        ("week", "5"),
        ("closing-time", "18:30"),
        ("rules-605", "true"),
        ("applications-letters", "at_once"),
        ("comments", "after"),
    ] {
        fields.add(name, value);
    }
    fields
}

/// The state that a form is made of: the instant of the last change, in microseconds.
#[must_use]
pub fn state(body: &Body) -> String {
    body.updated_at.utc().timestamp_micros().to_string()
}

/// The state that a form says it was made of; one that says nothing was made of none.
#[must_use]
pub fn made_of(fields: &Fields) -> Instant {
    let micros = fields.text("made-of").parse().unwrap_or_default();
    chrono::DateTime::from_timestamp_micros(micros)
        .unwrap_or_default()
        .into()
}
