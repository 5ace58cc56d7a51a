//! Applicants are reminded on the working day before the session.

use diesel::prelude::*;
use otyrys::database::schema::{bodies, calls};
use otyrys::database::{Broken, Lane};
use otyrys::law::session_course::{Format, SessionStatus};
use otyrys::law::working_days::Week;
use otyrys::web::desk::Role;
use otyrys::worker::run_once;
use serde_json::json;

use super::{becomes, letters, moved, remind, states};
use crate::harness::{Office, Planned, both_engines, person};
use crate::mail::reading::kept;

const REMINDER: &str = "application-reminder";

async fn applied(office: &Office, session: &str, name: &str, address: &str) {
    let mut applicant = person(name);
    applicant["email"] = json!(address);
    let path = format!("/api/v1/sessions/{session}/applications");
    assert_eq!(office.post_json(&path, &applicant, None).await.0, 201);
}

fn reminded(addresses: &[&str]) -> Vec<(String, String)> {
    addresses
        .iter()
        .map(|address| (REMINDER.to_owned(), (*address).to_owned()))
        .collect()
}

both_engines!(
    /// At the hour and not before, each once, whether they have a seat or wait; nobody once it has begun.
    everyone_is_reminded_once_at_nine_of_the_working_day_before,
    "2026-12-07T09:00:00+05:00",
    async |office: &Office| {
        let session = office.session(&Planned {
            capacity: 1,
            ..Planned::default()
        });
        applied(office, &session, "Әлиева", "seat@example.org").await;
        applied(office, &session, "Оспанов", "waits@example.org").await;
        office.at("2026-12-09T08:59:59+05:00");
        assert_eq!(remind(office).await, 0);
        assert_eq!(letters(office), []);
        office.at("2026-12-09T09:00:00+05:00");
        assert_eq!(remind(office).await, 2);
        assert_eq!(remind(office).await, 0, "a second time");
        let all = reminded(&["seat@example.org", "waits@example.org"]);
        assert_eq!(letters(office), all);
        office.at("2026-12-10T09:59:59+05:00");
        assert_eq!(remind(office).await, 0);
    }
);

both_engines!(
    /// A worker that was away catches up, but not with what has begun.
    whoever_was_away_catches_up_until_the_start,
    "2026-12-07T09:00:00+05:00",
    async |office: &Office| {
        let early = office.session(&Planned {
            starts: "2026-12-10T09:00:00",
            ..Planned::default()
        });
        let late = office.session_of("another", &Planned::default());
        applied(office, &early, "Әлиева", "early@example.org").await;
        applied(office, &late, "Әлиева", "late@example.org").await;
        office.letters();
        office.at("2026-12-10T09:00:00+05:00");
        assert_eq!(remind(office).await, 1);
        assert_eq!(letters(office), reminded(&["late@example.org"]));
    }
);

both_engines!(
    /// The working day is counted by the calendar in force and the week of the body.
    holidays_and_the_week_of_the_body_count,
    "2027-03-15T09:00:00+05:00",
    async |office: &Office| {
        let planned = || Planned {
            starts: "2027-03-25T10:00:00",
            ..Planned::default()
        };
        let five = office.session_of("five", &planned());
        let six = office.session_of("six", &planned());
        let body = office.body_of(&six);
        let done = office.app.database.write_here(Lane::Any, move |work| {
            diesel::update(bodies::table.find(body))
                .set(bodies::week.eq(Week::Six))
                .execute(work.connection)?;
            Ok::<_, Broken>(())
        });
        done.expect("a week of six days");
        applied(office, &five, "Әлиева", "five@example.org").await;
        applied(office, &six, "Әлиева", "six@example.org").await;
        office.letters();
        // Nauryz: Sunday 21 to Wednesday 24 March are off.
        office.at("2027-03-19T09:00:00+05:00");
        remind(office).await;
        assert_eq!(letters(office), reminded(&["five@example.org"]));
        office.at("2027-03-20T09:00:00+05:00");
        remind(office).await;
        assert_eq!(letters(office), reminded(&["six@example.org"]));
    }
);

