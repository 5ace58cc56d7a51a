//! Webhooks at the desk.

use diesel::QueryableByName;
use diesel::sql_types::Text;
use otyrys::news::Kind;
use otyrys::web::desk::Role;
use otyrys::webhooks::record::State;

use super::receiver::Play;
use super::*;
use crate::harness::{Answer, Clerk};

/// The secret on a page that shows it once.
fn secret_on(answer: &Answer) -> String {
    let shown = regex::Regex::new("<code lang=\"en\">([0-9a-f]{64})</code>").unwrap();
    let found = shown.captures(&answer.body);
    found.unwrap_or_else(|| panic!("a secret on: {}", answer.body))[1].to_owned()
}

fn only(office: &Office) -> Webhook {
    let reach = otyrys::web::desk::Reach::All;
    let read = office
        .app
        .database
        .read_here(|connection| store::within(connection, &reach));
    let mut all = read.unwrap();
    assert_eq!(all.len(), 1);
    all.remove(0)
}

async fn enter(office: &Office, clerk: &Clerk, address: &str) -> Answer {
    let fields = [
        ("body", "test-ministry"),
        ("address", address),
        ("events", "announced"),
        ("events", "changed"),
    ];
    office.desk_form(clerk, "/desk/webhooks/new", &fields).await
}

async fn press(office: &Office, clerk: &Clerk, webhook: &Webhook, below: &str) -> Answer {
    let here = format!("/desk/webhooks/{}", webhook.id);
    let revision = now_of(office, webhook).revision.to_string();
    let fields = [("revision", revision.as_str())];
    office
        .desk_form_on(clerk, &here, &format!("{here}/{below}"), &fields)
        .await
}

/// Everything that the journal keeps.
fn journal(office: &Office) -> Vec<String> {
    #[derive(QueryableByName)]
    struct Line {
        #[diesel(sql_type = Text)]
        text: String,
    }
    let read = office.app.database.read_here(|connection| {
        let query = "SELECT act || ' ' || coalesce(before, '') || ' ' || coalesce(after, '') AS text \
                     FROM journal WHERE object_kind = 'webhook' ORDER BY at, id";
        let lines: Vec<Line> = diesel::sql_query(query).load(connection)?;
        Ok::<_, Broken>(lines)
    });
    read.unwrap().into_iter().map(|line| line.text).collect()
}

neighbours!(
    /// From the empty list to the first call, with the secret that the page showed.
    a_webhook_is_entered_and_its_secret_shown_once,
    async |office: &Office, receiver: &Receiver, session: &str| {
        let clerk = office.clerk(Role::BodyAdmin, session);
        let empty = office.desk(&clerk, "/desk/webhooks").await;
        assert!(empty.body.contains("Әзірге бірде-бір мекенжай енгізілмеген."));
        let form = office.desk(&clerk, "/desk/webhooks/new").await;
        assert_eq!(form.status, 200);
        assert!(!form.body.contains("value=\"all\""), "the office's are not a body's");
        let entered = enter(office, &clerk, &format!("{}#part", receiver.url())).await;
        assert_eq!(entered.status, 200, "{}", entered.body);
        let (secret, webhook) = (secret_on(&entered), only(office));
        assert_eq!(webhook.secret.as_str(), secret);
        assert_eq!(webhook.address, receiver.url(), "without what stands after #");
        assert_eq!(*webhook.events, [Kind::Announced, Kind::Changed]);
        let page = office.desk(&clerk, &format!("/desk/webhooks/{}", webhook.id)).await;
        assert!(!page.body.contains(&secret), "never again");
        happens(office, session, Kind::Announced, 1);
        happens(office, session, Kind::Began, 1);
        call(office).await;
        let heard = receiver.heard();
        assert_eq!(heard.len(), 1, "of what it was told to hear of");
        assert!(heard[0].is_signed_with(&secret));
        let page = office.desk(&clerk, &format!("/desk/webhooks/{}", webhook.id)).await;
        assert!(page.body.contains("Жетті. Жауабы: 204."), "{}", page.body);
        let list = office.desk(&clerk, "/desk/webhooks").await;
        assert!(list.body.contains("Хабарланады") && !list.body.contains("key=hush"));
    }
);

