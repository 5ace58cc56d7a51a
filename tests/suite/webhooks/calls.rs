//! What a neighbour gets.

use otyrys::news::Kind;
use otyrys::webhooks::actions;
use otyrys::worker::run_once;
use serde_json::json;

use super::*;

neighbours!(
    /// The session as it is in public, wrapped and signed.
    a_call_says_what_happened_and_proves_where_it_comes_from,
    async |office: &Office, receiver: &Receiver, session: &str| {
        let webhook = hook(office, Some(office.body_of(session)), &receiver.url());
        happens(office, session, Kind::Announced, 1);
        run_once(&office.app).await.expect("a run");
        let heard = receiver.heard();
        let [one] = heard.as_slice() else {
            panic!("one call, not {heard:?}")
        };
        assert!(one.is_signed_with(webhook.secret.as_str()));
        assert!(!one.is_signed_with("another"));
        assert_eq!(one.path, "/hook?key=hush");
        assert_eq!(one.header("content-type"), "application/json; charset=utf-8");
        assert_eq!(one.header("otyrys-event"), "session.announced");
        assert_eq!(
            one.header("user-agent"),
            concat!("Otyrys/", env!("CARGO_PKG_VERSION"))
        );
        let timestamp = office.app.now().timestamp().to_string();
        assert_eq!(one.header("otyrys-timestamp"), timestamp);
        let told = one.json();
        assert_eq!(told["id"], one.header("otyrys-delivery"));
        assert_eq!(told["event"], "session.announced");
        assert_eq!(told["at"], MORNING);
        assert_eq!(told["revision"], 1);
        // What the API answers, but for the host: a job knows no visitor's.
        let (_, mut public) = office.get_json(&format!("/api/v1/sessions/{session}")).await;
        let page = format!("{}/kk/sessions/{session}", office.app.public_origin());
        public["broadcast"]["url"] = json!(format!("{page}/live"));
        public["url"] = json!(page);
        assert_eq!(told["session"], public);
        assert_eq!(rows(office), [row("delivered", 1, "status:204")]);
        assert_eq!(call(office).await, 0, "told once");
    }
);

/// The receiver's code of the manual.
fn manual() -> &'static str {
    let (_, code) = include_str!("../../../README.md")
        .split_once("```python\n")
        .unwrap();
    code.split_once("```").unwrap().0
}

/// What the manual's code says of a call that came at this instant.
fn is_genuine(python: &str, heard: &receiver::Heard, secret: &str, body: &str, at: i64) -> bool {
    let script = format!(
        "import sys\n{}\ntime.time = lambda: float(sys.argv[5])\n\
         print(is_genuine(sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4].encode()))",
        manual()
    );
    let (timestamp, signatures) = ("otyrys-timestamp", "otyrys-signature");
    let ended = std::process::Command::new(python)
        .args(["-c", &script, secret, heard.header(timestamp)])
        .args([heard.header(signatures), body, &at.to_string()])
        .output()
        .expect("Python");
    assert!(
        ended.status.success(),
        "{}",
        String::from_utf8_lossy(&ended.stderr)
    );
    String::from_utf8_lossy(&ended.stdout).trim() == "True"
}

neighbours!(
    /// As receivers are told to check it: neither another secret nor another body, and not after five minutes.
    the_code_of_the_manual_knows_our_calls,
    async |office: &Office, receiver: &Receiver, session: &str| {
        #[expect(
            clippy::disallowed_methods,
            reason = "where Python is, only the environment knows"
        )]
        let Ok(python) = std::env::var("TEST_PYTHON") else {
            println!("left out: TEST_PYTHON is not set; tests/run makes the environment and sets it");
            return;
        };
        let webhook = hook(office, None, &receiver.url());
        happens(office, session, Kind::Announced, 1);
        call(office).await;
        let heard = receiver.heard();
        let (one, now) = (&heard[0], office.app.now().timestamp());
        let genuine = |secret, body: &str, at| is_genuine(&python, one, secret, body, at);
        let secret = webhook.secret.as_str();
        assert!(genuine(secret, &one.body, now + 299));
        assert!(!genuine("another", &one.body, now));
        assert!(!genuine(secret, &one.body.replace("announced", "cancelled"), now));
        assert!(!genuine(secret, &one.body, now + 301));
        assert!(!genuine(secret, &one.body, now - 301));
    }
);

