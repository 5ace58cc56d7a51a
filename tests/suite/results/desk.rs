//! The pages of the secretariat, as it clicks through them.

use otyrys::law::results::ResultKind::{Decision, Minutes};
use otyrys::web::desk::Role;

use super::{AFTER, BEFORE, all, held, order, publish, seen_on, send};
use crate::comments::{begin, end, written};
use crate::documents::PDF;
use crate::harness::{Office, Planned, both_engines};

pub const FORM: [(&str, &str); 9] = [
    ("kind", "decision"),
    ("title-kk", "№ 5 шешім"),
    ("title-ru", "Решение № 5"),
    ("title-en", ""),
    ("number", "05-12/7"),
    ("created_on", "2026-12-10"),
    ("signer", "Министр Е. Нұрланов"),
    ("text-kk", "Бірінші жол\r\n\r\nЕкінші жол"),
    ("text-ru", "Первая строка\r\n\r\nВторая строка"),
];

pub fn with<'a>(seen: &'a str, change: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = FORM.to_vec();
    fields.push(("updated", seen));
    for (name, value) in change {
        fields.retain(|(known, _)| known != name);
        fields.push((name, value));
    }
    fields
}

both_engines!(
    a_decision_with_its_file_is_published_and_replaced,
    BEFORE,
    async |office: &Office| {
        let session = held(office);
        let clerk = office.clerk(Role::Secretary, &session);
        let path = format!("/desk/sessions/{session}/results");
        let overview = office
            .desk(&clerk, &format!("/desk/sessions/{session}"))
            .await;
        assert!(overview.body.contains(&path));
        let page = office.desk(&clerk, &path).await.body;
        assert!(
            page.contains("19 желтоқсан") || page.contains("18 желтоқсан"),
            "{page}"
        );
        assert!(
            page.contains("15 желтоқсан"),
            "the clock of a document: {page}"
        );
        assert!(
            page.contains("шешім немесе шешім қабылданбағаны"),
            "what is owed"
        );
        let seen = seen_on(&page);
        let fields = with(&seen, &[]);
        let file = Some(("шешім.pdf", PDF));
        let done = send(office, &clerk, &path, &fields, file).await;
        assert_eq!(done.status, 303, "{}", done.body);
        assert_eq!(done.to, Some(format!("{path}?done=result-published")));
        let outcome = all(office, &session).pop().unwrap();
        assert_eq!(outcome.file_name.as_deref(), Some("шешім.pdf"));
        assert!(
            outcome
                .words()
                .unwrap()
                .unwrap()
                .kk
                .contains("жол\n\nЕкінші")
        );
        let page = office.desk(&clerk, &done.to.unwrap()).await.body;
        assert!(page.contains("Құжат жарияланды.") && page.contains("05-12/7"));
        assert!(
            !page.contains("шешім немесе шешім қабылданбағаны"),
            "{page}"
        );

        let replace = format!("/desk/results/{}/replace", outcome.id);
        assert!(page.contains(&replace));
        let form = office.desk(&clerk, &replace).await.body;
        assert!(
            form.contains("Вторая строка"),
            "the form holds what stands: {form}"
        );
        let seen = seen_on(&form);
        let fields = with(&seen, &[("title-ru", "Решение № 5 (исправлено)")]);
        let done = send(office, &clerk, &replace, &fields, None).await;
        assert_eq!(done.status, 303, "{}", done.body);
        let rows = all(office, &session);
        assert_eq!(rows[0].replaced_by, Some(rows[1].id));
        assert_eq!(rows[1].stored_as, None, "no file was chosen");
        let form = office.desk(&clerk, &replace).await.body;
        assert!(form.contains("жаңасымен ауыстырылған"), "{form}");
    }
);

