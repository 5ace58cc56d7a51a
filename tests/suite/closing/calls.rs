//! Neighbouring systems hear of what is closed, and of nothing that it said before: neither by calls that wait, nor by
//! those that are repeated, nor by those that the desk sends again.

use chrono::TimeDelta;
use diesel::prelude::*;
use otyrys::database::schema::outbox;
use otyrys::news::Kind;
use otyrys::webhooks::record::Webhook;
use otyrys::webhooks::{actions, telling};

use super::*;
use crate::webhooks::receiver::{Play, Receiver};
use crate::webhooks::{call, hook, neighbours};

/// What calls say, in the order in which they were ordered.
fn said(office: &Office) -> Vec<(Id, String)> {
    let read = office.app.database.read_here(|connection| {
        let calls = outbox::table.filter(outbox::channel.eq("webhook"));
        Ok::<_, Broken>(
            calls
                .order(outbox::id)
                .select((outbox::id, outbox::payload))
                .load(connection)?,
        )
    });
    read.expect("calls")
}

fn has_marker(text: &str) -> bool {
    text.contains(MARKER_KK) || text.contains(MARKER_RU)
}

fn hears_only(office: &Office, webhook: &Webhook, kind: Kind) {
    let (now, which) = (office.app.now(), (webhook.id, webhook.revision));
    let order = actions::Order {
        address: webhook.address.clone(),
        events: vec![kind],
    };
    let change = move |work: &mut Work| actions::change(work, now, &Actor::Office, which, &order);
    office.app.database.write_here(Lane::Any, change).unwrap();
}

neighbours!(
    /// Whoever hears of announcements alone hears of this one, with what is public of it.
    calls_that_wait_say_how_the_session_stands_and_none_is_lost,
    async |office: &Office, receiver: &Receiver, _: &str| {
        office.at(NOW);
        hook(office, None, &receiver.url());
        let choosy = Receiver::start();
        hears_only(office, &hook(office, None, &choosy.url()), Kind::Announced);
        let id = of_two(office);
        telling::tell(&office.app).await.unwrap();
        let waiting = said(office);
        assert_eq!(waiting.len(), 3, "announced twice, changed once: {waiting:?}");
        assert!(waiting.iter().all(|(_, text)| has_marker(text)), "{waiting:?}");
        close_second(office, id);
        call(office).await;
        let heard = receiver.heard();
        let events: Vec<&str> = heard.iter().map(|one| one.header("otyrys-event")).collect();
        assert_eq!(events, ["session.announced", "session.changed", "session.changed"]);
        let [told] = &choosy.heard()[..] else {
            panic!("the announcement and no more");
        };
        assert_eq!(told.json()["event"], "session.announced");
        for one in heard.iter().chain([told]) {
            assert!(!has_marker(&one.body), "{}", one.body);
            let told = one.json();
            assert_eq!(told["id"], one.header("otyrys-delivery"));
            let former = waiting.iter().find(|(id, _)| told["id"] == id.as_str());
            if let Some((_, former)) = former {
                let former: serde_json::Value = serde_json::from_str(former).unwrap();
                for same in ["event", "at", "revision"] {
                    assert_eq!(told[same], former[same]);
                }
            }
            assert_eq!(told["session"]["agenda"][0]["title"]["ru"], "О водосбережении");
            assert_eq!(told["session"]["agenda"][1]["access"], "closed");
            assert_eq!(told["session"]["closings"][0]["decision"], "17-Ж");
        }
        let left = said(office);
        assert_eq!(left.len(), 4);
        assert!(!left.iter().any(|(_, text)| has_marker(text)), "{left:?}");
    }
);

neighbours!(
    /// One that was under way while the item was closed and failed; and one that had arrived before.
    calls_that_come_again_say_it_no_more,
    async |office: &Office, receiver: &Receiver, _: &str| {
        office.at(NOW);
        let webhook = hook(office, None, &receiver.url());
        let id = of_two(office);
        receiver.plays([Play::Answer(204, ""), Play::Answer(500, "")]);
        call(office).await;
        let before = receiver.heard();
        assert_eq!(before.len(), 2);
        assert!(before.iter().all(|one| has_marker(&one.body)), "not closed yet");
        let former = said(office);
        close_second(office, id);
        office.hands.set(office.app.now() + TimeDelta::minutes(10));
        call(office).await;
        let (now, first) = (office.app.now(), former[0].0);
        let resend = move |work: &mut Work| {
            actions::resend(work, now, &Actor::Office, (webhook.id, first))
        };
        office.app.database.write_here(Lane::Any, resend).unwrap();
        call(office).await;
        let heard = receiver.heard().split_off(2);
        let ids: Vec<&str> = heard.iter().map(|one| one.header("otyrys-delivery")).collect();
        assert_eq!(heard.len(), 3, "repeated, of the closing, sent again");
        assert_eq!((ids[0], ids[2]), (former[1].0.as_str(), first.as_str()));
        for one in heard {
            assert!(!has_marker(&one.body), "{}", one.body);
            assert_eq!(one.json()["session"]["agenda"][1]["access"], "closed");
        }
        // What is written down after the closing stays to the byte, also once it is opened again.
        let told = said(office);
        reopen(office, reopening(office, id)).unwrap();
        let resend = move |work: &mut Work| {
            actions::resend(work, now, &Actor::Office, (webhook.id, first))
        };
        office.app.database.write_here(Lane::Any, resend).unwrap();
        call(office).await;
        assert_eq!(said(office)[..3], told[..]);
    }
);
