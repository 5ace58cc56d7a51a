//! Transcripts with times.

use otyrys::web::desk::Role;

use super::desk::with;
use super::{BEFORE, all, held, seen_on, send};
use crate::harness::{Office, both_engines};

const SPOKEN: &str = "[00:00:05] Төраға: Отырысты ашамын.\n[00:12:30] №1 Е. Нұрланов: Суды үнемдейміз.\n\
                      [01:02:03] Төраға: <b>Рақмет</b>.";

both_engines!(
    times_lead_to_the_recording_and_words_are_found,
    BEFORE,
    async |office: &Office| {
        let session = held(office);
        let clerk = office.clerk(Role::Secretary, &session);
        let path = format!("/desk/sessions/{session}/results");
        let seen = seen_on(&office.desk(&clerk, &path).await.body);
        let change = [("kind", "transcript"), ("text-kk", SPOKEN)];
        let fields = with(&seen, &change);
        let done = send(office, &clerk, &path, &fields, None).await;
        assert_eq!(done.status, 303, "{}", done.body);
        let id = all(office, &session).pop().unwrap().id;
        let public = format!("/kk/sessions/{session}/results/{id}");
        let jump = format!("/kk/sessions/{session}/live#t=750");
        let page = office.get(&public).await.1;
        assert!(
            page.contains("00:12:30") && page.contains("Е. Нұрланов"),
            "{page}"
        );
        assert!(!page.contains(&jump), "there is no recording yet: {page}");
        assert!(page.contains("&lt;b&gt;Рақмет"), "{page}");

        let recording = format!("/desk/sessions/{session}/broadcast/recording");
        let fields = [
            ("recording_url", "https://example.org/a.mp4"),
            ("recording_sha256", ""),
            ("updated", ""),
        ];
        let said = office.desk_form(&clerk, &recording, &fields).await;
        assert_eq!(said.status, 303, "{}", said.body);
        let page = office.get(&public).await.1;
        assert!(page.contains(&format!("href=\"{jump}\"")), "{page}");
        // Typed on a Russian keyboard, and only the beginning of the word.
        let found = office
            .get(&format!("{public}?q=%D1%83%D0%BD%D0%B5%D0%BC"))
            .await
            .1;
        assert!(found.contains("<mark>үнемдейміз</mark>."), "{found}");
        assert!(!found.contains("Отырысты"), "{found}");
        assert!(found.contains("Табылған үзінді: 1."), "{found}");
        let none = office
            .get(&format!("{public}?q=%D0%B6%D0%BE%D2%9B"))
            .await
            .1;
        assert!(none.contains("Табылған үзінді: 0."), "{none}");
        let russian = office
            .get(&format!("/ru/sessions/{session}/results/{id}"))
            .await
            .1;
        assert!(
            russian.contains("Первая строка"),
            "a text without times is a text: {russian}"
        );
    }
);

both_engines!(
    times_that_cannot_be_read_are_named_with_their_line_and_nothing_is_lost,
    BEFORE,
    async |office: &Office| {
        let session = held(office);
        let clerk = office.clerk(Role::Secretary, &session);
        let path = format!("/desk/sessions/{session}/results");
        let seen = seen_on(&office.desk(&clerk, &path).await.body);
        for (text, line) in [
            (
                "[00:01:00] Төраға: а\n[00:00:59] Төраға: б",
                "2-жолдағы уақыт алдыңғысынан ерте",
            ),
            ("Бас\n[00:61:00] а", "2-жолдағы уақыт оқылмады"),
            (
                "WEBVTT\n\n00:00:01,000 --> 00:00:02,000\nа",
                "3-жолдағы уақыт оқылмады",
            ),
            ("WEBVTT\n\n00:02.000 --> 00:01.000\nа", "3-жолдағы үзінді"),
            ("1\n00:00:01,000 --> 00:00:02,000\nа", "WEBVTT сөзі жоқ"),
        ] {
            let change = [("kind", "transcript"), ("text-kk", text)];
            let answer = send(office, &clerk, &path, &with(&seen, &change), None).await;
            assert_eq!(answer.status, 422, "{text}");
            assert!(
                answer.body.contains("href=\"#field-text-kk\""),
                "{}",
                answer.body
            );
            assert!(answer.body.contains(line), "{line}: {}", answer.body);
            let typed = text.lines().last().unwrap();
            assert!(
                answer.body.contains(typed),
                "what was typed: {}",
                answer.body
            );
            assert!(answer.body.contains("Министр Е. Нұрланов"));
            // Of anything else it is a text.
            assert!(all(office, &session).is_empty());
        }
        let vtt = "WEBVTT\n\n00:05.000 --> 00:09.000\n<v Төраға>Бастаймыз";
        let change = [("kind", "transcript"), ("text-kk", vtt)];
        let answer = send(office, &clerk, &path, &with(&seen, &change), None).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        let id = all(office, &session).pop().unwrap().id;
        let page = office
            .get(&format!("/kk/sessions/{session}/results/{id}"))
            .await
            .1;
        assert!(
            page.contains("00:00:05") && page.contains("<strong>Төраға</strong>"),
            "{page}"
        );
        assert!(!page.contains("--&gt;"), "{page}");
    }
);