both_engines!(
    what_is_wrong_comes_back_with_everything_typed_and_keeps_no_file,
    BEFORE,
    async |office: &Office| {
        let session = held(office);
        let clerk = office.clerk(Role::Secretary, &session);
        let path = format!("/desk/sessions/{session}/results");
        let seen = seen_on(&office.desk(&clerk, &path).await.body);
        let wrong: [(&[(&str, &str)], &str); 6] = [
            (&[("title-ru", "")], "field-title-ru"),
            (&[("kind", "")], "field-kind"),
            (&[("item", "x")], "field-item"),
            (&[("created_on", "")], "field-created_on"),
            (&[("created_on", "2026-12-11")], "field-created_on"),
            (&[("created_on", "2026-12-09")], "field-created_on"),
        ];
        for (change, field) in wrong {
            let fields = with(&seen, change);
            let answer = send(office, &clerk, &path, &fields, Some(("a.pdf", PDF))).await;
            assert_eq!(answer.status, 422, "{change:?}");
            assert!(
                answer.body.contains(&format!("href=\"#{field}\"")),
                "{change:?}: {}",
                answer.body
            );
            assert!(
                answer.body.contains("Министр Е. Нұрланов"),
                "what was typed"
            );
            assert!(
                answer.body.contains("қайта таңдаңыз"),
                "the file is to be chosen again"
            );
        }
        let empty = with(&seen, &[("text-kk", ""), ("text-ru", "")]);
        let answer = send(office, &clerk, &path, &empty, None).await;
        assert_eq!(answer.status, 422);
        assert!(
            answer.body.contains("href=\"#field-file\""),
            "{}",
            answer.body
        );
        let fields = with(&seen, &[]);
        let answer = send(office, &clerk, &path, &fields, Some(("a.pdf", b"MZ\x90\0"))).await;
        assert_eq!(answer.status, 422);
        assert!(all(office, &session).is_empty());

        // Past the term the reason is asked for; given, it is shown to everybody.
        office.at("2026-12-16T00:00:00+05:00");
        let answer = send(office, &clerk, &path, &fields, Some(("a.pdf", PDF))).await;
        assert_eq!(answer.status, 422);
        assert!(
            answer.body.contains("href=\"#field-late_reason\""),
            "{}",
            answer.body
        );
        let folder = std::fs::read_dir(&office.app.settings.files.folder);
        assert_eq!(folder.map_or(0, Iterator::count), 0, "nothing stays");
        let fields = with(&seen, &[("late_reason", "Қол қоюшы сапарда")]);
        let answer = send(office, &clerk, &path, &fields, Some(("a.pdf", PDF))).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        let public = office
            .get(&format!("/kk/sessions/{session}/results"))
            .await
            .1;
        assert!(public.contains("Қол қоюшы сапарда"), "{public}");
    }
);

both_engines!(
    whoever_was_slower_sees_both_states,
    BEFORE,
    async |office: &Office| {
        let session = held(office);
        let clerk = office.clerk(Role::Secretary, &session);
        let path = format!("/desk/sessions/{session}/results");
        let seen = seen_on(&office.desk(&clerk, &path).await.body);
        publish(office, clerk.id, order(office, &session, Minutes)).unwrap();
        let fields = with(&seen, &[]);
        let answer = send(office, &clerk, &path, &fields, Some(("a.pdf", PDF))).await;
        assert_eq!(answer.status, 409, "{}", answer.body);
        assert!(answer.body.contains("stale-title") && answer.body.contains("Вторая строка"));
        assert_ne!(
            seen_on(&answer.body),
            seen,
            "the form is of what stands now"
        );
        let none = [("updated", seen.as_str()), ("kind", "decision")];
        let none_path = format!("{path}/none");
        let answer = office.desk_form_on(&clerk, &path, &none_path, &none).await;
        assert_eq!(answer.status, 409);
        assert_eq!(all(office, &session).len(), 1);
        let fields = with(&seen, &[]);
        let replace = format!("/desk/results/{}/replace", all(office, &session)[0].id);
        let answer = send(office, &clerk, &replace, &fields, None).await;
        assert_eq!(answer.status, 409);
    }
);