neighbours!(
    each_hears_of_its_own_bodies_and_events,
    async |office: &Office, receiver: &Receiver, session: &str| {
        let other = office.session_of("another-ministry", &Planned::default());
        hook(office, Some(office.body_of(session)), &receiver.url());
        let of_all = Receiver::start();
        hook(office, None, &of_all.url());
        let of_other = Receiver::start();
        let choosy = hook(office, Some(office.body_of(&other)), &of_other.url());
        let now = office.app.now();
        let order = actions::Order {
            address: of_other.url(),
            events: vec![Kind::Cancelled, Kind::Postponed],
        };
        let change = move |work: &mut Work| {
            let which = (choosy.id, choosy.revision);
            actions::change(work, now, &Actor::Office, which, &order)
        };
        office.app.database.write_here(Lane::Any, change).unwrap();
        for (one, kind) in [
            (session, Kind::Announced),
            (session, Kind::Recounted),
            (other.as_str(), Kind::Announced),
            (other.as_str(), Kind::Cancelled),
        ] {
            happens(office, one, kind, 1);
        }
        call(office).await;
        let events = |receiver: &Receiver| -> Vec<String> {
            let heard = receiver.heard();
            heard
                .iter()
                .map(|one| one.header("otyrys-event").to_owned())
                .collect()
        };
        assert_eq!(events(receiver), ["session.announced", "session.recounted"]);
        assert_eq!(events(&of_other), ["session.cancelled"]);
        assert_eq!(events(&of_all).len(), 4);
    }
);

neighbours!(
    /// A session with applicants, one of them withdrawn: the numbers of seats, and nobody's data.
    nothing_personal_is_told,
    async |office: &Office, receiver: &Receiver, session: &str| {
        hook(office, None, &receiver.url());
        for surname in ["Құпиябаева", "Жасырынов"] {
            let (status, _) = office.apply(session, surname).await;
            assert_eq!(status, 201);
        }
        happens(office, session, Kind::Changed, 2);
        call(office).await;
        let heard = receiver.heard();
        let body = &heard[0].body;
        assert!(body.contains("\"taken\":2"), "{body}");
        for secret in ["Құпиябаева", "Жасырынов", "Айгүл", "1985", "birth", "application_id"] {
            assert!(!body.contains(secret), "{secret} in {body}");
        }
        let person = crate::harness::person("Құпиябаева");
        assert!(!body.contains(person["email"].as_str().unwrap()));
        office.letters();
    }
);

neighbours!(
    /// In order of time, one after another, while a neighbour works.
    calls_of_one_webhook_never_overlap_and_keep_their_order,
    async |office: &Office, receiver: &Receiver, session: &str| {
        hook(office, None, &receiver.url());
        receiver.always(Some(receiver::Play::Slowly(std::time::Duration::from_millis(5))));
        for revision in 1..=30 {
            happens(office, session, Kind::Changed, revision);
        }
        telling::tell(&office.app).await.unwrap();
        let mut callers = [
            Caller::of(Arc::clone(&office.app)),
            Caller::of(Arc::clone(&office.app)),
        ];
        let [one, two] = &mut callers;
        let done = futures_util::future::join(round(one), round(two)).await;
        // Turns end after some calls, and whoever looked while the other one called saw nothing to do.
        let rest = round(&mut callers[0]).await;
        assert_eq!(done.0 + done.1 + rest, 30);
        let revisions: Vec<i64> = receiver
            .heard()
            .iter()
            .map(|one| one.json()["revision"].as_i64().unwrap())
            .collect();
        assert_eq!(revisions, (1..=30).collect::<Vec<_>>());
        assert_eq!(receiver.most_at_once(), 1);
    }
);

neighbours!(
    /// Drafts and sessions that went back to be nobody's business are not told.
    what_is_not_public_is_not_told,
    async |office: &Office, receiver: &Receiver, _: &str| {
        hook(office, None, &receiver.url());
        let draft = office.session(&Planned {
            status: otyrys::law::session_course::SessionStatus::Draft,
            ..Planned::default()
        });
        happens(office, &draft, Kind::Changed, 1);
        assert_eq!(call(office).await, 0);
        assert_eq!(receiver.count(), 0);
    }
);

neighbours!(
    /// Calls stand in the log for thirty days, and what waits stays.
    old_calls_go,
    async |office: &Office, receiver: &Receiver, session: &str| {
        hook(office, None, &receiver.url());
        happens(office, session, Kind::Announced, 1);
        call(office).await;
        office.at("2027-01-06T08:59:59+05:00");
        otyrys::webhooks::keeping::clear_away(&office.app).await.unwrap();
        assert_eq!(rows(office).len(), 1);
        office.at("2027-01-06T09:00:01+05:00");
        happens(office, session, Kind::Changed, 2);
        telling::tell(&office.app).await.unwrap();
        otyrys::webhooks::keeping::clear_away(&office.app).await.unwrap();
        assert_eq!(rows(office).len(), 1, "the one that waits");
        assert_eq!(call(office).await, 1);
    }
);
