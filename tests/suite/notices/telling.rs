//! Who is told, when, and that nobody is told twice.

use std::sync::Arc;

use chrono::TimeDelta;
use otyrys::app::Mode;
use otyrys::clock::Clock;
use otyrys::commands::{Opening, open};
use otyrys::database::{Id, Json, Lane, Work};
use otyrys::language::Language;
use otyrys::law::session_course::{Format, SessionStatus};
use otyrys::news::{self, Audience, Kind};
use otyrys::web::desk::Role;

use super::scene::{
    self, announce, announced, applied, cancelled, crowd, letters, note, ordered, postponed,
    revise, round, rounds, subjects, subscribed, to_hall,
};
use crate::harness::{Office, Planned, both_engines};

const EARLY: &str = "2026-12-01T09:00:00+05:00";

both_engines!(
    /// Not who withdrew, not who gave no e-mail, not who applied since; each by an application, not by an address.
    everybody_who_applied_and_still_wants_to_come,
    EARLY,
    async |office: &Office| {
        let session = announced(office, &Planned::default());
        let (ru, kk) = (Language::Ru, Language::Kk);
        applied(office, session, "stays@example.org", ru).await;
        let path = format!("/api/v1/sessions/{session}/applications");
        let mut shares = crate::harness::person("Оспанов");
        shares["email"] = "stays@example.org".into();
        shares["language"] = "kk".into();
        assert_eq!(office.post_json(&path, &shares, None).await.0, 201);
        let mut telephone = crate::harness::person("Қайратова");
        telephone["email"] = serde_json::Value::Null;
        telephone["phone"] = "+7 701 000 00 00".into();
        assert_eq!(office.post_json(&path, &telephone, None).await.0, 201);
        let goes = applied(office, session, "goes@example.org", kk).await;
        round(office).await;
        let secret = goes["secret"].as_str().unwrap();
        let own = format!("{}/api/v1/applications/{secret}", office.url);
        assert_eq!(office.http.delete(own).send().await.unwrap().status(), 200);
        round(office).await;
        let before = letters(office, 0).len();

        office.hands.advance(TimeDelta::seconds(1));
        to_hall(office, session, 5);
        office.hands.advance(TimeDelta::seconds(1));
        applied(office, session, "later@example.org", ru).await;
        round(office).await;
        let mut told = subjects(office, before);
        told.sort();
        let changed = "stays@example.org: Анонс изменен: Заседание коллегии: водное хозяйство";
        let receipt = "later@example.org: Заявка принята, место подготовлено";
        let in_kazakh = "stays@example.org: Анонс өзгертілді: Алқа отырысы: су шаруашылығы";
        assert_eq!(told.len(), 3, "{told:?}");
        assert!(told[0].starts_with(receipt), "{told:?}");
        assert_eq!(told[1..], [changed, in_kazakh]);
        assert_eq!(round(office).await, 0, "nobody is told twice");
    }
);

both_engines!(
    /// A place that was given is not written of after the session was called off, or the place was given up, however
    /// long the letter waited; and whom no letter reaches stands among those to be telephoned.
    letters_that_waited_are_not_sent_in_vain,
    EARLY,
    async |office: &Office| {
        let session = announced(office, &Planned::default());
        let path = format!("/api/v1/sessions/{session}/applications");
        let mut telephone = crate::harness::person("Қайратова");
        telephone["email"] = serde_json::Value::Null;
        telephone["phone"] = "+7 701 000 00 00".into();
        assert_eq!(office.post_json(&path, &telephone, None).await.0, 201);
        applied(office, session, "aigul@example.org", Language::Ru).await;
        let goes = applied(office, session, "goes@example.org", Language::Ru).await;
        let secret = goes["secret"].as_str().unwrap();
        let own = format!("{}/api/v1/applications/{secret}", office.url);
        assert_eq!(office.http.delete(own).send().await.unwrap().status(), 200);
        office.hands.advance(TimeDelta::seconds(1));
        cancelled(office, session);
        rounds(office).await;
        let mut told = subjects(office, 0);
        told.sort();
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told[0].starts_with("aigul@example.org: Заседание не состоится"), "{told:?}");
        assert!(told[1].starts_with("goes@example.org: Заявка отозвана"), "{told:?}");
        let clerk = office.clerk(Role::Secretary, session.as_str());
        let page = office.desk(&clerk, "/desk/letters").await;
        assert!(page.body.contains("Қайратова"), "{}", page.body);
        assert!(page.body.contains("+7 701 000 00 00"));
        assert!(page.body.contains("Отырыстың өткізілмейтіні"));
    }
);

