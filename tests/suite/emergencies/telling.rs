//! Who hears of an emergency, and that nobody hears twice.

use diesel::prelude::*;
use otyrys::database::schema::{outbox, sessions};
use otyrys::database::{Broken, Id, Lane};
use otyrys::language::Language;
use otyrys::notices::tell_subscribers;
use otyrys::subscriptions::record::Often;

use super::{
    NOW, apply_by_telephone, calls_of_kind, declare, end, everywhere, of_kind, planned, read,
    session,
};
use crate::harness::{Office, Planned, both_engines};
use crate::mail::reading::{kept, unfolded};
use crate::notices::scene::{
    announced, applied, letters, postponed, revise, round, rounds, subjects, subscribed, to_hall,
};

const KAZAKH: &str = "Отырысқа тек онлайн режимде қатысуға болады: Алқа отырысы: су шаруашылығы";

/// As if nobody had entered the address of the broadcast.
fn without_broadcast(office: &Office, id: Id) {
    let done = office.app.database.write_here(Lane::Any, move |work| {
        diesel::update(sessions::table.find(id))
            .set(sessions::broadcast_url.eq(None::<String>))
            .execute(work.connection)?;
        Ok::<_, Broken>(())
    });
    done.expect("without a broadcast");
}

fn with_broadcast(office: &Office, id: Id) {
    revise(office, id, None, |order| {
        order.broadcast_url = Some("https://example.org/emergency".to_owned());
    });
}

both_engines!(each_hears_once_and_first, NOW, async |office| {
    let id = announced(office, &Planned::default());
    applied(office, id, "one@example.org", Language::Kk).await;
    subscribed(office, "reader@example.org", |_| {}).await;
    rounds(office).await;
    let before = kept(office).len();
    declare(office, everywhere("one"));
    round(office).await;
    let mut told = subjects(office, before);
    told.sort();
    assert_eq!(
        told,
        [
            format!("one@example.org: {KAZAKH}"),
            format!("reader@example.org: {KAZAKH}"),
        ],
        "in the lane that waits for nothing"
    );
    for letter in letters(office, before) {
        assert!(
            letter.text.contains("Үкімет қаулысы № 12"),
            "{}",
            letter.text
        );
        let (method, file) = letter.calendar.clone().expect("a calendar part");
        let file = unfolded(&file);
        let wanted = if letter.to.starts_with("one") {
            "REQUEST"
        } else {
            "PUBLISH"
        };
        assert_eq!(method, wanted);
        assert!(file.contains("LOCATION:https://example.org/live"), "{file}");
        assert!(file.contains("CONFERENCE"), "{file}");
    }
    rounds(office).await;
    rounds(office).await;
    declare(office, everywhere("two"));
    rounds(office).await;
    assert_eq!(subjects(office, before).len(), 2, "nobody is told twice");
});

both_engines!(
    /// Whoever wants two of the sessions has two letters; two subscriptions of an address are one reader.
    as_many_letters_to_subscribers_are_foreseen_as_are_ordered,
    NOW,
    async |office| {
        let session = announced(office, &Planned::default());
        announced(
            office,
            &Planned {
                starts: "2026-12-11T10:00:00",
                kazakh_title: "Жолдар туралы",
                ..Planned::default()
            },
        );
        let body = super::session(office, session).body_id;
        subscribed(office, "all@example.org", |_| {}).await;
        subscribed(office, "all@example.org", |one| {
            one.bodies = vec![body].into();
        })
        .await;
        subscribed(office, "roads@example.org", |one| {
            one.topic = Some("жолдар".to_owned());
        })
        .await;
        subscribed(office, "other@example.org", |one| {
            one.bodies = vec![Id::new()].into();
        })
        .await;
        subscribed(office, "daily@example.org", |one| one.often = Often::Daily).await;
        subscribed(office, "results@example.org", |one| {
            (one.announcements, one.changes) = (false, false);
        })
        .await;
        subscribed(office, "new@example.org", |one| one.confirmed_at = None).await;
        rounds(office).await;
        let now = office.app.now();
        let foreseen = read(office, |connection| {
            otyrys::emergencies::preview(connection, now, &everywhere("one"))
        });
        assert_eq!(foreseen.switched.len(), 2);
        assert_eq!(foreseen.subscribers, 3);
        declare(office, everywhere("one"));
        tell_subscribers(&office.app).await.unwrap();
        let ordered = of_kind(office, "subscriber-switched");
        assert_eq!(ordered.len(), foreseen.subscribers);
        office.letters();
    }
);

both_engines!(
    the_calendar_moves_on_with_each_letter,
    NOW,
    async |office| {
        let id = announced(office, &Planned::default());
        applied(office, id, "one@example.org", Language::Ru).await;
        rounds(office).await;
        let one = declare(office, everywhere("one")).emergency.emergency.id;
        round(office).await;
        end(office, one, true);
        rounds(office).await;
        let events: Vec<(String, u32)> = kept(office)
            .iter()
            .map(|letter| {
                let (_, file) = letter.calendar.clone().expect("a calendar part");
                let file = unfolded(&file);
                let value = |name: &str| {
                    let line = file.lines().find(|line| line.starts_with(name));
                    line.expect(name).trim_start_matches(name).to_owned()
                };
                (value("UID:"), value("SEQUENCE:").parse().expect("a number"))
            })
            .collect();
        assert_eq!(events.len(), 3, "receipt, emergency, hall again");
        assert!(
            events.windows(2).all(|two| two[0].0 == two[1].0),
            "{events:?}"
        );
        assert!(
            events.windows(2).all(|two| two[0].1 < two[1].1),
            "{events:?}"
        );
        let last = kept(office).pop().expect("a letter");
        assert!(last.text.contains("Мангилик Ел"), "{}", last.text);
        assert!(last.calendar.expect("a part").1.contains('4'), "the hall");
    }
);

