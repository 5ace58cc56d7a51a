//! A session of every verdict: the page, its lists, the CSV and the JSON say the same numbers.

use std::collections::BTreeMap;

use otyrys::database::{Broken, Id};
use otyrys::law::openness::{Measure, Verdict};
use otyrys::openness::known::{Scope, from_tables};
use serde_json::Value;

use super::{EARLY, NOW, every_verdict, exempt, starting};
use crate::harness::{Office, Planned, both_engines};

type Numbers = BTreeMap<(String, String), usize>;

/// What the scene of [`every_verdict`] is to be counted as.
const EXPECTED: [(&str, [usize; 6]); 4] = [
    // In time, explained, late, missing, running, aside.
    ("announcements", [3, 1, 1, 0, 0, 3]),
    ("broadcasts", [2, 1, 0, 1, 1, 3]),
    ("comments", [1, 0, 1, 1, 1, 1]),
    ("results", [1, 2, 0, 1, 2, 2]),
];

fn expected() -> Numbers {
    let mut numbers = Numbers::new();
    for (measure, counts) in EXPECTED {
        for (verdict, count) in Verdict::WORDS.iter().zip(counts) {
            numbers.insert((measure.to_owned(), (*verdict).to_owned()), count);
        }
        let judged = counts[..4].iter().sum();
        numbers.insert((measure.to_owned(), "judged".to_owned()), judged);
    }
    numbers
}

/// The numbers in the cells of a page.
fn on_page(page: &str) -> Numbers {
    let cell = regex::Regex::new(
        r#"data-measure="(\w+)" data-verdict="(\w+)"[^>]*>(?:<a [^>]*>)?(?:<span[^>]*>)?(\d+|–)"#,
    )
    .unwrap();
    cell.captures_iter(page)
        .map(|found| {
            let key = (found[1].to_owned(), found[2].to_owned());
            (key, found[3].parse().unwrap_or(0))
        })
        .collect()
}

fn in_json(measures: &Value) -> Numbers {
    let mut numbers = Numbers::new();
    for one in measures.as_array().unwrap() {
        let measure = one["measure"].as_str().unwrap();
        for word in Verdict::WORDS.iter().chain(&["judged"]) {
            let count = usize::try_from(one[word].as_u64().unwrap()).unwrap();
            numbers.insert((measure.to_owned(), (*word).to_owned()), count);
        }
    }
    numbers
}

/// The lines of one body; the first ones, of all, have none.
fn in_csv(table: &str, slug: &str) -> Numbers {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let head = reader.headers().unwrap().clone();
    let mut numbers = Numbers::new();
    for line in reader.records() {
        let line = line.unwrap();
        let of = |name: &str| {
            let place = head.iter().position(|one| one == name).unwrap();
            line[place].to_owned()
        };
        if of("body") != slug {
            continue;
        }
        for word in Verdict::WORDS.iter().chain(&["judged"]) {
            let key = (of("measure"), (*word).to_owned());
            numbers.insert(key, of(word).parse().unwrap());
        }
    }
    numbers
}

both_engines!(
    page_lists_csv_and_json_say_the_same_numbers,
    EARLY,
    async |office: &Office| {
        every_verdict(office);
        let (status, page) = office.get("/ru/openness?year=2026").await;
        assert_eq!(status, 200);
        assert_eq!(on_page(&page), expected(), "{page}");
        let cards = r#"media="screen and (max-width: 60rem)""#;
        assert!(page.contains(cards), "rows are cards on narrow screens");
        let (_, json) = office.get_json("/api/v1/openness?year=2026").await;
        assert_eq!(in_json(&json["measures"]), expected());
        assert_eq!(json["sessions"], 8, "the draft is nobody's business");
        let (_, table) = office.get("/ru/openness.csv?year=2026").await;
        let table = table.strip_prefix('\u{feff}').expect("marked as UTF-8");
        assert_eq!(in_csv(table, ""), expected());

        for ((measure, verdict), count) in expected() {
            if verdict == "judged" {
                continue;
            }
            let list = format!("/ru/openness?year=2026&measure={measure}&verdict={verdict}");
            let (_, page) = office.get(&list).await;
            assert!(page.contains(&format!("Всего: {count}<")), "{list}: {page}");
            let lines = page.matches("<tr><th scope=\"row\">").count();
            assert_eq!(lines, count, "{list}");
        }

        // Bodies apart: the sum of them is all.
        let own = "/api/v1/openness?year=2026&body=test-ministry";
        let (_, one) = office.get_json(own).await;
        let (_, free) = office
            .get_json("/api/v1/openness?year=2026&body=free-body")
            .await;
        assert_eq!(free["body"]["exempt"], true);
        let (one, free) = (in_json(&one["measures"]), in_json(&free["measures"]));
        for (key, count) in expected() {
            assert_eq!(one[&key] + free[&key], count, "{key:?}");
        }
        assert_eq!(in_csv(table, "test-ministry"), one);
        let (_, page) = office.get("/ru/openness/test-ministry?year=2026").await;
        assert_eq!(on_page(&page), one);
        let (_, page) = office.get("/ru/openness/free-body?year=2026").await;
        assert!(page.contains("показаны без оценки"), "{page}");
    }
);