neighbours!(
    /// No more than twenty, and no form that says nothing.
    what_cannot_be_entered_is_said_and_kept,
    async |office: &Office, receiver: &Receiver, session: &str| {
        let clerk = office.clerk(Role::BodyAdmin, session);
        let fields = [("body", "test-ministry"), ("address", "https://example.org/")];
        let nothing = office.desk_form(&clerk, "/desk/webhooks/new", &fields).await;
        assert_eq!(nothing.status, 422);
        assert!(nothing.body.contains("Кемінде бір оқиғаны белгілеңіз."));
        assert!(nothing.body.contains("id=\"field-events\""));
        let fields = [("address", receiver.url()), ("events", "changed".to_owned())];
        let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
        let nobody = office.desk_form(&clerk, "/desk/webhooks/new", &fields).await;
        assert_eq!(nobody.status, 422);
        assert!(nobody.body.contains("Кімнің отырыстары туралы хабарланатынын таңдаңыз."));
        let body = office.body_of(session);
        for _ in 0..20 {
            hook(office, Some(body), &receiver.url());
        }
        let full = enter(office, &clerk, &receiver.url()).await;
        assert_eq!(full.status, 422);
        assert!(full.body.contains("ең көбі 20 мекенжай"), "{}", full.body);
        let admin = office.clerk(Role::SystemAdmin, session);
        let fields = [("body", "all"), ("address", fields[0].1), ("events", "changed")];
        let own = office.desk_form(&admin, "/desk/webhooks/new", &fields).await;
        assert_eq!(own.status, 200, "the office counts its own");
        let not_ones_own = office.desk_form(&clerk, "/desk/webhooks/new", &fields).await;
        assert_eq!(not_ones_own.status, 404);
    }
);

neighbours!(
    /// For a day both secrets sign, so that a receiver can change over.
    a_renewed_secret_leaves_the_one_before_it_a_day,
    async |office: &Office, receiver: &Receiver, session: &str| {
        let webhook = hook(office, None, &receiver.url());
        let clerk = office.clerk(Role::SystemAdmin, session);
        let renewed = press(office, &clerk, &webhook, "secret").await;
        assert_eq!(renewed.status, 200);
        let (new, old) = (secret_on(&renewed), webhook.secret.as_str());
        assert_ne!(new, old);
        happens(office, session, Kind::Announced, 1);
        call(office).await;
        office.at("2026-12-08T09:00:00+05:00");
        happens(office, session, Kind::Changed, 2);
        call(office).await;
        let heard = receiver.heard();
        assert!(heard[0].is_signed_with(&new) && heard[0].is_signed_with(old));
        assert!(heard[1].is_signed_with(&new) && !heard[1].is_signed_with(old));
        otyrys::webhooks::keeping::clear_away(&office.app).await.unwrap();
        assert_eq!(now_of(office, &webhook).former_secret, None, "not kept either");
    }
);

neighbours!(
    /// The same id, the same bytes; another instant and signature.
    a_call_is_sent_again_by_hand,
    async |office: &Office, receiver: &Receiver, session: &str| {
        let webhook = hook(office, None, &receiver.url());
        let clerk = office.clerk(Role::SystemAdmin, session);
        happens(office, session, Kind::Announced, 1);
        call(office).await;
        office.at("2026-12-20T09:00:00+05:00");
        let id = receiver.heard()[0].header("otyrys-delivery").to_owned();
        let page = office.desk(&clerk, &format!("/desk/webhooks/{}", webhook.id)).await;
        let button = format!("calls/{id}/resend");
        assert!(page.body.contains(&button));
        let sent = press(office, &clerk, &webhook, &button).await;
        assert!(sent.to.unwrap().ends_with("done=webhook-resent"));
        assert_eq!(call(office).await, 1);
        let heard = receiver.heard();
        assert_eq!(heard[1].body, heard[0].body);
        assert_eq!(heard[1].header("otyrys-delivery"), id);
        assert_ne!(heard[1].header("otyrys-timestamp"), heard[0].header("otyrys-timestamp"));
        assert!(heard[1].is_signed_with(webhook.secret.as_str()));
        assert_eq!(rows(office), [row("delivered", 2, "status:204")]);
        // After thirty days it stands there no more, and another webhook's is not there.
        let other = hook(office, None, &receiver.url());
        assert_eq!(press(office, &clerk, &other, &button).await.status, 404);
        office.at("2027-01-06T09:00:01+05:00");
        assert_eq!(press(office, &clerk, &webhook, &button).await.status, 404);
    }
);

