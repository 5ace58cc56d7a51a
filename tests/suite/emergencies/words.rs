//! What letters about emergencies say, in three languages.

use otyrys::app::Mode;
use otyrys::language::Language;

use super::{declare, end, everywhere, people};
use crate::harness::{Engine, Office, Planned};
use crate::mail::reading::{kept, unfolded};
use crate::notices::scene::{announced, applied, round, rounds, subscribed};

fn office() -> Office {
    let settings = [("OTYRYS__SERVER__PUBLIC_URL", "https://otyrys.example.org")];
    Office::open_as(
        Engine::Sqlite,
        "2026-12-01T09:15:00+05:00",
        Mode::Office,
        &settings,
    )
    .expect("an office")
}

/// One has a seat, one waits, one subscribed.
#[actix_web::test]
async fn letters_in_three_languages() {
    for language in Language::ALL {
        let office = office();
        let planned = Planned {
            capacity: 1,
            ..Planned::default()
        };
        let session = announced(&office, &planned);
        let seated = applied(&office, session, "seated@example.org", language).await;
        let mut other = crate::harness::person("Оспанов");
        other["email"] = "waits@example.org".into();
        other["language"] = language.code().into();
        let path = format!("/api/v1/sessions/{session}/applications");
        let (_, waits) = office.post_json(&path, &other, None).await;
        let reader = subscribed(&office, "reader@example.org", |one| one.language = language).await;
        rounds(&office).await;
        let before = kept(&office).len();
        let one = declare(&office, everywhere("one")).emergency.emergency.id;
        round(&office).await;
        end(&office, one, true);
        rounds(&office).await;
        let mut masks: Vec<(String, &str)> = vec![(session.to_string(), "SESSION")];
        for answer in [&seated, &waits] {
            for field in ["secret", "number", "id"] {
                let drawn = answer[field].as_str().expect("a text").to_owned();
                masks.push((drawn, field));
            }
        }
        masks.push((reader.secret.clone(), "SUBSCRIPTION"));
        masks.push((reader.id.to_string(), "SUBSCRIPTION"));
        let passes: Vec<String> = people(&office, session)
            .into_iter()
            .map(|one| one.pass)
            .collect();
        masks.extend(passes.into_iter().map(|pass| (pass, "PASS")));
        let mut letters: Vec<String> = kept(&office)
            .into_iter()
            .skip(before)
            .map(|letter| {
                let calendar = letter.calendar.as_ref().map_or_else(
                    || "no calendar part".to_owned(),
                    |(method, file)| format!("method={method}\n{}", unfolded(file)),
                );
                let said = format!(
                    "To: {}\nReply-To: {}\nSubject: {}\n\n{}\n----\n{calendar}",
                    letter.to, letter.reply_to, letter.subject, letter.text
                );
                masks
                    .iter()
                    .fold(said, |said, (drawn, name)| said.replace(drawn, name))
            })
            .collect();
        letters.sort();
        assert_eq!(letters.len(), 6, "{letters:#?}");
        insta::assert_snapshot!(
            format!("emergencies-{}", language.code()),
            letters.join("\n\n==========\n\n")
        );
        office.close().await;
    }
}
