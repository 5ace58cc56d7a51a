//! The form by which an emergency is declared, read: every fault at once, each with its field.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use unicode_normalization::UnicodeNormalization as _;

use crate::args;
use crate::bodies::{plausible, regions};
use crate::database::Id;
use crate::emergencies::Declaration;
use crate::language::{Multilingual, Speech};
use crate::law::deadlines::zone::{Twice, instant};
use crate::law::emergency::EmergencyKind;
use crate::web::desk::Fields;
use crate::web::form;
use crate::web::layout::CAPITAL_ZONE;
use crate::web::paging::within_reach;
use crate::web::problem::FieldFault;
use crate::web::tokens;

/// The one-time key of the form.
pub(super) const KEY: &str = "form_key";

/// The word that confirms.
pub(super) const CONFIRM: &str = "confirm";

/// Where it is.
pub(super) const SCOPE: &str = "scope";
/// In the whole country.
pub(super) const COUNTRY: &str = "country";
/// In some regions.
pub(super) const REGIONS: &str = "regions";

/// No text of the form is longer, in letters.
const LONGEST: usize = 500;

/// A form as it begins: in force from this minute on, by the clock of the capital.
pub(super) fn usual_fields(now: DateTime<Utc>) -> Fields {
    let local = now.with_timezone(&CAPITAL_ZONE).naive_local();
    let mut fields = Fields::default();
    fields.add("from-day", local.format("%Y-%m-%d").to_string());
    fields.add("from-time", local.format("%H:%M").to_string());
    fields
}

/// The same with a key, where it has none: sent twice, it declares once.
pub(super) fn with_key(mut fields: Fields) -> Fields {
    if fields.given(KEY).is_none() {
        fields = fields.without(&[KEY]);
        fields.add(KEY, tokens::secret());
    }
    fields
}

/// What a form is called in words, for the fault beside it.
pub(super) fn label(speech: Speech<'_>, field: &str) -> String {
    form::label(speech, field, |base| {
        speech.t(&format!("emergency-field-{base}"))
    })
}

/// A fault with the name of its field before it.
pub(super) fn fault(speech: Speech<'_>, field: &str, code: &'static str) -> FieldFault {
    let says = speech.t(&format!("emergency-fault-{code}"));
    FieldFault {
        field: field.to_owned(),
        code,
        message: format!("{}: {says}", label(speech, field)),
    }
}

/// Reads a form for the bodies of `whose`; none: for all.
///
/// # Errors
/// Every fault of it.
pub(super) fn read(
    speech: Speech<'_>,
    fields: &Fields,
    (body, staff): (Option<Id>, Id),
    now: DateTime<Utc>,
) -> Result<Declaration, Vec<FieldFault>> {
    let mut reader = Reader {
        speech,
        fields,
        faults: Vec::new(),
    };
    let kind = reader.kind();
    let (country, regions) = reader.scope();
    let basis = reader.basis();
    let basis_url = reader.address();
    let signer = reader.needed("signer");
    let (from, until) = reader.period(now);
    let read = (kind, basis, signer, from, reader.faults.is_empty());
    let (Some(kind), Some(basis), Some(signer), Some(from), true) = read else {
        return Err(reader.faults);
    };
    Ok(Declaration {
        body,
        kind,
        country,
        regions,
        basis,
        basis_url,
        signer,
        from,
        until,
        request_key: fields.text(KEY).to_owned(),
        staff,
    })
}

struct Reader<'a> {
    speech: Speech<'a>,
    fields: &'a Fields,
    faults: Vec<FieldFault>,
}

impl Reader<'_> {
    fn fault(&mut self, field: &str, code: &'static str) {
        self.faults.push(fault(self.speech, field, code));
    }

    fn text(&mut self, field: &str) -> Option<String> {
        let composed: String = self.fields.text(field).nfc().collect();
        let words: Vec<&str> = composed.split_whitespace().collect();
        let tidy = words.join(" ");
        if tidy.chars().count() > LONGEST {
            let most = args! { "most" => LONGEST };
            let says = self.speech.tf("emergency-fault-long", &most);
            self.faults.push(FieldFault {
                field: field.to_owned(),
                code: "long",
                message: format!("{}: {says}", label(self.speech, field)),
            });
        }
        Some(tidy).filter(|text| !text.is_empty())
    }

    fn needed(&mut self, field: &str) -> Option<String> {
        let text = self.text(field);
        if text.is_none() {
            self.fault(field, "missing");
        }
        text
    }

    fn kind(&mut self) -> Option<EmergencyKind> {
        let kind = self.fields.text("kind").parse().ok();
        if kind.is_none() {
            self.fault("kind", "choose");
        }
        kind
    }

    fn scope(&mut self) -> (bool, Vec<String>) {
        let country = match self.fields.text(SCOPE) {
            COUNTRY => true,
            REGIONS => false,
            _ => {
                self.fault(SCOPE, "choose");
                return (false, Vec::new());
            }
        };
        let ticked: Vec<&str> = self.fields.all(REGIONS).collect();
        let known = regions::all().iter().map(|region| region.kato.clone());
        let regions: Vec<String> = known
            .filter(|kato| !country && ticked.contains(&kato.as_str()))
            .collect();
        if !country && regions.is_empty() {
            self.fault(REGIONS, "regions");
        }
        (country, regions)
    }

    /// The public reads it in both languages (2023 Standard 8.4).
    fn basis(&mut self) -> Option<Multilingual> {
        let kk = self.needed("basis-kk");
        let ru = self.needed("basis-ru");
        let en = self.text("basis-en");
        Some(Multilingual {
            kk: kk?,
            ru: ru?,
            en,
        })
    }

    fn address(&mut self) -> Option<String> {
        let text = self.text("basis_url")?;
        let address = plausible::web_address(&text);
        if address.is_none() {
            self.fault("basis_url", "address");
        }
        address
    }

    fn period(&mut self, now: DateTime<Utc>) -> (Option<DateTime<Utc>>, Option<DateTime<Utc>>) {
        for name in ["from-day", "from-time"] {
            if self.fields.given(name).is_none() {
                self.fault(name, "missing");
            }
        }
        let from = self.moment("from", Twice::First);
        let is_open = ["until-day", "until-time"]
            .iter()
            .all(|name| self.fields.given(name).is_none());
        if is_open {
            return (from, None);
        }
        for name in ["until-day", "until-time"] {
            if self.fields.given(name).is_none() {
                self.fault(name, "missing");
            }
        }
        let until = self.moment("until", Twice::Second);
        if let (Some(from), Some(until)) = (from, until) {
            if until <= from {
                self.fault("until-day", "before");
            } else if until <= now {
                self.fault("until-day", "over");
            }
        }
        (from, until)
    }

    /// A day and a time of day by the clock of the capital.
    fn moment(&mut self, name: &str, twice: Twice) -> Option<DateTime<Utc>> {
        let (day, time) = (format!("{name}-day"), format!("{name}-time"));
        let read_day = self.fields.given(&day).map(|text| {
            let read = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
            read.filter(|day| within_reach(*day))
        });
        let read_time = self.fields.given(&time).map(|text| {
            let minutes = NaiveTime::parse_from_str(text, "%H:%M");
            minutes
                .or_else(|_| NaiveTime::parse_from_str(text, "%H:%M:%S"))
                .ok()
        });
        if read_day == Some(None) {
            self.fault(&day, "day");
        }
        if read_time == Some(None) {
            self.fault(&time, "time");
        }
        let local: NaiveDateTime = read_day??.and_time(read_time??);
        Some(instant(CAPITAL_ZONE, local, twice))
    }
}