neighbours!(
    a_test_tells_whether_somebody_answers,
    async |office: &Office, receiver: &Receiver, session: &str| {
        let webhook = hook(office, None, &receiver.url());
        let clerk = office.clerk(Role::SystemAdmin, session);
        receiver.plays([Play::Answer(403, "")]);
        press(office, &clerk, &webhook, "test").await;
        call(office).await;
        let heard = receiver.heard();
        assert_eq!(heard[0].header("otyrys-event"), "test");
        assert_eq!(heard[0].json()["event"], "test");
        assert_eq!(
            heard[0].json().as_object().unwrap().len(),
            3,
            "id, event, at"
        );
        let page = office
            .desk(&clerk, &format!("/desk/webhooks/{}", webhook.id))
            .await;
        assert!(
            page.body
                .contains("Жауабы: 403, сыртқы жүйе хабарды қабылдамады.")
        );
        assert!(page.body.contains("Хабарлар мына уақыттан бері жетпей"));
        // It rests, and whoever mends it need not wait.
        press(office, &clerk, &webhook, "test").await;
        assert_eq!(call(office).await, 1);
        assert_eq!(now_of(office, &webhook).failures, 0);
        receiver.plays([Play::Answer(410, "")]);
        press(office, &clerk, &webhook, "test").await;
        call(office).await;
        assert_eq!(now_of(office, &webhook).state, State::Gone);
        let page = office
            .desk(&clerk, &format!("/desk/webhooks/{}", webhook.id))
            .await;
        assert!(
            page.body
                .contains("бұл мекенжай енді жоқ деп жауап берді (410)")
        );
        let refused = press(office, &clerk, &webhook, "test").await;
        assert!(refused.to.unwrap().ends_with("done=webhook-is-paused"));
    }
);

neighbours!(
    /// What happens during a pause is not told; what waited before it is told after it.
    a_pause_is_a_pause,
    async |office: &Office, receiver: &Receiver, session: &str| {
        let webhook = hook(office, None, &receiver.url());
        let clerk = office.clerk(Role::SystemAdmin, session);
        happens(office, session, Kind::Announced, 1);
        telling::tell(&office.app).await.unwrap();
        press(office, &clerk, &webhook, "pause").await;
        happens(office, session, Kind::Changed, 2);
        assert_eq!(call(office).await, 0);
        press(office, &clerk, &webhook, "resume").await;
        happens(office, session, Kind::Cancelled, 3);
        assert_eq!(call(office).await, 2);
        let heard = receiver.heard();
        let told: Vec<_> = heard.iter().map(|one| one.header("otyrys-event")).collect();
        assert_eq!(told, ["session.announced", "session.cancelled"]);
    }
);

neighbours!(
    /// Whoever comes second with an older form is told, and nothing is overwritten; another address is called at once.
    a_webhook_is_changed_by_one_at_a_time,
    async |office: &Office, receiver: &Receiver, session: &str| {
        let down = Receiver::start();
        down.always(Some(Play::Answer(500, "")));
        let webhook = hook(office, None, &down.url());
        happens(office, session, Kind::Announced, 1);
        call(office).await;
        let clerk = office.clerk(Role::SystemAdmin, session);
        let here = format!("/desk/webhooks/{}", webhook.id);
        let url = receiver.url();
        let fields = [("address", url.as_str()), ("events", "cancelled"), ("revision", "1")];
        let done = office.desk_form(&clerk, &here, &fields).await;
        assert_eq!(done.status, 303, "{}", done.body);
        let stale = [("address", "http://127.0.0.9/x"), ("events", "began"), ("revision", "1")];
        let stale = office.desk_form(&clerk, &here, &stale).await;
        assert_eq!(stale.status, 409);
        assert!(stale.body.contains("http://127.0.0.9/x") && stale.body.contains("key=hush"));
        let stands = now_of(office, &webhook);
        assert_eq!((stands.address.as_str(), stands.revision), (url.as_str(), 2));
        assert_eq!(call(office).await, 1, "what waited goes to the new address at once");
        assert_eq!(receiver.count(), 1);
        for below in ["pause", "secret", "remove"] {
            let old = [("revision", "1")];
            let answer = office
                .desk_form_on(&clerk, &here, &format!("{here}/{below}"), &old)
                .await;
            assert_eq!(answer.status, 409, "{below}");
        }
        happens(office, session, Kind::Cancelled, 2);
        telling::tell(&office.app).await.unwrap();
        let removed = press(office, &clerk, &webhook, "remove").await;
        assert_eq!(removed.to.as_deref(), Some("/desk/webhooks?done=webhook-removed"));
        assert!(rows(office).is_empty() && call(office).await == 0);
        assert_eq!(office.desk(&clerk, &here).await.status, 404);
    }
);

