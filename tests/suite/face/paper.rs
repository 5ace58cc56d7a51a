//! What people print: an announcement, a receipt, the list for the door, results. No row stands on two sheets, and every
//! letter is of our own type. The sheet for the stand is in `stand::paper`.

use otyrys::applications::submission::Submission;
use otyrys::database::Id;
use otyrys::language::Multilingual;
use otyrys::law::results::ResultKind;
use otyrys::law::session_course::Access;
use otyrys::sessions::actions::Matter;
use otyrys::web::desk::Role;

use crate::browser::paper::{A4, Printed};
use crate::browser::{Browser, Scripts};
use crate::closing::NOW;
use crate::emergencies::killing;
use crate::harness::{Engine, Office, Planned};
use crate::notices::scene::{announced, revise};
use crate::results;

/// Every letter that Kazakh has and Russian has not.
const KAZAKH: &str = "ӘҒҚҢӨҰҮҺІәғқңөұүһі";

/// The page on paper; `cookie` of somebody who is signed in.
async fn on_paper(browser: &Browser, office: &Office, path: &str, cookie: &str) -> Printed {
    browser.cookie(&office.url, ("__Host-otyrys", cookie)).await;
    browser.go(office, path).await;
    let printed = browser.printed(A4).await;
    for (name, is_carried) in printed.types() {
        // Fingerprints of files are set in the system's own type of one width.
        let is_known = name.contains("GolosText") || name.contains("Mono");
        assert!(is_known, "{path}: set in {name}");
        assert!(is_carried, "{path}: {name} is not in the file");
    }
    let sheets = printed.sheets.len();
    for (number, sheet) in (1..).zip(&printed.sheets) {
        let words: String = sheet.split_whitespace().collect();
        let rest = words.strip_suffix(&format!("{number}/{sheets}"));
        let rest = rest.unwrap_or_else(|| panic!("{path}: no {number}/{sheets} on: {sheet}"));
        assert!(!rest.is_empty(), "{path}: sheet {number} is empty");
    }
    printed
}

/// The one sheet that a word stands on.
fn sheet_of(printed: &Printed, word: &str) -> usize {
    let has = |sheet: &String| sheet.split_whitespace().any(|other| other == word);
    let mut on = (0..).zip(&printed.sheets).filter(|(_, sheet)| has(sheet));
    let (first, _) = on
        .next()
        .unwrap_or_else(|| panic!("«{word}» is on no sheet: {:?}", printed.sheets));
    assert!(on.next().is_none(), "«{word}» is on two sheets");
    first
}

/// What begins with one word ends with the other on the same sheet.
fn together(printed: &Printed, first: &str, last: &str) {
    let (begins, ends) = (sheet_of(printed, first), sheet_of(printed, last));
    assert_eq!(begins, ends, "{first} … {last}: broken between two sheets");
}

/// A person whose name needs more than one line.
fn with_a_long_name(number: i32) -> Submission {
    Submission {
        surname: format!("Нұрмұхамедова{number:03}-Әбдіразақова"),
        given_name: "Гүлбаршын-Зейнегүл".to_owned(),
        patronymic: Some(format!("Тілеубердіқызы{number:03}")),
        ..killing::person(number)
    }
}

#[actix_web::test]
async fn the_list_for_the_door_breaks_no_row_and_has_its_head_on_each_sheet() {
    const PEOPLE: i32 = 300;
    let Some(browser) = Browser::open(Scripts::Off, 1280).await else {
        return;
    };
    let office = Office::open(Engine::Sqlite, NOW).expect("an office");
    let session = office.session(&Planned {
        capacity: 400,
        ..Planned::default()
    });
    let clerk = office.clerk(Role::BodyAdmin, &session);
    let id = Id::parse(&session).expect("an id");
    killing::put(&office, id, PEOPLE, with_a_long_name);
    let path = format!("/desk/sessions/{session}/passes");
    let printed = on_paper(&browser, &office, &path, &clerk.secret).await;
    assert!(
        (8..=40).contains(&printed.sheets.len()),
        "{}",
        printed.sheets.len()
    );
    for number in 1..=PEOPLE {
        let begins = format!("Нұрмұхамедова{number:03}-");
        let ends = format!("Тілеубердіқызы{number:03}");
        let has = |sheet: &&String| sheet.contains(&begins);
        let sheets: Vec<&String> = printed.sheets.iter().filter(has).collect();
        assert_eq!(sheets.len(), 1, "{begins}");
        assert!(
            sheets[0].contains(&ends),
            "{begins} … {ends}: {}",
            sheets[0]
        );
    }
    for sheet in &printed.sheets {
        for head in ["Заседание коллегии: водное хозяйство, 10", "Seat State"]
        {
            let words = sheet.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(words.contains(head), "{head}: {words}");
        }
    }
    let text = printed.text();
    for contact in ["p1@example.org", "p300@example.org", "Ctrl"] {
        assert!(!text.contains(contact), "{contact}");
    }
    browser.close().await;
    office.close().await;
}

