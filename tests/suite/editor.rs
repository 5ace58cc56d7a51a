//! The desk's list, editor and announcing, as a secretary meets them.

use diesel::prelude::*;
use otyrys::database::{Broken, Id};
use otyrys::law::session_course::{Format, SessionStatus};
use otyrys::sessions;
use otyrys::sessions::record::Session;
use otyrys::web::desk::Role;

use crate::harness::{Answer, Clerk, Office, Planned, both_engines};

/// Eight days before the session of [`complete`].
const EARLY: &str = "2026-12-01T09:00:00+05:00";

type Form = Vec<(String, String)>;

fn form(fields: &[(&str, &str)]) -> Form {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    fields.iter().map(owned).collect()
}

/// A form that has everything.
pub fn complete() -> Form {
    form(&[
        ("kind", "collegium"),
        ("title-kk", "Су үнемдеу"),
        ("title-ru", "Водосбережение"),
        ("title-en", ""),
        ("starts-day", "2026-12-10"),
        ("starts-time", "10:00"),
        ("ends-day", ""),
        ("ends-time", "12:00"),
        ("format", "mixed"),
        ("languages", "kk"),
        ("languages", "ru"),
        ("place-kk", "4-зал"),
        ("place-ru", "Зал 4"),
        ("broadcast_url", "https://example.org/live"),
        ("agenda-0-id", ""),
        ("agenda-0-number", "1"),
        ("agenda-0-title-kk", "Бірінші мәселе"),
        ("agenda-0-title-ru", "Первый вопрос"),
        ("agenda-0-title-en", ""),
        ("agenda-0-speaker", "Б. Серіков"),
        ("agenda-1-id", ""),
        ("agenda-1-number", "2"),
        ("agenda-1-title-kk", "Екінші мәселе"),
        ("agenda-1-title-ru", "Второй вопрос"),
        ("agenda-1-title-en", ""),
        ("agenda-1-speaker", ""),
        ("contact-name", "А. Қасымова"),
        ("contact-position-kk", "Хатшы"),
        ("contact-position-ru", "Секретарь"),
        ("contact-phone", "+7 7172 74 00 00"),
        ("contact-email", "a@example.org"),
        ("capacity", "30"),
        ("overflow-capacity", ""),
        ("late_reason", ""),
        ("format_reason", ""),
    ])
}

pub fn with(form: &Form, changes: &[(&str, &str)]) -> Form {
    let mut form = form.clone();
    for (name, value) in changes {
        form.retain(|(known, _)| known != name);
        form.push(((*name).to_owned(), (*value).to_owned()));
    }
    form
}

pub fn as_pairs(form: &Form) -> Vec<(&str, &str)> {
    form.iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect()
}

/// A secretary of a body that has a session of another day.
pub fn secretary(office: &Office) -> Clerk {
    let other = office.session(&Planned {
        starts: "2027-03-03T10:00:00",
        ..Planned::default()
    });
    office.clerk(Role::Secretary, &other)
}

/// Saves a new draft; its id.
pub async fn saved(office: &Office, clerk: &Clerk, form: &Form) -> String {
    let form = with(form, &[("body", "test-ministry")]);
    let answer = office
        .desk_form(clerk, "/desk/sessions/new", &as_pairs(&form))
        .await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    let to = answer.to.unwrap();
    let id = to.trim_start_matches("/desk/sessions/");
    id.split('?').next().unwrap().to_owned()
}

pub fn stored(office: &Office, id: &str) -> Session {
    let id = Id::parse(id).unwrap();
    let read = office
        .app
        .database
        .read_here(|connection| Ok::<_, Broken>(sessions::store::by_id(connection, id)?.unwrap()));
    read.unwrap()
}

/// Who did what with a session, in order.
fn journal_of(office: &Office, id: &str) -> Vec<(String, String)> {
    use otyrys::database::schema::journal;
    let id = Id::parse(id).unwrap();
    let read = office.app.database.read_here(|connection| {
        let lines = journal::table
            .filter(journal::object_id.eq(id))
            .order(journal::id)
            .select((journal::actor, journal::act))
            .load(connection)?;
        Ok::<_, Broken>(lines)
    });
    read.unwrap()
}

