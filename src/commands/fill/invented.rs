//! The invented bodies and sessions of `fill`, by their numbers.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use serde_json::json;

use super::ACTOR;
use crate::applications::record::Application;
use crate::bodies;
use crate::bodies::record::ApplicationsLetters;
use crate::bodies::regions;
use crate::commands::people::nth;
use crate::database::Zone;
use crate::journal::Entry;
use crate::language::{Language, Multilingual};
use crate::law::body::{BodyLevel, BodyType};
use crate::law::deadlines::{ClosingTime, SessionKind};
use crate::law::session_course::{Access, Format};
use crate::law::working_days::Week;
use crate::sessions::actions::{Matter, Order, Overflow};
use crate::sessions::record::{Contact, Searchable, Session};
use crate::sessions::store::Details;

/// An invented session, announced, with those who applied.
pub struct Invented {
    /// The session.
    pub session: Session,
    /// Its clocks, seats and matters.
    pub details: Details,
    /// The words it is found by.
    pub words: Searchable,
    /// In order of receipt.
    pub applications: Vec<Application>,
}

impl Invented {
    /// What the journal says of it: the announcement, and each receipt.
    pub fn entries(&self) -> Vec<(DateTime<Utc>, Entry<'_>)> {
        let session = &self.session;
        let announced = Entry {
            actor: ACTOR,
            act: "session.announced",
            object_kind: "session",
            object: session.id,
            body: Some(session.body_id),
            before: None,
            after: Some(json!({ "title": &*session.title, "starts_at": session.starts_at.utc() })),
            calendar_version: Some(&self.details.clocks.calendar_version),
        };
        let received = self.applications.iter().map(|application| {
            let entry = Entry {
                actor: ACTOR,
                act: "application.received",
                object_kind: "application",
                object: application.id,
                body: Some(session.body_id),
                before: None,
                after: Some(json!({ "state": application.state, "session": session.id })),
                calendar_version: None,
            };
            (application.received_at.utc(), entry)
        });
        std::iter::once((session.updated_at.utc(), announced))
            .chain(received)
            .collect()
    }
}

/// What sessions are about.
const TOPICS: [(&str, &str); 12] = [
    ("жол жөндеу", "ремонт дорог"),
    ("жылыту маусымы", "отопительный сезон"),
    ("мектеп құрылысы", "строительство школ"),
    ("ауыз су", "питьевая вода"),
    ("қоғамдық көлік", "общественный транспорт"),
    ("қалдықтарды шығару", "вывоз отходов"),
    ("денсаулық сақтау", "здравоохранение"),
    ("ауыл шаруашылығы", "сельское хозяйство"),
    ("туризмді дамыту", "развитие туризма"),
    ("спорт нысандары", "спортивные объекты"),
    ("цифрлық қызметтер", "цифровые услуги"),
    ("жергілікті бюджет", "местный бюджет"),
];

/// The session of this number.
pub fn order(number: usize, kind: SessionKind, day: NaiveDate, is_online: bool) -> Order {
    let (kk, ru) = nth(&TOPICS, number).unwrap_or_default();
    let place = number + 1;
    // From nine to five, a quarter of an hour apart.
    let quarters = i32::try_from(number % 33).unwrap_or(0);
    let starts =
        day.and_time(NaiveTime::MIN) + TimeDelta::hours(9) + TimeDelta::minutes(15) * quarters;
    let hall = Multilingual::new(
        format!("Сынақ көшесі, {place}, мәжіліс залы"),
        format!("улица Испытательная, {place}, зал заседаний"),
    );
    Order {
        kind,
        title: Multilingual::new(
            format!("№ {place} отырыс: {kk}"),
            format!("Заседание № {place}: {ru}"),
        ),
        starts,
        ends: Some(starts + TimeDelta::hours(2)),
        format: if is_online {
            Format::Online
        } else {
            Format::Mixed
        },
        languages: vec![Language::Kk, Language::Ru],
        place: (!is_online).then_some(hall),
        venue_access: None,
        broadcast_url: Some(format!("https://live.example.org/trial-{place}")),
        agenda: vec![
            matter(
                "1",
                &format!("Қазіргі жағдай туралы: {kk}"),
                &format!("О положении дел: {ru}"),
            ),
            matter(
                "2",
                "Азаматтардың ұсыныстары туралы",
                "О предложениях граждан",
            ),
        ],
        contact: contact(),
        capacity: if is_online { 0 } else { 30 },
        overflow: (!is_online && number.is_multiple_of(7)).then(overflow),
        late_reason: None,
        format_reason: is_online.then(|| "Сынақ / Испытание".to_owned()),
    }
}

fn matter(number: &str, kk: &str, ru: &str) -> Matter {
    Matter {
        id: None,
        number: number.to_owned(),
        title: Multilingual::new(kk, ru),
        speaker: None,
        access: Access::Open,
    }
}

fn overflow() -> Overflow {
    Overflow {
        capacity: 10,
        place: Multilingual::new("Сынақ көшесі, кіші зал", "улица Испытательная, малый зал"),
    }
}

fn contact() -> Contact {
    Contact {
        name: "Сынақ Сынақов".to_owned(),
        position: Multilingual::new("Хатшы", "Секретарь"),
        phone: "+7 (7000) 00-00-00".to_owned(),
        email: "trial@example.org".to_owned(),
    }
}

/// The body of this number: a ministry, an akimat, a maslikhat, and so on, over all regions.
pub fn body(number: usize) -> bodies::actions::Order {
    let place = number + 1;
    let (body_type, kind, kk, ru) = match number % 3 {
        0 => (
            BodyType::CentralExecutive,
            SessionKind::Collegium,
            format!("№ {place} сынақ министрлігі"),
            format!("Испытательное министерство № {place}"),
        ),
        1 => (
            BodyType::LocalExecutive,
            SessionKind::Akimat,
            format!("№ {place} сынақ ауданының әкімдігі"),
            format!("Акимат испытательного района № {place}"),
        ),
        _ => (
            BodyType::LocalRepresentative,
            SessionKind::MaslikhatOrdinary,
            format!("№ {place} сынақ аудандық мәслихаты"),
            format!("Испытательный районный маслихат № {place}"),
        ),
    };
    let is_central = body_type == BodyType::CentralExecutive;
    let all_regions = regions::all();
    let region = all_regions
        .get(number % all_regions.len().max(1))
        .filter(|_| !is_central);
    bodies::actions::Order {
        slug: format!("trial-{place}"),
        parent: None,
        body_type,
        kind,
        level: if is_central {
            BodyLevel::Republic
        } else {
            BodyLevel::District
        },
        region: region.map(|region| region.kato.clone()),
        name: Multilingual::new(kk, ru),
        zone: Zone(region.map_or(chrono_tz::Asia::Almaty, |region| region.zone)),
        closing_time: ClosingTime::USUAL,
        week: Week::Five,
        rules_605: true,
        exempt: false,
        exempt_basis: None,
        bin: None,
        site: None,
        // Nobody waits for letters on invented applications.
        applications_letters: Some(ApplicationsLetters::Never),
        comments: None,
    }
}
