//! The page of letters: what did not arrive, whom to telephone, which addresses get nothing, what is called back.

use chrono::TimeDelta;
use diesel::prelude::*;
use otyrys::applications::record::Application;
use otyrys::database::schema::{applications, journal, outbox, suppressions};
use otyrys::database::{Broken, Id, Instant, Lane as WriteLane};
use otyrys::language::Language;
use otyrys::outbox::record::{LetterState, Suppression};
use otyrys::outbox::{Lane, Letter, store};
use otyrys::web::desk::Role;
use serde_json::json;

use crate::harness::{Clerk, Office, Planned, both_engines, person, value_on};

const NOW: &str = "2026-12-07T09:00:00+05:00";

/// Applies with this e-mail and telephone.
async fn applied(office: &Office, session: &str, name: &str, contacts: (Option<&str>, &str)) {
    let mut applicant = person(name);
    let fields = applicant.as_object_mut().expect("a person");
    fields.remove("email");
    if let Some(email) = contacts.0 {
        fields.insert("email".to_owned(), json!(email));
    }
    fields.insert("phone".to_owned(), json!(contacts.1));
    let path = format!("/api/v1/sessions/{session}/applications");
    assert_eq!(office.post_json(&path, &applicant, None).await.0, 201);
}

/// The receipts of a session come to this end.
fn end(office: &Office, session: &str, state: LetterState, why: &'static str) {
    let (id, now) = (Id::parse(session).expect("an id"), office.app.now());
    let done = office.app.database.write_here(WriteLane::Any, move |work| {
        diesel::update(outbox::table.filter(outbox::session_id.eq(id)))
            .set((
                outbox::state.eq(state),
                outbox::last_error.eq(Some(why)),
                outbox::finished_at.eq(Some(Instant::from(now))),
            ))
            .execute(work.connection)?;
        Ok::<_, Broken>(())
    });
    done.expect("an end");
}

fn the_application(office: &Office, session: &str) -> Application {
    let id = Id::parse(session).expect("an id");
    let read = office.app.database.read_here(|connection| {
        Ok::<_, Broken>(
            applications::table
                .filter(applications::session_id.eq(id))
                .select(Application::as_select())
                .get_result(connection)?,
        )
    });
    read.expect("one application")
}

fn acts(office: &Office) -> Vec<(String, String)> {
    let read = office.app.database.read_here(|connection| {
        Ok::<_, Broken>(
            journal::table
                .filter(journal::act.like("letters.%"))
                .order(journal::place)
                .select((journal::act, journal::after.assume_not_null()))
                .load(connection)?,
        )
    });
    read.expect("the journal")
}

async fn tick(office: &Office, clerk: &Clerk, item: &str, undo: bool) -> crate::harness::Answer {
    let mut fields = vec![("item", item), ("list", "")];
    if undo {
        fields.push(("undo", "true"));
    }
    let path = "/desk/letters/telephoned";
    office
        .desk_form_on(clerk, "/desk/letters", path, &fields)
        .await
}

both_engines!(
    /// Name and telephone stand there for whoever may see persons; the tick says who and when, and can be taken back.
    a_letter_that_did_not_arrive_is_telephoned,
    NOW,
    async |office: &Office| {
        let session = office.session(&Planned::default());
        let contacts = (Some("aigul@example.org"), "+7 701 000 00 01");
        applied(office, &session, "Әлиева", contacts).await;
        end(office, &session, LetterState::PermanentFailure, "550 5.1.1");
        let clerk = office.clerk(Role::Secretary, &session);
        let page = office.desk(&clerk, "/desk/letters").await;
        assert_eq!(page.status, 200);
        for shown in [
            "Әлиева Айгүл",
            "tel:+77010000001",
            "aigul@example.org",
            "550 5.1.1",
            "Алушының пошта сервері хатты қабылдамады.",
            "Өтінімнің қабылданғаны",
        ] {
            assert!(page.body.contains(shown), "{shown}: {}", page.body);
        }
        let today = office.desk(&clerk, "/desk").await.body;
        let way = format!("/desk/letters?session={session}");
        assert!(today.contains(&way), "{today}");
        assert!(today.contains("Жеткізілмеген хаттар: 1"), "{today}");

        let item = value_on(&page.body, "item");
        let done = tick(office, &clerk, &item, false).await;
        assert_eq!(done.status, 303, "{}", done.body);
        assert_eq!(done.to.as_deref(), Some("/desk/letters?done=telephoned"));
        assert_eq!(tick(office, &clerk, &item, false).await.status, 303);
        let page = office.desk(&clerk, "/desk/letters").await.body;
        assert!(page.contains("Қызметкер") && page.contains("Белгіні алып тастау"));
        let today = office.desk(&clerk, "/desk").await.body;
        assert!(!today.contains("Жеткізілмеген хаттар: 1"), "{today}");
        assert_eq!(tick(office, &clerk, &item, true).await.status, 303);
        let page = office.desk(&clerk, "/desk/letters").await.body;
        assert!(!page.contains("Белгіні алып тастау"), "{page}");
        let noted = acts(office);
        let names: Vec<&str> = noted.iter().map(|(act, _)| act.as_str()).collect();
        assert_eq!(names, ["letters.telephoned", "letters.telephoned_undone"]);
        assert!(noted.iter().all(|(_, after)| !after.contains("example.org")));
        office.letters();
    }
);

