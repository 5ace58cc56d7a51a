//! Both in a browser: the sheet as a PDF whose code is read, the screen without a network.

use std::time::{Duration, Instant};

use actix_web::rt::time::sleep;

use super::SCREEN;
use super::sheet::with_items;
use crate::browser::paper::{A3, A4};
use crate::browser::{Browser, Scripts};
use crate::closing::NOW;
use crate::harness::{Engine, Office, Planned};

#[actix_web::test]
async fn the_sheet_is_one_page_of_a4_and_of_a3_and_its_code_leads_to_the_session() {
    let Some(browser) = Browser::open(Scripts::Off, 1280).await else {
        return;
    };
    let office = Office::open(Engine::Sqlite, NOW).expect("an office");
    let short = office.session(&Planned::default());
    for session in [short, with_items(&office, 3), with_items(&office, 60)] {
        browser
            .go(&office, &format!("/ru/sessions/{session}/stand"))
            .await;
        for paper in [A4, A3] {
            let printed = browser.printed(paper).await;
            assert_eq!(
                printed.sheets.len(),
                1,
                "{session} {paper:?}: {:?}",
                printed.sheets
            );
            let page = format!("/kk/sessions/{session}");
            assert_eq!(printed.picture().code(), format!("{}{page}", office.url));
            let text = printed.text();
            for words in [
                "Сынақ министрлігі",
                "Министерство испытаний",
                "10:00",
                "желтоқсан",
                "декабря",
                "Сәуле Ахметова",
                "+7 7172 000000",
            ] {
                assert!(text.contains(words), "{words}: {text}");
            }
            assert!(!text.contains("Ctrl+P"), "{text}");
        }
    }
    office.letters();
    browser.close().await;
    office.close().await;
}

/// What a script answers.
async fn script(browser: &Browser, script: &str) -> serde_json::Value {
    let answer = browser.client.execute(script, Vec::new()).await;
    answer.expect("a script")
}

/// Lets the screen's clock run so many times faster: it is loaded with these timers.
const FASTER: &str = "
    const later = window.setTimeout, always = window.setInterval, now = performance.now.bind(performance);
    window.setTimeout = (act, after) => later(act, after / 20);
    window.setInterval = (act, after) => always(act, after / 20);
    performance.now = () => now() * 20;
    const old = document.querySelector('script[src]'), anew = document.createElement('script');
    anew.src = old.src + '?again';
    // A page with another script than the one that stands would be loaded whole.
    anew.onload = () => anew.remove();
    document.body.append(anew);";

async fn until(browser: &Browser, holds: &str) {
    let begun = Instant::now();
    while script(browser, &format!("return {holds}")).await != true {
        let text = browser.text().await;
        assert!(
            begun.elapsed() < Duration::from_secs(20),
            "never: {holds}: {text}"
        );
        sleep(Duration::from_millis(50)).await;
    }
}

#[actix_web::test]
async fn the_screen_shows_all_by_turns_comes_anew_and_stays_when_the_server_is_away() {
    let Some(browser) = Browser::open(Scripts::On, 1600).await else {
        return;
    };
    let office = Office::open(Engine::Sqlite, NOW).expect("an office");
    for _ in 0..9 {
        office.session(&Planned::default());
    }
    browser.go(&office, SCREEN).await;
    let fits = "document.querySelector('[data-rows]').scrollHeight <= document.querySelector('[data-rows]').clientHeight + 1";
    until(&browser, fits).await;
    until(
        &browser,
        "document.querySelectorAll('[data-rows] > [hidden]').length > 0",
    )
    .await;
    until(
        &browser,
        "document.querySelector('[data-turns]').textContent.startsWith('1 / ')",
    )
    .await;
    script(&browser, FASTER).await;
    until(
        &browser,
        "document.querySelector('[data-turns]').textContent.startsWith('2 / ')",
    )
    .await;
    // Something new comes without anybody loading the page.
    office.session(&Planned {
        kazakh_title: "Кезектен тыс отырыс",
        starts: "2026-12-02T10:00:00",
        ..Planned::default()
    });
    office.at("2026-12-01T09:07:00+05:00");
    until(
        &browser,
        "document.body.textContent.includes('Кезектен тыс отырыс') && document.body.textContent.includes('09:07')",
    )
    .await;
    assert_eq!(
        script(
            &browser,
            "return document.querySelector('[data-offline]').hidden"
        )
        .await,
        true
    );
    // The server is away: what stands stays, and the screen says so.
    office.close().await;
    until(
        &browser,
        "!document.querySelector('[data-offline]').hidden && document.body.textContent.includes('Кезектен тыс отырыс')",
    )
    .await;
    browser.says("Нет связи с сервером").await;
    browser.close().await;
}
