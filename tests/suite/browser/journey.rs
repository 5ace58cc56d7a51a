//! A session as people meet it: a viewer watches and asks, a moderator answers on a telephone, and the answer is there
//! before the viewer looks away; the day after the results are published, and the figures of openness say so. With nginx,
//! an encoder, and two windows.

use fantoccini::Locator;
use serde_json::json;

use super::desk::{set_up, sign_in};
use super::{Browser, Scripts};
use crate::broadcasts::real::{MediaServer, given, play, script, state, until};
use crate::broadcasts::{BEGINS, announced_at, key};
use crate::comments::look_first;
use crate::harness::{Office, Planned};

const QUESTION: &str = "Су құбыры қашан жөнделеді?";
const ANSWER: &str = "Жөндеу көктемде, сәуірде басталады.";

#[actix_web::test]
async fn a_session_is_watched_commented_answered_and_accounted_for() {
    let Some(nginx) = given("TEST_NGINX") else {
        return;
    };
    let Some(viewer) = Browser::open(Scripts::On, 1000).await else {
        return;
    };
    let moderator = Browser::open(Scripts::On, 360).await.expect("a window");
    let server = MediaServer::planned();
    let office = server.office("2026-12-10T09:40:00+05:00");
    let session = office.session(&Planned::default());
    look_first(&office, &session);
    let (name, secret) = key(&office, &session);
    announced_at(&office, &session, &server.playlist(&name));
    let code = set_up(&moderator, &office, &session).await;
    office.at(BEGINS);
    sign_in(&moderator, &office, &code).await;

    let media = server.start(&nginx, &office).await;
    let encoder = server.encoder(&format!("{name}?k={secret}"));
    until("the broadcast begins", async || {
        state(&office, &session).await == "on_air"
    })
    .await;
    server.plays_to(&office, &name).await;
    viewer
        .go(&office, &format!("/kk/sessions/{session}/live"))
        .await;
    play(&viewer).await;
    // Gone with the page, if it were loaded anew.
    script(&viewer, "window.stayed = true").await;

    asks(&viewer).await;
    answers(&moderator, &office, &session).await;
    until("the answer is read", async || {
        viewer.text().await.contains(ANSWER)
    })
    .await;
    viewer.says(QUESTION).await;
    goes_on(&viewer).await;

    encoder.stop();
    ends(&moderator, &office, &session).await;
    until("the viewer is told where to write instead", async || {
        viewer.text().await.contains("saule@example.org")
    })
    .await;
    assert_eq!(script(&viewer, "return window.stayed").await, json!(true));
    media.stop();

    office.at("2026-12-11T09:00:00+05:00");
    assert_eq!(
        figures(&viewer, &office).await,
        json!(["0", "1", "1", "1"]),
        "results are still to come"
    );
    sign_in(&moderator, &office, &code).await;
    publishes(&moderator, &office, &session).await;
    assert_eq!(figures(&viewer, &office).await, json!(["1", "0", "1", "1"]));
    viewer
        .go(&office, &format!("/kk/sessions/{session}/results"))
        .await;
    viewer.says("№ 5 шешім").await;
    viewer
        .says("Отырыстың стенограммасы жүргізілген жоқ.")
        .await;

    viewer.close().await;
    moderator.close().await;
    office.close().await;
}

/// Writes a comment below the picture.
async fn asks(viewer: &Browser) {
    viewer.fill("name", "Айгүл").await;
    viewer.fill("words", QUESTION).await;
    let send = Locator::Css("#comment-form form button");
    let send = viewer.client.find(send).await.expect("a button");
    send.click().await.expect("a click");
    until("it is received", async || {
        viewer.text().await.contains("Нөмірі: 1.")
    })
    .await;
    assert!(
        !viewer.text().await.contains(QUESTION),
        "nobody has looked at it yet"
    );
    goes_on(viewer).await;
}

/// The picture moves, on the page that was opened.
async fn goes_on(viewer: &Browser) {
    let time =
        "const video = document.querySelector('video'); return video ? video.currentTime : -1";
    let before = script(viewer, time).await.as_f64().expect("a time");
    assert!(before > 0.0, "it plays no more");
    until("the picture goes on", async || {
        script(viewer, time)
            .await
            .as_f64()
            .is_some_and(|time| time > before)
    })
    .await;
    assert_eq!(script(viewer, "return window.stayed").await, json!(true));
}

/// Lets it be read, and answers.
async fn answers(moderator: &Browser, office: &Office, session: &str) {
    moderator
        .go(office, &format!("/desk/sessions/{session}/comments"))
        .await;
    moderator.says(QUESTION).await;
    let wide = "return document.documentElement.scrollWidth > document.documentElement.clientWidth";
    assert_eq!(script(moderator, wide).await, json!(false), "it fits");
    moderator.press("Жариялау").await;
    moderator.press("Жауап беру немесе жасыру").await;
    moderator.fill("answer-kk", ANSWER).await;
    moderator.fill("by-name", "Ерлан Нұрланов").await;
    moderator.press("Жауап беру").await;
    moderator.says("Жауап жарияланды.").await;
}

/// The desk says that the broadcast has ended.
async fn ends(moderator: &Browser, office: &Office, session: &str) {
    office.at("2026-12-10T10:20:00+05:00");
    moderator
        .go(office, &format!("/desk/sessions/{session}/broadcast"))
        .await;
    moderator.press("Трансляцияны аяқтау").await;
    moderator.says("Трансляция аяқталды деп белгіленді.").await;
}

/// The figures that everybody reads: results in time and still running, the broadcast, the comment answered in time.
async fn figures(viewer: &Browser, office: &Office) -> serde_json::Value {
    viewer.go(office, "/kk/openness?year=2026").await;
    let cells = [
        ("results", "in_time"),
        ("results", "running"),
        ("broadcasts", "in_time"),
        ("comments", "in_time"),
    ];
    let mut read = Vec::new();
    for (measure, verdict) in cells {
        let cell = format!("td[data-measure={measure}][data-verdict={verdict}] a");
        let link = viewer.client.find(Locator::Css(&cell)).await;
        let text = link.expect("a number").text().await.expect("its text");
        read.push(json!(text));
    }
    serde_json::Value::Array(read)
}

/// The decision as a text, and that neither transcript nor minutes are kept.
async fn publishes(secretary: &Browser, office: &Office, session: &str) {
    let path = format!("/desk/sessions/{session}/results");
    secretary.go(office, &path).await;
    secretary.set("kind", "decision").await;
    secretary.fill("title-kk", "№ 5 шешім").await;
    secretary.fill("title-ru", "Решение № 5").await;
    secretary.fill("number", "05-12/7").await;
    secretary.fill("signer", "Министр Е. Нұрланов").await;
    secretary.set("created_on", "2026-12-10").await;
    secretary.fill("text-kk", "Су құбыры жөнделсін.").await;
    secretary
        .fill("text-ru", "Отремонтировать водопровод.")
        .await;
    secretary.press("Жариялау").await;
    secretary.says("Құжат жарияланды.").await;
    for none in [
        "Отырыстың стенограммасы жүргізілген жоқ.",
        "Отырыстың хаттамасы жүргізілген жоқ.",
    ] {
        secretary.press(none).await;
        secretary.says("Мәлімет жарияланды.").await;
    }
}