both_engines!(the_address_of_the_broadcast_follows, NOW, async |office| {
    let id = announced(office, &Planned::default());
    applied(office, id, "one@example.org", Language::Kk).await;
    rounds(office).await;
    without_broadcast(office, id);
    let before = kept(office).len();
    declare(office, everywhere("one"));
    round(office).await;
    let first = letters(office, before).pop().expect("a letter");
    assert!(
        first.text.contains("Трансляцияның мекенжайы әлі"),
        "{}",
        first.text
    );
    with_broadcast(office, id);
    rounds(office).await;
    let told = letters(office, before);
    assert_eq!(told.len(), 2, "{:?}", subjects(office, before));
    let second = &told[1];
    assert!(
        second.text.contains("https://example.org/emergency"),
        "{}",
        second.text
    );
    let (method, file) = second.calendar.clone().expect("a calendar part");
    assert_eq!(method, "REQUEST");
    let file = unfolded(&file);
    assert!(
        file.contains("LOCATION:https://example.org/emergency"),
        "{file}"
    );
});

both_engines!(
    an_address_entered_in_time_stands_in_the_one_letter,
    NOW,
    async |office| {
        let id = announced(office, &Planned::default());
        applied(office, id, "one@example.org", Language::Kk).await;
        rounds(office).await;
        without_broadcast(office, id);
        let before = kept(office).len();
        declare(office, everywhere("one"));
        with_broadcast(office, id);
        rounds(office).await;
        rounds(office).await;
        let told = letters(office, before);
        assert_eq!(
            subjects(office, before),
            [format!("one@example.org: {KAZAKH}")]
        );
        assert!(
            told[0].text.contains("https://example.org/emergency"),
            "{}",
            told[0].text
        );
    }
);

both_engines!(
    letters_that_would_mislead_are_called_back,
    NOW,
    async |office| {
        let id = announced(office, &Planned::default());
        let answer = applied(office, id, "one@example.org", Language::Kk).await;
        to_hall(office, id, 7);
        // Another hall that nobody has read of, a receipt that was not sent: both are out of date.
        otyrys::notices::tell_applicants(&office.app)
            .await
            .expect("told");
        declare(office, everywhere("one"));
        let state_of = |kind: &str| {
            let states = of_kind(office, kind);
            states
                .into_iter()
                .map(|(_, state)| state)
                .collect::<Vec<_>>()
        };
        assert_eq!(state_of("application-received"), ["called_back"]);
        rounds(office).await;
        assert_eq!(subjects(office, 0), [format!("one@example.org: {KAZAKH}")]);
        assert_eq!(state_of("applicant-changed"), ["called_back"]);
        let number = answer["number"].as_str().expect("a number");
        let letter = letters(office, 0).pop().expect("a letter");
        assert!(
            letter.text.contains(number),
            "the number of the application: {}",
            letter.text
        );
    }
);

// A new date that nobody was told of yet is still told: the letter of the emergency does not say that it is new.
both_engines!(a_new_date_is_told_all_the_same, NOW, async |office| {
    let id = announced(office, &Planned::default());
    applied(office, id, "one@example.org", Language::Kk).await;
    rounds(office).await;
    let before = kept(office).len();
    postponed(office, id, "2026-12-17T11:00:00+05:00");
    declare(office, everywhere("one"));
    rounds(office).await;
    let told = subjects(office, before);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(
        told.iter().any(|one| one.contains("басқа уақытқа")),
        "{told:?}"
    );
});

both_engines!(
    a_hall_taken_and_given_before_anybody_heard_is_no_news_to_subscribers,
    NOW,
    async |office| {
        let id = announced(office, &Planned::default());
        subscribed(office, "reader@example.org", |_| {}).await;
        rounds(office).await;
        let before = kept(office).len();
        let one = declare(office, everywhere("one")).emergency.emergency.id;
        end(office, one, true);
        rounds(office).await;
        assert_eq!(subjects(office, before), Vec::<String>::new());
        assert_eq!(session(office, id).emergency_id, None);
    }
);

both_engines!(
    who_has_a_telephone_alone_stands_in_the_list,
    NOW,
    async |office| {
        let id = planned(office, &Planned::default());
        apply_by_telephone(office, id, "Бір").await;
        let one = declare(office, everywhere("one")).emergency.emergency.id;
        assert_eq!(calls_of_kind(office, "applicant-emergency"), 1);
        rounds(office).await;
        assert_eq!(calls_of_kind(office, "applicant-emergency"), 1);
        end(office, one, true);
        assert_eq!(calls_of_kind(office, "applicant-emergency"), 0);
        assert_eq!(calls_of_kind(office, "applicant-hall-again"), 1);
        let addressed: i64 = read(office, |connection| {
            Ok(outbox::table
                .filter(outbox::kind.like("applicant-%"))
                .count()
                .get_result(connection)?)
        });
        assert_eq!(addressed, 0);
    }
);
