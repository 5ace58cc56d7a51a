//! What visitors send, and what is refused.

use std::collections::BTreeSet;

use diesel::prelude::*;
use futures_util::future::join_all;
use otyrys::app::Mode;
use otyrys::comments::actions::Refusal;
use otyrys::database::schema::journal;
use otyrys::database::{Broken, Id};
use otyrys::law::comments::CommentState;

use super::{NOW, begin, by_number, end, look_first, on_air, order, receive, written};
use crate::harness::{Engine, Office, Planned, both_engines};

fn address(session: &str) -> String {
    format!("/ru/sessions/{session}/comments")
}

async fn send(
    office: &Office,
    session: &str,
    fields: &[(&str, &str)],
) -> (u16, Option<String>, String) {
    office.post_form(&address(session), fields).await
}

both_engines!(
    a_comment_is_taken_while_the_broadcast_runs_and_not_a_second_longer,
    NOW,
    async |office: &Office| {
        let session = office.session(&Planned::default());
        let (status, page) = office.get(&address(&session)).await;
        assert_eq!(status, 200);
        assert!(
            page.contains("Сейчас трансляции нет") && !page.contains("<textarea"),
            "{page}"
        );
        let typed = [("name", "Айгүл"), ("words", "Когда начнется ремонт?")];
        let (status, _, page) = send(office, &session, &typed).await;
        assert_eq!(status, 409);
        assert!(
            page.contains("Когда начнется ремонт?"),
            "nothing is lost: {page}"
        );
        assert!(page.contains("mailto:saule@example.org"), "{page}");

        begin(office, &session);
        office.at("2026-12-10T10:06:01+05:00");
        let (_, page) = office.get(&address(&session)).await;
        assert!(
            page.contains("Не более 2000 знаков"),
            "said beforehand: {page}"
        );
        assert!(page.contains("сразу после отправки"), "{page}");
        let (status, to, _) = send(office, &session, &typed).await;
        let expected = format!("/ru/sessions/{session}/live?sent=1#comments");
        assert_eq!((status, to.as_deref()), (303, Some(&*expected)));
        let (_, page) = office.get(&expected).await;
        for said in [
            "Его номер: 1",
            "Айгүл",
            "Когда начнется ремонт?",
            "0:01:01",
            "опубликован",
        ] {
            assert!(page.contains(said), "{said}: {page}");
        }

        office.at("2026-12-10T11:00:00+05:00");
        end(office, &session);
        office.at("2026-12-10T11:00:01+05:00");
        let late = [("words", "Опоздавший вопрос"), ("form_key", "k")];
        let (status, _, page) = send(office, &session, &late).await;
        assert_eq!(status, 409);
        assert!(page.contains("Опоздавший вопрос") && page.contains("только во время трансляции"));
        assert!(
            page.contains("+77172000000"),
            "the way to write instead: {page}"
        );
        assert!(!page.contains("Комментарий принят"));
    }
);

both_engines!(
    what_is_typed_is_made_tidy_and_shown_as_text,
    NOW,
    async |office: &Office| {
        let session = on_air(office);
        let typed = "<script>alert(1)</script> https://example.org/?a=1\u{202e}\u{200b}\u{7}\r\n\r\n\r\n\r\nи\u{306}";
        let (status, _, page) =
            send(office, &session, &[("name", "\"><b>Имя"), ("words", typed)]).await;
        assert_eq!(status, 303, "{page}");
        let kept = by_number(office, &session, 1);
        let expected = "<script>alert(1)</script> https://example.org/?a=1\n\nй";
        assert_eq!(kept.words, expected);
        let (_, page) = office.get(&address(&session)).await;
        assert!(
            page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"),
            "{page}"
        );
        assert!(
            !page.contains("<script>alert") && !page.contains("<b>Имя"),
            "{page}"
        );
        assert!(
            !page.contains("href=\"https://example.org/?a"),
            "links are text: {page}"
        );
    }
);