both_engines!(
    /// The supervisor sees numbers and no persons; another body's letters are not there; what is gone is said to be.
    nobody_sees_more_than_their_role,
    NOW,
    async |office: &Office| {
        let own = office.session_of("one", &Planned::default());
        let other = office.session_of("two", &Planned::default());
        let contacts = (Some("aigul@example.org"), "+7 701 000 00 01");
        applied(office, &own, "Әлиева", contacts).await;
        let untried = "its time passed before it was tried";
        end(office, &own, LetterState::Expired, untried);
        let supervisor = office.clerk(Role::Supervisor, &own);
        let page = office.desk(&supervisor, "/desk/letters").await.body;
        assert!(page.contains(&the_application(office, &own).number), "{page}");
        let persons = ["Әлиева", "701 000", "aigul@", "Телефон арқылы хабарланды"];
        for hidden in persons.into_iter().chain([untried]) {
            assert!(!page.contains(hidden), "{hidden}: {page}");
        }
        let secretary = office.clerk(Role::Secretary, &own);
        let page = office.desk(&secretary, "/desk/letters").await.body;
        let item = value_on(&page, "item");
        let stranger = office.clerk(Role::Secretary, &other);
        let page = office.desk(&stranger, "/desk/letters").await.body;
        assert!(!page.contains(&own) && !page.contains("aigul@"), "{page}");
        assert_eq!(tick(office, &stranger, &item, false).await.status, 404);
        assert_eq!(tick(office, &supervisor, &item, false).await.status, 403);
        let gone = tick(office, &secretary, &Id::new().to_string(), false).await;
        assert_eq!(gone.status, 409);
        assert!(gone.body.contains("Ештеңе белгіленген жоқ"), "{}", gone.body);
        assert_eq!(acts(office), []);
        office.letters();
    }
);

both_engines!(
    /// Without e-mail one stands there since the last thing there is to tell; something new puts one there anew.
    people_without_email_are_to_be_telephoned,
    NOW,
    async |office: &Office| {
        let session = office.session(&Planned::default());
        applied(office, &session, "Әлиева", (None, "+7 701 000 00 01")).await;
        let clerk = office.clerk(Role::Secretary, &session);
        let list = "/desk/letters";
        let page = office.desk(&clerk, list).await.body;
        assert!(!page.contains("Әлиева"), "the receipt was shown: {page}");
        let act = async |act: &str, more: &[(&str, &str)]| {
            let one = the_application(office, &session);
            let revision = one.revision.to_string();
            let mut fields = vec![("revision", revision.as_str())];
            fields.extend_from_slice(more);
            let path = format!("/desk/applications/{}/{act}", one.id);
            let answer = office.desk_form(&clerk, &path, &fields).await;
            assert_eq!(answer.status, 303, "{}", answer.body);
        };
        act("admit", &[]).await;
        let page = office.desk(&clerk, list).await.body;
        assert!(page.contains("Әлиева") && page.contains("Отырысқа кіруге рұқсат берілгені"));
        let today = office.desk(&clerk, "/desk").await.body;
        assert!(today.contains("Электрондық поштасы жоқ өтінім берушілер: 1"), "{today}");
        let item = value_on(&page, "item");
        assert_eq!(tick(office, &clerk, &item, false).await.status, 303);
        act("move-online", &[("agreed", "true")]).await;
        let page = office.desk(&clerk, list).await.body;
        assert!(page.contains("Онлайн қатысуға ауыстырылғаны"), "{page}");
        assert!(!page.contains("Белгіні алып тастау"), "{page}");
        assert_eq!(tick(office, &clerk, &item, false).await.status, 409, "the one before");
        act("withdraw", &[]).await;
        let page = office.desk(&clerk, list).await.body;
        assert!(!page.contains("+7 701"), "{page}");
        assert_eq!(office.letters(), []);
    }
);

