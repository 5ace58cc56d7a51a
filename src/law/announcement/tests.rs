use super::*;

const BOTH: Texts<'static> = Texts {
    kk: "Отырыс",
    ru: "Заседание",
};

/// An announcement that lacks nothing.
fn complete() -> Announcement<'static> {
    Announcement {
        title: BOTH,
        place: BOTH,
        broadcast_url: "https://example.org/live",
        day: NaiveDate::from_ymd_opt(2026, 12, 10),
        time: NaiveTime::from_hms_opt(10, 0, 0),
        format: Some(Format::Mixed),
        agenda: &[BOTH, BOTH, BOTH],
        contact: Contact {
            name: "А. Үлгі",
            position: BOTH,
            phone: "+7 7172 000000",
            email: "a@example.org",
        },
    }
}

/// What an announcement lacks: item, field, paragraph.
fn missing(announcement: &Announcement<'_>) -> Vec<(Item, String, Paragraph)> {
    announcement
        .missing()
        .into_iter()
        .map(|missing| (missing.item, missing.field, missing.paragraph))
        .collect()
}

/// Each of the eight items, and the title, left out in turn.
#[test]
#[expect(clippy::too_many_lines, reason = "a table of all items")]
fn paragraph_8_each_item_in_turn() {
    let neither = Texts::default();
    let full = complete();
    let table: [(Announcement<'_>, Item, &[&str]); 10] = [
        (
            Announcement {
                title: neither,
                ..full
            },
            Item::Title,
            &["title.kk", "title.ru"],
        ),
        (
            Announcement {
                place: neither,
                ..full
            },
            Item::Place,
            &["place.kk", "place.ru"],
        ),
        (
            Announcement { day: None, ..full },
            Item::Day,
            &["starts.day"],
        ),
        (
            Announcement { time: None, ..full },
            Item::Time,
            &["starts.time"],
        ),
        (
            Announcement {
                format: None,
                ..full
            },
            Item::Format,
            &["format"],
        ),
        (
            Announcement {
                agenda: &[],
                ..full
            },
            Item::Matters,
            &["agenda"],
        ),
        (
            Announcement {
                contact: Contact {
                    name: "",
                    ..full.contact
                },
                ..full
            },
            Item::ResponsiblePerson,
            &["contact.name"],
        ),
        (
            Announcement {
                contact: Contact {
                    position: neither,
                    ..full.contact
                },
                ..full
            },
            Item::ResponsiblePerson,
            &["contact.position.kk", "contact.position.ru"],
        ),
        (
            Announcement {
                contact: Contact {
                    phone: " ",
                    ..full.contact
                },
                ..full
            },
            Item::Phone,
            &["contact.phone"],
        ),
        (
            Announcement {
                contact: Contact {
                    email: "",
                    ..full.contact
                },
                ..full
            },
            Item::Email,
            &["contact.email"],
        ),
    ];
    assert_eq!(missing(&full), []);
    for (announcement, item, fields) in table {
        let expected: Vec<_> = fields
            .iter()
            .map(|&field| (item, field.to_owned(), Paragraph::Rules8))
            .collect();
        assert_eq!(missing(&announcement), expected, "{item}");
    }
}

/// 2023 Standard 8.4: what is there in one language only.
#[test]
fn standard_8_4_each_text_in_both_languages() {
    let (kk, ru) = (Texts { ru: " \n", ..BOTH }, Texts { kk: "", ..BOTH });
    let full = complete();
    let table = [
        (Announcement { title: kk, ..full }, Item::Title, "title.ru"),
        (Announcement { title: ru, ..full }, Item::Title, "title.kk"),
        (Announcement { place: kk, ..full }, Item::Place, "place.ru"),
        (Announcement { place: ru, ..full }, Item::Place, "place.kk"),
        (
            Announcement {
                agenda: &[BOTH, BOTH, ru],
                ..full
            },
            Item::Matters,
            "agenda[2].title.kk",
        ),
        (
            Announcement {
                agenda: &[kk],
                ..full
            },
            Item::Matters,
            "agenda[0].title.ru",
        ),
        (
            Announcement {
                contact: Contact {
                    position: ru,
                    ..full.contact
                },
                ..full
            },
            Item::ResponsiblePerson,
            "contact.position.kk",
        ),
    ];
    for (announcement, item, field) in table {
        let expected = [(item, field.to_owned(), Paragraph::Standard8_4)];
        assert_eq!(missing(&announcement), expected);
    }
}

/// The place of an online session is the address of its broadcast.
#[test]
fn an_online_session_sits_at_its_broadcast() {
    let online = Announcement {
        format: Some(Format::Online),
        place: Texts::default(),
        ..complete()
    };
    assert_eq!(missing(&online), []);
    let nowhere = Announcement {
        broadcast_url: "",
        ..online
    };
    let expected = [(Item::Place, "broadcast_url".to_owned(), Paragraph::Rules8)];
    assert_eq!(missing(&nowhere), expected);
    for format in [Format::Offline, Format::Mixed] {
        let in_a_hall = Announcement {
            format: Some(format),
            broadcast_url: "",
            ..complete()
        };
        assert_eq!(missing(&in_a_hall), [], "{format}");
    }
}

/// All of it in one answer.
#[test]
fn an_empty_announcement_lacks_everything() {
    let found = Announcement::default().missing();
    let mut items: Vec<Item> = found.iter().map(|missing| missing.item).collect();
    items.dedup();
    assert_eq!(items, Item::ALL);
    assert!(
        found
            .iter()
            .all(|missing| missing.paragraph == Paragraph::Rules8)
    );
}

/// 605-НҚ ¶ 5: both formats are guaranteed; one alone needs a reason, unless an emergency is one.
#[test]
fn paragraph_5_a_single_format_needs_a_reason() {
    let reasons = |format, emergency, format_reason| Reasons {
        format,
        emergency,
        format_reason,
        announced_in_time: true,
        late_reason: None,
    };
    let table = [
        (Format::Mixed, false, None, false),
        (Format::Offline, false, None, true),
        (Format::Offline, true, None, true),
        (Format::Offline, false, Some("no cable"), false),
        (Format::Offline, false, Some(" "), true),
        (Format::Online, false, None, true),
        (Format::Online, false, Some("hall under repair"), false),
        (Format::Online, true, None, false),
    ];
    for (format, emergency, reason, due) in table {
        let expected: &[ReasonDue] = if due { &[ReasonDue::Format] } else { &[] };
        assert_eq!(
            reasons(format, emergency, reason).due(),
            expected,
            "{format} {emergency}"
        );
    }
    assert_eq!(ReasonDue::Format.paragraph(), Paragraph::Rules5);
}

/// 605-НҚ ¶ 8: late is allowed and marked, with a reason.
#[test]
fn paragraph_8_a_late_announcement_needs_a_reason() {
    let late = Reasons {
        format: Format::Offline,
        emergency: false,
        format_reason: None,
        announced_in_time: false,
        late_reason: None,
    };
    assert_eq!(late.due(), [ReasonDue::Format, ReasonDue::Late]);
    assert_eq!(ReasonDue::WORDS, ["format_reason", "late_reason"]);
    let told = Reasons {
        late_reason: Some("urgent"),
        ..late
    };
    assert_eq!(told.due(), [ReasonDue::Format]);
    assert_eq!(ReasonDue::Late.paragraph(), Paragraph::Rules8);
}
