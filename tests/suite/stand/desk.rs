//! The note at the desk, also as the proof of a closed session's notice.

use otyrys::database::Id;
use otyrys::law::closing::Channel;
use otyrys::law::session_course::SessionStatus;
use otyrys::sessions::closing::record::Notice;
use otyrys::sessions::store;
use otyrys::web::desk::Role;

use super::says;
use crate::closing::{NOW, close_second, of_two, standing};
use crate::harness::{Office, Planned, both_engines};
use crate::notices::scene::{announced, to_hall};

fn path_of(session: impl std::fmt::Display) -> String {
    format!("/desk/sessions/{session}/stand")
}

fn notices(office: &Office, id: Id) -> Vec<Notice> {
    let closing = standing(office, id).expect("a decision").id;
    let read = office
        .app
        .database
        .read_here(|connection| store::notices_of(connection, &[closing]));
    let mut all = read.expect("notices");
    all.retain(|one| one.channel == Channel::Premises);
    all
}

both_engines!(
    the_sheet_is_noted_with_its_version_and_printed_anew_after_a_change,
    NOW,
    async |office: &Office| {
        let id = announced(office, &Planned::default());
        let clerk = office.clerk(Role::Secretary, id.as_str());
        let (path, overview) = (path_of(id), format!("/desk/sessions/{id}"));
        let before = office.desk(&clerk, &overview).await.body;
        says(
            &before,
            &[
                &path,
                "Стендке арнап басып шығару",
                "Парақ әлі ілінген жоқ.",
            ],
        );
        let shown = office.desk(&clerk, &path).await.body;
        let revision = crate::harness::value_on(&shown, "revision");
        says(
            &shown,
            &[&format!("/kk/sessions/{id}/stand"), "/stand/test-ministry"],
        );
        office.at("2026-12-01T10:15:00+05:00");
        let fields = [("revision", revision.as_str())];
        let done = office.desk_form(&clerk, &path, &fields).await;
        let to = done.to.expect("a way on");
        assert_eq!(to, format!("{path}?done=stand-hung"), "{}", done.body);
        let hung = "2026 жылғы 1 желтоқсан, 10:15";
        let shown = office.desk(&clerk, &to).await.body;
        says(&shown, &["Парақтың стендке ілінгені белгіленді.", hung]);
        assert!(!shown.contains("desk-stand"), "{shown}");
        let after = office.desk(&clerk, &overview).await.body;
        says(&after, &[hung]);
        assert!(!after.contains("Анонс содан кейін өзгертілді"), "{after}");
        let journal = office.journal_of("session");
        let (act, said) = journal.last().expect("a line");
        assert_eq!(act, "session.stand_sheet");
        assert!(
            said.contains("2026-12-01T05:15:00Z") && said.contains("staff:"),
            "{said}"
        );

        // The announcement changes: the sheet on the stand is of before, and another one like it is not noted.
        to_hall(office, id, 5);
        let shown = office.desk(&clerk, &overview).await.body;
        says(&shown, &["Анонс содан кейін өзгертілді"]);
        let stale = office.desk_form(&clerk, &path, &fields).await;
        assert_eq!(stale.status, 409, "{}", stale.body);
        assert_eq!(office.journal_of("session").len(), journal.len() + 1);
        let anew = crate::harness::value_on(&stale.body, "revision");
        let fields = [("revision", anew.as_str())];
        assert_eq!(office.desk_form(&clerk, &path, &fields).await.status, 303);
        let shown = office.desk(&clerk, &path).await.body;
        says(&shown, &["Бұрынғы белгілер", hung]);
        office.letters();
    }
);

both_engines!(
    of_a_closed_item_it_is_the_notice_in_the_premises,
    NOW,
    async |office: &Office| {
        let id = of_two(office);
        close_second(office, id);
        let clerk = office.clerk(Role::Secretary, id.as_str());
        let path = path_of(id);
        let shown = office.desk(&clerk, &path).await.body;
        says(&shown, &["дәлелі болып та жазылады"]);
        assert!(notices(office, id).is_empty());
        let revision = crate::harness::value_on(&shown, "revision");
        let fields = [("revision", revision.as_str())];
        office.desk_form(&clerk, &path, &fields).await;
        let first = notices(office, id);
        assert_eq!(first.len(), 1);
        assert!(first[0].in_time);
        assert_eq!(first[0].placed_at.utc(), office.app.now());
        let proof = first[0].proof.as_deref().expect("a proof");
        assert!(
            proof.contains("стенд") && proof.contains(&revision),
            "{proof}"
        );
        // Printed again when it is too late: what was placed in time stays.
        office.at("2026-12-08T09:00:00+05:00");
        office.desk_form(&clerk, &path, &fields).await;
        assert_eq!(notices(office, id), first);
        let acts = office.journal_of("session").into_iter().map(|(act, _)| act);
        let acts: Vec<String> = acts.skip_while(|act| act != "session.closed").collect();
        assert_eq!(
            acts[1..],
            [
                "session.closing_notice",
                "session.stand_sheet",
                "session.stand_sheet"
            ]
        );
        office.letters();
    }
);

both_engines!(a_draft_has_no_sheet, NOW, async |office: &Office| {
    let draft = office.session(&Planned {
        status: SessionStatus::Draft,
        ..Planned::default()
    });
    let clerk = office.clerk(Role::Secretary, &draft);
    let path = path_of(&draft);
    let shown = office.desk(&clerk, &path).await;
    assert_eq!(shown.status, 200);
    says(&shown.body, &["Отырыс әлі жарияланған жоқ"]);
    let refused = office.desk_form(&clerk, &path, &[("revision", "1")]).await;
    assert_eq!(refused.status, 409, "{}", refused.body);
    assert!(office.journal_of("session").is_empty());
});