both_engines!(
    what_is_too_long_or_empty_comes_back_whole,
    NOW,
    async |office: &Office| {
        let session = on_air(office);
        let long = "Ә".repeat(10_000);
        let (status, _, page) =
            send(office, &session, &[("words", &long), ("name", "Дәурен")]).await;
        assert_eq!(status, 422);
        assert!(
            page.contains(&long) && page.contains("Дәурен"),
            "nothing is lost"
        );
        assert!(page.contains("не более 2000 знаков"));
        let (status, _, page) = send(office, &session, &[("words", " \u{200b} ")]).await;
        assert_eq!(status, 422);
        assert!(page.contains("напишите текст"), "{page}");
        for matter in ["x", Id::new().as_str()] {
            let (status, _, page) =
                send(office, &session, &[("words", "Сұрақ"), ("matter", matter)]).await;
            assert_eq!(status, 422, "{matter}");
            assert!(
                page.contains("Выберите еще раз") && page.contains("Сұрақ"),
                "{page}"
            );
        }
        let (_, details) = crate::postponing::stored(office, &session);
        let open = details.agenda[0].id.to_string();
        let (status, ..) = send(office, &session, &[("words", "Сұрақ"), ("matter", &open)]).await;
        assert_eq!(status, 303);
        let (_, page) = office.get(&address(&session)).await;
        assert!(page.contains("О водосбережении"), "{page}");
    }
);

both_engines!(
    a_second_click_is_the_same_comment_and_another_text_another,
    NOW,
    async |office: &Office| {
        let session = on_air(office);
        let one = [("form_key", "abc"), ("words", "Бір")];
        let (_, first, _) = send(office, &session, &one).await;
        let (_, second, _) = send(office, &session, &one).await;
        assert_eq!(first, second);
        let (_, other, _) = send(office, &session, &[("form_key", "abc"), ("words", "Екі")]).await;
        assert!(other.unwrap().contains("sent=2"), "no number is left out");
        // Without a key each is one of its own.
        for number in [3, 4] {
            let (_, to, _) = send(office, &session, &[("words", "Үш")]).await;
            assert!(to.unwrap().contains(&format!("sent={number}")));
        }
    }
);

both_engines!(
    numbers_are_given_once_and_in_order_in_a_crowd,
    NOW,
    async |office: &Office| {
        let session = on_air(office);
        let all = join_all((0..40).map(|number| {
            let words = format!("Сұрақ {number}");
            let session = session.clone();
            async move {
                let answer = send(office, &session, &[("words", &words)]).await;
                assert_eq!(answer.0, 303, "{}", answer.2);
                answer.1.unwrap()
            }
        }))
        .await;
        let numbers: BTreeSet<i32> = all
            .iter()
            .map(|to| {
                let (_, number) = to.split_once("sent=").unwrap();
                number.trim_end_matches("#comments").parse().unwrap()
            })
            .collect();
        assert_eq!(numbers, (1..=40).collect());
        let changes: BTreeSet<i64> = numbers
            .iter()
            .map(|number| by_number(office, &session, *number).change_number)
            .collect();
        assert_eq!(changes, (1..=40).collect());
    }
);

both_engines!(
    a_session_takes_so_many_in_a_minute,
    NOW,
    async |office: &Office| {
        let session = on_air(office);
        let strict = |words: &str| {
            let mut order = order(&session, words);
            order.most_in_a_minute = 2;
            receive(office, order)
        };
        strict("Бір").unwrap();
        strict("Екі").unwrap();
        assert!(matches!(strict("Үш"), Err(Refusal::TooMany)));
        office.at("2026-12-10T10:06:01+05:00");
        assert_eq!(
            strict("Үш").unwrap().number,
            3,
            "what is refused takes no number"
        );
    }
);

/// The harness lifts the limit; an office of its own keeps one of one act a minute.
#[actix_web::test]
async fn whoever_sends_too_fast_keeps_the_text() {
    let own = [("OTYRYS__LIMITS__PER_ADDRESS", "1")];
    let office = Office::open_as(Engine::Sqlite, NOW, Mode::Office, &own).unwrap();
    let session = on_air(&office);
    let (status, ..) = send(&office, &session, &[("words", "Бірінші")]).await;
    assert_eq!(status, 303);
    let (status, _, page) = send(&office, &session, &[("words", "Екінші")]).await;
    assert_eq!(status, 429);
    assert!(
        page.contains("Екінші") && page.contains("Сколько секунд подождать"),
        "{page}"
    );
    office.close().await;
}