neighbours!(
    /// The journal knows the host; what stands behind it may be a neighbour's key, and the secret is ours.
    the_journal_knows_no_secret,
    async |office: &Office, receiver: &Receiver, session: &str| {
        let clerk = office.clerk(Role::BodyAdmin, session);
        let first = secret_on(&enter(office, &clerk, &receiver.url()).await);
        let webhook = only(office);
        let here = format!("/desk/webhooks/{}", webhook.id);
        let other = format!("http://127.0.0.1:{}/hook?key=whisper", receiver.port());
        let fields = [
            ("address", other.as_str()),
            ("events", "announced"),
            ("events", "changed"),
            ("revision", "1"),
        ];
        office.desk_form(&clerk, &here, &fields).await;
        press(office, &clerk, &webhook, "pause").await;
        press(office, &clerk, &webhook, "resume").await;
        let second = secret_on(&press(office, &clerk, &webhook, "secret").await);
        happens(office, session, Kind::Announced, 1);
        call(office).await;
        let id = receiver.heard()[0].header("otyrys-delivery").to_owned();
        press(office, &clerk, &webhook, &format!("calls/{id}/resend")).await;
        call(office).await;
        press(office, &clerk, &webhook, "remove").await;
        let lines = journal(office);
        let acts: Vec<&str> = lines.iter().map(|line| line.split(' ').next().unwrap()).collect();
        let expected = [
            "webhook.added",
            "webhook.changed",
            "webhook.changed",
            "webhook.changed",
            "webhook.secret_renewed",
            "webhook.resent",
            "webhook.removed",
        ];
        assert_eq!(acts, expected);
        assert!(lines[0].contains(&format!("http://127.0.0.1:{}", receiver.port())));
        assert!(lines[1].contains("path_changed"));
        let all = lines.join("\n");
        for hidden in [first.as_str(), second.as_str(), "hush", "whisper", "/hook"] {
            assert!(!all.contains(hidden), "{hidden} in {all}");
        }
        let shown = office.desk(&clerk, "/desk/journal?kind=webhook").await;
        assert!(shown.body.contains("Сыртқы жүйенің мекенжайы енгізілді"), "{}", shown.body);
    }
);

neighbours!(
    /// The supervisor looks; a key in the address is not for those who may not change it.
    whoever_only_looks_sees_the_host,
    async |office: &Office, receiver: &Receiver, session: &str| {
        let own = hook(office, Some(office.body_of(session)), &receiver.url());
        let of_office = hook(office, None, &receiver.url());
        happens(office, session, Kind::Announced, 1);
        call(office).await;
        let supervisor = office.clerk(Role::Supervisor, session);
        for webhook in [&own, &of_office] {
            let page = office
                .desk(&supervisor, &format!("/desk/webhooks/{}", webhook.id))
                .await;
            assert_eq!(page.status, 200);
            assert!(page.body.contains("Жетті.") && !page.body.contains("hush"));
            assert!(!page.body.contains("resend") && !page.body.contains("Әрекеттер</h2>"));
        }
        let admin = office.clerk(Role::BodyAdmin, session);
        let list = office.desk(&admin, "/desk/webhooks").await.body;
        assert!(list.contains(own.id.as_str()) && !list.contains(of_office.id.as_str()));
        let address = format!("/desk/webhooks/{}", of_office.id);
        assert_eq!(office.desk(&admin, &address).await.status, 404);
    }
);
