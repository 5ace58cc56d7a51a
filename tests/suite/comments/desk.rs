//! The pages of the secretariat.

use otyrys::comments::store;
use otyrys::database::Id;
use otyrys::law::comments::{CommentState, HidingGround};
use otyrys::web::desk::Role;

use super::{NOW, begin, by_number, look_first, on_air, order, receive, written};
use crate::harness::{Answer, Clerk, Office, Planned, both_engines};

fn inbox(session: &str) -> String {
    format!("/desk/sessions/{session}/comments")
}

/// Sends a form of a comment as its page has it now, with fields of the test's own.
async fn press(
    office: &Office,
    clerk: &Clerk,
    (comment, act): (Id, &str),
    fields: &[(&str, &str)],
) -> Answer {
    let page = format!("/desk/comments/{comment}");
    let known = office
        .app
        .database
        .read_here(|connection| store::by_id(connection, comment))
        .unwrap()
        .unwrap();
    let revision = known.revision.to_string();
    let mut all = vec![
        ("revision", &*revision),
        ("seen-state", known.state.as_str()),
    ];
    all.extend(fields);
    let action = format!("{page}/{act}");
    office.desk_form_on(clerk, &page, &action, &all).await
}

const ANSWER: [(&str, &str); 4] = [
    ("answer-kk", "Жөндеу көктемде басталады."),
    ("answer-ru", ""),
    ("by-name", "Ерлан Нұрланов"),
    ("by-position", "Департамент директоры"),
];

both_engines!(
    a_comment_is_answered_and_the_correction_keeps_the_former_answer,
    NOW,
    async |office: &Office| {
        let session = on_air(office);
        let clerk = office.clerk(Role::Moderator, &session);
        let comment = written(office, &session, "Жөндеу қашан басталады?");
        let list = office.desk(&clerk, &inbox(&session)).await;
        assert!(
            list.body.contains("Жөндеу қашан басталады?"),
            "{}",
            list.body
        );
        office.at("2026-12-10T10:20:00+05:00");
        let done = press(office, &clerk, (comment.id, "answer"), &ANSWER).await;
        assert_eq!(done.status, 303, "{}", done.body);
        let told = office.desk(&clerk, &done.to.unwrap()).await.body;
        assert!(told.contains("Жауап жарияланды."), "{told}");
        assert!(
            !told.contains("Жөндеу қашан"),
            "nothing waits any more: {told}"
        );

        let path = format!("/ru/sessions/{session}/comments");
        let (_, page) = office.get(&path).await;
        for said in [
            "lang=\"kk\"",
            "Жөндеу көктемде",
            "Ерлан Нұрланов",
            "Департамент директоры",
            "10:20",
            "дан ответ",
        ] {
            assert!(page.contains(said), "{said}: {page}");
        }
        office.at("2026-12-10T10:30:00+05:00");
        let page = office
            .desk(&clerk, &format!("/desk/comments/{}", comment.id))
            .await
            .body;
        assert!(
            page.contains("Жауапты түзету") && page.contains("value=\"Ерлан Нұрланов\""),
            "{page}"
        );
        let corrected = [
            ("answer-ru", "Ремонт начнется в мае."),
            ("by-name", "Ерлан Нұрланов"),
        ];
        let done = press(office, &clerk, (comment.id, "answer"), &corrected).await;
        assert_eq!(done.status, 303, "{}", done.body);
        let (_, page) = office.get(&path).await;
        let (before, after) = page
            .split_once("Прежние редакции ответа")
            .expect("former answers");
        assert!(before.contains("Ремонт начнется в мае."), "{before}");
        assert!(after.contains("Жөндеу көктемде"), "{after}");

        // Whoever answers the next one is probably the same person.
        let other = written(office, &session, "Тағы сұрақ");
        let page = office
            .desk(&clerk, &format!("/desk/comments/{}", other.id))
            .await
            .body;
        assert!(page.contains("value=\"Ерлан Нұрланов\""), "{page}");
    }
);

