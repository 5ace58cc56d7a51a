//! The pages of help: whom people turn to.

use otyrys::app::Mode;

use crate::harness::{Engine, Office};

const MONDAY: &str = "2026-12-07T09:00:00+05:00";
const LINKS: [&str; 2] = [
    "<a href=\"tel:+77172000000\">+7 (7172) 00-00-00</a>",
    "<a href=\"mailto:help@example.org\">help@example.org</a>",
];

fn office(own: &[(&str, &str)]) -> Office {
    Office::open_as(Engine::Sqlite, MONDAY, Mode::Office, own).expect("an office")
}

#[actix_web::test]
async fn the_operator_is_named_where_people_ask() {
    let office = office(&[
        ("OTYRYS__OPERATOR__EMAIL", "help@example.org"),
        ("OTYRYS__OPERATOR__PHONE", "+7 (7172) 00-00-00"),
    ]);
    for language in ["kk", "ru", "en"] {
        for page in ["accessibility", "privacy"] {
            let path = format!("/{language}/{page}");
            let (status, shown) = office.get(&path).await;
            assert_eq!(status, 200, "{path}");
            for link in LINKS {
                assert_eq!(shown.matches(link).count(), 1, "{path}: {link}");
            }
        }
    }
    office.close().await;
}

#[actix_web::test]
async fn without_an_operator_nobody_is_promised() {
    let office = office(&[]);
    for page in ["accessibility", "privacy"] {
        let shown = office.get(&format!("/en/{page}")).await.1;
        let main = shown.split_once("<main").expect("a main part").1;
        assert!(
            !main.contains("mailto:") && !main.contains("tel:"),
            "{main}"
        );
        assert!(!main.contains("those who run"), "{main}");
    }
    office.close().await;
}