fn stop(office: &Office, session: &str, hash: &'static str) {
    let (id, now) = (Id::parse(session).expect("an id"), office.app.now());
    let done = office.app.database.write_here(WriteLane::Any, move |work| {
        let letter: Id = outbox::table
            .filter(outbox::session_id.eq(id))
            .select(outbox::id)
            .get_result(work.connection)?;
        store::suppress(
            work,
            Suppression {
                address_hash: hash.to_owned(),
                address: Some("aigul@example.org".to_owned()),
                reason: "5.1.1".to_owned(),
                letter_id: letter,
                since: now.into(),
                forget_at: (now + TimeDelta::days(40)).into(),
            },
        )
    });
    done.expect("a stopped address");
}

fn stopped(office: &Office) -> Vec<Option<String>> {
    let read = office.app.database.read_here(|connection| {
        Ok::<_, Broken>(
            suppressions::table
                .select(suppressions::address)
                .load(connection)?,
        )
    });
    read.expect("the list")
}

both_engines!(
    an_address_is_let_have_letters_again,
    NOW,
    async |office: &Office| {
        let session = office.session(&Planned::default());
        let other = office.session_of("another", &Planned::default());
        let contacts = (Some("aigul@example.org"), "+7 701 000 00 01");
        applied(office, &session, "Әлиева", contacts).await;
        stop(office, &session, "hash");
        let clerk = office.clerk(Role::Secretary, &session);
        let page = office.desk(&clerk, "/desk/letters").await.body;
        assert!(page.contains("aigul@example.org") && page.contains("5.1.1"));
        let release = async |clerk: &Clerk| {
            let path = "/desk/letters/release";
            let fields = [("address", "hash"), ("list", "")];
            office
                .desk_form_on(clerk, "/desk/letters", path, &fields)
                .await
        };
        let stranger = office.clerk(Role::Secretary, &other);
        assert_eq!(release(&stranger).await.status, 404);
        assert_eq!(stopped(office).len(), 1);
        assert_eq!(release(&clerk).await.status, 303);
        assert_eq!(stopped(office), []);
        assert_eq!(release(&clerk).await.status, 409);
        assert_eq!(acts(office).len(), 1);
        office.letters();
    }
);

both_engines!(
    /// Who withdraws, and whose data is destroyed, is forgotten in the outbox too.
    whoever_goes_is_forgotten_among_the_letters,
    NOW,
    async |office: &Office| {
        let withdrawn = office.session_of("one", &Planned::default());
        let over = office.session_of("two", &Planned::default());
        let contacts = (Some("aigul@example.org"), "+7 701 000 00 01");
        for session in [&withdrawn, &over] {
            applied(office, session, "Әлиева", contacts).await;
            end(office, session, LetterState::PermanentFailure, "550");
        }
        let recipients = || {
            let read = office.app.database.read_here(|connection| {
                Ok::<_, Broken>(
                    outbox::table
                        .filter(outbox::kind.eq("application-received"))
                        .order(outbox::id)
                        .select(outbox::recipient)
                        .load::<String>(connection)?,
                )
            });
            read.expect("recipients")
        };
        let secret = the_application(office, &withdrawn).secret;
        let path = format!("/kk/applications/{secret}/withdraw");
        assert_eq!(office.post_form(&path, &[("confirmed", "true")]).await.0, 303);
        assert_eq!(recipients(), ["", "aigul@example.org"]);
        stop(office, &over, "hash");
        let done = office.app.database.write_here(WriteLane::Any, |work| {
            diesel::update(outbox::table.filter(outbox::recipient.ne("")))
                .set(outbox::recipient_hash.eq(Some("hash")))
                .execute(work.connection)?;
            Ok::<_, Broken>(())
        });
        done.expect("a trace");
        let at = office.app.now() + TimeDelta::days(60);
        otyrys::applications::jobs::forget_applicants(&office.app, at).expect("forgotten");
        assert_eq!(recipients(), ["", ""]);
        assert_eq!(stopped(office), [None]);
        office.letters();
    }
);