pub fn seen(office: &Office, id: &str) -> String {
    let at = stored(office, id).updated_at.utc();
    at.timestamp_micros().to_string()
}

/// Sends the editor's form, made of what stands now; with a reason, unless the form has one of its own.
pub async fn edit(office: &Office, clerk: &Clerk, id: &str, form: &Form) -> Answer {
    let now = seen(office, id);
    let mut form = with(form, &[("updated", &now)]);
    if !form.iter().any(|(name, _)| name.starts_with("why-")) {
        form = with(&form, &[("why-kk", "Түзету"), ("why-ru", "Уточнение")]);
    }
    let path = format!("/desk/sessions/{id}/edit");
    office.desk_form(clerk, &path, &as_pairs(&form)).await
}

/// Announces what is complete.
pub async fn announce(office: &Office, clerk: &Clerk, id: &str, more: &[(&str, &str)]) -> Answer {
    let now = seen(office, id);
    let mut fields = vec![("updated", now.as_str())];
    fields.extend(more);
    let path = format!("/desk/sessions/{id}/announce");
    office.desk_form(clerk, &path, &fields).await
}

both_engines!(
    a_draft_is_saved_incomplete_and_announced_when_complete,
    EARLY,
    async |office| {
        let clerk = secretary(office);
        let bare = form(&[
            ("kind", "collegium"),
            ("title-kk", "Су үнемдеу"),
            ("starts-day", "2026-12-10"),
            ("starts-time", "10:00"),
            ("format", "mixed"),
            ("languages", "kk"),
        ]);
        let id = saved(office, &clerk, &bare).await;
        assert_eq!(stored(office, &id).status, SessionStatus::Draft);
        assert_eq!(office.get(&format!("/kk/sessions/{id}")).await.0, 404);
        let page = office.desk(&clerk, &format!("/desk/sessions/{id}")).await;
        for field in [
            "title-ru",
            "place-kk",
            "place-ru",
            "agenda-add",
            "contact-name",
            "contact-position-kk",
            "contact-phone",
            "contact-email",
        ] {
            let link = format!("/desk/sessions/{id}/edit#field-{field}\"");
            assert!(page.body.contains(&link), "{field} is named");
        }
        assert!(!page.body.contains("#field-title-kk\""));
        let announcing = office
            .desk(&clerk, &format!("/desk/sessions/{id}/announce"))
            .await;
        assert_eq!(announcing.status, 200);
        assert!(announcing.body.contains("#field-contact-email"));
        let form_is_there = format!("action=\"/desk/sessions/{id}/announce\"");
        assert!(!announcing.body.contains(&form_is_there), "blocked");
        let refused = announce(office, &clerk, &id, &[]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("#field-contact-email"));
        assert_eq!(stored(office, &id).status, SessionStatus::Draft);

        let answer = edit(office, &clerk, &id, &complete()).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        let preview = office
            .desk(&clerk, &format!("/desk/sessions/{id}/preview"))
            .await;
        assert!(preview.body.contains("Бірінші мәселе"));
        let announcing = office
            .desk(&clerk, &format!("/desk/sessions/{id}/announce"))
            .await;
        assert!(announcing.body.contains(&form_is_there));
        assert!(announcing.body.contains("Бірінші мәселе"), "the preview");
        assert!(announcing.body.contains("badge-good"));
        let announced = announce(office, &clerk, &id, &[]).await;
        assert_eq!(announced.status, 303, "{}", announced.body);
        let session = stored(office, &id);
        assert_eq!(session.status, SessionStatus::Announced);
        assert_eq!(session.announced_in_time, Some(true));
        assert_eq!(session.revision, 1);
        let (status, public) = office.get(&format!("/kk/sessions/{id}")).await;
        assert_eq!(status, 200);
        assert!(public.contains("Екінші мәселе"));
        let twice = announce(office, &clerk, &id, &[]).await;
        assert_eq!(twice.status, 409);
        let actor = format!("staff:{}", clerk.id);
        let acts = ["session.entered", "session.revised", "session.announced"];
        let expected: Vec<_> = acts.map(|act| (actor.clone(), act.to_owned())).into();
        assert_eq!(journal_of(office, &id), expected);
    }
);