both_engines!(
    /// The desk takes back what is being told of an announcement, and never that a session does not take place.
    calling_back_stops_no_cancellation,
    EARLY,
    async |office: &Office| {
        let session = announced(office, &Planned::default());
        subscribed(office, "reader@example.org", |_| {}).await;
        rounds(office).await;
        office.hands.advance(TimeDelta::minutes(6));
        rounds(office).await;
        let before = letters(office, 0).len();
        office.hands.advance(TimeDelta::seconds(1));
        cancelled(office, session);
        let now = office.app.now();
        let stop = move |work: &mut Work| {
            news::store::stop(work, session, Audience::Subscribers, now)
        };
        office.app.database.write(Lane::Any, stop).await.unwrap();
        rounds(office).await;
        office.hands.advance(TimeDelta::minutes(6));
        rounds(office).await;
        assert_eq!(subjects(office, before).len(), 1, "that it is called off");
    }
);

both_engines!(
    what_nobody_acts_on_is_no_letter,
    EARLY,
    async |office: &Office| {
        let session = announced(office, &Planned::default());
        applied(office, session, "aigul@example.org", Language::En).await;
        subscribed(office, "reader@example.org", |row| {
            row.announcements = false;
        })
        .await;
        rounds(office).await;
        let before = letters(office, 0).len();
        revise(office, session, None, |order| {
            order.title.ru = "Заседание коллегии: воды и водное хозяйство".to_owned();
        });
        note(office, session, Kind::Recounted);
        rounds(office).await;
        assert_eq!(subjects(office, before), Vec::<String>::new());

        // The Kazakh name of the hall was mended: who reads Russian sees no difference, an English reader neither.
        revise(office, session, None, |order| {
            let place = order.place.as_mut().unwrap();
            place.kk = "Астана қаласы, Мәңгілік Ел даңғылы, 8, 4-зал".to_owned();
        });
        rounds(office).await;
        let told = subjects(office, before);
        assert_eq!(
            told,
            ["reader@example.org: Анонс өзгертілді: Алқа отырысы: су шаруашылығы"]
        );
    }
);

both_engines!(
    what_is_over_or_old_is_not_told,
    EARLY,
    async |office: &Office| {
        subscribed(office, "reader@example.org", |_| ()).await;
        let session = announced(office, &Planned::default());
        applied(office, session, "aigul@example.org", Language::Ru).await;
        office.letters();
        to_hall(office, session, 5);
        // No worker ran for a week; the session is over.
        office.at("2026-12-10T10:00:00+05:00");
        assert_eq!(round(office).await, 0);
        assert!(ordered(office).is_empty());

        // Results are told however late.
        note(office, session, Kind::Results);
        office.at("2026-12-20T10:00:00+05:00");
        rounds(office).await;
        assert_eq!(
            subjects(office, 0),
            [
                "aigul@example.org: Опубликованы итоги заседания: Заседание коллегии: водное хозяйство",
                "reader@example.org: Отырыс қорытындысы жарияланды: Алқа отырысы: су шаруашылығы",
            ]
        );
    }
);

both_engines!(
    /// Off for four days: who subscribed hears no more of an announcement, who applied hears of a change.
    an_office_that_was_away_tells_what_is_of_use,
    EARLY,
    async |office: &Office| {
        subscribed(office, "reader@example.org", |_| ()).await;
        let (first, second) = (
            announced(office, &Planned::default()),
            announced(office, &Planned { starts: "2026-12-11T10:00:00", ..Planned::default() }),
        );
        applied(office, second, "aigul@example.org", Language::Ru).await;
        office.letters();
        office.hands.advance(TimeDelta::seconds(1));
        to_hall(office, second, 5);
        office.at("2026-12-05T09:00:00+05:00");
        rounds(office).await;
        assert_eq!(subjects(office, 0).len(), 1);
        assert!(subjects(office, 0)[0].starts_with("aigul@example.org: Анонс изменен"));
        // What the reader was not told is told with what comes next.
        to_hall(office, first, 6);
        rounds(office).await;
        assert_eq!(
            subjects(office, 1),
            ["reader@example.org: Отырыс жарияланды: Алқа отырысы: су шаруашылығы"]
        );
    }
);

