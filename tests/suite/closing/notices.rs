//! The notice on three channels, and the times of closed parts.

use otyrys::law::closing::{Channel, NoticeFault};
use otyrys::law::session_course::{SessionAct, SessionStatus};
use otyrys::sessions::actions::{self, Placed};
use otyrys::sessions::closing::record::{ClosedPart, Notice};
use otyrys::web::desk::Role;

use super::*;
use crate::calendar_versions;
use crate::harness::{both_engines, instant};
use crate::notices::scene::postponed;

fn place(office: &Office, id: Id, channel: Channel, at: &str) -> Result<Notice, Refusal> {
    let placed = Placed {
        session: id,
        closing: standing(office, id).map_or_else(Id::new, |one| one.id),
        channel,
        at: instant(at),
        proof: "Газет, № 114".to_owned(),
    };
    let now = office.app.now();
    office.app.database.write_here(Lane::All, move |work| {
        actions::notice_placed(work, now, &Actor::Office, &placed)
    })
}

fn placed(office: &Office, id: Id) -> Vec<(Channel, bool)> {
    let (session, _) = stored(office, id);
    let closing = standing(office, id).expect("a decision");
    let read = office
        .app
        .database
        .read_here(|connection| store::notices_of(connection, &[closing.id]));
    let of_date = read.expect("notices").into_iter();
    of_date
        .filter(|one| one.starts_at == session.starts_at)
        .map(|one| (one.channel, one.in_time))
        .collect()
}

fn part(office: &Office, id: Id, begins: bool) -> Result<(), Refusal> {
    let now = office.app.now();
    office.app.database.write_here(Lane::All, move |work| {
        actions::closed_part(work, now, &Actor::Office, id, begins)
    })
}

fn parts(office: &Office, id: Id) -> Vec<ClosedPart> {
    let read = office
        .app
        .database
        .read_here(|connection| store::closed_parts_of(connection, id));
    read.expect("parts")
}

both_engines!(
    the_site_is_noted_by_itself_and_the_others_with_proof,
    NOW,
    async |office: &Office| {
        let id = of_two(office);
        close_second(office, id);
        // Session on Thursday 10 December: w3 is Monday, the 7th.
        let clock = standing(office, id).unwrap().notice_before.utc();
        assert_eq!(clock, instant("2026-12-07T00:00:00+05:00"));
        assert_eq!(placed(office, id), [(Channel::Site, true)]);
        place(office, id, Channel::Media, "2026-12-01T08:00:00+05:00").unwrap();
        let to_come = place(office, id, Channel::Premises, "2026-12-01T09:00:01+05:00");
        let cannot = |fault| matches!(fault, Err(Refusal::NoticeCannotBe(NoticeFault::ToCome)));
        assert!(cannot(to_come));
        let before = place(office, id, Channel::Premises, "2026-11-29T23:59:59+05:00");
        assert!(matches!(
            before,
            Err(Refusal::NoticeCannotBe(NoticeFault::BeforeDecision))
        ));
        office.at("2026-12-07T12:00:00+05:00");
        place(office, id, Channel::Premises, "2026-12-07T00:00:00+05:00").unwrap();
        let all = placed(office, id);
        assert!(all.contains(&(Channel::Media, true)) && all.contains(&(Channel::Premises, false)));
        // What was entered wrongly is entered again.
        place(office, id, Channel::Premises, "2026-12-06T23:59:59+05:00").unwrap();
        assert!(placed(office, id).contains(&(Channel::Premises, true)));
        assert_eq!(placed(office, id).len(), 3);
    }
);

both_engines!(
    closing_late_is_marked_and_not_barred,
    NOW,
    async |office: &Office| {
        let id = of_two(office);
        office.at("2026-12-08T10:00:00+05:00");
        close_second(office, id);
        assert_eq!(placed(office, id), [(Channel::Site, false)]);
    }
);

both_engines!(
    another_date_asks_for_the_notice_anew,
    NOW,
    async |office: &Office| {
        let id = of_two(office);
        close_second(office, id);
        place(office, id, Channel::Media, "2026-12-01T08:00:00+05:00").unwrap();
        postponed(office, id, "2026-12-17T10:00:00+05:00");
        let closing = standing(office, id).unwrap();
        assert_eq!(
            closing.notice_before.utc(),
            instant("2026-12-11T00:00:00+05:00")
        );
        assert_eq!(
            placed(office, id),
            [(Channel::Site, true)],
            "of the new date"
        );
    }
);

both_engines!(
    today_asks_for_the_channels_that_are_left,
    NOW,
    async |office: &Office| {
        let id = of_two(office);
        let clerk = office.clerk(Role::Secretary, id.as_str());
        let today = office.desk(&clerk, "/desk").await.body;
        assert!(!today.contains("Жабық режим туралы хабарламаны"), "{today}");
        close_second(office, id);
        let path = format!("href=\"/desk/sessions/{id}/closing\"");
        let today = office.desk(&clerk, "/desk").await.body;
        assert!(
            today.contains("(арналар: 2)") && today.contains(&path),
            "{today}"
        );
        office.at("2026-12-07T09:00:00+05:00");
        let today = office.desk(&clerk, "/desk").await.body;
        assert!(today.contains("due-late"), "{today}");
        for channel in [Channel::Media, Channel::Premises] {
            place(office, id, channel, "2026-12-02T08:00:00+05:00").unwrap();
        }
        let today = office.desk(&clerk, "/desk").await.body;
        assert!(!today.contains("Жабық режим туралы хабарламаны"), "{today}");
    }
);