fn to_many(office: &Office, session: &str, names: &[&str]) {
    let (id, now) = (Id::parse(session), office.app.now());
    let letters: Vec<Letter> = names
        .iter()
        .map(|name| Letter {
            once_key: (*name).to_owned(),
            lane: Lane::Bulk,
            kind: "application-received",
            recipient: format!("{name}@example.org"),
            language: Language::Kk,
            session: id,
            payload: json!({}),
            give_up_at: now + TimeDelta::days(1),
        })
        .collect();
    let done = office.app.database.write_here(WriteLane::Any, move |work| {
        for letter in letters {
            store::put(work, now, letter);
        }
        Ok::<_, Broken>(())
    });
    done.expect("letters");
}

both_engines!(
    /// Asked first; what is sent is too late; another session's letters stay.
    letters_to_many_are_called_back_from_the_desk,
    NOW,
    async |office: &Office| {
        let session = office.session(&Planned::default());
        let other = office.session(&Planned {
            starts: "2026-12-17T10:00:00",
            ..Planned::default()
        });
        to_many(office, &session, &["a", "b", "c"]);
        to_many(office, &other, &["d"]);
        let done = office.app.database.write_here(WriteLane::Any, |work| {
            diesel::update(outbox::table.filter(outbox::once_key.eq("c")))
                .set(outbox::state.eq(LetterState::Delivered))
                .execute(work.connection)?;
            Ok::<_, Broken>(())
        });
        done.expect("one is sent");
        let clerk = office.clerk(Role::Secretary, &session);
        let path = format!("/desk/sessions/{session}/call-back");
        for page in ["/desk/letters".to_owned(), format!("/desk/sessions/{session}")] {
            let page = office.desk(&clerk, &page).await.body;
            assert!(page.contains(&path), "{page}");
        }
        let page = office.desk(&clerk, &path).await.body;
        assert!(page.contains("Жіберілуін күтіп тұрған хаттар: 2."), "{page}");
        assert!(page.contains("09:05"), "{page}");
        let done = office.desk_form(&clerk, &path, &[]).await;
        assert_eq!(done.status, 200);
        assert!(done.body.contains("Қайтарып алынған хаттар: 2."), "{}", done.body);
        assert!(done.body.contains("Қайтарып алып үлгермеген хаттар: 1."), "{}", done.body);
        let again = office.desk_form(&clerk, &path, &[]).await.body;
        assert!(again.contains("Қайтарып алынған хаттар: 0."), "{again}");
        assert_eq!(acts(office).len(), 1);
        let page = office.desk(&clerk, &path).await.body;
        assert!(page.contains("Қайтарып алатын хат жоқ"), "{page}");
        let left = office.letters();
        assert_eq!(left.len(), 1);
        assert_eq!(left[0].1, "d@example.org");
    }
);

both_engines!(
    /// Fifty on a page, those still to be told first.
    the_list_goes_on_over_pages,
    NOW,
    async |office: &Office| {
        let session = office.session(&Planned::default());
        let names: Vec<String> = (0..51).map(|number| format!("n{number}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        to_many(office, &session, &names);
        end(office, &session, LetterState::TechnicalFailure, "no words");
        let clerk = office.clerk(Role::BodyAdmin, &session);
        let rows = |page: &str| page.matches("name=\"item\"").count();
        let query = format!("/desk/letters?session={session}");
        let page = office.desk(&clerk, &query).await.body;
        assert_eq!(rows(&page), 50);
        let next = format!("/desk/letters?session={session}&amp;letters=2");
        assert!(page.contains(&next), "{page}");
        let first = value_on(&page, "item");
        assert_eq!(tick(office, &clerk, &first, false).await.status, 303);
        let page = office.desk(&clerk, &next.replace("&amp;", "&")).await.body;
        assert_eq!(rows(&page), 1);
        assert_eq!(value_on(&page, "item"), first, "it went to the end");
        office.letters();
    }
);
