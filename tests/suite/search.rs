//! Sessions are found by words, whatever is typed.

use otyrys::database::{Broken, Id, Lane};
use otyrys::law::session_course::SessionStatus;
use otyrys::sessions::search::Words;
use otyrys::sessions::store::{self, Found};

use crate::harness::{Office, Planned, both_engines};

const NOW: &str = "2026-12-07T09:00:00+05:00";

/// What a search finds, in its order.
async fn found(office: &Office, query: &str) -> Vec<String> {
    let typed: String = url::form_urlencoded::byte_serialize(query.as_bytes()).collect();
    let (status, list) = office
        .get_json(&format!("/api/v1/sessions?limit=200&q={typed}"))
        .await;
    assert_eq!(status, 200, "{query}: {list}");
    let items = list["items"].as_array().unwrap();
    items
        .iter()
        .map(|item| item["id"].as_str().unwrap().to_owned())
        .collect()
}

both_engines!(
    words_are_found_in_every_language_and_keyboard,
    NOW,
    async |office| {
        let water = office.session(&Planned::default());
        let schools = office.session(&Planned {
            starts: "2026-12-09T10:00:00",
            kazakh_title: "Әкімдіктің кезекті отырысы: мектеп құрылысы",
            russian_title: "Очередное заседание акимата: строительство школ",
            ..Planned::default()
        });
        let draft = Planned {
            status: SessionStatus::Draft,
            ..Planned::default()
        };
        office.session(&draft);
        let both = [schools.clone(), water.clone()];
        let (water, schools) = ([water], [schools]);
        let table: [(&str, &[String]); 19] = [
            ("отырыс", &both),
            ("ОТЫРЫСЫ", &both),
            ("заседание", &both),
            ("заседани", &both),
            ("шаруашылығы", &water),
            ("шаруашылыгы", &water),
            ("шаруашылықтан", &[]),
            ("су шаруа", &water),
            ("құрылыс", &schools),
            ("курылыс", &schools),
            ("кұрылысы мектеп", &schools),
            ("водное хоз", &water),
            ("водосбережении", &both),
            ("сынак министрлиги", &both),
            ("мангилик", &both),
            ("школ водное", &[]),
            ("ырыс", &[]),
            ("о", &both),
            ("дирижабль", &[]),
        ];
        for (query, expected) in table {
            assert_eq!(found(office, query).await, expected, "{query}");
        }
    }
);

both_engines!(
    nothing_that_is_typed_breaks_the_search,
    NOW,
    async |office| {
        let id = office.session(&Planned::default());
        let everything = [id];
        for hostile in [
            "\"", "'", "''", "\\", "*", "(", ")", "()", "-", "--", ";", ":*", "&", "|", "!", "<->",
            "{}", "^", "%", "_", "\u{0}", "«»", "№", "🏛", "\u{200b}",
        ] {
            assert_eq!(
                found(office, hostile).await,
                everything,
                "{hostile:?} is no word"
            );
        }
        for harmless in [
            "отырыс OR",
            "отырыс AND",
            "NOT отырыс",
            "NEAR(отырыс)",
            "отырыс\" OR \"а",
            "words:отырыс",
            "отырыс' & 'x",
            "отырыс:*",
            "отырыс) --",
            "ⓐотырыс",
            "отырыс会议",
        ] {
            found(office, harmless).await;
        }
        assert_eq!(found(office, "\"отырыс\" *").await, everything);
        assert_eq!(found(office, &"қ".repeat(10_000)).await.len(), 0);
        assert_eq!(found(office, &"отырысы ".repeat(1_250)).await, everything);
        assert_eq!(found(office, &"\"*(".repeat(3_000)).await, everything);
    }
);

both_engines!(
    a_session_that_moves_is_found_in_its_new_place,
    NOW,
    async |office| {
        let first = office.session(&Planned::default());
        let second = office.session(&Planned {
            starts: "2026-12-11T10:00:00",
            ..Planned::default()
        });
        assert_eq!(
            found(office, "отырысы").await,
            [first.clone(), second.clone()]
        );
        let id = Id::parse(&first).unwrap();
        let moved = office.app.database.write(Lane::All, move |work| {
            let known = store::by_id(work.connection, id)?.unwrap();
            let mut session = known.clone();
            let details = store::details_of(work.connection, &[id])?
                .remove(&id)
                .unwrap();
            session.starts_at = crate::harness::instant("2026-12-14T10:00:00+05:00").into();
            session.closes_at = crate::harness::instant("2026-12-14T14:00:00+05:00").into();
            session.title = otyrys::language::Multilingual::new("Жаңа атау", "Новое имя").into();
            assert!(store::update(work.connection, &known, &session, &details)?);
            let name = otyrys::language::Multilingual::new("Сынақ", "Испытания");
            otyrys::sessions::search::index(work.connection, &session, &name, &details.agenda)?;
            work.touch(otyrys::database::Topic::Sessions);
            Ok::<_, Broken>(())
        });
        moved.await.unwrap();
        assert_eq!(found(office, "отырысы").await, [second.as_str()]);
        assert_eq!(found(office, "жана").await, [first.as_str()]);
        assert_eq!(found(office, "водосбережении").await, [second, first]);
    }
);

both_engines!(
    the_past_is_found_when_it_is_asked_for,
    "2026-12-20T09:00:00+05:00",
    async |office| {
        let past = office.session(&Planned::default());
        assert!(found(office, "отырысы").await.is_empty());
        let (_, list) = office
            .get_json("/api/v1/sessions?q=отырысы&from=2026-12-01&to=2026-12-10")
            .await;
        assert_eq!(list["items"][0]["id"], past);
        let (_, list) = office
            .get_json("/api/v1/sessions?q=отырысы&to=2026-12-09")
            .await;
        assert_eq!(list["items"], serde_json::json!([]));
    }
);

both_engines!(two_sessions_may_want_the_same_place, NOW, async |office| {
    let first = office.session(&Planned::default());
    let second = office.session(&Planned::default());
    let ids = [first, second].map(|id| Id::parse(&id).unwrap());
    let places = office.app.database.write(Lane::All, move |work| {
        for session_id in ids {
            let searchable = otyrys::sessions::record::Searchable {
                place_in_time: 7,
                session_id,
                words: "сынак".to_owned(),
            };
            store::put_into_search(work.connection, searchable)?;
        }
        let words = Words::typed("сынақ");
        store::find_by_words(work.connection, &words, (0, 100), 10)
    });
    let found: Result<Vec<Found>, Broken> = places.await;
    let places: Vec<(i64, Id)> = found
        .unwrap()
        .iter()
        .map(|found| (found.place_in_time, found.session_id))
        .collect();
    assert_eq!(places, [(7, ids[0]), (8, ids[1])]);
});
