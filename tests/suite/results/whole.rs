//! What a document is of and in: matters of the agenda, languages, parts left out.

use otyrys::database::Id;
use otyrys::law::closing::Ground;
use otyrys::sessions::store as sessions;
use otyrys::web::desk::Role;

use super::desk::with;
use super::{BEFORE, all, held, seen_on, send, send_files};
use crate::documents::{PDF, details, zip};
use crate::harness::{Office, both_engines};
use crate::postponing::noted;

both_engines!(
    /// One document of a matter, with a file in each language.
    a_document_of_a_matter_has_a_file_in_each_language,
    BEFORE,
    async |office: &Office| {
        let session = held(office);
        let clerk = office.clerk(Role::Secretary, &session);
        let path = format!("/desk/sessions/{session}/results");
        let item = details(office, &session).agenda.remove(0);
        let page = office.desk(&clerk, &path).await.body;
        assert!(page.contains(&format!("value=\"{}\"", item.id)), "{page}");
        let of_item = item.id.to_string();
        let seen = seen_on(&page);
        let fields = with(&seen, &[("item", &of_item)]);
        let russian = [PDF, b"%ru\n"].concat();
        let files = [
            ("file-kk", "шешім.pdf", PDF),
            ("file-ru", "решение.pdf", &*russian),
            ("file", "", b"".as_slice()),
        ];
        let done = send_files(office, &clerk, &path, &fields, &files).await;
        assert_eq!(done.status, 303, "{}", done.body);
        let outcome = all(office, &session).pop().unwrap();
        assert_eq!(outcome.agenda_item_id, Some(item.id));

        let public = format!("/kk/sessions/{session}/results");
        let page = office.get(&public).await.1;
        let heading = format!("<h2>{} ", item.number);
        assert!(page.contains(&heading), "grouped by its matter: {page}");
        let file = format!("/results/{}/file", outcome.id);
        assert!(page.contains("шешім.pdf") && page.contains("решение.pdf"), "{page}");
        assert!(page.contains(&format!("href=\"{file}/ru\"")), "{page}");
        assert!(!page.contains("әлі жарияланған жоқ.</p>"), "both languages are there: {page}");
        let get = async |path: &str| {
            let answer = office.http.get(format!("{}{path}", office.url)).send().await;
            let answer = answer.unwrap();
            (answer.status().as_u16(), answer.bytes().await.unwrap())
        };
        assert_eq!(get(&file).await, (200, PDF.into()));
        assert_eq!(get(&format!("{file}/ru")).await, (200, russian.into()));
        assert_eq!(get(&format!("{file}/en")).await.0, 404);
        assert_eq!(get(&format!("{file}/kk")).await.0, 404, "it is the first one");

        let told = office.get_json(&format!("/api/v1/sessions/{session}")).await.1;
        let told = &told["results"][0];
        assert_eq!(told["item"], item.number.as_str());
        assert_eq!(told["files"][0]["language"], "kk");
        assert_eq!(told["files"][1]["language"], "ru");
        assert_eq!(
            told["files"][1]["url"],
            format!("{}{file}/ru", office.url)
        );
        // A job that clears the folder knows all of them.
        office.hands.advance(chrono::TimeDelta::days(3));
        otyrys::sessions::files::clear_away(&office.app).await.unwrap();
        assert_eq!(get(&format!("{file}/ru")).await.0, 200);
    }
);

both_engines!(
    one_language_is_published_and_the_other_said_to_be_missing,
    BEFORE,
    async |office: &Office| {
        let session = held(office);
        let clerk = office.clerk(Role::Secretary, &session);
        let path = format!("/desk/sessions/{session}/results");
        let seen = seen_on(&office.desk(&clerk, &path).await.body);
        let fields = with(&seen, &[("text-kk", "")]);
        let done = send(office, &clerk, &path, &fields, None).await;
        assert_eq!(done.status, 303, "{}", done.body);
        let outcome = all(office, &session).pop().unwrap();
        for page in [
            format!("/ru/sessions/{session}/results"),
            format!("/ru/sessions/{session}/results/{}", outcome.id),
        ] {
            let page = office.get(&page).await.1;
            assert!(
                page.contains("на казахском языке еще не опубликован"),
                "{page}"
            );
            assert!(
                !page.contains("на русском языке еще не опубликован"),
                "{page}"
            );
        }
        let page = office
            .get(&format!("/kk/sessions/{session}/results/{}", outcome.id))
            .await
            .1;
        assert!(
            page.contains("lang=\"ru\""),
            "the text is in another language: {page}"
        );
        assert_eq!(page.matches("<h1").count(), 1);
        let desk = office.desk(&clerk, &path).await.body;
        assert!(desk.contains("Құжат қазақ тілінде жоқ"), "{desk}");
    }
);

