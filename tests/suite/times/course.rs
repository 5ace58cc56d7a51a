//! No change of an announced session without a reason that everybody reads; what is promised stays; a calendar has one
//! entry.

use icalendar::{Calendar, CalendarComponent, Component as _};
use otyrys::changes;
use otyrys::language::{Language, Multilingual};
use otyrys::law::deadlines::SessionKind;
use otyrys::law::working_days::Week;
use otyrys::sessions::actions::{Edit, Order};
use otyrys::web::desk::Role;
use serde_json::json;

use super::*;
use crate::editor::{announce, as_pairs, complete, saved, secretary, seen, with};
use crate::harness::{Planned, both_engines};
use crate::notices::scene;
use crate::postponing::{RUSSIAN, at, moving, postpone};

/// Saves as the desk does, with or without a reason.
fn save(
    office: &Office,
    session: &str,
    why: Option<Multilingual>,
    change: impl FnOnce(&mut Order),
) -> Result<Session, Refusal> {
    let (known, details) = stored(office, session);
    let mut order = Order::of(&known, &details);
    change(&mut order);
    let edit = Edit {
        id: known.id,
        seen: known.updated_at,
        order,
        why,
    };
    let (app, now) = (office.app.clone(), office.app.now());
    office.app.database.write_here(Lane::All, move |work| {
        let counting = Counting::in_act(work, &app)?;
        let saved = actions::save(work, now, &counting, &Actor::Office, &edit)?;
        Ok(saved.session)
    })
}

type Change = fn(&mut Order);

both_engines!(
    nothing_announced_changes_without_a_reason,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        let (known, _) = stored(office, &session);
        let changes: [Change; 6] = [
            |order| order.place = Some(Multilingual::new("5-зал", "Зал 5")),
            |order| order.ends = Some("2026-12-10T18:00:00".parse().unwrap()),
            |order| order.title = Multilingual::new("Басқа", "Другое"),
            |order| order.agenda[0].speaker = Some("Министр".to_owned()),
            |order| order.contact.phone = "+7 7172 111111".to_owned(),
            |order| order.kind = SessionKind::Other,
        ];
        for (number, change) in changes.into_iter().enumerate() {
            for why in [None, Some(Multilingual::new("Себебі", "  "))] {
                let refused = save(office, &session, why, change);
                assert!(
                    matches!(refused, Err(Refusal::WhyMissing)),
                    "{number}: {refused:?}"
                );
            }
        }
        assert_eq!(stored(office, &session).0, known);
        // What changes nothing, and a reason that is given later, need none.
        save(office, &session, None, |_| {}).unwrap();
        let reasoned = save(office, &session, None, |order| {
            order.late_reason = Some("Су тасқыны".to_owned());
        });
        assert_eq!(reasoned.unwrap().revision, known.revision + 1);
        let done = save(office, &session, Some(why()), changes[0]).unwrap();
        assert_eq!(done.revision, known.revision + 2);
        let (_, history) = office.get(&format!("/ru/sessions/{session}/history")).await;
        assert!(history.contains(RUSSIAN), "{history}");
        // A draft is nobody's business yet.
        let draft = office.session(&Planned {
            status: otyrys::law::session_course::SessionStatus::Draft,
            ..Planned::default()
        });
        save(office, &draft, None, changes[0]).unwrap();
    }
);

both_engines!(
    the_desk_asks_for_the_reason_and_keeps_the_form,
    NOW,
    async |office| {
        let clerk = secretary(office);
        let id = saved(office, &clerk, &complete()).await;
        assert_eq!(announce(office, &clerk, &id, &[]).await.status, 303);
        let path = format!("/desk/sessions/{id}/edit");
        let page = office.desk(&clerk, &path).await.body;
        assert!(page.contains("себебін жазу міндетті"), "{page}");
        let now = seen(office, &id);
        let form = with(
            &complete(),
            &[
                ("updated", &now),
                ("place-ru", "Зал 5"),
                ("place-kk", "5-зал"),
            ],
        );
        let refused = office.desk_form(&clerk, &path, &as_pairs(&form)).await;
        assert_eq!(refused.status, 422);
        for said in ["href=\"#field-why-kk\"", "href=\"#field-why-ru\"", "5-зал"] {
            assert!(refused.body.contains(said), "{said}: {}", refused.body);
        }
    }
);

