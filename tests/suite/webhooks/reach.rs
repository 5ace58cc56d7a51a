//! Where nobody is called.

use std::io;
use std::net::IpAddr;
use std::sync::atomic::{AtomicUsize, Ordering};

use futures_util::FutureExt as _;
use otyrys::news::Kind;
use otyrys::web::desk::Role;
use otyrys::webhooks::address::look_up;
use otyrys::webhooks::names::Lookup;
use otyrys::webhooks::networks::Reachable;

use super::*;
use crate::harness::both_engines;

/// A name that leads to these addresses, one after another.
fn leads_to(addresses: &'static [&'static str]) -> Lookup {
    let asked = AtomicUsize::new(0);
    Arc::new(move |_| {
        let turn = asked
            .fetch_add(1, Ordering::Relaxed)
            .min(addresses.len() - 1);
        let found: io::Result<Vec<IpAddr>> = Ok(addresses[turn]
            .split(' ')
            .map(|one| one.parse().unwrap())
            .collect());
        async move { found }.boxed()
    })
}

both_engines!(
    /// As it is entered at the desk, with the settings as they come.
    private_addresses_are_refused_when_they_are_entered,
    MORNING,
    async |office: &Office| {
        let session = office.session(&Planned::default());
        let clerk = office.clerk(Role::BodyAdmin, &session);
        for (address, sentence) in [
            ("", "Мекенжайды жазыңыз."),
            ("example.kz", "Бұл веб-мекенжай емес."),
            ("http://example.kz/", "https:// деп басталуға тиіс"),
            ("https://a:b@example.kz/", "пайдаланушы аты мен құпиясөз"),
            ("https://127.0.0.1/", "жабық желіге апарады"),
            ("https://127.1/", "жабық желіге апарады"),
            ("https://0x7f.1/", "жабық желіге апарады"),
            ("https://2130706433/", "жабық желіге апарады"),
            ("https://10.1.2.3:8443/", "жабық желіге апарады"),
            ("https://100.64.0.1/", "жабық желіге апарады"),
            ("https://169.254.169.254/", "жабық желіге апарады"),
            ("https://192.168.0.1/", "жабық желіге апарады"),
            ("https://0.0.0.0/", "жабық желіге апарады"),
            ("https://[::1]/", "жабық желіге апарады"),
            ("https://[::]/", "жабық желіге апарады"),
            ("https://[fe80::1]/", "жабық желіге апарады"),
            ("https://[fd00::1]/", "жабық желіге апарады"),
            ("https://[::ffff:127.0.0.1]/", "жабық желіге апарады"),
            ("https://[64:ff9b::7f00:1]/", "жабық желіге апарады"),
            ("https://[2002:7f00:1::]/", "жабық желіге апарады"),
            ("https://[2001::1]/", "жабық желіге апарады"),
            ("https://localhost/", "жабық желіге апарады"),
            ("https://localhost:8443/a", "жабық желіге апарады"),
            ("https://no-such-name.invalid/", "Мұндай атау табылмады."),
        ] {
            let fields = [
                ("body", "test-ministry"),
                ("address", address),
                ("events", "announced"),
            ];
            let answer = office.desk_form(&clerk, "/desk/webhooks/new", &fields).await;
            assert_eq!(answer.status, 422, "{address}");
            assert!(answer.body.contains(sentence), "{address}: {}", answer.body);
            let typed = address.replace('&', "&amp;");
            assert!(answer.body.contains(&format!("value=\"{typed}\"")), "kept: {address}");
        }
    }
);

both_engines!(
    /// The settings are stricter than when it was entered: it is looked at again.
    private_addresses_are_refused_at_every_call,
    MORNING,
    async |office: &Office| {
        let (session, receiver) = (office.session(&Planned::default()), Receiver::start());
        let webhook = hook(office, None, &format!("https://127.0.0.1:{}/", receiver.port()));
        let plain = hook(office, None, "http://example.kz/");
        happens(office, &session, Kind::Announced, 1);
        assert_eq!(call(office).await, 2);
        let again = row("temporary_failure", 1, "refused");
        assert_eq!(rows(office), [again.clone(), again]);
        assert_eq!(receiver.count(), 0);
        for one in [webhook, plain] {
            assert_eq!(now_of(office, &one).failures, 1);
        }
        office.letters();
    }
);

/// A name is looked up anew at every call: public when it was entered, this machine when it is called.
async fn rebinding(engine: Engine) {
    let open_http = [OPEN[1], OPEN[2]];
    let Some(office) = Office::open_as(engine, MORNING, Mode::Office, &open_http) else {
        return;
    };
    let (session, receiver) = (office.session(&Planned::default()), Receiver::start());
    hook(
        &office,
        None,
        &format!("http://rebound.example:{}/", receiver.port()),
    );
    happens(&office, &session, Kind::Announced, 1);
    telling::tell(&office.app).await.unwrap();
    // Nobody answers at an address kept for documentation; it is not called either.
    let lookup = leads_to(&["127.0.0.1", "192.0.2.1 10.0.0.1 ::1", "::ffff:127.0.0.1"]);
    let (url, public) = (
        "http://rebound.example/".parse().unwrap(),
        leads_to(&["93.184.216.34", "127.0.0.1"]),
    );
    let entered = look_up(&url, &public, Reachable::Public).await;
    assert_eq!(entered, Ok(()), "when it is entered");
    let mut caller = Caller::with(Arc::clone(&office.app), lookup);
    for attempts in 1..=3 {
        assert_eq!(round(&mut caller).await, 1);
        assert_eq!(
            rows(&office),
            [row("temporary_failure", attempts, "private")]
        );
        office
            .hands
            .set(office.app.now() + chrono::TimeDelta::minutes(61));
    }
    assert_eq!(receiver.count(), 0, "nobody called this machine");
    let mut unknown = Caller::with(
        Arc::clone(&office.app),
        Arc::new(|_| async { Err(io::Error::other("no such name")) }.boxed()),
    );
    assert_eq!(round(&mut unknown).await, 1);
    assert_eq!(rows(&office), [row("temporary_failure", 4, "no-name")]);
    office.close().await;
}

#[actix_web::test]
async fn a_name_that_leads_elsewhere_later_is_found_out_on_sqlite() {
    rebinding(Engine::Sqlite).await;
}

#[actix_web::test]
async fn a_name_that_leads_elsewhere_later_is_found_out_on_postgres() {
    rebinding(Engine::Postgres).await;
}

neighbours!(
    /// The counter-proof: the same name is called where private networks are allowed, at the address looked up.
    a_name_is_called_at_the_address_that_was_looked_up,
    async |office: &Office, receiver: &Receiver, session: &str| {
        hook(office, None, &format!("http://inside.example:{}/", receiver.port()));
        happens(office, session, Kind::Announced, 1);
        telling::tell(&office.app).await.unwrap();
        let mut caller = Caller::with(Arc::clone(&office.app), leads_to(&["127.0.0.1"]));
        assert_eq!(round(&mut caller).await, 1);
        let heard = receiver.heard();
        assert_eq!(heard[0].header("host"), format!("inside.example:{}", receiver.port()));
    }
);