both_engines!(
    late_needs_a_reason_and_is_marked,
    "2026-12-07T00:00:00+05:00",
    async |office| {
        let clerk = secretary(office);
        let id = saved(office, &clerk, &complete()).await;
        let page = office
            .desk(&clerk, &format!("/desk/sessions/{id}/announce"))
            .await;
        assert!(page.body.contains("name=\"late_reason\""));
        assert!(page.body.contains("badge badge-warn"), "at risk");
        let refused = announce(office, &clerk, &id, &[("late_reason", " ")]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("#field-late_reason"));
        assert_eq!(stored(office, &id).status, SessionStatus::Draft);
        let reason = ("late_reason", "Төраға ауырып қалды");
        let announced = announce(office, &clerk, &id, &[reason]).await;
        assert_eq!(announced.status, 303, "{}", announced.body);
        let session = stored(office, &id);
        assert_eq!(session.announced_in_time, Some(false));
        let (_, public) = office.get(&format!("/kk/sessions/{id}")).await;
        assert!(public.contains("Төраға ауырып қалды"));
    }
);

both_engines!(one_format_alone_needs_a_reason, EARLY, async |office| {
    let clerk = secretary(office);
    let offline = with(&complete(), &[("format", "offline")]);
    let id = saved(office, &clerk, &offline).await;
    let refused = announce(office, &clerk, &id, &[("format_reason", "")]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("#field-format_reason"));
    let reason = ("format_reason", "Залда байланыс жоқ");
    let announced = announce(office, &clerk, &id, &[reason]).await;
    assert_eq!(announced.status, 303, "{}", announced.body);
    let session = stored(office, &id);
    assert_eq!(session.format, Format::Offline);
    assert_eq!(session.format_reason.as_deref(), Some("Залда байланыс жоқ"));
});

both_engines!(
    somebody_faster_is_told_and_nothing_overwritten,
    EARLY,
    async |office| {
        let clerk = secretary(office);
        let id = saved(office, &clerk, &complete()).await;
        let old = seen(office, &id);
        let theirs = with(
            &complete(),
            &[("title-ru", "Их вариант"), ("capacity", "40")],
        );
        assert_eq!(edit(office, &clerk, &id, &theirs).await.status, 303);
        let path = format!("/desk/sessions/{id}/edit");
        let mine = with(
            &complete(),
            &[("title-ru", "Мой вариант"), ("updated", &old)],
        );
        let answer = office.desk_form(&clerk, &path, &as_pairs(&mine)).await;
        assert_eq!(answer.status, 409);
        let both = answer.body.split("tbody>").nth(1).unwrap();
        for state in ["Мой вариант", "Их вариант", "30", "40"] {
            assert!(both.contains(&format!(">{state}</td>")), "{state}");
        }
        assert!(
            !both.contains("Водосбережение"),
            "what is the same is left out"
        );
        assert_eq!(stored(office, &id).title.ru, "Их вариант");
        assert!(
            answer.body.contains(&seen(office, &id)),
            "sent again it replaces"
        );
        assert_eq!(edit(office, &clerk, &id, &mine).await.status, 303);
        assert_eq!(stored(office, &id).title.ru, "Мой вариант");

        let announcing = format!("/desk/sessions/{id}/announce");
        let stale = [("updated", old.as_str())];
        let answer = office.desk_form(&clerk, &announcing, &stale).await;
        assert_eq!(answer.status, 409);
        assert_eq!(stored(office, &id).status, SessionStatus::Draft);
    }
);

