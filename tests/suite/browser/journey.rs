//! The day of a session as people meet it: a viewer watches and asks, a moderator answers on a telephone, and the answer is
//! there before the viewer looks away. With nginx, an encoder, and two windows.

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
async fn a_session_is_watched_commented_and_answered() {
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
