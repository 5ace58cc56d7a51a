//! Bodies and sessions put straight into the store, for tests that need no more than that they are there.

use chrono::NaiveDateTime;
use otyrys::bodies;
use otyrys::bodies::record::{ApplicationsLetters, Body, SINCE_EVER};
use otyrys::database::{Broken, Id, Json, Lane, Topic, Zone};
use otyrys::language::{Language, Multilingual};
use otyrys::law::body::{BodyLevel, BodyType};
use otyrys::law::comments::Moderation;
use otyrys::law::deadlines::{self, ClosingTime, SessionKind, SessionTimes};
use otyrys::law::session_course::{Access, Format, SessionStatus};
use otyrys::law::working_days::Week;
use otyrys::sessions;
use otyrys::sessions::record::{AgendaItem, Clocks, Contact, Seating, Session, USUAL_LENGTH};
use otyrys::sessions::store::Details;

use super::Office;

/// A session as a test wants it.
#[derive(Debug, Clone)]
pub struct Planned {
    pub starts: &'static str,
    pub capacity: i32,
    pub overflow: i32,
    pub format: Format,
    pub status: SessionStatus,
    pub access: Access,
    pub kazakh_title: &'static str,
    pub russian_title: &'static str,
}

impl Default for Planned {
    fn default() -> Self {
        Self {
            starts: "2026-12-10T10:00:00",
            capacity: 20,
            overflow: 0,
            format: Format::Mixed,
            status: SessionStatus::Announced,
            access: Access::Open,
            kazakh_title: "Алқа отырысы: су шаруашылығы",
            russian_title: "Заседание коллегии: водное хозяйство",
        }
    }
}

impl Office {
    /// Puts a session into the store; its id.
    pub fn session(&self, planned: &Planned) -> String {
        self.session_of("test-ministry", planned)
    }

    /// The same for a body of the test's own.
    pub fn session_of(&self, slug: &str, planned: &Planned) -> String {
        let now = self.app.now();
        let body = body(slug, now.into());
        let (session, details) = self.planned(planned, &body);
        let id = session.id.to_string();
        let done = self.app.database.write_here(Lane::All, move |work| {
            let known = bodies::store::by_slug(work.connection, &body.slug)?;
            let name = Multilingual::new("Сынақ министрлігі", "Министерство испытаний");
            let mut session = session;
            if let Some(known) = known {
                session.body_id = known.id;
            } else {
                bodies::store::insert(work.connection, &body)?;
                bodies::store::name_from(work.connection, body.id, SINCE_EVER, &name)?;
                work.touch(Topic::Bodies);
            }
            sessions::store::insert(work.connection, &session, &details)?;
            sessions::search::index(work.connection, &session, &name, &details.agenda)?;
            work.touch(Topic::Sessions);
            Ok::<_, Broken>(())
        });
        done.expect("a session");
        id
    }

    #[expect(clippy::too_many_lines, reason = "a session has many fields")]
    fn planned(&self, planned: &Planned, body: &Body) -> (Session, Details) {
        let starts: NaiveDateTime = planned.starts.parse().expect("a local time");
        let times = SessionTimes {
            starts,
            ends: None,
            zone: body.zone.0,
            kind: SessionKind::Collegium,
            week: Week::Five,
            closing_time: body
                .closing_time
                .parse::<ClosingTime>()
                .expect("a closing time"),
        };
        let law = &self.app.settings.law;
        let deadlines = deadlines::compute(
            &self.app.calendar(),
            &times,
            law.readings,
            law.terms.on(starts.date()),
        )
        .expect("clocks");
        let now = self.app.now();
        let announced = planned.status != SessionStatus::Draft;
        let starts_at = times.starts_at();
        let id = Id::new();
        let session = Session {
            id,
            body_id: body.id,
            code: format!("T{:X}", id.spread()),
            kind: SessionKind::Collegium,
            status: planned.status,
            access: planned.access,
            format: planned.format,
            title: Json::from(Multilingual::new(
                planned.kazakh_title,
                planned.russian_title,
            )),
            starts_at: starts_at.into(),
            ends_at: None,
            closes_at: (starts_at + USUAL_LENGTH).into(),
            local_date: starts.date(),
            zone: body.zone,
            languages: Json::from(vec![Language::Kk, Language::Ru]),
            place: Some(Json::from(Multilingual::new(
                "Астана қ., Мәңгілік Ел д-лы, 8, 4-зал",
                "г. Астана, пр. Мангилик Ел, 8, зал 4",
            ))),
            venue_access: None,
            broadcast_url: Some("https://example.org/live".to_owned()),
            contact: Json::from(Contact {
                name: "Сәуле Ахметова".to_owned(),
                position: Multilingual::new("Бас сарапшы", "Главный эксперт"),
                phone: "+7 7172 000000".to_owned(),
                email: "saule@example.org".to_owned(),
            }),
            revision: 1,
            sequence: 0,
            announced_at: announced.then(|| now.into()),
            announced_in_time: announced.then_some(true),
            late_reason: None,
            format_reason: None,
            created_at: now.into(),
            updated_at: now.into(),
            former_starts_at: None,
            moved_at: None,
            cancelled_at: None,
            course_reason: None,
            results_complete_at: None,
            emergency_id: None,
            sittings: None,
        };
        let details = Details {
            clocks: Clocks {
                session_id: id,
                calendar_version: deadlines.calendar_version.clone(),
                uncertain: deadlines.uncertain,
                announce_before: deadlines.announce_before().into(),
                apply_before: deadlines.apply_before().into(),
                apply_by_hand_before: deadlines.apply_by_hand_before().into(),
                results_target_before: deadlines.results_target_before().into(),
                results_before: deadlines.results_before().into(),
                announce_rules_before: None,
                announce_maslikhat_before: None,
            },
            seating: Seating {
                session_id: id,
                capacity: planned.capacity,
                seated: 0,
                last_seat: 0,
                overflow_capacity: planned.overflow,
                overflow_seated: 0,
                last_overflow_seat: 0,
                overflow_place: (planned.overflow > 0)
                    .then(|| Json::from(Multilingual::new("2-зал", "зал 2"))),
                waiting: 0,
                received: 0,
            },
            agenda: vec![AgendaItem {
                id: Id::new(),
                session_id: id,
                position: 0,
                number: "1".to_owned(),
                title: Json::from(Multilingual::new("Су үнемдеу туралы", "О водосбережении")),
                speaker: None,
                access: Access::Open,
            }],
            documents: Vec::new(),
        };
        (session, details)
    }
}

fn body(slug: &str, now: otyrys::database::Instant) -> Body {
    Body {
        id: Id::new(),
        slug: slug.to_owned(),
        parent_id: None,
        body_type: BodyType::CentralExecutive,
        kind: SessionKind::Collegium,
        level: BodyLevel::Republic,
        region: None,
        zone: Zone(chrono_tz::Asia::Almaty),
        week: Week::Five,
        closing_time: "18:30".to_owned(),
        rules_605: true,
        exempt: false,
        exempt_basis: None,
        bin: None,
        site: None,
        name_order: String::new(),
        created_at: now,
        updated_at: now,
        // Tests of other things expect no letters to the responsible person.
        applications_letters: ApplicationsLetters::Never,
        comments: Moderation::After,
    }
}