both_engines!(
    matters_are_added_moved_and_removed_and_nothing_saved,
    EARLY,
    async |office| {
        let clerk = secretary(office);
        let id = saved(office, &clerk, &complete()).await;
        let before = stored(office, &id);
        let typed = with(&complete(), &[("title-kk", "Әлі сақталмаған")]);
        for (act, third, first) in [
            ("add", true, "Бірінші"),
            ("down-0", false, "Екінші"),
            ("up-1", false, "Екінші"),
            ("remove-0", false, "Екінші"),
        ] {
            let answer = edit(office, &clerk, &id, &with(&typed, &[("act", act)])).await;
            assert_eq!(answer.status, 200, "{act}");
            assert!(answer.body.contains("Әлі сақталмаған"), "{act}");
            let has_third = answer.body.contains("name=\"agenda-2-title-kk\"");
            assert_eq!(has_third, third, "{act}");
            let first_title = answer
                .body
                .split("name=\"agenda-0-title-kk\"")
                .nth(1)
                .unwrap();
            let first_title = first_title.split("</textarea>").next().unwrap();
            assert!(first_title.contains(first), "{act}: {first_title}");
            let has_second = answer.body.contains("name=\"agenda-1-title-kk\"");
            assert_eq!(has_second, act != "remove-0", "{act}");
        }
        assert_eq!(stored(office, &id), before);
    }
);

both_engines!(deadlines_are_shown_without_saving, EARLY, async |office| {
    let clerk = secretary(office);
    let new = |day: &str| {
        let changes = [
            ("body", "test-ministry"),
            ("act", "deadlines"),
            ("starts-day", day),
        ];
        with(&complete(), &changes)
    };
    let path = "/desk/sessions/new";
    let form = new("2026-12-18");
    let answer = office.desk_form(&clerk, path, &as_pairs(&form)).await;
    assert_eq!(answer.status, 200);
    // Wednesday, 16 December, is Independence Day: Tuesday, Monday and Thursday are counted.
    assert!(answer.body.contains("Тәуелсіздік күні"), "{}", answer.body);
    assert!(
        answer
            .body
            .contains("datetime=\"2026-12-14T00:00:00+05:00\"")
    );
    let form = new("2031-12-18");
    let answer = office.desk_form(&clerk, path, &as_pairs(&form)).await;
    assert!(answer.body.contains("2031."), "the year is named");
    let form = with(&form, &[("act", "save")]);
    let answer = office.desk_form(&clerk, path, &as_pairs(&form)).await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("#field-starts-day"));
    let list = office.desk(&clerk, "/desk/sessions?state=drafts").await;
    assert!(!list.body.contains("Су үнемдеу"));
});

both_engines!(faults_stand_beside_their_fields, EARLY, async |office| {
    let clerk = secretary(office);
    let wrong = with(
        &complete(),
        &[
            ("body", "test-ministry"),
            ("starts-day", "30.02.2026"),
            ("contact-email", "қате"),
            ("broadcast_url", "javascript:alert(1)"),
            ("capacity", "көп"),
            ("languages", "en"),
            ("overflow-capacity", "20"),
            ("contact-phone", "+7 701 123 45 67"),
        ],
    );
    let answer = office
        .desk_form(&clerk, "/desk/sessions/new", &as_pairs(&wrong))
        .await;
    assert_eq!(answer.status, 422);
    for field in [
        "starts-day",
        "contact-email",
        "broadcast_url",
        "capacity",
        "languages",
        "overflow-kk",
    ] {
        let link = format!("href=\"#field-{field}\"");
        assert!(answer.body.contains(&link), "{field}");
        assert!(
            answer.body.contains(&format!("id=\"field-{field}\"")),
            "{field}"
        );
    }
    assert!(
        answer.body.contains("value=\"көп\""),
        "what was typed is kept"
    );
    assert!(
        answer.body.contains("notice-warn"),
        "a mobile number is warned of"
    );
});