both_engines!(
    an_import_says_why_or_is_given_a_reason,
    "2026-12-07T09:00:00+05:00",
    async |office| {
        let now = otyrys::clock::Clock::system().now();
        office.hands.set(now);
        let starts = (now + chrono::TimeDelta::days(21))
            .format("%Y-%m-%dT10:00")
            .to_string();
        let file = |hall: &str, reason: Option<serde_json::Value>| {
            let mut session = json!({
                "body": "ministry", "title": {"kk": "Алқа отырысы", "ru": "Заседание коллегии"},
                "starts": starts, "format": "mixed", "place": {"kk": hall, "ru": hall}, "capacity": 2,
                "broadcast_url": "https://example.org/live",
                "agenda": [{"title": {"kk": "Су үнемдеу", "ru": "Водосбережение"}}],
                "contact": {"name": "А. Қасымова", "position": {"kk": "Хатшы", "ru": "Секретарь"},
                            "phone": "+7 7172 000000", "email": "a@example.org"}
            });
            if let Some(reason) = reason {
                session["reason"] = reason;
            }
            json!({"bodies": [{
            "slug": "ministry", "type": "central_executive", "kind": "collegium", "level": "republic",
            "region": null, "name": {"kk": "Су министрлігі", "ru": "Министерство воды"},
            "zone": "Asia/Almaty", "closing_time": "18:30", "week": 5, "rules_605": true
        }], "sessions": [session]})
        .to_string()
        };
        let import =
            |file: String| office.program_reading(&["import", "-", "--json", "--announce"], &file);
        let id = import(file("1", None)).well().json()["sessions"][0]["id"]
            .as_str()
            .unwrap()
            .to_owned();
        import(file("2", None)).well();
        import(file("3", Some(json!({"kk": "Жөндеу", "ru": "Ремонт"})))).well();
        let history = office
            .get_until(&format!("/ru/sessions/{id}/history"), |page| {
                page.contains("Ремонт")
            })
            .await;
        assert!(
            history.contains("Анонс обновлен по данным, переданным обладателем информации"),
            "{history}"
        );
        let half = import(file("4", Some(json!({"kk": "Жөндеу"}))));
        assert_eq!(half.code, Some(1));
        assert!(
            half.lines()
                .iter()
                .any(|line| line.contains("sessions[0].reason.ru")),
            "{:?}",
            half.lines()
        );
    }
);

both_engines!(
    what_was_promised_is_not_shortened_by_other_changes,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        let promised = stored(office, &session).1.clocks;
        assert_eq!(
            promised.apply_by_hand_before,
            at("2026-12-08T18:30:00+05:00")
        );
        let body = office.body_of(&session);
        let admin = office.clerk(Role::SystemAdmin, &session);
        // The body closes earlier, and works six days: papers would be due on the eighth at two, and later the ninth.
        let revise = |closing: &'static str, week: Week| {
            let app = office.app.clone();
            let now = office.app.now();
            let done = office.app.database.write_here(Lane::All, move |work| {
                let known = otyrys::bodies::store::by_id(work.connection, body)?.unwrap();
                let after = otyrys::bodies::record::Body {
                    closing_time: closing.to_owned(),
                    week,
                    ..known.clone()
                };
                diesel::update(bodies::table.find(body))
                    .set((bodies::closing_time.eq(closing), bodies::week.eq(week)))
                    .execute(work.connection)
                    .map_err(Broken::from)?;
                let counting = Counting::in_act(work, &app)?;
                changes::bodies::follow(
                    work,
                    now,
                    &counting,
                    &Actor::Staff(admin.id),
                    (&known, &after),
                )
            });
            done.map(drop).unwrap();
        };
        revise("14:00", Week::Five);
        let kept = stored(office, &session).1.clocks;
        assert_eq!(
            kept.apply_by_hand_before, promised.apply_by_hand_before,
            "people rely on half past six"
        );
        assert_eq!(kept.apply_before, promised.apply_before);
        // Another kind of session has no other time to apply, and what was announced in time stays so.
        let other = save(office, &session, Some(why()), |order| {
            order.kind = SessionKind::MaslikhatOrdinary;
        })
        .unwrap();
        assert_eq!(other.announced_in_time, Some(true));
        let kept = stored(office, &session).1.clocks;
        assert_eq!(kept.apply_before, promised.apply_before);
        assert_eq!(kept.announce_before, promised.announce_before);
        assert_eq!(kept.apply_by_hand_before, promised.apply_by_hand_before);
        // A longer day is a gift.
        revise("20:00", Week::Five);
        let more = stored(office, &session).1.clocks;
        assert_eq!(more.apply_by_hand_before, at("2026-12-08T20:00:00+05:00"));
    }
);

both_engines!(
    a_week_of_six_days_does_not_shorten_the_time_that_was_promised,
    NOW,
    async |office| {
        // Monday the fourteenth: two working days before are Thursday by five days, Friday by six. The other way round
        // the time would shrink from Friday to Thursday.
        let session = office.session(&Planned {
            starts: "2026-12-14T10:00:00",
            ..Planned::default()
        });
        let body = office.body_of(&session);
        let set = |week: Week| {
            let app = office.app.clone();
            let now = office.app.now();
            let done = office.app.database.write_here(Lane::All, move |work| {
                let known = otyrys::bodies::store::by_id(work.connection, body)?.unwrap();
                let after = otyrys::bodies::record::Body {
                    week,
                    ..known.clone()
                };
                diesel::update(bodies::table.find(body))
                    .set(bodies::week.eq(week))
                    .execute(work.connection)
                    .map_err(Broken::from)?;
                let counting = Counting::in_act(work, &app)?;
                changes::bodies::follow(work, now, &counting, &Actor::Office, (&known, &after))
            });
            done.map(drop).unwrap();
        };
        assert_eq!(
            stored(office, &session).1.clocks.apply_before,
            at("2026-12-11T00:00:00+05:00")
        );
        set(Week::Six);
        assert_eq!(
            stored(office, &session).1.clocks.apply_before,
            at("2026-12-12T00:00:00+05:00"),
            "later is granted"
        );
        set(Week::Five);
        assert_eq!(
            stored(office, &session).1.clocks.apply_before,
            at("2026-12-12T00:00:00+05:00"),
            "earlier is not"
        );
    }
);

