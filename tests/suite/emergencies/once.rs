//! Around an emergency each change is told to each once, and nothing that is not so any more.

use otyrys::database::Id;
use otyrys::language::Language;

use super::{NOW, declare, end, everywhere, go_online, of_kind};
use crate::closing::{MARKER_KK, close_whole, of_two, with_marker};
use crate::harness::{Office, Planned, both_engines};
use crate::mail::reading::kept;
use crate::notices::scene::{
    announced, applied, letters, revise, rounds, subjects, subscribed, to_hall,
};

/// Letters to applicants about news, ordered and not sent.
async fn tell(office: &Office) -> usize {
    let told = otyrys::notices::tell_applicants(&office.app).await;
    told.expect("told")
}

fn with_broadcast(office: &Office, id: Id, url: &str) {
    revise(office, id, None, |order| {
        order.broadcast_url = Some(url.to_owned());
    });
}

/// One has a seat, one agreed to watch the broadcast; both have read what there was to read.
async fn two_of(office: &Office) -> Id {
    let id = announced(office, &Planned::default());
    applied(office, id, "agreed@example.org", Language::Kk).await;
    let mut other = crate::harness::person("Оспанов");
    other["email"] = "seated@example.org".into();
    other["language"] = "kk".into();
    let path = format!("/api/v1/sessions/{id}/applications");
    assert_eq!(office.post_json(&path, &other, None).await.0, 201);
    go_online(office, id, 0);
    rounds(office).await;
    rounds(office).await;
    id
}

/// Letters after the first few: to whom, and what is in them of some words.
fn said(office: &Office, after: usize, words: &[&str]) -> Vec<String> {
    let told = letters(office, after).into_iter();
    let mut told: Vec<String> = told
        .map(|one| {
            let found = words.iter().filter(|word| one.text.contains(**word));
            let found: Vec<&str> = found.copied().collect();
            let to = one.to.split('@').next().unwrap_or_default();
            format!("{to}: {}", found.join(", "))
        })
        .collect();
    told.sort();
    told
}

const ONLINE: &str = "тек онлайн режимде қатысуға болады";

/// A new item, and another hall, seconds before the declaration.
async fn changed_before(office: &Office, was_ordered: bool) {
    let id = two_of(office).await;
    let before = kept(office).len();
    with_marker(office, id);
    to_hall(office, id, 7);
    if was_ordered {
        assert_eq!(tell(office).await, 2);
    }
    declare(office, everywhere("one"));
    rounds(office).await;
    rounds(office).await;
    let words = [
        MARKER_KK,
        "7-зал",
        "орныңыз бен рұқсаттамаңыз енді жарамсыз",
        ONLINE,
    ];
    let void = words[2];
    assert_eq!(
        said(office, before, &words),
        [
            format!("agreed: {MARKER_KK}, {ONLINE}"),
            format!("seated: {MARKER_KK}, {ONLINE}"),
            format!("seated: {void}, {ONLINE}"),
        ]
    );
}

both_engines!(
    what_changed_before_an_emergency_is_told_once,
    NOW,
    async |office| {
        changed_before(office, false).await;
    }
);

both_engines!(
    what_changed_before_an_emergency_and_waits_is_told_once,
    NOW,
    async |office| {
        changed_before(office, true).await;
    }
);

// Whoever agreed to the broadcast before has no letter about the emergency, and is told what else changes.
both_engines!(
    changes_in_an_emergency_are_told_to_each_once,
    NOW,
    async |office| {
        let id = two_of(office).await;
        declare(office, everywhere("one"));
        rounds(office).await;
        let before = kept(office).len();
        for url in ["https://example.org/first", "https://example.org/second"] {
            let before = kept(office).len();
            with_broadcast(office, id, url);
            rounds(office).await;
            let wanted = ["agreed", "seated"].map(|name| format!("{name}: {url}"));
            assert_eq!(said(office, before, &[url]), wanted);
        }
        assert_eq!(kept(office).len(), before + 4);
        let changed = of_kind(office, "applicant-changed");
        assert!(changed.iter().all(|(_, state)| state == "delivered"));
        assert_eq!(of_kind(office, "applicant-emergency").len(), 1);
    }
);

both_engines!(
    what_changed_before_the_hall_is_given_back_is_told_once,
    NOW,
    async |office| {
        let id = two_of(office).await;
        let one = declare(office, everywhere("one")).emergency.emergency.id;
        rounds(office).await;
        let before = kept(office).len();
        with_marker(office, id);
        assert_eq!(tell(office).await, 2);
        end(office, one, true);
        let again = || of_kind(office, "applicant-hall-again");
        let ordered = [("ordinary".to_owned(), "created".to_owned())];
        assert_eq!(again(), ordered, "nine days before it begins");
        // The letter about the hall will say where to watch.
        with_broadcast(office, id, "https://example.org/emergency");
        assert_eq!(tell(office).await, 1, "who agreed to watch");
        assert_eq!(again(), ordered);
        rounds(office).await;
        rounds(office).await;
        let words = [
            MARKER_KK,
            "Рұқсаттамаңыз қайтадан жарамды",
            "example.org/emergency",
        ];
        let told = said(office, before, &words);
        let all = |whom: &str, word: &str| {
            let mine = told.iter().filter(|one| one.starts_with(whom));
            mine.filter(|one| one.contains(word)).count()
        };
        assert_eq!(all("seated", words[1]), 1, "{told:?}");
        assert_eq!(all("agreed", words[1]), 0, "{told:?}");
        for whom in ["seated", "agreed"] {
            assert_eq!(all(whom, MARKER_KK), 1, "{told:?}");
        }
        assert_eq!(
            told.len(),
            4,
            "the item to each, the hall, the broadcast: {told:?}"
        );
    }
);

/// The session is closed as a whole while nobody has read the letter about the emergency, or about the hall.
async fn closed_before_it_is_read(office: &Office, restored: bool) {
    let id = of_two(office);
    applied(office, id, "one@example.org", Language::Ru).await;
    subscribed(office, "reader@example.org", |one| {
        one.language = Language::Ru;
    })
    .await;
    rounds(office).await;
    let mut before = kept(office).len();
    let one = declare(office, everywhere("one")).emergency.emergency.id;
    if restored {
        rounds(office).await;
        before = kept(office).len();
        end(office, one, true);
    }
    close_whole(office, id);
    rounds(office).await;
    rounds(office).await;
    let told = letters(office, before);
    assert_eq!(told.len(), 2, "{:?}", subjects(office, before));
    for letter in told {
        assert!(
            letter.text.contains("коммерческая тайна"),
            "{}",
            letter.text
        );
        for untrue in ["остается открытым", "снова пройдет в зале"]
        {
            assert!(!letter.text.contains(untrue), "{untrue}: {}", letter.text);
        }
    }
}

both_engines!(
    a_closing_is_told_instead_of_an_emergency,
    NOW,
    async |office| {
        closed_before_it_is_read(office, false).await;
    }
);

both_engines!(a_closing_is_told_instead_of_a_hall, NOW, async |office| {
    closed_before_it_is_read(office, true).await;
});