both_engines!(
    an_announced_session_gets_a_new_version_at_its_old_start,
    EARLY,
    async |office| {
        let clerk = secretary(office);
        let id = saved(office, &clerk, &complete()).await;
        assert_eq!(announce(office, &clerk, &id, &[]).await.status, 303);
        let first = stored(office, &id);
        let moved = with(&complete(), &[("starts-time", "11:00")]);
        let refused = edit(office, &clerk, &id, &moved).await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("#field-starts-day"));
        let lacking = with(&complete(), &[("title-ru", "")]);
        let refused = edit(office, &clerk, &id, &lacking).await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("#field-title-ru"));
        assert_eq!(stored(office, &id), first);
        let half = with(
            &complete(),
            &[("place-ru", "Зал 5"), ("why-kk", "Зал жөнделуде")],
        );
        let refused = edit(office, &clerk, &id, &half).await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("#field-why-ru"));
        let form = with(
            &complete(),
            &[
                ("place-ru", "Зал 5"),
                ("capacity", "1"),
                ("why-kk", "Зал жөнделуде"),
                ("why-ru", "Зал на ремонте"),
            ],
        );
        let answer = edit(office, &clerk, &id, &form).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        let to = answer.to.unwrap();
        assert!(to.contains("check=place"), "one language alone: {to}");
        let page = office.desk(&clerk, &to).await;
        assert!(page.body.contains("edit#field-place-kk"));
        let second = stored(office, &id);
        assert_eq!((second.revision, second.sequence), (2, first.sequence + 1));
        let (_, json) = office.get_json(&format!("/api/v1/sessions/{id}")).await;
        assert_eq!(
            json["seats"]["capacity"], 30,
            "seats have a page of their own"
        );
        let same = edit(office, &clerk, &id, &form).await;
        assert!(same.to.unwrap().contains("done=session-unchanged"));
        assert_eq!(stored(office, &id).revision, 2);

        office.at("2026-12-10T10:00:00+05:00");
        assert_eq!(course(office, &clerk, &id, "go_live").await.status, 303);
        assert_eq!(stored(office, &id).status, SessionStatus::Live);
        assert_eq!(course(office, &clerk, &id, "go_live").await.status, 409);
        let refused = edit(office, &clerk, &id, &with(&form, &[("place-ru", "Зал 6")])).await;
        assert_eq!(refused.status, 409, "a session that sits is not revised");
    }
);

/// What the desk says of a session's course, from the page as it stands now.
pub async fn course(office: &Office, clerk: &Clerk, id: &str, act: &str) -> Answer {
    let path = format!("/desk/sessions/{id}/course");
    let seen = stored(office, id).updated_at.utc().timestamp_micros();
    let seen = seen.to_string();
    office
        .desk_form(clerk, &path, &[("act", act), ("updated", &seen)])
        .await
}