both_engines!(
    three_subscriptions_of_one_address_are_one_reader,
    EARLY,
    async |office: &Office| {
        let address = "reader@example.org";
        let other = office.session_of("other", &Planned::default());
        let other = office.body_of(&other);
        subscribed(office, address, |row| row.bodies = Json::from(vec![other])).await;
        subscribed(office, "Reader@Example.org", |row| {
            row.topic = Some("су".to_owned());
        })
        .await;
        let last = subscribed(office, address, |row| row.language = Language::Ru).await;
        subscribed(office, "elsewhere@example.org", |row| {
            row.topic = Some("жол".to_owned());
        })
        .await;
        subscribed(office, "unconfirmed@example.org", |row| {
            row.confirmed_at = None;
        })
        .await;
        subscribed(office, "results@example.org", |row| {
            (row.announcements, row.changes) = (false, false);
        })
        .await;
        announced(office, &Planned::default());
        rounds(office).await;
        let told = subjects(office, 0);
        assert_eq!(
            told,
            ["Reader@Example.org: Отырыс жарияланды: Алқа отырысы: су шаруашылығы"]
        );
        assert_eq!(round(office).await, 0);

        // By the second of them; when that one ends meanwhile, by another.
        let session = announced(
            office,
            &Planned {
                starts: "2026-12-11T10:00:00",
                ..Planned::default()
            },
        );
        round(office).await;
        let by: Vec<Id> = confirmed_ids(office, "Reader@Example.org");
        end(office, by[0]);
        office.hands.advance(TimeDelta::minutes(5));
        round(office).await;
        let second = letters(office, 1);
        assert_eq!(second.len(), 1);
        assert!(second[0].text.contains(&last.secret), "{}", second[0].text);

        // Who left altogether gets no letter that waited.
        to_hall(office, session, 7);
        round(office).await;
        for id in confirmed_ids(office, "") {
            end(office, id);
        }
        office.hands.advance(TimeDelta::minutes(5));
        round(office).await;
        assert_eq!(letters(office, 2).len(), 0);
        let states: Vec<String> = ordered(office).into_iter().map(|one| one.2).collect();
        assert_eq!(states, ["delivered", "delivered", "called_back"]);
    }
);

fn confirmed_ids(office: &Office, email: &str) -> Vec<Id> {
    use otyrys::subscriptions::record::{About, Often};
    let read = office.app.database.read_here(|connection| {
        otyrys::subscriptions::store::confirmed(connection, About::Changes, Often::AtOnce, None, 50)
    });
    let all = read.unwrap().into_iter();
    all.filter(|row| email.is_empty() || row.email == email)
        .map(|row| row.id)
        .collect()
}

fn end(office: &Office, id: Id) {
    let done = office
        .app
        .database
        .write_here(Lane::Any, move |work: &mut Work| {
            otyrys::subscriptions::store::delete(work.connection, id)
        });
    assert!(done.unwrap());
}

both_engines!(
    lanes_follow_how_soon_it_is,
    EARLY,
    async |office: &Office| {
        subscribed(office, "reader@example.org", |row| {
            row.announcements = false;
        })
        .await;
        let session = announced(office, &Planned::default());
        applied(office, session, "aigul@example.org", Language::Ru).await;
        office.letters();
        to_hall(office, session, 5);
        scene::tell(&office.app).await.unwrap();
        postponed(office, session, "2026-12-11T10:00:00+05:00");
        scene::tell(&office.app).await.unwrap();
        office.at("2026-12-10T10:30:00+05:00");
        cancelled(office, session);
        scene::tell(&office.app).await.unwrap();
        let lanes: Vec<(String, String)> = ordered(office)
            .into_iter()
            .map(|(kind, lane, _)| (kind, lane))
            .collect();
        let wanted = [
            ("applicant-changed", "ordinary"),
            ("subscriber-changed", "bulk"),
            ("applicant-postponed", "urgent"),
            ("subscriber-postponed", "bulk"),
            ("applicant-cancelled", "urgent"),
            ("subscriber-cancelled", "urgent"),
        ];
        let wanted = wanted.map(|(kind, lane)| (kind.to_owned(), lane.to_owned()));
        assert_eq!(lanes, wanted);
        office.letters();
    }
);

both_engines!(
    /// Four hundred and more people; the first lot is told, then the worker is gone.
    a_worker_that_dies_is_followed_by_one_that_goes_on,
    EARLY,
    async |office: &Office| {
        let session = announced(office, &Planned::default());
        let first = applied(office, session, "first@example.org", Language::Kk).await;
        crowd(office, session, &first, 450);
        office.letters();
        office.hands.advance(TimeDelta::seconds(1));
        to_hall(office, session, 5);
        let app = Arc::clone(&office.app);
        let worker = actix_web::rt::spawn(async move { scene::tell(&app).await });
        while ordered(office).is_empty() {
            actix_web::rt::time::sleep(std::time::Duration::from_millis(1)).await;
        }
        worker.abort();
        drop(worker.await);
        // What the first one had in hand when it died may become durable a moment later.
        while !all_told(office) {
            scene::tell(&office.app).await.unwrap();
        }
        let mut told: Vec<String> = office.letters().into_iter().map(|(_, to)| to).collect();
        assert_eq!(told.len(), 451);
        told.sort();
        told.dedup();
        assert_eq!(told.len(), 451);
        assert_eq!(scene::tell(&office.app).await.unwrap(), 0);
    }
);

