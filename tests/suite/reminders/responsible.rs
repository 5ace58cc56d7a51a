//! The responsible person hears of new applications, as the body wishes.

use chrono::TimeDelta;
use otyrys::bodies::record::ApplicationsLetters;
use otyrys::worker::run_once;

use super::{letters, tell, wishes};
use crate::harness::{Office, Planned, both_engines};
use crate::mail::reading::kept;

const NEW: &str = "applications-new";
const DIGEST: &str = "applications-digest";
const CONTACT: &str = "saule@example.org";

fn told(kind: &str) -> Vec<(String, String)> {
    vec![(kind.to_owned(), CONTACT.to_owned())]
}

async fn apply(office: &Office, session: &str, name: &str) {
    assert_eq!(office.apply(session, name).await.0, 201);
}

both_engines!(
    /// The first at once; what comes within ten minutes in one letter; a crowd makes no crowd of letters.
    the_first_application_is_told_at_once_and_the_next_together,
    "2026-12-07T09:00:00+05:00",
    async |office: &Office| {
        let session = office.session(&Planned::default());
        wishes(office, &session, ApplicationsLetters::AtOnce);
        assert_eq!(tell(office).await, 0);
        apply(office, &session, "Әлиева").await;
        assert_eq!(office.letters().len(), 1, "the act orders the receipt alone");
        assert_eq!(tell(office).await, 1);
        assert_eq!(letters(office), told(NEW));
        apply(office, &session, "Оспанов").await;
        apply(office, &session, "Сейітова").await;
        office.hands.advance(TimeDelta::seconds(599));
        assert_eq!(tell(office).await, 0);
        office.hands.advance(TimeDelta::seconds(1));
        assert_eq!(tell(office).await, 1);
        assert_eq!(tell(office).await, 0);
        assert_eq!(letters(office), told(NEW));
        office.hands.advance(TimeDelta::hours(1));
        assert_eq!(tell(office).await, 0, "nothing is new");
    }
);

both_engines!(
    /// Of twenty-five, twenty stand in the letter by their numbers; never a name or a contact.
    a_letter_says_how_many_and_names_nobody,
    "2026-12-07T09:00:00+05:00",
    async |office: &Office| {
        let session = office.session(&Planned::default());
        wishes(office, &session, ApplicationsLetters::AtOnce);
        for number in 0..25_u32 {
            let letter = char::from_u32(0x0430 + number).expect("a letter");
            apply(office, &session, &format!("Есім{letter}")).await;
        }
        office.letters();
        assert_eq!(tell(office).await, 1);
        assert_eq!(run_once(&office.app).await, Ok(1));
        let letter = kept(office).pop().expect("a letter");
        assert_eq!(letter.subject, "Жаңа өтінімдер: 25");
        let text = &letter.text;
        assert!(text.contains("Хатта аталмаған жаңа өтінімдер: 5."), "{text}");
        assert!(text.contains("Залдағы орындар: 20,"), "{text}");
        assert!(text.contains("Күту тізіміндегілер: 5."), "{text}");
        assert!(!text.contains("Есім") && !text.contains("Айгүл"), "{text}");
        assert!(!text.contains("@example.org"), "{text}");
    }
);

both_engines!(
    /// In the morning one letter for all sessions of the body; what comes after nine waits for the next morning.
    a_digest_comes_in_the_morning_alone,
    "2026-12-07T08:00:00+05:00",
    async |office: &Office| {
        let one = office.session(&Planned::default());
        let other = office.session(&Planned {
            starts: "2026-12-17T10:00:00",
            ..Planned::default()
        });
        wishes(office, &one, ApplicationsLetters::Daily);
        apply(office, &one, "Әлиева").await;
        apply(office, &other, "Оспанов").await;
        office.letters();
        assert_eq!(tell(office).await, 0, "before nine");
        office.at("2026-12-07T14:00:00+05:00");
        apply(office, &one, "Сейітова").await;
        office.letters();
        assert_eq!(tell(office).await, 1, "caught up");
        assert_eq!(run_once(&office.app).await, Ok(1));
        let letter = kept(office).pop().expect("a letter");
        assert_eq!(letter.subject, "Соңғы хаттан бергі жаңа өтінімдер: 2");
        assert!(letter.text.contains(&one) && letter.text.contains(&other));
        assert_eq!(tell(office).await, 0);
        office.at("2026-12-08T08:59:59+05:00");
        assert_eq!(tell(office).await, 0);
        office.at("2026-12-08T09:00:00+05:00");
        assert_eq!(tell(office).await, 1);
        assert_eq!(letters(office), told(DIGEST));
        office.at("2026-12-09T09:00:00+05:00");
        assert_eq!(tell(office).await, 0, "nothing is new");
    }
);

both_engines!(
    whoever_wishes_no_letters_gets_none,
    "2026-12-07T09:00:00+05:00",
    async |office: &Office| {
        let session = office.session(&Planned::default());
        wishes(office, &session, ApplicationsLetters::Never);
        apply(office, &session, "Әлиева").await;
        office.at("2026-12-08T09:00:00+05:00");
        assert_eq!(tell(office).await, 0);
        assert_eq!(letters(office), []);
    }
);
