//! The queue of a session at the desk: what it shows to whom, how it is searched, and what reading it costs.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use diesel::Connection as _;
use diesel::connection::InstrumentationEvent;
use otyrys::applications::desk::reading;
use otyrys::applications::desk::wish::Wish;
use otyrys::applications::record::{Application, RANKS_APART};
use otyrys::applications::{jobs, store};
use otyrys::database::{Broken, Id, Lane};
use otyrys::law::application_course::ApplicationState;
use otyrys::web::desk::Role;

use crate::harness::{Office, Planned, both_engines};

const NOW: &str = "2026-12-07T09:00:00+05:00";

/// Who applied, in order of receipt.
pub async fn applicants(office: &Office, session: &str, surnames: &[&str]) -> Vec<Application> {
    for surname in surnames {
        let (status, answer) = office.apply(session, surname).await;
        assert_eq!(status, 201, "{answer}");
    }
    office.letters();
    all(office, session)
}

/// All applications of a session, in the order of their ranks.
pub fn all(office: &Office, session: &str) -> Vec<Application> {
    let id = Id::parse(session).unwrap();
    let read = office
        .app
        .database
        .read_here(|connection| store::in_states(connection, id, ApplicationState::ALL));
    read.unwrap()
}

/// An application as it stands now.
pub fn now(office: &Office, one: &Application) -> Application {
    let read = office
        .app
        .database
        .read_here(|connection| store::by_id(connection, one.id));
    read.unwrap().unwrap()
}

both_engines!(
    the_queue_is_in_order_and_found_by_name_number_and_state,
    NOW,
    async |office| {
        let session = office.session(&Planned {
            capacity: 1,
            ..Planned::default()
        });
        let people = applicants(office, &session, &["Қайратова", "Әбдірова", "Сейітова"]).await;
        let clerk = office.clerk(Role::Secretary, &session);
        let path = format!("/desk/sessions/{session}/applicants");
        let page = office.desk(&clerk, &path).await;
        assert_eq!(page.status, 200);
        let at = |name: &str| page.body.find(name).expect(name);
        assert!(at("Қайратова") < at("Әбдірова") && at("Әбдірова") < at("Сейітова"));
        assert!(page.body.contains("Кезек нөмірі: 2") && page.body.contains("1985"));
        assert!(page.body.contains("10-тармақ"), "two wait: the alert");
        for (query, found, not) in [
            (
                "q=%D0%BA%D0%B0%D0%B9%D1%80%D0%B0%D1%82",
                "Қайратова",
                "Сейітова",
            ),
            ("state=waiting", "Сейітова", "Қайратова"),
            ("hall=main", "Қайратова", "Сейітова"),
            (&*format!("q={}", people[2].number), "Сейітова", "Қайратова"),
        ] {
            let page = office.desk(&clerk, &format!("{path}?{query}")).await;
            assert!(page.body.contains(found), "{query}");
            assert!(!page.body.contains(not), "{query}");
        }
        let none = office.desk(&clerk, &format!("{path}?channel=post")).await;
        assert!(none.body.contains("Мұндай өтінім жоқ"));
        // The list that one came from is kept through the page of one application.
        let page = office.desk(&clerk, &format!("{path}?state=waiting")).await;
        let one = format!("/desk/applications/{}?list=state%3Dwaiting", people[1].id);
        assert!(page.body.contains(&one), "{}", page.body);
        let page = office.desk(&clerk, &one).await;
        assert!(page.body.contains(&format!("{path}?state=waiting")));
    }
);

both_engines!(the_supervisor_sees_no_persons, NOW, async |office| {
    let session = office.session(&Planned::default());
    let people = applicants(office, &session, &["Қайратова"]).await;
    let clerk = office.clerk(Role::Supervisor, &session);
    let path = format!("/desk/sessions/{session}/applicants");
    let one = format!("/desk/applications/{}", people[0].id);
    for page in [
        &path,
        &format!("{path}?q=%D0%BA%D0%B0%D0%B9&needs=any"),
        &one,
    ] {
        let page = office.desk(&clerk, page).await;
        assert_eq!(page.status, 200);
        assert!(
            page.body.contains(&people[0].number),
            "nothing is hidden by a name"
        );
        for secret in ["Қайратова", "Айгүл", "1985", "example.org\""] {
            assert!(!page.body.contains(secret), "{secret}");
        }
        assert!(!page.body.contains("/refuse") && !page.body.contains("/admit"));
    }
    for act in ["admit", "refuse", "contacts", "withdraw"] {
        let answer = office.desk_form(&clerk, &format!("{one}/{act}"), &[]).await;
        assert_eq!(answer.status, 403, "{act}");
    }
    assert_eq!(
        office.desk(&clerk, &format!("{one}/receipt")).await.status,
        403
    );
});

