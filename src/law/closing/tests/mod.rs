//! Each thing that a closing decision lacks is named, and nothing else.

mod changing;

use super::*;

const DECIDER: Texts<'_> = Texts {
    kk: "Алқа",
    ru: "Коллегия",
};

const DECISION: Decision<'_> = Decision {
    number: "17",
    decided_on: NaiveDate::from_ymd_opt(2026, 12, 1),
    decider: DECIDER,
    by_maslikhat: false,
    vote: None,
    today: NaiveDate::from_ymd_opt(2026, 12, 1).unwrap(),
};

const NONE: Texts<'_> = Texts { kk: "", ru: "" };

fn items() -> Closing<'static> {
    Closing {
        grounds: &[Ground::CommercialSecret],
        named_law: "",
        whole: false,
        items: 1,
        why_not_part: NONE,
        ends_on: NaiveDate::from_ymd_opt(2027, 12, 31),
        ends_with: NONE,
        decision: DECISION,
        cleared: Topic::ALL,
        session_day: day(2026, 12, 10),
    }
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn fields(closing: &Closing<'_>) -> Vec<String> {
    let missing = closing.missing();
    missing.into_iter().map(|one| one.field).collect()
}

#[test]
fn a_complete_decision_lacks_nothing() {
    assert_eq!(items().missing(), []);
    let whole = Closing {
        whole: true,
        items: 0,
        why_not_part: DECIDER,
        ..items()
    };
    assert_eq!(whole.missing(), []);
}

/// What is taken out of a complete decision, what it lacks then, and the paragraph that asks for it.
type Lack = (
    fn(&mut Closing<'static>),
    &'static [&'static str],
    Paragraph,
);

const LACKS: &[Lack] = &[
    (|one| one.grounds = &[], &["grounds"], Paragraph::Rules4),
    (
        |one| one.grounds = &[Ground::OtherSecret],
        &["named_law"],
        Paragraph::Rules4,
    ),
    (
        |one| (one.grounds, one.named_law) = (&[Ground::OtherCase], " "),
        &["named_law"],
        Paragraph::Rules4,
    ),
    (|one| one.items = 0, &["items"], Paragraph::Access5_3),
    (
        |one| one.whole = true,
        &["why_not_part.kk", "why_not_part.ru"],
        Paragraph::Access5_3,
    ),
    (|one| one.ends_on = None, &["ends_on"], Paragraph::Access5_2),
    (
        |one| one.ends_with.kk = "Шарт",
        &["ends_with.ru"],
        Paragraph::Access5_2,
    ),
    (
        |one| one.decision.number = "",
        &["number"],
        Paragraph::Access13_2,
    ),
    (
        |one| one.decision.decided_on = None,
        &["decided_on"],
        Paragraph::Access13_2,
    ),
    (
        |one| one.decision.decided_on = NaiveDate::from_ymd_opt(2026, 12, 2),
        &["decided_on"],
        Paragraph::Access13_2,
    ),
    (
        |one| one.ends_on = NaiveDate::from_ymd_opt(2026, 12, 9),
        &["ends_on"],
        Paragraph::Access5_2,
    ),
    (
        |one| one.decision.decider = NONE,
        &["decider.kk", "decider.ru"],
        Paragraph::Access13_2,
    ),
    (
        |one| one.decision.by_maslikhat = true,
        &["vote"],
        Paragraph::LocalGovernment11_6,
    ),
];

#[test]
fn each_missing_thing_is_named_with_its_paragraph() {
    for (take_out, expected, paragraph) in LACKS {
        let mut closing = items();
        take_out(&mut closing);
        assert_eq!(fields(&closing), *expected);
        for one in closing.missing() {
            assert_eq!(one.paragraph, *paragraph, "{}", one.field);
        }
    }
}

#[test]
fn a_law_and_an_event_named_are_enough() {
    let grounds = &[Ground::OtherCase, Ground::OtherSecret];
    let named = Closing {
        grounds,
        named_law: "ҚК 126-бап",
        ..items()
    };
    assert_eq!(named.missing(), []);
    let event = Closing {
        ends_on: None,
        ends_with: DECIDER,
        ..items()
    };
    assert_eq!(event.missing(), []);
}

#[test]
fn every_topic_of_article_6_is_looked_at() {
    for topic in Topic::ALL {
        let others: Vec<Topic> = Topic::ALL
            .iter()
            .copied()
            .filter(|one| one != topic)
            .collect();
        let closing = Closing {
            cleared: &others,
            ..items()
        };
        assert_eq!(fields(&closing), [format!("article_6.{topic}")]);
        assert_eq!(closing.missing()[0].paragraph, Paragraph::Access6);
    }
}

#[test]
fn a_maslikhat_closes_by_a_majority_of_those_present() {
    let by = |votes_for, present| {
        let vote = Some(Vote { votes_for, present });
        fields(&Closing {
            decision: Decision {
                by_maslikhat: true,
                vote,
                ..DECISION
            },
            ..items()
        })
    };
    assert_eq!(by(11, 20), Vec::<String>::new());
    for (votes_for, present) in [(10, 20), (0, 0), (21, 20), (-1, -3), (0, 5)] {
        assert_eq!(by(votes_for, present), ["vote"], "{votes_for} of {present}");
    }
    assert_eq!(by(i32::MAX, i32::MAX), Vec::<String>::new());
}

#[test]
fn grounds_cite_the_paragraph_that_lists_them() {
    assert_eq!(Ground::StateSecrets.paragraph(), Paragraph::Rules2_3);
    assert_eq!(Ground::OtherCase.paragraph(), Paragraph::Rules4);
    let naming: Vec<Ground> = Ground::ALL
        .iter()
        .copied()
        .filter(|one| one.names_a_law())
        .collect();
    assert_eq!(naming, [Ground::OtherSecret, Ground::OtherCase]);
    assert_eq!(Ground::ALL.len(), 10);
}

#[test]
fn days_that_can_just_be_are_taken() {
    let closing = Closing {
        decision: Decision {
            decided_on: Some(day(2026, 12, 1)),
            ..DECISION
        },
        ends_on: Some(day(2026, 12, 10)),
        ..items()
    };
    assert_eq!(closing.missing(), []);
}

#[test]
fn a_maslikhat_gives_notice_before_it_votes() {
    let to_come = Decision {
        number: " ",
        decided_on: None,
        by_maslikhat: true,
        ..DECISION
    };
    assert!(to_come.is_to_come());
    let with = |decision| {
        fields(&Closing {
            decision,
            ..items()
        })
    };
    assert_eq!(with(to_come), Vec::<String>::new());
    let nobody = Decision {
        decider: NONE,
        ..to_come
    };
    assert_eq!(with(nobody), ["decider.kk", "decider.ru"]);
    let taken: Vec<String> = to_come.missing().into_iter().map(|one| one.field).collect();
    assert_eq!(taken, ["number", "decided_on", "vote"]);
    // A part of the decision is none.
    for begun in [
        Decision {
            number: "17",
            ..to_come
        },
        Decision {
            decided_on: DECISION.decided_on,
            ..to_come
        },
        Decision {
            vote: Some(Vote {
                votes_for: 11,
                present: 20,
            }),
            ..to_come
        },
    ] {
        assert!(!begun.is_to_come() && with(begun).len() == 2, "{begun:?}");
    }
    // Nobody else decides by a vote in the session.
    let other = Decision {
        by_maslikhat: false,
        ..to_come
    };
    assert_eq!(with(other), ["number", "decided_on"]);
}