both_engines!(
    what_is_missing_is_said_and_what_was_typed_stays,
    NOW,
    async |office: &Office| {
        let session = on_air(office);
        let clerk = office.clerk(Role::Secretary, &session);
        let comment = written(office, &session, "Сұрақ");
        let own = comment.id;
        for (act, fields, said) in [
            (
                "answer",
                &[("by-name", "Е. Нұрланов")][..],
                "орыс немесе екі тілде жазыңыз",
            ),
            (
                "answer",
                &[("answer-kk", "Иә, болады")],
                "кім жауап беретінін көрсетіңіз",
            ),
            (
                "hide",
                &[("ground-words", "түсіндірме")],
                "себебін таңдаңыз",
            ),
            (
                "hide",
                &[("ground", "other")],
                "себебін қысқаша түсіндіріңіз",
            ),
            ("join", &[("number", "жоқ")], "нөмірін жазыңыз"),
            (
                "join",
                &[("number", "77")],
                "мұндай нөмірлі комментарий жоқ",
            ),
            ("join", &[("number", "1")], "сол комментарийдің өзі"),
        ] {
            let answer = press(office, &clerk, (own, act), fields).await;
            assert_eq!(answer.status, 422, "{act} {fields:?}: {}", answer.body);
            assert!(answer.body.contains(said), "{said}: {}", answer.body);
            for (_, typed) in fields {
                assert!(answer.body.contains(typed), "{typed}: {}", answer.body);
            }
        }
        assert_eq!(by_number(office, &session, 1), comment);
        // What its state does not take.
        let answer = press(office, &clerk, (own, "show"), &[]).await;
        assert_eq!(answer.status, 409);
        assert!(
            answer.body.contains("Күй") || answer.body.contains("күйі"),
            "{}",
            answer.body
        );
    }
);

both_engines!(
    of_two_moderators_the_second_sees_both_states,
    NOW,
    async |office: &Office| {
        let session = on_air(office);
        let clerk = office.clerk(Role::Moderator, &session);
        let comment = written(office, &session, "Сұрақ");
        let done = press(office, &clerk, (comment.id, "answer"), &ANSWER).await;
        assert_eq!(done.status, 303);
        let page = format!("/desk/comments/{}", comment.id);
        let late = [
            ("revision", "1"),
            ("seen-state", "shown"),
            ("answer-ru", "Другой ответ"),
            ("by-name", "Айгүл"),
        ];
        let answer = office
            .desk_form_on(&clerk, &page, &format!("{page}/answer"), &late)
            .await;
        assert_eq!(answer.status, 409, "{}", answer.body);
        for said in [
            "Другой ответ",
            "Айгүл",
            "Ерлан Нұрланов",
            "жарияланды",
            "жауап берілді",
        ] {
            assert!(answer.body.contains(said), "{said}: {}", answer.body);
        }
        // The form on it is made of what stands now.
        assert!(
            answer.body.contains("name=\"revision\" value=\"2\""),
            "{}",
            answer.body
        );
        assert_eq!(by_number(office, &session, 1).revision, 2);
    }
);