both_engines!(
    what_is_looked_at_first_has_a_number_and_no_text,
    NOW,
    async |office: &Office| {
        let session = on_air(office);
        look_first(office, &session);
        let (_, page) = office.get(&address(&session)).await;
        assert!(page.contains("после проверки секретариатом"), "{page}");
        let (_, to, _) = send(
            office,
            &session,
            &[("words", "Тайный вопрос"), ("name", "Есен")],
        )
        .await;
        let (_, page) = office.get(&to.unwrap()).await;
        assert!(
            page.contains("Его номер: 1") && page.contains("поступил"),
            "{page}"
        );
        let (_, one) = office.get(&format!("{}/1", address(&session))).await;
        for page in [page, one] {
            assert!(
                !page.contains("Тайный вопрос") && !page.contains("Есен"),
                "{page}"
            );
        }
        assert_eq!(by_number(office, &session, 1).state, CommentState::Held);
        assert_eq!(office.get(&format!("{}/2", address(&session))).await.0, 404);
    }
);

both_engines!(
    the_journal_has_the_act_and_neither_text_nor_name,
    NOW,
    async |office: &Office| {
        let session = on_air(office);
        let comment = written(office, &session, "Құпия сөз");
        let lines: Vec<(String, Option<String>)> = office
            .app
            .database
            .read_here(|connection| {
                Ok::<_, Broken>(
                    journal::table
                        .filter(journal::object_id.eq(comment.id))
                        .select((journal::act, journal::after))
                        .load(connection)?,
                )
            })
            .unwrap();
        let (act, after) = &lines[0];
        assert_eq!((lines.len(), &**act), (1, "comment.received"));
        let after = after.as_deref().unwrap();
        assert!(after.contains("\"number\":1"), "{after}");
        assert!(
            !after.contains("Құпия") && !after.contains("Әсел"),
            "{after}"
        );
    }
);

both_engines!(
    the_pages_say_the_same_in_three_languages,
    NOW,
    async |office: &Office| {
        let session = on_air(office);
        for number in 1..=60 {
            written(office, &session, &format!("Сұрақ-{number}."));
        }
        for (language, said) in [
            (
                "kk",
                [
                    "Келіп түскені: 60",
                    "Бұрынғы комментарийлер",
                    "Ең көбі 2000 таңба",
                ],
            ),
            (
                "ru",
                [
                    "Поступило: 60",
                    "Более ранние комментарии",
                    "Не более 2000 знаков",
                ],
            ),
            (
                "en",
                [
                    "Received: 60",
                    "Earlier comments",
                    "At most 2000 characters",
                ],
            ),
        ] {
            let path = format!("/{language}/sessions/{session}/comments");
            let (_, page) = office.get(&path).await;
            for said in said {
                assert!(page.contains(said), "{said}: {page}");
            }
            assert!(
                page.contains("Сұрақ-60.") && !page.contains("Сұрақ-10."),
                "fifty a page"
            );
            let (_, page) = office.get(&format!("{path}?before=11")).await;
            assert!(
                page.contains("Сұрақ-10.") && !page.contains("Сұрақ-11."),
                "{page}"
            );
            assert!(!page.contains("<textarea"), "one writes on the first page");
        }
    }
);

both_engines!(
    nothing_is_written_to_what_there_is_not,
    NOW,
    async |office: &Office| {
        let draft = office.session(&Planned {
            status: otyrys::law::session_course::SessionStatus::Draft,
            ..Planned::default()
        });
        for session in [&*draft, "0190a0a0-0000-7000-8000-000000000000", "x"] {
            let (status, _, _) = send(office, session, &[("words", "Сұрақ")]).await;
            assert_eq!(status, 404, "{session}");
        }
    }
);
