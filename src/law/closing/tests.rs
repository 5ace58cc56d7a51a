//! Each thing that a closing decision lacks is named, and nothing else.

use super::*;

const DECIDER: Texts<'_> = Texts {
    kk: "Алқа",
    ru: "Коллегия",
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
        number: "17",
        decided_on: NaiveDate::from_ymd_opt(2026, 12, 1),
        decider: DECIDER,
        by_maslikhat: false,
        vote: None,
        cleared: Topic::ALL,
    }
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

#[test]
fn each_missing_thing_is_named_with_its_paragraph() {
    let both = |field: &str| vec![format!("{field}.kk"), format!("{field}.ru")];
    let whole = Closing {
        whole: true,
        ..items()
    };
    let table = [
        (
            Closing {
                grounds: &[],
                ..items()
            },
            vec!["grounds".to_owned()],
            Paragraph::Rules4,
        ),
        (
            Closing {
                grounds: &[Ground::OtherSecret],
                ..items()
            },
            vec!["named_law".to_owned()],
            Paragraph::Rules4,
        ),
        (
            Closing {
                grounds: &[Ground::OtherCase],
                named_law: " ",
                ..items()
            },
            vec!["named_law".to_owned()],
            Paragraph::Rules4,
        ),
        (
            Closing {
                items: 0,
                ..items()
            },
            vec!["items".to_owned()],
            Paragraph::Access5_3,
        ),
        (whole, both("why_not_part"), Paragraph::Access5_3),
        (
            Closing {
                ends_on: None,
                ..items()
            },
            vec!["ends_on".to_owned()],
            Paragraph::Access5_2,
        ),
        (
            Closing {
                ends_on: None,
                ends_with: Texts {
                    kk: "Шарт", ru: ""
                },
                ..items()
            },
            vec!["ends_with.ru".to_owned()],
            Paragraph::Access5_2,
        ),
        (
            Closing {
                number: "",
                ..items()
            },
            vec!["number".to_owned()],
            Paragraph::Access13_2,
        ),
        (
            Closing {
                decided_on: None,
                ..items()
            },
            vec!["decided_on".to_owned()],
            Paragraph::Access13_2,
        ),
        (
            Closing {
                decider: NONE,
                ..items()
            },
            both("decider"),
            Paragraph::Access13_2,
        ),
        (
            Closing {
                by_maslikhat: true,
                ..items()
            },
            vec!["vote".to_owned()],
            Paragraph::LocalGovernment11_6,
        ),
    ];
    for (closing, expected, paragraph) in table {
        assert_eq!(fields(&closing), expected);
        assert!(
            closing
                .missing()
                .iter()
                .all(|one| one.paragraph == paragraph)
        );
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
            by_maslikhat: true,
            vote,
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
fn what_is_over_stays_as_it_was() {
    use SessionStatus::{Announced, Cancelled, Draft, Held, Live, Postponed};
    for status in [Draft, Announced, Postponed] {
        assert!(
            may_change(status, true) && may_change(status, false),
            "{status}"
        );
    }
    assert!(
        may_change(Live, false) && !may_change(Live, true),
        "people sit in the hall"
    );
    for status in [Held, Cancelled] {
        assert!(
            !may_change(status, true) && !may_change(status, false),
            "{status}"
        );
    }
}

#[test]
fn the_notice_is_marked_late_from_its_instant_on() {
    let before: DateTime<Utc> = "2026-12-06T19:00:00Z".parse().unwrap();
    let (early, late) = (before - chrono::TimeDelta::seconds(1), before);
    assert_eq!(
        notice_standing(before, Some(early), late),
        NoticeStanding::InTime
    );
    assert_eq!(
        notice_standing(before, Some(late), late),
        NoticeStanding::Late
    );
    assert_eq!(notice_standing(before, None, early), NoticeStanding::Due);
    assert_eq!(notice_standing(before, None, late), NoticeStanding::Overdue);
}