both_engines!(
    a_list_names_session_term_deed_and_reason,
    EARLY,
    async |office: &Office| {
        let whole = every_verdict(office);
        let list = async |measure: &str, verdict: &str| {
            let list =
                format!("/ru/openness/test-ministry?year=2026&measure={measure}&verdict={verdict}");
            office.get(&list).await.1
        };
        let page = list("announcements", "explained").await;
        assert!(page.contains("Жедел мәселе"), "{page}");
        let page = list("announcements", "late").await;
        assert!(page.contains("Причина не указана"), "{page}");
        let page = list("broadcasts", "explained").await;
        assert!(page.contains("Нет связи"), "{page}");
        assert!(page.contains("9 декабря 2026"), "{page}");
        let page = list("comments", "late").await;
        let comment = format!("/ru/sessions/{whole}/broadcast#comment-2");
        assert!(page.contains(&comment), "{page}");
        assert!(page.contains("12 декабря 2026"), "{page}");
        assert!(!page.contains("Әсел"), "nobody is named: {page}");
        let page = list("results", "explained").await;
        assert!(page.contains("Ауырды"), "{page}");
        let page = list("broadcasts", "aside").await;
        assert!(page.contains("Закрытое заседание") && page.contains("Заседание отменено"));
    }
);

both_engines!(
    the_picture_says_what_the_table_says_and_an_empty_year_is_said,
    EARLY,
    async |office: &Office| {
        every_verdict(office);
        let (_, page) = office.get("/kk/openness/test-ministry?year=2026").await;
        let picture = page.split("<figure").nth(1).unwrap();
        let picture = picture.split("</figure>").next().unwrap();
        for part in ["<title", "<desc", "Мерзімінде: 2", "role=\"img\""] {
            assert!(picture.contains(part), "{part}: {picture}");
        }
        assert!(!page.contains("style=\""));
        let (status, page) = office.get("/kk/openness?year=2025").await;
        assert_eq!(status, 200);
        assert!(
            page.contains("Бұл жылы анонсы жарияланған отырыс жоқ."),
            "{page}"
        );
        let (status, _) = office.get("/kk/openness/no-such-body").await;
        assert_eq!(status, 404);
        let (status, problem) = office.get_json("/api/v1/openness?year=26&body=no").await;
        assert_eq!(status, 422, "{problem}");
        assert_eq!(
            problem["errors"].as_array().map(Vec::len),
            Some(2),
            "{problem}"
        );
    }
);

both_engines!(
    figures_follow_the_clock_and_the_year,
    EARLY,
    async |office: &Office| {
        starting(office, "2026-12-10T10:00:00");
        let missing = async || {
            let (_, json) = office.get_json("/api/v1/openness?year=2026").await;
            let numbers = in_json(&json["measures"]);
            ["broadcasts", "results"].map(|one| numbers[&(one.to_owned(), "missing".to_owned())])
        };
        assert_eq!(missing().await, [0, 0]);
        office.at("2026-12-10T13:59:59+05:00");
        assert_eq!(missing().await, [0, 0]);
        office.at("2026-12-10T14:00:00+05:00");
        assert_eq!(missing().await, [1, 0]);
        office.at("2026-12-18T00:00:00+05:00");
        assert_eq!(missing().await, [1, 0]);
        office.at("2026-12-19T00:00:00+05:00");
        assert_eq!(missing().await, [1, 1]);
        let (_, json) = office.get_json("/api/v1/openness?year=2027").await;
        assert_eq!(json["sessions"], 0);
    }
);

both_engines!(
    /// However many bodies and sessions there are.
    figures_of_all_are_read_by_the_same_queries,
    NOW,
    async |office: &Office| {
        for slug in ["one", "two", "three"] {
            office.session_of(slug, &Planned::default());
        }
        let free = office.session_of("four", &Planned::default());
        exempt(office, &free);
        let scope = Scope {
            year: 2026,
            body: None,
        };
        let read = office
            .app
            .database
            .read_here(|connection| from_tables(connection, scope));
        let known = read.unwrap();
        assert_eq!(known.len(), 4);
        let one = Scope {
            body: Some(known[0].body),
            ..scope
        };
        let own = office.app.database.read_here(|connection| {
            let own = from_tables(connection, one)?;
            let nobody = Scope {
                body: Some(Id::new()),
                ..scope
            };
            assert!(from_tables(connection, nobody)?.is_empty());
            Ok::<_, Broken>(own)
        });
        assert_eq!(own.unwrap(), known[..1]);
        assert_eq!(Measure::ALL.len(), EXPECTED.len());
    }
);