both_engines!(
    a_session_does_not_end_before_its_day,
    EARLY,
    async |office| {
        let clerk = secretary(office);
        let id = saved(office, &clerk, &complete()).await;
        assert_eq!(announce(office, &clerk, &id, &[]).await.status, 303);
        let here = format!("/desk/sessions/{id}");
        let links = async || {
            let page = office.desk(&clerk, &here).await.body;
            let link = |act: &str| page.contains(&format!("/course?act={act}"));
            (link("go_live"), link("end"))
        };
        for (now, act) in [
            ("2026-12-01T09:00:00+05:00", "end"),
            ("2026-12-10T08:59:59+05:00", "go_live"),
            ("2026-12-10T09:59:59+05:00", "end"),
        ] {
            office.at(now);
            let refused = course(office, &clerk, &id, act).await;
            assert_eq!(refused.status, 409, "{act} at {now}");
            let asked = format!("{here}/course?act={act}");
            let page = office.desk(&clerk, &asked).await;
            assert_eq!(page.status, 200);
            assert!(!page.body.contains("<button>"), "no button before its time");
            assert_eq!(stored(office, &id).status, SessionStatus::Announced);
        }
        assert_eq!(links().await, (true, false));
        office.at("2026-12-10T08:59:59+05:00");
        assert_eq!(links().await, (false, false));

        office.at("2026-12-10T09:00:00+05:00");
        let asked = office
            .desk(&clerk, &format!("{here}/course?act=go_live"))
            .await;
        assert!(
            asked
                .body
                .contains("<button>Отырыс басталды деп белгілеу</button>"),
            "{}",
            asked.body
        );
        let seen = stored(office, &id)
            .updated_at
            .utc()
            .timestamp_micros()
            .to_string();
        assert!(
            asked
                .body
                .contains(&format!(r#"name="updated" value="{seen}""#))
        );
        let form = with(&complete(), &[("agenda-0-speaker", "Г. Омарова")]);
        assert_eq!(edit(office, &clerk, &id, &form).await.status, 303);
        let path = format!("{here}/course");
        let stale = [("act", "go_live"), ("updated", seen.as_str())];
        let stale = office.desk_form(&clerk, &path, &stale).await;
        assert_eq!(stale.status, 409);
        assert!(stale.body.contains("stale-title"), "{}", stale.body);
        assert_eq!(stored(office, &id).status, SessionStatus::Announced);
        assert_eq!(course(office, &clerk, &id, "go_live").await.status, 303);
        office.at("2026-12-10T10:00:00+05:00");
        assert_eq!(links().await, (false, true));
        assert_eq!(course(office, &clerk, &id, "end").await.status, 303);
        assert_eq!(stored(office, &id).status, SessionStatus::Held);
    }
);

both_engines!(another_format_needs_its_reason, EARLY, async |office| {
    let clerk = secretary(office);
    let id = saved(office, &clerk, &complete()).await;
    assert_eq!(announce(office, &clerk, &id, &[]).await.status, 303);
    let online = with(&complete(), &[("format", "online")]);
    let refused = edit(office, &clerk, &id, &online).await;
    assert_eq!(refused.status, 422, "{}", refused.body);
    assert!(refused.body.contains(r##"href="#field-format_reason""##));
    assert_eq!(stored(office, &id).format, Format::Mixed);

    let reasoned = with(&online, &[("format_reason", "Зал жөнделуде")]);
    assert_eq!(office.apply(&id, "Бірінші").await.0, 201);
    let refused = edit(office, &clerk, &id, &reasoned).await;
    assert_eq!(refused.status, 422, "somebody has a seat");
    assert!(
        refused.body.contains(r##"href="#field-format""##),
        "{}",
        refused.body
    );
    assert_eq!(stored(office, &id).format, Format::Mixed);
    office.letters();

    let other = with(&complete(), &[("starts-day", "2026-12-14")]);
    let other = saved(office, &clerk, &other).await;
    assert_eq!(announce(office, &clerk, &other, &[]).await.status, 303);
    let reasoned = with(&reasoned, &[("starts-day", "2026-12-14")]);
    assert_eq!(edit(office, &clerk, &other, &reasoned).await.status, 303);
    assert_eq!(stored(office, &other).format, Format::Online);
});

both_engines!(roles_and_bodies_are_kept_apart, EARLY, async |office| {
    let own = secretary(office);
    let id = saved(office, &own, &complete()).await;
    let other = office.session_of("other-body", &Planned::default());
    let stranger = office.clerk(Role::Secretary, &other);
    let moderator = office.clerk(Role::Moderator, &id);
    let guard = office.clerk(Role::Guard, &id);
    let here = format!("/desk/sessions/{id}");
    let read = ["", "/preview", "/documents"];
    let write = ["/edit", "/announce", "/copy"];
    for below in read.iter().chain(&write) {
        let path = format!("{here}{below}");
        assert_eq!(office.desk(&stranger, &path).await.status, 404, "{path}");
        assert_eq!(office.desk(&guard, &path).await.status, 403, "{path}");
        let expected = if read.contains(below) { 200 } else { 403 };
        assert_eq!(
            office.desk(&moderator, &path).await.status,
            expected,
            "{path}"
        );
        assert_eq!(office.desk(&own, &path).await.status, 200, "{path}");
    }
    for below in ["/edit", "/announce", "/course", "/documents"] {
        let path = format!("{here}{below}");
        let sent = [("updated", "0"), ("act", "end")];
        assert_eq!(
            office.desk_form(&stranger, &path, &sent).await.status,
            404,
            "{path}"
        );
        assert_eq!(
            office.desk_form(&moderator, &path, &sent).await.status,
            403,
            "{path}"
        );
    }
    let form = with(&complete(), &[("body", "other-body")]);
    let answer = office
        .desk_form(&own, "/desk/sessions/new", &as_pairs(&form))
        .await;
    assert_eq!(answer.status, 404, "no session for a body of others");
    let list = office.desk(&stranger, "/desk/sessions?state=drafts").await;
    assert!(!list.body.contains("Су үнемдеу"));
    let list = office.desk(&moderator, "/desk/sessions?state=drafts").await;
    assert!(list.body.contains("Су үнемдеу"));
    assert_eq!(office.desk(&guard, "/desk/sessions").await.status, 403);
});

both_engines!(
    sessions_are_listed_by_state_and_found_by_words,
    EARLY,
    async |office| {
        let clerk = secretary(office);
        let draft = saved(office, &clerk, &complete()).await;
        let past = office.session(&Planned {
            starts: "2026-11-20T10:00:00",
            kazakh_title: "Өткен отырыс",
            ..Planned::default()
        });
        let cancelled = office.session(&Planned {
            status: SessionStatus::Cancelled,
            kazakh_title: "Болмайтын отырыс",
            ..Planned::default()
        });
        let link = |id: &str| format!("href=\"/desk/sessions/{id}\"");
        for (query, shown, hidden) in [
            ("state=drafts", &draft, &past),
            ("state=past", &past, &draft),
            ("state=cancelled", &cancelled, &past),
            ("state=drafts&q=%D1%81%D1%83+%D1%83%D0%BD", &draft, &past),
            ("state=past&q=%D0%BE%D1%82%D0%BA%D0%B5%D0%BD", &past, &draft),
        ] {
            let list = office
                .desk(&clerk, &format!("/desk/sessions?{query}"))
                .await;
            assert!(list.body.contains(&link(shown)), "{query}");
            assert!(!list.body.contains(&link(hidden)), "{query}");
        }
        let none = office
            .desk(&clerk, "/desk/sessions?state=drafts&q=zzz")
            .await;
        assert!(!none.body.contains(&link(&draft)));
        let coming = office.desk(&clerk, "/desk/sessions").await;
        assert!(!coming.body.contains(&link(&draft)) && !coming.body.contains(&link(&cancelled)));
    }
);

both_engines!(a_copy_has_everything_but_the_day, EARLY, async |office| {
    let clerk = secretary(office);
    let source = with(&complete(), &[("late_reason", "Ескі себеп")]);
    let id = saved(office, &clerk, &source).await;
    let page = office
        .desk(&clerk, &format!("/desk/sessions/{id}/copy"))
        .await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("action=\"/desk/sessions/new\""));
    assert!(page.body.contains("Екінші мәселе") && !page.body.contains("Ескі себеп"));
    assert!(!page.body.contains("2026-12-10"));
    let copy = saved(office, &clerk, &with(&source, &[("late_reason", "")])).await;
    assert_ne!(copy, id, "the same day and title again is another session");
});

both_engines!(what_was_typed_outlives_the_sign_in, EARLY, async |office| {
    let clerk = secretary(office);
    let id = saved(office, &clerk, &complete()).await;
    let path = format!("/desk/sessions/{id}/edit");
    office.at("2026-12-02T23:00:00+05:00");
    let typed = with(
        &complete(),
        &[("title-kk", "Жоғалмайтын мәтін"), ("updated", "1")],
    );
    let body = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(as_pairs(&typed))
        .append_pair("csrf", &clerk.csrf())
        .finish();
    let answer = office
        .http
        .post(format!("{}{path}", office.url))
        .header("content-type", "application/x-www-form-urlencoded")
        .header("origin", &office.url)
        .header("referer", format!("{}{path}", office.url))
        .header("cookie", format!("__Host-otyrys={}", clerk.secret))
        .body(body)
        .send()
        .await
        .unwrap();
    let to = answer.headers().get("location").unwrap().to_str().unwrap();
    assert!(to.starts_with("/desk/sign-in?next="), "{to}");
    assert_eq!(answer.status().as_u16(), 303);
    let page = office.desk(&clerk, &path).await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Жоғалмайтын мәтін"));
    assert_eq!(stored(office, &id).title.kk, "Су үнемдеу");
});

both_engines!(
    an_announcement_made_in_time_is_not_called_late_afterwards,
    EARLY,
    async |office| {
        let clerk = secretary(office);
        let id = saved(office, &clerk, &complete()).await;
        assert_eq!(announce(office, &clerk, &id, &[]).await.status, 303);
        office.at("2026-12-09T12:00:00+05:00");
        let page = office
            .desk(&clerk, &format!("/desk/sessions/{id}/edit"))
            .await
            .body;
        let clock = page.split("Анонсты жариялау").nth(1).expect("its clock");
        let badge = clock.split("</span>").next().unwrap_or_default();
        assert!(badge.contains("Мерзімінде"), "{badge}");
    }
);