#[actix_web::test]
async fn an_announcement_has_all_that_the_law_asks_for_and_no_item_on_two_sheets() {
    let Some(browser) = Browser::open(Scripts::Off, 1280).await else {
        return;
    };
    let office = Office::open(Engine::Sqlite, NOW).expect("an office");
    let id = announced(&office, &Planned::default());
    let words = |language: &str, number: i32| {
        let middle = ["өңірлердегі су шаруашылығын дамыту туралы"; 9].join(" ");
        format!("{language}{number}басы {middle} {language}{number}соңы")
    };
    revise(&office, id, None, |order| {
        order.agenda = (1..=40)
            .map(|number| Matter {
                id: None,
                number: number.to_string(),
                title: Multilingual::new(words("kk", number), words("ru", number)),
                speaker: None,
                access: Access::Open,
            })
            .collect();
    });
    for (language, says) in [
        ("kk", ["10 желтоқсан", "бейсенбі, 10:00", "14-тармағы"]),
        ("ru", ["10 декабря", "четверг, 10:00", "пункт 14 Правил"]),
    ] {
        let path = format!("/{language}/sessions/{id}");
        let printed = on_paper(&browser, &office, &path, "").await;
        for number in 1..=40 {
            let end = |end: &str| format!("{language}{number}{end}");
            together(&printed, &end("басы"), &end("соңы"));
        }
        let text = printed.text();
        let address = format!("{}{path}", office.url);
        for words in says.into_iter().chain([
            address.as_str(),
            "Сәуле Ахметова",
            "+7 7172 000000",
            "saule@example.org",
        ]) {
            assert!(text.contains(words), "{words}: {text}");
        }
    }
    browser.close().await;
    office.letters();
    office.close().await;
}

#[actix_web::test]
async fn a_receipt_is_one_sheet_with_a_pass_that_can_be_read() {
    let Some(browser) = Browser::open(Scripts::Off, 1280).await else {
        return;
    };
    let office = Office::open(Engine::Sqlite, NOW).expect("an office");
    let session = office.session(&Planned {
        kazakh_title: KAZAKH,
        ..Planned::default()
    });
    let (_, received) = office.apply(&session, "Әлиева").await;
    let secret = received["secret"].as_str().expect("a secret");
    let printed = on_paper(&browser, &office, &format!("/kk/applications/{secret}"), "").await;
    assert_eq!(printed.sheets.len(), 1, "{:?}", printed.sheets);
    let number = received["number"].as_str().expect("a number");
    let text = printed.text();
    for words in [number, KAZAKH, "Рұқсаттама"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let code = printed.picture().code();
    let is_pass = code.starts_with(&office.url) && code.contains("/passes/");
    assert!(is_pass, "{code}");
    office.letters();
    browser.close().await;
    office.close().await;
}

#[actix_web::test]
async fn results_are_whole_on_paper() {
    let Some(browser) = Browser::open(Scripts::Off, 1280).await else {
        return;
    };
    let office = Office::open(Engine::Sqlite, NOW).expect("an office");
    let session = results::held(&office);
    let staff = office.clerk(Role::BodyAdmin, &session).id;
    let mut last = String::new();
    for number in 1..=12 {
        let mut order = results::order(&office, &session, ResultKind::Decision);
        let title = format!("Ш{number}басы су үнемдеу туралы шешім Ш{number}соңы");
        order.title = Multilingual::new(title.clone(), title);
        let parts: Vec<String> = (1..=200)
            .map(|part| format!("{part}-бөлім. Су үнемделсін, {KAZAKH}. Б{part}"))
            .collect();
        let text = parts.join("\n\n");
        order.text = Some(Multilingual::new(text.clone(), text));
        order.number = Some(format!("Н{number}"));
        last = results::publish(&office, staff, order)
            .expect("published")
            .id
            .to_string();
    }
    let list = format!("/kk/sessions/{session}/results");
    let printed = on_paper(&browser, &office, &list, "").await;
    for number in 1..=12 {
        together(
            &printed,
            &format!("Ш{number}басы"),
            &format!("Ш{number}соңы"),
        );
    }
    let printed = on_paper(&browser, &office, &format!("{list}/{last}"), "").await;
    for part in 1..=200 {
        sheet_of(&printed, &format!("Б{part}"));
    }
    browser.close().await;
    office.letters();
    office.close().await;
}