both_engines!(
    /// Access Law art. 5(3), OS-14c.
    a_part_is_left_out_only_on_a_ground_that_everybody_reads,
    BEFORE,
    async |office: &Office| {
        let session = held(office);
        let clerk = office.clerk(Role::Secretary, &session);
        let path = format!("/desk/sessions/{session}/results");
        let seen = seen_on(&office.desk(&clerk, &path).await.body);
        let left_out = [
            ("withheld", "true"),
            ("withheld_says-kk", "3-тармақ: Заңның 1-бабы"),
            ("withheld_says-ru", "Пункт 3: статья 1 Закона"),
        ];
        for (ground, says, field) in [
            ("", "Пункт 3: статья 1 Закона", "withheld_ground"),
            ("because", "Пункт 3: статья 1 Закона", "withheld_ground"),
            ("banking_secret", "", "withheld_says-ru"),
        ] {
            let mut fields = with(&seen, &left_out);
            fields.retain(|(name, _)| *name != "withheld_says-ru");
            fields.push(("withheld_ground", ground));
            fields.push(("withheld_says-ru", says));
            let answer = send(office, &clerk, &path, &fields, None).await;
            assert_eq!(answer.status, 422, "{ground} {says}");
            assert!(answer.body.contains(&format!("href=\"#field-{field}\"")), "{}", answer.body);
            assert!(answer.body.contains("3-тармақ: Заңның 1-бабы"), "what was typed");
            assert!(answer.body.contains("Вторая строка"), "what was typed");
        }
        assert!(all(office, &session).is_empty());
        let mut fields = with(&seen, &left_out);
        fields.push(("withheld_ground", "banking_secret"));
        let done = send(office, &clerk, &path, &fields, None).await;
        assert_eq!(done.status, 303, "{}", done.body);
        let outcome = all(office, &session).pop().unwrap();
        assert_eq!(outcome.withheld_ground, Some(Ground::BankingSecret));
        for page in [
            format!("/kk/sessions/{session}/results"),
            format!("/kk/sessions/{session}/results/{}", outcome.id),
        ] {
            let page = office.get(&page).await.1;
            assert!(page.contains("банктік құпия") && page.contains("3-тармақ"), "{page}");
        }
        let (_, _, said) = noted(office, &session).pop().unwrap();
        assert!(said.contains("banking_secret") && said.contains("Пункт 3"), "{said}");
        let told = office.get_json(&format!("/api/v1/sessions/{session}")).await.1;
        assert_eq!(told["results"][0]["withheld"], "banking_secret");
    }
);

both_engines!(
    files_that_cannot_be_taken_are_refused_by_their_field_and_none_is_kept,
    BEFORE,
    async |office: &Office| {
        let session = held(office);
        let clerk = office.clerk(Role::Secretary, &session);
        let path = format!("/desk/sessions/{session}/results");
        let seen = seen_on(&office.desk(&clerk, &path).await.body);
        let encrypted = b"%PDF-1.4\ntrailer<</Root 1 0 R/Encrypt 2 0 R>>\n%%EOF\n";
        let broken = zip(
            &[
                ("[Content_Types].xml", b"<Types/>"),
                ("word/a.xml", b"<a/>"),
            ],
            0,
        );
        let large = vec![b'a'; office.app.settings.files.largest_bytes + 1];
        let large = [PDF, &large].concat();
        for wrong in [
            b"MZ\x90\0 a program".as_slice(),
            encrypted,
            &broken,
            &large,
            b"",
        ] {
            let fields = with(&seen, &[]);
            let files = [
                ("file-kk", "шешім.pdf", PDF),
                ("file-ru", "решение.pdf", wrong),
            ];
            let answer = send_files(office, &clerk, &path, &fields, &files).await;
            assert_eq!(answer.status, 422, "{}", answer.body);
            assert!(
                answer.body.contains("href=\"#field-file-ru\""),
                "{}",
                answer.body
            );
            assert!(answer.body.contains("Вторая строка"), "what was typed");
        }
        let fields = with(&seen, &[]);
        let twice = [("file-kk", "а.pdf", PDF), ("file-kk", "б.pdf", PDF)];
        let answer = send_files(office, &clerk, &path, &fields, &twice).await;
        assert_eq!(answer.status, 422, "{}", answer.body);
        let folder = std::fs::read_dir(&office.app.settings.files.folder);
        assert_eq!(folder.map_or(0, Iterator::count), 0, "nothing stays");
        let foreign = Id::new().to_string();
        let fields = with(&seen, &[("item", &foreign)]);
        let answer = send(office, &clerk, &path, &fields, None).await;
        assert_eq!(answer.status, 422);
        assert!(
            answer.body.contains("href=\"#field-item\""),
            "{}",
            answer.body
        );
        assert!(all(office, &session).is_empty());
        let known = office
            .app
            .database
            .read_here(|connection| sessions::named_files(connection, &["x".to_owned()]));
        assert!(known.unwrap().is_empty());
    }
);