both_engines!(
    each_applicant_is_asked_whether_to_come_at_the_new_time,
    NOW,
    async |office: &Office| {
        let session = scene::announced(office, &Planned::default());
        let answer = scene::applied(office, session, "comes@example.org", Language::Ru).await;
        let secret = answer["secret"].as_str().unwrap();
        scene::rounds(office).await;
        let before = scene::letters(office, 0).len();
        let first = scene::letters(office, 0)[0]
            .calendar
            .clone()
            .expect("an appointment")
            .1;
        office.hands.advance(chrono::TimeDelta::seconds(1));
        scene::postponed(office, session, "2026-12-17T10:00:00+05:00");
        scene::rounds(office).await;
        let letters = scene::letters(office, before);
        let [letter] = letters.as_slice() else {
            panic!("one letter: {letters:?}");
        };
        let withdraw = format!("/ru/applications/{secret}/withdraw");
        for said in [
            "Придете ли вы в новое время?",
            "ваша заявка остается в силе",
            &withdraw,
        ] {
            assert!(letter.text.contains(said), "{said}: {}", letter.text);
        }
        // Staying is what happens by itself.
        let (_, mine) = office
            .get_json(&format!("/api/v1/applications/{secret}"))
            .await;
        assert_eq!(mine["state"], "seated");
        let (method, second) = letter.calendar.clone().expect("an appointment");
        assert_eq!(method, "REQUEST");
        let of = |file: &str| {
            let calendar: Calendar = file.parse().unwrap();
            let CalendarComponent::Event(event) = calendar.components[0].clone() else {
                panic!("an event: {file}");
            };
            (
                event.get_uid().unwrap().to_owned(),
                event.get_sequence().unwrap(),
                event.property_value("DTSTART").unwrap().to_owned(),
            )
        };
        let (first, second) = (of(&first), of(&second));
        assert_eq!(first.0, second.0, "the same entry");
        assert!(second.1 > first.1, "a newer state of it");
        assert_eq!(second.2, "20261217T050000Z");
        let (status, _) = office
            .get(&format!("/ru/applications/{secret}/withdraw"))
            .await;
        assert_eq!(status, 200, "the link leads somewhere");
    }
);

both_engines!(
    a_moved_session_is_one_entry_of_feeds_and_files,
    NOW,
    async |office| {
        let session = office.session(&Planned::default());
        let read = async |path: &str| {
            let (_, text) = office.get(path).await;
            let calendar: Calendar = text.parse().unwrap();
            let events: Vec<_> = calendar
                .components
                .iter()
                .filter_map(|one| one.as_event())
                .cloned()
                .collect();
            let [event] = events.as_slice() else {
                panic!("one entry: {text}");
            };
            let value = |name| event.property_value(name).unwrap_or_default().to_owned();
            (
                value("UID"),
                event.get_sequence().unwrap(),
                value("DTSTART"),
            )
        };
        let single = format!("/sessions/{session}.ics");
        for path in [
            single.as_str(),
            "/feeds/all.ics",
            "/feeds/bodies/test-ministry.ics",
        ] {
            assert_eq!(read(path).await.1, 0);
        }
        postpone(office, moving(office, &session, "2026-12-17T10:00:00")).unwrap();
        for path in [
            single.as_str(),
            "/feeds/all.ics",
            "/feeds/bodies/test-ministry.ics",
        ] {
            let (uid, sequence, starts) = read(path).await;
            assert_eq!(
                (uid.as_str(), sequence, starts.as_str()),
                (format!("{session}@otyrys").as_str(), 1, "20261217T050000Z"),
                "{path}"
            );
        }
        crate::postponing::cancel(office, &session).unwrap();
        for path in [single.as_str(), "/feeds/all.ics"] {
            assert_eq!(read(path).await.1, 2, "{path}");
        }
        // The agenda stays to be read.
        for path in [
            format!("/ru/sessions/{session}"),
            format!("/ru/sessions/{session}/history"),
        ] {
            let (status, page) = office.get(&path).await;
            assert_eq!(status, 200);
            assert!(page.contains(RUSSIAN), "{path}");
        }
        let (_, page) = office.get(&format!("/ru/sessions/{session}")).await;
        assert!(page.contains("О водосбережении"), "{page}");
    }
);
