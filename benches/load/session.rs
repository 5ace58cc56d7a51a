//! An announced session with few seats, put straight into the store.

use chrono::{Days, NaiveTime};
use chrono_tz::Asia::Almaty;
use otyrys::bodies::record::{Body, SINCE_EVER};
use otyrys::clock::Clock;
use otyrys::database::{Broken, Database, Id, Instant, Json, Lane, Topic, Zone};
use otyrys::language::{Language, Multilingual};
use otyrys::law::body::{BodyLevel, BodyType};
use otyrys::law::deadlines::{
    self, ClosingTime, Deadlines, Readings, SessionKind, SessionTimes, Terms,
};
use otyrys::law::session_course::{Access, Format, SessionStatus};
use otyrys::law::working_days::{Calendar, Week};
use otyrys::sessions::record::{AgendaItem, Clocks, Contact, Seating, Session, USUAL_LENGTH};
use otyrys::sessions::store::Details;
use otyrys::{bodies, sessions};

use crate::Outcome;

/// Three weeks from now, so that applications are open whatever day off comes between.
const AHEAD: Days = Days::new(21);

/// Puts so many sessions of one body into the database; their ids.
pub fn announce(database: &Database, sessions: u32, capacity: i32) -> Outcome<Vec<Id>> {
    let calendar = Calendar::embedded().map_err(|faults| format!("{faults:?}"))?;
    let now = Clock::system().now();
    let day = now.with_timezone(&Almaty).date_naive() + AHEAD;
    let times = SessionTimes {
        starts: day.and_time(NaiveTime::MIN) + chrono::TimeDelta::hours(10),
        ends: None,
        zone: Almaty,
        kind: SessionKind::Collegium,
        week: Week::Five,
        closing_time: ClosingTime::USUAL,
    };
    let clocks = deadlines::compute(&calendar, &times, Readings::default(), Terms::LAW)?;
    let body = body(now.into());
    let planned: Vec<_> = (0..sessions)
        .map(|number| session(&body, number, &times, &clocks, capacity, now.into()))
        .collect();
    let ids = planned.iter().map(|(session, _)| session.id).collect();
    database.write_here(Lane::All, move |work| {
        bodies::store::insert(work.connection, &body)?;
        let name = Multilingual::new("Өлшем министрлігі", "Министерство измерений");
        bodies::store::name_from(work.connection, body.id, SINCE_EVER, &name)?;
        for (session, details) in &planned {
            sessions::store::insert(work.connection, session, details)?;
        }
        work.touch(Topic::Sessions);
        Ok::<_, Broken>(())
    })?;
    Ok(ids)
}

fn session(
    body: &Body,
    number: u32,
    times: &SessionTimes,
    deadlines: &Deadlines,
    capacity: i32,
    now: Instant,
) -> (Session, Details) {
    let id = Id::new();
    let starts_at = times.starts_at();
    let session = Session {
        id,
        body_id: body.id,
        code: format!("B{number:05}"),
        kind: times.kind,
        status: SessionStatus::Announced,
        access: Access::Open,
        format: Format::Mixed,
        title: Json::from(Multilingual::new(
            "Алқа отырысы: су шаруашылығын дамытудың бес жылдық жоспары",
            "Заседание коллегии: пятилетний план развития водного хозяйства",
        )),
        starts_at: starts_at.into(),
        ends_at: None,
        closes_at: (starts_at + USUAL_LENGTH).into(),
        local_date: times.first_day(),
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
        announced_at: Some(now),
        announced_in_time: Some(true),
        late_reason: None,
        format_reason: None,
        created_at: now,
        updated_at: now,
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
        },
        seating: Seating {
            session_id: id,
            capacity,
            seated: 0,
            last_seat: 0,
            overflow_capacity: 0,
            overflow_seated: 0,
            last_overflow_seat: 0,
            overflow_place: None,
            waiting: 0,
            received: 0,
        },
        agenda: (0..3).map(|position| matter(id, position)).collect(),
    };
    (session, details)
}

fn matter(session_id: Id, position: i32) -> AgendaItem {
    AgendaItem {
        id: Id::new(),
        session_id,
        position,
        number: (position + 1).to_string(),
        title: Json::from(Multilingual::new(
            "Су үнемдеу технологияларын енгізу туралы",
            "О внедрении водосберегающих технологий",
        )),
        speaker: None,
        access: Access::Open,
    }
}

fn body(now: Instant) -> Body {
    Body {
        id: Id::new(),
        slug: "measured".to_owned(),
        parent_id: None,
        body_type: BodyType::CentralExecutive,
        kind: SessionKind::Collegium,
        level: BodyLevel::Republic,
        region: None,
        zone: Zone(Almaty),
        week: Week::Five,
        closing_time: ClosingTime::USUAL.to_string(),
        rules_605: true,
        exempt: false,
        exempt_basis: None,
        bin: None,
        site: None,
        name_order: String::new(),
        created_at: now,
        updated_at: now,
    }
}
