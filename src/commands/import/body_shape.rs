//! A body of an import file.

use super::faults::Part;
use super::fields::Object;
use super::plausible;
use crate::bodies;
use crate::bodies::regions;
use crate::database::Zone;
use crate::law::body::{BodyLevel, BodyType};
use crate::law::deadlines::{ClosingTime, SessionKind};
use crate::law::working_days::Week;

/// A body of the file.
#[derive(Debug)]
pub struct BodyRead {
    /// Its number among the objects of the list.
    pub part: Part,
    /// The slug of the body it belongs to.
    pub parent: Option<String>,
    /// The body, without its parent.
    pub order: bodies::actions::Order,
}

/// Reads a body as far as it can be read.
pub fn body((part, body): (Part, Object<'_>)) -> BodyRead {
    let slug = body.parsed(
        "slug",
        "small Latin letters, digits and hyphens",
        plausible::slug,
    );
    let body_type = body.word::<BodyType>("type");
    let kind = body.word::<SessionKind>("kind");
    let level = body.word::<BodyLevel>("level");
    let name = body.both_texts("name");
    let rules_605 = body.truth("rules_605");
    let known_region = |text: &str| regions::by_kato(text).map(|region| region.kato.clone());
    let zone = |text: &str| text.parse::<Zone>().ok();
    let closing = |text: &str| text.parse::<ClosingTime>().ok();
    let order = bodies::actions::Order {
        slug: body.needed("slug", slug).unwrap_or_default(),
        parent: None,
        body_type: body.needed("type", body_type).unwrap_or(BodyType::Other),
        kind: body.needed("kind", kind).unwrap_or(SessionKind::Other),
        level: body.needed("level", level).unwrap_or(BodyLevel::Republic),
        region: body.parsed("region", "a code of the regions' table", known_region),
        name: body.needed("name", name).unwrap_or_default(),
        zone: body
            .parsed("zone", "a time zone as Asia/Almaty", zone)
            .unwrap_or(Zone(chrono_tz::Asia::Almaty)),
        closing_time: body
            .parsed("closing_time", "a time of day as 18:30", closing)
            .unwrap_or_default(),
        week: match body.whole("week", &(5..=6)) {
            Some(6) => Week::Six,
            _ => Week::Five,
        },
        rules_605: body.needed("rules_605", rules_605).unwrap_or(false),
        exempt: body.truth("exempt").unwrap_or(false),
        exempt_basis: body.text("exempt_basis"),
        bin: body.parsed("bin", "twelve digits", plausible::bin),
        site: body.parsed("site", "a web address", plausible::web_address),
        applications_letters: None,
        comments: None,
    };
    let faults = order.faults().into_iter();
    for fault in faults.filter(|fault| !body.is_wrong(fault.field())) {
        let text = fault.to_string();
        let what = text
            .split_once(": ")
            .map_or(text.as_str(), |(_, what)| what);
        body.fault(fault.field(), format!("{what} ({})", fault.paragraph()));
    }
    let parent = body.parsed("parent", "the slug of a body", plausible::slug);
    body.finish();
    BodyRead {
        part,
        parent,
        order,
    }
}