both_engines!(
    what_is_hidden_keeps_number_ground_text_and_moderator,
    NOW,
    async |office: &Office| {
        let session = on_air(office);
        let clerk = office.clerk(Role::Moderator, &session);
        let comment = written(office, &session, "Телефоны 8 701 000 00 00");
        let fields = [
            ("ground", "personal_data"),
            ("ground-words", "Назван номер телефона."),
        ];
        let done = press(office, &clerk, (comment.id, "hide"), &fields).await;
        assert_eq!(done.status, 303, "{}", done.body);
        let kept = by_number(office, &session, 1);
        assert_eq!(kept.words, "Телефоны 8 701 000 00 00");
        assert_eq!(
            (kept.hidden_ground, kept.hidden_by),
            (Some(HidingGround::PersonalData), Some(clerk.id))
        );
        let path = format!("/ru/sessions/{session}/comments");
        for path in [path.clone(), format!("{path}/1")] {
            let (_, page) = office.get(&path).await;
            assert!(
                page.contains("№ 1") && page.contains("раскрытие персональных данных"),
                "{page}"
            );
            assert!(page.contains("Назван номер телефона."), "{page}");
            assert!(!page.contains("8 701") && !page.contains("Әсел"), "{page}");
        }
        let hidden = office
            .desk(&clerk, &format!("{}?state=hidden", inbox(&session)))
            .await
            .body;
        assert!(hidden.contains("8 701"), "the desk reads it: {hidden}");
        let answer = press(office, &clerk, (comment.id, "answer"), &ANSWER).await;
        assert_eq!(answer.status, 409, "it is shown first: {}", answer.body);
        let done = press(office, &clerk, (comment.id, "show"), &[]).await;
        assert_eq!(done.status, 303);
        assert!(office.get(&path).await.1.contains("8 701"));
    }
);

both_engines!(
    one_answer_for_several_that_ask_the_same,
    NOW,
    async |office: &Office| {
        let session = on_air(office);
        let clerk = office.clerk(Role::Moderator, &session);
        let [first, second, third] =
            ["Бірінші", "Екінші", "Үшінші"].map(|words| written(office, &session, words));
        for one in [&second, &third] {
            let done = press(office, &clerk, (one.id, "join"), &[("number", "№ 1")]).await;
            assert_eq!(done.status, 303, "{}", done.body);
        }
        let done = press(office, &clerk, (first.id, "answer"), &ANSWER).await;
        assert_eq!(done.status, 303);
        for number in 1..=3 {
            assert_eq!(
                by_number(office, &session, number).state,
                CommentState::Answered
            );
        }
        let path = format!("/kk/sessions/{session}/comments");
        let (_, page) = office.get(&format!("{path}/2")).await;
        assert!(
            page.contains("мына жерде жауап беріледі") && page.contains(&format!("{path}/1")),
            "{page}"
        );
        let (_, page) = office.get(&format!("{path}/1")).await;
        assert!(
            page.contains(&format!("{path}/2")) && page.contains(&format!("{path}/3")),
            "{page}"
        );

        // One that comes later is answered at once; one that is separated waits again.
        let fourth = written(office, &session, "Төртінші");
        press(office, &clerk, (fourth.id, "join"), &[("number", "2")]).await;
        let fourth = by_number(office, &session, 4);
        assert_eq!(
            (fourth.main_id, fourth.state),
            (Some(first.id), CommentState::Answered)
        );
        let done = press(
            office,
            &clerk,
            (fourth.id, "join"),
            &[("number", "2"), ("separate", "true")],
        )
        .await;
        assert_eq!(done.status, 303, "{}", done.body);
        let fourth = by_number(office, &session, 4);
        assert_eq!(
            (fourth.main_id, fourth.state, fourth.answered_at),
            (None, CommentState::Shown, None)
        );
        let unanswered = office
            .app
            .database
            .read_here(|connection| store::unanswered(connection, Id::parse(&session).unwrap()));
        assert_eq!(unanswered.unwrap(), 1);
    }
);

both_engines!(
    the_moderator_sees_what_waits_and_words_of_two_scripts,
    NOW,
    async |office: &Office| {
        let session = on_air(office);
        look_first(office, &session);
        let clerk = office.clerk(Role::Moderator, &session);
        let mut faked = order(&session, "Сұрақ");
        // The second letter is Latin.
        faked.name = Some("Нypланов Ерлан".to_owned());
        let faked = receive(office, faked).unwrap();
        let page = office.desk(&clerk, &inbox(&session)).await.body;
        assert!(
            page.contains("әліпбидің әріптері араласқан: Нypланов"),
            "{page}"
        );
        assert!(page.contains("Жариялау"), "{page}");
        let done = press(office, &clerk, (faked.id, "show"), &[]).await;
        assert_eq!(done.status, 303);
        let (_, page) = office
            .get(&format!("/kk/sessions/{session}/comments"))
            .await;
        assert!(
            page.contains("Нypланов Ерлан") && !page.contains("араласқан"),
            "{page}"
        );

        let watcher = office.clerk(Role::Supervisor, &session);
        let page = office
            .desk(&watcher, &format!("/desk/comments/{}", faked.id))
            .await;
        assert_eq!(page.status, 200);
        assert!(!page.body.contains("/answer"), "{}", page.body);
    }
);