both_engines!(
    /// Whoever comes in after the reminders went gets theirs at once; a moved session is reminded of anew.
    the_last_hour_and_a_moved_session,
    "2026-12-07T09:00:00+05:00",
    async |office: &Office| {
        let session = office.session(&Planned::default());
        applied(office, &session, "Әлиева", "first@example.org").await;
        office.letters();
        office.at("2026-12-09T09:00:00+05:00");
        assert_eq!(remind(office).await, 1);
        office.letters();
        let clerk = office.clerk(Role::Secretary, &session);
        let paper = [
            ("form_key", "paper"),
            ("channel", "by_hand"),
            ("arrived_on", "2026-12-08"),
            ("arrived_at", "12:00"),
            ("surname", "Қайратова"),
            ("given_name", "Дана"),
            ("birth_year", "1990"),
            ("email", "paper@example.org"),
            ("language", "kk"),
            ("consent_signed", "true"),
        ];
        let path = format!("/desk/sessions/{session}/applicants/new");
        let answer = office.desk_form(&clerk, &path, &paper).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        assert_eq!(remind(office).await, 1);
        assert_eq!(letters(office), reminded(&["paper@example.org"]));

        moved(office, &session, "2026-12-14T10:00:00+05:00");
        assert_eq!(remind(office).await, 0, "the working day before is Friday");
        office.at("2026-12-11T09:00:00+05:00");
        assert_eq!(remind(office).await, 2);
        office.letters();
        moved(office, &session, "2026-12-14T11:00:00+05:00");
        becomes(office, &session, SessionStatus::Cancelled, Format::Mixed);
        assert_eq!(remind(office).await, 0, "it is cancelled");
    }
);

both_engines!(
    /// What has become untrue between order and sending is sent to nobody, and nobody is telephoned for it.
    nothing_wrong_is_said_of_what_changed_meanwhile,
    "2026-12-07T09:00:00+05:00",
    async |office: &Office| {
        let cancelled = office.session_of("one", &Planned::default());
        let withdrawn = office.session_of("two", &Planned::default());
        let online = office.session_of("three", &Planned::default());
        applied(office, &cancelled, "Әлиева", "cancelled@example.org").await;
        let (status, received) = office.apply(&withdrawn, "Оспанов").await;
        assert_eq!(status, 201);
        applied(office, &online, "Сейітова", "online@example.org").await;
        office.letters();
        office.at("2026-12-09T09:00:00+05:00");
        assert_eq!(remind(office).await, 3);
        becomes(office, &cancelled, SessionStatus::Cancelled, Format::Mixed);
        becomes(office, &online, SessionStatus::Announced, Format::Online);
        let path = format!(
            "/kk/applications/{}/withdraw",
            received["secret"].as_str().expect("a secret")
        );
        let (status, _, body) = office.post_form(&path, &[("confirmed", "true")]).await;
        assert_eq!(status, 303, "{body}");
        assert_eq!(run_once(&office.app).await, Ok(4));
        let mut all = states(office, REMINDER);
        all.sort();
        assert_eq!(all, ["called_back", "called_back", "delivered"]);
        let letter = kept(office)
            .into_iter()
            .find(|letter| letter.to == "online@example.org")
            .expect("a letter");
        assert!(letter.text.contains("https://example.org/live"), "{}", letter.text);
        assert!(!letter.text.contains("/passes/"), "{}", letter.text);
        assert_eq!(letter.calendar, None);
    }
);

both_engines!(
    /// Without e-mail somebody telephones: who applied on the site has seen the receipt, the reminder is to be told.
    whoever_has_no_email_is_to_be_telephoned,
    "2026-12-07T09:00:00+05:00",
    async |office: &Office| {
        let session = office.session(&Planned::default());
        let mut applicant = person("Әлиева");
        applicant.as_object_mut().expect("a person").remove("email");
        applicant["phone"] = json!("+7 701 000 00 01");
        let path = format!("/api/v1/sessions/{session}/applications");
        assert_eq!(office.post_json(&path, &applicant, None).await.0, 201);
        let kinds = || {
            let read = office.app.database.read_here(|connection| {
                Ok::<_, Broken>(calls::table.select(calls::kind).load::<String>(connection)?)
            });
            read.expect("calls")
        };
        assert_eq!(kinds(), Vec::<String>::new());
        office.at("2026-12-09T09:00:00+05:00");
        assert_eq!(remind(office).await, 1);
        assert_eq!(remind(office).await, 0);
        assert_eq!(letters(office), []);
        assert_eq!(kinds(), [REMINDER]);
    }
);