both_engines!(others_find_nothing_and_may_nothing, NOW, async |office| {
    let session = office.session(&Planned::default());
    let people = applicants(office, &session, &["Қайратова"]).await;
    let other = office.session_of("other-body", &Planned::default());
    let stranger = office.clerk(Role::Secretary, &other);
    let guard = office.clerk(Role::Guard, &session);
    let one = format!("/desk/applications/{}", people[0].id);
    let pages = [
        format!("/desk/sessions/{session}/applicants"),
        format!("/desk/sessions/{session}/applicants/new"),
        format!("/desk/sessions/{session}/seats"),
        one.clone(),
        format!("{one}/refuse"),
        format!("{one}/receipt"),
    ];
    for page in &pages {
        assert_eq!(office.desk(&stranger, page).await.status, 404, "{page}");
        assert_eq!(office.desk(&guard, page).await.status, 403, "{page}");
    }
    let admit = format!("{one}/admit");
    let fields = [("revision", "0")];
    assert_eq!(
        office.desk_form(&stranger, &admit, &fields).await.status,
        404
    );
    assert_eq!(office.desk_form(&guard, &admit, &fields).await.status, 403);
    assert_eq!(now(office, &people[0]), people[0]);
});

/// Rows of people that differ in nothing but what must.
fn crowd(like: &Application, from: i32, to: i32) -> Vec<Application> {
    (from..=to)
        .map(|ordinal| {
            let id = Id::new();
            Application {
                id,
                ordinal,
                rank: i64::from(ordinal) * RANKS_APART,
                number: format!("CROWD-{ordinal}"),
                secret: format!("s{id}"),
                pass: format!("p{id}"),
                state: ApplicationState::Waiting,
                hall: None,
                seat: None,
                same_email: Some(format!("e{id}")),
                same_phone: None,
                request_key: None,
                ..like.clone()
            }
        })
        .collect()
}

both_engines!(
    reading_the_queue_takes_as_many_queries_for_ten_as_for_two_thousand,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        let people = applicants(office, &session, &["Қайратова"]).await;
        let id = Id::parse(&session).unwrap();
        let mut counted = Vec::new();
        for (from, to) in [(2, 10), (11, 2000)] {
            let rows = crowd(&people[0], from, to);
            let write =
                move |work: &mut otyrys::database::Work| store::insert_many(work.connection, &rows);
            office.app.database.write_here(Lane::Any, write).unwrap();
            let queries = Arc::new(AtomicUsize::new(0));
            let count = Arc::clone(&queries);
            let mut connection = office.app.database.connect().unwrap();
            connection.set_instrumentation(move |event: InstrumentationEvent<'_>| {
                if matches!(event, InstrumentationEvent::StartQuery { .. }) {
                    count.fetch_add(1, Ordering::Relaxed);
                }
            });
            let wish = Wish::read("state=waiting", true);
            let queue = reading::queue(&mut connection, id, &wish, true)
                .unwrap()
                .unwrap();
            assert_eq!(queue.total, i64::from(to) - 1);
            assert_eq!(queue.lines[0].queue_place, Some(1));
            counted.push(queries.load(Ordering::Relaxed));
        }
        assert_eq!(counted, [7, 7]);
    }
);

both_engines!(
    personal_data_goes_when_its_term_ends_and_the_count_stays,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        let people = applicants(office, &session, &["Қайратова", "Әбдірова"]).await;
        // The session ends at 14:00 on the 10th; thirty days later is the 9th of January.
        office.at("2027-01-09T13:59:59+05:00");
        let forget = || jobs::forget_applicants(&office.app, office.app.now());
        assert_eq!(forget().unwrap(), 0);
        office.at("2027-01-09T14:00:01+05:00");
        assert_eq!(forget().unwrap(), 2);
        assert_eq!(forget().unwrap(), 0, "twice is once");
        let left = now(office, &people[0]);
        assert_eq!(
            (left.state, left.channel),
            (people[0].state, people[0].channel)
        );
        assert_eq!(
            (left.surname, left.email, left.name_search),
            (None, None, None)
        );
        assert_eq!(left.same_email, None);
        let clerk = office.clerk(Role::Secretary, &session);
        let path = format!("/desk/sessions/{session}/applicants");
        let page = office.desk(&clerk, &path).await;
        assert!(page.body.contains(&people[0].number) && !page.body.contains("Қайратова"));
        let one = format!("/desk/applications/{}", people[0].id);
        let page = office.desk(&clerk, &one).await;
        assert!(page.body.contains("Дербес деректер жойылған"));
    }
);

#[derive(diesel::QueryableByName)]
struct Line {
    #[diesel(sql_type = diesel::sql_types::Text)]
    act: String,
    #[diesel(sql_type = diesel::sql_types::Nullable<diesel::sql_types::Text>)]
    after: Option<String>,
}

/// The acts in the journal on an application, with what they tell.
pub fn journal(office: &Office, one: &Application) -> Vec<(String, String)> {
    use diesel::RunQueryDsl as _;
    let id = one.id;
    let read = office.app.database.read_here(|connection| {
        let query = diesel::sql_query(format!(
            "SELECT act, after FROM journal WHERE object_id = '{id}' ORDER BY at, id"
        ));
        Ok::<Vec<Line>, Broken>(query.load(connection)?)
    });
    let lines = read.unwrap().into_iter();
    lines
        .map(|line| (line.act, line.after.unwrap_or_default()))
        .collect()
}