both_engines!(
    a_body_says_on_its_card_when_comments_are_looked_at,
    NOW,
    async |office: &Office| {
        let session = on_air(office);
        let clerk = office.clerk(Role::BodyAdmin, &session);
        let path = format!("/desk/bodies/{}", office.body_of(&session));
        let page = office.desk(&clerk, &path).await.body;
        assert!(
            page.contains("Трансляция кезіндегі комментарийлер"),
            "{page}"
        );
    }
);

both_engines!(
    comments_that_wait_are_a_task_until_each_is_answered_or_hidden,
    NOW,
    async |office: &Office| {
        let session = on_air(office);
        let clerk = office.clerk(Role::Moderator, &session);
        let today = async || office.desk(&clerk, "/desk").await.body;
        assert!(
            !today()
                .await
                .contains(&format!("/desk/sessions/{session}/comments"))
        );
        let first = written(office, &session, "Жол қашан жөнделеді?");
        let second = written(office, &session, "Су құны қанша?");
        let page = today().await;
        assert!(
            page.contains("Жауап күтіп тұрған комментарийлер: 2"),
            "{page}"
        );
        assert!(
            page.contains(&format!("/desk/sessions/{session}/comments")),
            "{page}"
        );
        assert!(page.contains("13-тармағы"), "{page}");
        let done = press(office, &clerk, (first.id, "answer"), &ANSWER).await;
        assert_eq!(done.status, 303, "{}", done.body);
        assert!(
            today()
                .await
                .contains("Жауап күтіп тұрған комментарийлер: 1")
        );
        let hidden = [("ground", "advertising"), ("hidden-words", "")];
        let done = press(office, &clerk, (second.id, "hide"), &hidden).await;
        assert_eq!(done.status, 303, "{}", done.body);
        // What another body owes is not this one's.
        let other = office.session_of("two", &Planned::default());
        begin(office, &other);
        written(office, &other, "Басқа органға сұрақ");
        let page = today().await;
        assert!(!page.contains("Жауап күтіп тұрған"), "{page}");
    }
);

both_engines!(
    whoever_is_joined_to_a_question_without_an_answer_waits_with_it,
    NOW,
    async |office: &Office| {
        let session = on_air(office);
        let clerk = office.clerk(Role::Moderator, &session);
        let first = written(office, &session, "Жол қашан жөнделеді?");
        let same = written(office, &session, "Жол жөндеу қашан?");
        let other = written(office, &session, "Су құны қанша?");
        let join = async |comment: Id, number: i32| {
            let number = number.to_string();
            let done = press(office, &clerk, (comment, "join"), &[("number", &number)]).await;
            assert_eq!(done.status, 303, "{}", done.body);
        };
        join(same.id, first.number).await;
        let done = press(office, &clerk, (first.id, "answer"), &ANSWER).await;
        assert_eq!(done.status, 303, "{}", done.body);
        assert_eq!(
            by_number(office, &session, same.number).state,
            CommentState::Answered
        );
        // The answer stands at the first one: what asks something else has none.
        join(same.id, other.number).await;
        let now = by_number(office, &session, same.number);
        assert_eq!((now.state, now.answered_at), (CommentState::Shown, None));
        assert_eq!(
            by_number(office, &session, first.number).state,
            CommentState::Answered
        );
    }
);