both_engines!(
    two_workers_at_once_tell_everybody_once,
    EARLY,
    async |office: &Office| {
        let session = announced(office, &Planned::default());
        let first = applied(office, session, "first@example.org", Language::Kk).await;
        crowd(office, session, &first, 900);
        for one in 0..300 {
            subscribed(office, &format!("reader{one}@example.org"), |row| {
                row.announcements = false;
            })
            .await;
        }
        office.letters();
        office.hands.advance(TimeDelta::seconds(1));
        to_hall(office, session, 5);
        let (clock, _hands) = Clock::stopped_at(office.app.now());
        let opening = Opening {
            settings: office.app.settings.clone(),
            clock,
            mode: Mode::Office,
        };
        let other = open(opening).unwrap();
        let mut rounds = 0;
        loop {
            let both = futures_util::join!(scene::tell(&office.app), scene::tell(&other));
            rounds += 1;
            if (both.0.unwrap(), both.1.unwrap()) == (0, 0) && all_told(office) {
                break;
            }
            assert!(rounds < 100);
        }
        let mut told: Vec<String> = office.letters().into_iter().map(|(_, to)| to).collect();
        assert_eq!(told.len(), 1201);
        told.sort();
        told.dedup();
        assert_eq!(told.len(), 1201);
        drop(Arc::clone(&other));
    }
);

fn all_told(office: &Office) -> bool {
    let read = office.app.database.read_here(|connection| {
        let applicants = news::store::due(connection, Audience::Applicants)?;
        let subscribers = news::store::due(connection, Audience::Subscribers)?;
        Ok::<_, otyrys::database::Broken>(applicants.is_none() && subscribers.is_none())
    });
    read.unwrap()
}

both_engines!(
    /// A topic that only the former title had, and one that only the new one has.
    a_session_is_wanted_by_what_it_was_and_what_it_is,
    EARLY,
    async |office: &Office| {
        for (email, topic) in [
            ("was@example.org", "шаруашылығы"),
            ("is@example.org", "орман"),
            ("never@example.org", "тұз"),
        ] {
            subscribed(office, email, |row| {
                row.topic = Some(topic.to_owned());
                row.announcements = false;
            })
            .await;
        }
        let session = announced(office, &Planned::default());
        rounds(office).await;
        revise(office, session, None, |order| {
            order.title.kk = "Алқа отырысы: орман".to_owned();
            order.title.ru = "Заседание коллегии: лес".to_owned();
            order.broadcast_url = Some("https://example.org/other".to_owned());
        });
        rounds(office).await;
        let mut told: Vec<String> = letters(office, 0).into_iter().map(|one| one.to).collect();
        told.sort();
        assert_eq!(told, ["is@example.org", "was@example.org"]);
    }
);

both_engines!(
    /// A closed session and an online one: nothing to apply for, nothing to watch where nobody may.
    letters_show_what_the_page_shows,
    EARLY,
    async |office: &Office| {
        subscribed(office, "reader@example.org", |_| ()).await;
        let closed = Planned {
            access: otyrys::law::session_course::Access::Closed,
            ..Planned::default()
        };
        let online = Planned {
            format: Format::Online,
            starts: "2026-12-11T10:00:00",
            ..Planned::default()
        };
        let closed = otyrys::database::Id::parse(&office.session(&Planned {
            status: SessionStatus::Draft,
            ..closed
        }));
        let closed = closed.unwrap();
        crate::closing::close_whole(office, closed);
        announce(office, closed);
        let online = announced(office, &online);
        rounds(office).await;
        let told = letters(office, 0);
        assert_eq!(told.len(), 2);
        let (first, second) = (&told[0], &told[1]);
        assert!(first.text.contains("жабық режимде"), "{}", first.text);
        assert!(!first.text.contains("https://example.org/live"), "{}", first.text);
        assert!(!first.text.contains("/apply"), "{}", first.text);
        assert!(second.text.contains("https://example.org/live"), "{}", second.text);
        assert!(!second.text.contains(&format!("{online}/apply")), "{}", second.text);
    }
);
