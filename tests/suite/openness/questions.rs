//! What is asked repeatedly: counted by the desk, answered in public without anybody's name.

use otyrys::web::desk::Role;

use super::join;
use crate::comments::{NOW, by_number, on_air, written};
use crate::harness::{Office, both_engines};

both_engines!(
    like_questions_are_counted_and_answered_in_public,
    NOW,
    async |office: &Office| {
        let session = on_air(office);
        for words in [
            "Су қашан келеді?",
            "Су болады ма?",
            "Суды күтеміз бе?",
            "Жол ше?",
            "Жол?",
        ] {
            written(office, &session, words);
        }
        let clerk = office.clerk(Role::Moderator, &session);
        let here = format!("/desk/openness/{}/questions", office.body_of(&session));
        join(office, &session, 5, 4);
        join(office, &session, 2, 1);
        let page = office.desk(&clerk, &here).await.body;
        assert!(page.contains("Неше рет сұралды: 2"), "{page}");
        let suggestion = "Тұрақты жауап жариялаған жөн.";
        assert!(!page.contains(suggestion), "two are not three");
        join(office, &session, 3, 1);
        let page = office.desk(&clerk, &here).await.body;
        assert!(page.contains("Неше рет сұралды: 3"), "{page}");
        assert_eq!(page.matches(suggestion).count(), 1, "{page}");
        let main = by_number(office, &session, 1).id.to_string();
        let quarter = format!("{here}?year=2026&quarter=1");
        let other = office.desk(&clerk, &quarter).await.body;
        assert!(!other.contains("Неше рет"), "another quarter");

        let mut fields = vec![
            ("year", "2026"),
            ("quarter", "4"),
            ("comment", main.as_str()),
            ("question-kk", "Су қашан беріледі?"),
            ("question-ru", "Когда дадут воду?"),
            ("answer-kk", "Сәуірде."),
        ];
        let half = office.desk_form(&clerk, &here, &fields).await;
        assert_eq!(half.status, 422, "{}", half.body);
        assert!(half.body.contains("Сәуірде."), "nothing is lost");
        fields.push(("answer-ru", "В апреле."));
        let done = office.desk_form(&clerk, &here, &fields).await;
        assert_eq!(done.status, 303, "{}", done.body);
        let again = office.desk_form(&clerk, &here, &fields).await;
        assert_eq!(again.status, 422, "it has an answer");
        let public = "/ru/openness/test-ministry/questions";
        let (_, page) = office.get(public).await;
        assert!(
            page.contains("Когда дадут воду?") && page.contains("В апреле."),
            "{page}"
        );
        assert!(
            !page.contains("Әсел") && !page.contains("Су болады ма"),
            "{page}"
        );
        let desk = office.desk(&clerk, &here).await.body;
        assert!(
            !desk.contains(suggestion) && !desk.contains("Әсел"),
            "{desk}"
        );

        let answer = desk.split("name=\"withdraw\" value=\"").nth(1).unwrap();
        let answer = answer.split('"').next().unwrap();
        let fields = [("year", "2026"), ("quarter", "4"), ("withdraw", answer)];
        let back = office.desk_form(&clerk, &here, &fields).await;
        assert_eq!(back.status, 303);
        let (_, page) = office.get(public).await;
        assert!(!page.contains("Когда дадут воду?"), "{page}");
    }
);

both_engines!(
    another_bodys_question_is_not_answered,
    NOW,
    async |office: &Office| {
        let session = on_air(office);
        written(office, &session, "Су?");
        let main = by_number(office, &session, 1).id.to_string();
        let other = office.session_of("other-body", &crate::harness::Planned::default());
        let clerk = office.clerk(Role::Secretary, &other);
        let here = format!("/desk/openness/{}/questions", office.body_of(&other));
        let fields = [
            ("comment", main.as_str()),
            ("question-kk", "а"),
            ("question-ru", "б"),
            ("answer-kk", "в"),
            ("answer-ru", "г"),
        ];
        let refused = office.desk_form(&clerk, &here, &fields).await;
        assert_eq!(refused.status, 404, "{}", refused.body);
        let (_, page) = office.get("/ru/openness/other-body/questions").await;
        assert!(!page.contains("<h3>"), "{page}");
    }
);