both_engines!(
    people_are_asked_out_and_back_in_with_stamps,
    NOW,
    async |office: &Office| {
        let id = of_two(office);
        close_second(office, id);
        assert!(matches!(part(office, id, true), Err(Refusal::NotSitting)));
        office.at("2026-12-10T10:20:00+05:00");
        assert!(
            matches!(part(office, id, false), Err(Refusal::Stale)),
            "nothing to end"
        );
        let path = format!("/ru/sessions/{id}");
        part(office, id, true).unwrap();
        let (_, page) = office.get(&path).await;
        assert!(
            page.contains("Трансляция временно приостановлена"),
            "{page}"
        );
        assert!(matches!(part(office, id, true), Err(Refusal::Stale)));
        office.at("2026-12-10T10:45:00+05:00");
        part(office, id, false).unwrap();
        let (_, page) = office.get(&path).await;
        assert!(
            !page.contains("Трансляция временно приостановлена"),
            "{page}"
        );
        let [one] = &parts(office, id)[..] else {
            panic!("one part");
        };
        assert_eq!(one.began_at.utc(), instant("2026-12-10T10:20:00+05:00"));
        assert_eq!(
            one.ended_at.unwrap().utc(),
            instant("2026-12-10T10:45:00+05:00")
        );
    }
);

both_engines!(
    no_closed_part_goes_on_after_the_session,
    NOW,
    async |office: &Office| {
        let id = of_two(office);
        close_second(office, id);
        office.at("2026-12-10T10:20:00+05:00");
        part(office, id, true).unwrap();
        // Nobody said that it is over: it is, four hours after its start.
        office.at("2026-12-10T15:00:00+05:00");
        let (_, page) = office.get(&format!("/ru/sessions/{id}")).await;
        assert!(
            page.contains("№ 2") && !page.contains("Трансляция временно приостановлена"),
            "{page}"
        );
        let clerk = office.clerk(Role::Secretary, id.as_str());
        let desk = format!("/desk/sessions/{id}/closing");
        let shown = office.desk(&clerk, &desk).await.body;
        assert!(shown.contains("value=\"end\""), "{shown}");
        part(office, id, false).unwrap();
        assert!(matches!(
            part(office, id, true),
            Err(Refusal::NoSuchMove(_))
        ));
        let shown = office.desk(&clerk, &desk).await.body;
        assert!(!shown.contains("value=\"begin\""), "{shown}");
        assert_eq!(parts(office, id).len(), 1);
    }
);

both_engines!(
    a_closed_part_ends_with_its_session_or_its_closing,
    NOW,
    async |office: &Office| {
        let (ended, opened) = (of_two(office), of_two(office));
        for id in [ended, opened] {
            close_second(office, id);
        }
        office.at("2026-12-10T10:20:00+05:00");
        for id in [ended, opened] {
            part(office, id, true).unwrap();
        }
        office.at("2026-12-10T11:00:00+05:00");
        let now = office.app.now();
        let end = office.app.database.write_here(Lane::All, move |work| {
            actions::move_along(work, now, &Actor::Office, ended, SessionAct::End)
        });
        assert_eq!(end.unwrap().status, SessionStatus::Held);
        reopen(office, reopening(office, opened)).unwrap();
        for id in [ended, opened] {
            let [one] = &parts(office, id)[..] else {
                panic!("one part");
            };
            assert_eq!(one.ended_at.map(otyrys::database::Instant::utc), Some(now));
        }
    }
);

both_engines!(
    a_draft_that_is_moved_has_its_notice_counted_anew,
    NOW,
    async |office: &Office| {
        let draft = Planned {
            status: SessionStatus::Draft,
            ..Planned::default()
        };
        let id = Id::parse(&office.session(&draft)).unwrap();
        with_marker(office, id);
        close_second(office, id);
        let clock = || standing(office, id).unwrap().notice_before.utc();
        assert_eq!(clock(), instant("2026-12-07T00:00:00+05:00"));
        revise(office, id, None, |order| {
            order.starts = "2026-12-17T10:00:00".parse().unwrap();
        });
        assert_eq!(clock(), instant("2026-12-11T00:00:00+05:00"));
    }
);

/// Tuesday 8 December is off, Saturday 12 December is worked.
async fn calendar_changes(office: &Office, id: Id) {
    let admin = office.clerk(Role::SystemAdmin, id.as_str());
    calendar_versions::entered(office, &admin, &calendar_versions::ORDER).await;
}

both_engines!(
    the_clock_of_a_notice_follows_the_calendar,
    NOW,
    async |office: &Office| {
        let id = of_two(office);
        close_second(office, id);
        calendar_changes(office, id).await;
        let clock = standing(office, id).unwrap().notice_before.utc();
        assert_eq!(clock, instant("2026-12-04T00:00:00+05:00"));
        assert_eq!(
            placed(office, id),
            [(Channel::Site, true)],
            "what was placed stays as it was judged"
        );
    }
);

both_engines!(
    the_clock_of_a_notice_never_moves_into_the_past,
    NOW,
    async |office: &Office| {
        let id = of_two(office);
        close_second(office, id);
        office.at("2026-12-05T09:00:00+05:00");
        calendar_changes(office, id).await;
        let clock = standing(office, id).unwrap().notice_before.utc();
        assert_eq!(clock, instant("2026-12-07T00:00:00+05:00"));
    }
);