both_engines!(
    what_is_not_kept_is_said_by_a_button,
    BEFORE,
    async |office: &Office| {
        let session = held(office);
        let clerk = office.clerk(Role::Secretary, &session);
        let path = format!("/desk/sessions/{session}/results");
        let none_path = format!("{path}/none");
        publish(office, clerk.id, order(office, &session, Decision)).unwrap();
        for kind in ["transcript", "minutes"] {
            let page = office.desk(&clerk, &path).await.body;
            assert!(page.contains(&format!("value=\"{kind}\"")), "{page}");
            let seen = seen_on(&page);
            let fields = [("updated", seen.as_str()), ("kind", kind)];
            let answer = office
                .desk_form_on(&clerk, &path, &none_path, &fields)
                .await;
            assert_eq!(answer.status, 303, "{}", answer.body);
        }
        let page = office.desk(&clerk, &path).await.body;
        assert!(page.contains("Қорытынды толық жарияланған."), "{page}");
        assert!(
            !page.contains(&none_path),
            "nothing is left to be stated: {page}"
        );
        let public = office
            .get(&format!("/ru/sessions/{session}/results"))
            .await
            .1;
        assert!(
            public.contains("Стенограмма заседания не велась."),
            "{public}"
        );
        let fields = [("updated", "0"), ("kind", "")];
        let answer = office
            .desk_form_on(&clerk, &path, &none_path, &fields)
            .await;
        assert_eq!(answer.status, 422);
    }
);

both_engines!(
    who_only_looks_has_no_forms_and_before_the_session_nobody_has,
    BEFORE,
    async |office: &Office| {
        let session = office.session(&Planned::default());
        let clerk = office.clerk(Role::Secretary, &session);
        let path = format!("/desk/sessions/{session}/results");
        let page = office.desk(&clerk, &path).await;
        assert_eq!(page.status, 200);
        assert!(!page.body.contains("multipart/form-data"));
        assert!(page.body.contains("басталғаннан кейін"), "{}", page.body);
        let answer = send(office, &clerk, &path, &with("0", &[]), None).await;
        assert_eq!(answer.status, 409);
        office.at(AFTER);
        let supervisor = office.clerk(Role::Supervisor, &session);
        let page = office.desk(&supervisor, &path).await;
        assert_eq!(page.status, 200);
        assert!(!page.body.contains("multipart/form-data"));
        let page = office.desk(&clerk, &path).await;
        assert!(page.body.contains("multipart/form-data"));
    }
);

both_engines!(
    comments_that_wait_are_warned_of_when_results_are_at_hand,
    BEFORE,
    async |office: &Office| {
        let session = office.session(&Planned::default());
        office.at("2026-12-10T10:05:00+05:00");
        begin(office, &session);
        written(office, &session, "Жол қашан жөнделеді?");
        let second = written(office, &session, "Су құны қанша?");
        office.at(AFTER);
        end(office, &session);
        let clerk = office.clerk(Role::Secretary, &session);
        let path = format!("/desk/sessions/{session}/results");
        let page = office.desk(&clerk, &path).await.body;
        assert!(
            page.contains("Жауап берілмеген комментарийлер: 2."),
            "{page}"
        );
        assert!(
            page.contains(&format!("/desk/sessions/{session}/comments")),
            "{page}"
        );
        crate::comments::hide(office, &second, clerk.id);
        let page = office.desk(&clerk, &path).await.body;
        assert!(
            page.contains("Жауап берілмеген комментарийлер: 1."),
            "{page}"
        );
        let other = held(office);
        let other_page = format!("/desk/sessions/{other}/results");
        let page = office.desk(&clerk, &other_page).await.body;
        assert!(!page.contains("Жауап берілмеген"), "{page}");
    }
);
