//! Announced sessions, as an office brings them: by `otyrys import`.

use std::io::Write as _;
use std::process::Stdio;

use chrono::Days;
use chrono_tz::Asia::Almaty;
use otyrys::clock::Clock;
use otyrys::database::Id;
use serde_json::{Value, json};

use crate::Outcome;
use crate::database::Home;
use crate::process::otyrys;

/// Three weeks from now, so that applications are open whatever days off come between.
const AHEAD: Days = Days::new(21);

/// Announces so many sessions of one body, each with so many seats; their ids.
pub fn announce(home: &Home, sessions: u32, capacity: u32) -> Outcome<Vec<Id>> {
    let mut import = otyrys(home)
        .args(["import", "-", "--announce", "--json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    if let Some(mut input) = import.stdin.take() {
        input.write_all(file(sessions, capacity).to_string().as_bytes())?;
    }
    let output = import.wait_with_output()?;
    if !output.status.success() {
        return Err("the sessions were not imported".into());
    }
    let report: Value = serde_json::from_slice(&output.stdout)?;
    let lines = report.get("sessions").and_then(Value::as_array);
    lines
        .into_iter()
        .flatten()
        .map(|line| {
            let id = line.get("id").and_then(Value::as_str).and_then(Id::parse);
            id.ok_or_else(|| "a session without an id".into())
        })
        .collect()
}

fn file(sessions: u32, capacity: u32) -> Value {
    let today = Clock::system().now().with_timezone(&Almaty).date_naive();
    let starts = format!("{}T10:00", today + AHEAD);
    json!({
        "bodies": [{
            "slug": "measured",
            "type": "central_executive",
            "kind": "collegium",
            "level": "republic",
            "name": {"kk": "Өлшем министрлігінің алқасы", "ru": "Коллегия министерства измерений"},
            "rules_605": true,
        }],
        "sessions": (1..=sessions).map(|number| json!({
            "body": "measured",
            "title": {
                "kk": format!("Алқа отырысы: су шаруашылығын дамыту жоспары, {number}"),
                "ru": format!("Заседание коллегии: план развития водного хозяйства, {number}"),
            },
            "starts": starts,
            "format": "mixed",
            "place": {
                "kk": "Астана қ., Мәңгілік Ел д-лы, 8, 4-зал",
                "ru": "г. Астана, пр. Мангилик Ел, 8, зал 4",
            },
            "capacity": capacity,
            "broadcast_url": "https://example.org/live",
            "agenda": [
                {"title": {
                    "kk": "Су үнемдеу технологияларын енгізу туралы",
                    "ru": "О внедрении водосберегающих технологий",
                }},
                {"title": {
                    "kk": "Суару желілерін жөндеудің барысы туралы",
                    "ru": "О ходе ремонта оросительных сетей",
                }},
            ],
            "contact": {
                "name": "Сәуле Ахметова",
                "position": {"kk": "Бас сарапшы", "ru": "Главный эксперт"},
                "phone": "+7 7172 000000",
                "email": "saule@example.org",
            },
        })).collect::<Vec<_>>(),
    })
}
