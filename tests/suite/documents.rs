//! Files of matters: what is taken, how it is handed out, and to whom.

use std::io::Write as _;

use otyrys::database::{Broken, Id};
use otyrys::law::session_course::{Access, SessionStatus};
use otyrys::sessions::store;
use otyrys::web::desk::Role;

use crate::editor::{announce, complete, saved, secretary, seen, with};
use crate::harness::{Answer, Clerk, Office, Planned, both_engines};

const EARLY: &str = "2026-12-01T09:00:00+05:00";

/// The smallest file that is one.
pub const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";
const PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0,
    0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0, 0x1F, 0x15, 0xC4, 0x89,
];
const JPEG: &[u8] = &[
    0xFF, 0xD8, 0xFF, 0xE0, 0, 16, b'J', b'F', b'I', b'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xFF, 0xD9,
];

/// A zip of unpacked parts, written out by hand so that every byte of it is known.
pub fn zip(parts: &[(&str, &[u8])], flags: u16) -> Vec<u8> {
    let number = |bytes: usize| u32::try_from(bytes).unwrap().to_le_bytes();
    let short = |bytes: usize| u16::try_from(bytes).unwrap().to_le_bytes();
    let (mut file, mut list) = (Vec::new(), Vec::new());
    for (name, content) in parts {
        let at = file.len();
        let mut common = Vec::new();
        common.extend(20_u16.to_le_bytes());
        common.extend(flags.to_le_bytes());
        common.extend([0; 6]);
        common.extend([0; 4]);
        common.extend(number(content.len()));
        common.extend(number(content.len()));
        common.extend(short(name.len()));
        common.extend([0; 2]);
        file.extend(b"PK\x03\x04");
        file.extend(&common);
        file.extend(name.as_bytes());
        file.extend(*content);
        list.extend(b"PK\x01\x02");
        list.extend(20_u16.to_le_bytes());
        list.extend(&common);
        list.extend([0; 2]);
        list.extend([0; 2]);
        list.extend([0; 2]);
        list.extend([0; 4]);
        list.extend(number(at));
        list.extend(name.as_bytes());
    }
    let (at, size) = (file.len(), list.len());
    file.extend(&list);
    file.extend(b"PK\x05\x06\0\0\0\0");
    file.extend(short(parts.len()));
    file.extend(short(parts.len()));
    file.extend(number(size));
    file.extend(number(at));
    file.extend([0; 2]);
    file
}

const WORD: [(&str, &[u8]); 3] = [
    ("[Content_Types].xml", b"<Types/>"),
    ("_rels/.rels", b"<Relationships/>"),
    ("word/document.xml", b"<w:document/>"),
];

const OFFICE: [(&str, &[u8]); 3] = [
    ("mimetype", b"application/vnd.oasis.opendocument.text"),
    ("content.xml", b"<office:document-content/>"),
    ("META-INF/manifest.xml", b"<manifest:manifest/>"),
];

fn and_one<'a>(parts: &[(&'a str, &'a [u8])], more: (&'a str, &'a [u8])) -> Vec<u8> {
    let mut parts = parts.to_vec();
    parts.push(more);
    zip(&parts, 0)
}

fn multipart(token: &str, item: &str, name: &str, content: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    for (field, value) in [("csrf", token), ("item", item)] {
        write!(
            body,
            "--XX\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n"
        )
        .unwrap();
    }
    write!(
        body,
        "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    )
    .unwrap();
    body.extend(content);
    body.extend(b"\r\n--XX--\r\n");
    body
}

async fn send(office: &Office, clerk: &Clerk, id: &str, body: Vec<u8>) -> Answer {
    let path = format!("{}/desk/sessions/{id}/documents", office.url);
    let request = office
        .http
        .post(&path)
        .header("content-type", "multipart/form-data; boundary=XX")
        .header("origin", &office.url)
        .header("referer", &path)
        .body(body);
    office.ask(clerk, request).await
}

/// Uploads a file for the first matter of a session.
pub async fn upload(
    office: &Office,
    clerk: &Clerk,
    id: &str,
    name: &str,
    content: &[u8],
) -> Answer {
    let body = multipart(&clerk.csrf(), &items(office, id)[0], name, content);
    send(office, clerk, id, body).await
}

fn items(office: &Office, id: &str) -> Vec<String> {
    details(office, id)
        .agenda
        .iter()
        .map(|item| item.id.to_string())
        .collect()
}

/// Everything of a session that stands in tables of its own.
pub fn details(office: &Office, id: &str) -> store::Details {
    let id = Id::parse(id).unwrap();
    let read = office.app.database.read_here(|connection| {
        Ok::<_, Broken>(store::details_of(connection, &[id])?.remove(&id).unwrap())
    });
    read.unwrap()
}

fn names(office: &Office, id: &str) -> Vec<String> {
    let documents = details(office, id).documents;
    documents.into_iter().map(|one| one.name).collect()
}

async fn fetch(office: &Office, document: &str) -> reqwest::Response {
    let address = format!("{}/files/{document}", office.url);
    office.http.get(address).send().await.unwrap()
}

both_engines!(each_kind_is_taken_by_its_content, EARLY, async |office| {
    let clerk = secretary(office);
    let id = saved(office, &clerk, &complete()).await;
    let word = zip(&WORD, 0);
    let odt = zip(&OFFICE, 0);
    let kinds: [(&str, &[u8], &str, &str); 5] = [
        (
            "Қаулы жобасы.pdf",
            PDF,
            "application/pdf",
            "Қаулы жобасы.pdf",
        ),
        (
            "C:\\құжаттар\\Ұсыныс.docx",
            &word,
            "wordprocessingml.document",
            "Ұсыныс.docx",
        ),
        ("../../хат", &odt, "opendocument.text", "хат.odt"),
        ("карта.PNG", PNG, "image/png", "карта.png"),
        ("фото.exe", JPEG, "image/jpeg", "фото.exe.jpg"),
    ];
    for (given, content, media_type, name) in kinds {
        let answer = upload(office, &clerk, &id, given, content).await;
        assert_eq!(answer.status, 303, "{given}: {}", answer.body);
        let document = details(office, &id).documents.pop().unwrap();
        assert_eq!(document.name, name);
        assert!(document.media_type.contains(media_type), "{given}");
        assert_eq!(document.bytes, i64::try_from(content.len()).unwrap());
        assert!(!document.stored_as.contains('.'), "a name by chance");
    }
    assert_eq!(names(office, &id).len(), 5);
    let page = office
        .desk(&clerk, &format!("/desk/sessions/{id}/documents"))
        .await;
    assert!(page.body.contains("Қаулы жобасы.pdf"));
});

both_engines!(
    what_is_no_document_is_refused_with_a_reason,
    EARLY,
    async |office| {
        let clerk = secretary(office);
        let id = saved(office, &clerk, &complete()).await;
        let plain_zip = zip(&[("a.txt", b"a")], 0);
        let half_word = zip(&[("word/evil.bin", b"a")], 0);
        let macros = and_one(&WORD, ("word/vbaProject.bin", b"macro"));
        let basic = and_one(&OFFICE, ("Basic/Standard/Module1.xml", b"macro"));
        let locked_odt = zip(
            &[
                ("mimetype", b"application/vnd.oasis.opendocument.text"),
                ("META-INF/manifest.xml", b"<manifest:encryption-data/>"),
            ],
            0,
        );
        let locked_zip = zip(&WORD, 1);
        let locked_pdf = b"%PDF-1.4\ntrailer<</Root 1 0 R/Encrypt 5 0 R>>\n%%EOF\n";
        let locked_word = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0];
        let mut endless = zip(&WORD, 0);
        let length = endless.len();
        endless[length - 10..length - 6].copy_from_slice(&u32::MAX.to_le_bytes());
        let wrong: [(&str, &[u8], &str); 12] = [
            ("a.pdf", b"MZ\x90\0\x03\0\0\0", "kind"),
            ("a.pdf", &plain_zip, "kind"),
            ("a.docx", &plain_zip, "kind"),
            ("a.docx", &half_word, "kind"),
            ("a.docx", &endless, "kind"),
            ("a.docx", &macros, "macros"),
            ("a.odt", &basic, "macros"),
            ("a.odt", &locked_odt, "encrypted"),
            ("a.docx", &locked_zip, "encrypted"),
            ("a.pdf", locked_pdf, "encrypted"),
            ("a.docx", &locked_word, "encrypted"),
            ("a.pdf", b"", "empty"),
        ];
        for (name, content, why) in wrong {
            let answer = upload(office, &clerk, &id, name, content).await;
            assert_eq!(answer.status, 422, "{name} {why}: {content:?}");
            let speech = office.app.speech(otyrys::language::Language::Kk);
            let said = speech.tf(
                &format!("documents-wrong-{why}"),
                &otyrys::args! { "most" => "20,0 МБ" },
            );
            assert!(answer.body.contains(&said), "{name} {why}");
            let item = &items(office, &id)[0];
            assert!(answer.body.contains(&format!("#field-file-{item}")));
        }
        assert!(names(office, &id).is_empty());
        let folder = &office.app.settings.files.folder;
        let left = std::fs::read_dir(folder).unwrap().count();
        assert_eq!(left, 0, "nothing stays of what is refused");
        let large = vec![b' '; office.app.settings.files.largest_bytes + 1];
        let answer = upload(office, &clerk, &id, "a.pdf", &large).await;
        assert_eq!(answer.status, 422);
        assert!(answer.body.contains("20,0 МБ"));
    }
);

both_engines!(
    a_file_needs_the_token_and_the_right,
    EARLY,
    async |office| {
        let clerk = secretary(office);
        let id = saved(office, &clerk, &complete()).await;
        let item = items(office, &id)[0].clone();
        let forged = multipart("0", &item, "a.pdf", PDF);
        assert_eq!(send(office, &clerk, &id, forged).await.status, 403);
        let moderator = office.clerk(Role::Moderator, &id);
        assert_eq!(
            upload(office, &moderator, &id, "a.pdf", PDF).await.status,
            403
        );
        let other = office.session_of("other-body", &Planned::default());
        let stranger = office.clerk(Role::Secretary, &other);
        assert_eq!(
            upload(office, &stranger, &id, "a.pdf", PDF).await.status,
            404
        );
        let unknown = multipart(&clerk.csrf(), &Id::new().to_string(), "a.pdf", PDF);
        assert_eq!(send(office, &clerk, &id, unknown).await.status, 404);
        assert!(names(office, &id).is_empty());
        assert_eq!(upload(office, &clerk, &id, "a.pdf", PDF).await.status, 303);
        let document = details(office, &id).documents[0].id;
        let path = format!("/desk/documents/{document}");
        assert_eq!(office.desk(&stranger, &path).await.status, 404);
        let shown = office.desk(&moderator, &path).await;
        assert_eq!((shown.status, shown.bytes.as_slice()), (200, PDF));
        assert_eq!(shown.headers["cache-control"], "no-store");
        let removing = format!("{path}/remove");
        let sent = [("updated", "0")];
        assert_eq!(
            office.desk_form(&moderator, &removing, &sent).await.status,
            403
        );
        assert_eq!(
            office.desk_form(&stranger, &removing, &sent).await.status,
            404
        );
    }
);

/// Names in the folder of files.
fn in_folder(office: &Office) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(&office.app.settings.files.folder) else {
        return Vec::new();
    };
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.collect()
}

both_engines!(
    nothing_stays_of_what_no_act_has_named,
    EARLY,
    async |office| {
        let clerk = secretary(office);
        let id = saved(office, &clerk, &complete()).await;
        let unknown = multipart(&clerk.csrf(), &Id::new().to_string(), "a.pdf", PDF);
        assert_eq!(send(office, &clerk, &id, unknown).await.status, 404);
        let closed = office.session(&Planned {
            status: SessionStatus::Draft,
            access: Access::Closed,
            ..Planned::default()
        });
        let theirs = office.clerk(Role::Secretary, &closed);
        let refused = upload(office, &theirs, &closed, "a.pdf", PDF).await;
        assert_eq!(refused.status, 422, "{}", refused.body);
        assert!(in_folder(office).is_empty(), "not even received");
        assert_eq!(upload(office, &clerk, &id, "a.pdf", PDF).await.status, 303);
        let named = in_folder(office);
        let folder = office.app.settings.files.folder.clone();
        let (old, young) = ("0".repeat(32), "1".repeat(32));
        let left = format!("{}left", ".incoming-");
        for name in [old.as_str(), &young, &left, "notes.txt"] {
            std::fs::write(folder.join(name), "x").unwrap();
        }
        let age = |name: &str, hours: i64| {
            let at = office.app.now() - chrono::TimeDelta::hours(hours);
            let file = std::fs::File::options().write(true).open(folder.join(name));
            file.unwrap().set_modified(at.into()).unwrap();
        };
        age(&young, 23);
        for name in [old.as_str(), &left, "notes.txt", &named[0]] {
            age(name, 25);
        }
        otyrys::worker::run_once(&office.app).await.unwrap();
        let mut there = in_folder(office);
        let mut expected = vec![named[0].clone(), young, "notes.txt".to_owned()];
        there.sort();
        expected.sort();
        assert_eq!(there, expected);
    }
);

both_engines!(
    a_public_file_is_saved_under_its_name,
    EARLY,
    async |office| {
        let clerk = secretary(office);
        let id = saved(office, &clerk, &complete()).await;
        assert_eq!(
            upload(office, &clerk, &id, "Қаулы жобасы.pdf", PDF)
                .await
                .status,
            303
        );
        let document = details(office, &id).documents[0].clone();
        let address = document.id.to_string();
        assert_eq!(
            fetch(office, &address).await.status().as_u16(),
            404,
            "a draft's"
        );
        assert_eq!(announce(office, &clerk, &id, &[]).await.status, 303);
        let answer = fetch(office, &address).await;
        assert_eq!(answer.status().as_u16(), 200);
        let header = |name: &str| {
            let value = answer.headers().get(name).unwrap();
            value.to_str().unwrap().to_owned()
        };
        assert_eq!(header("content-type"), "application/pdf");
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(
            header("content-disposition"),
            "attachment; filename=\"_____ ______.pdf\"; \
         filename*=UTF-8''%D2%9A%D0%B0%D1%83%D0%BB%D1%8B%20%D0%B6%D0%BE%D0%B1%D0%B0%D1%81%D1%8B.pdf"
        );
        let (tag, changed) = (header("etag"), header("last-modified"));
        assert_eq!(answer.bytes().await.unwrap().as_ref(), PDF);
        for (name, value) in [("if-none-match", &tag), ("if-modified-since", &changed)] {
            let address = format!("{}/files/{address}", office.url);
            let known = office.http.get(address).header(name, value).send().await;
            assert_eq!(known.unwrap().status().as_u16(), 304, "{name}");
        }
        let head = office.http.head(format!("{}/files/{address}", office.url));
        let head = head.send().await.unwrap();
        assert_eq!(head.status().as_u16(), 200);
        let length = head.headers().get("content-length").unwrap();
        assert_eq!(length.to_str().unwrap(), PDF.len().to_string());
        assert!(head.bytes().await.unwrap().is_empty());

        let (_, page) = office.get(&format!("/kk/sessions/{id}")).await;
        assert!(page.contains(&format!("href=\"/files/{address}\"")));
        assert!(page.contains("(PDF, 1 КБ)"));
        let (_, json) = office.get_json(&format!("/api/v1/sessions/{id}")).await;
        let file = &json["agenda"][0]["files"][0];
        assert_eq!(file["name"], "Қаулы жобасы.pdf");
        assert_eq!(file["sha256"], document.sha256);
        assert!(
            file["url"]
                .as_str()
                .unwrap()
                .ends_with(&format!("/files/{address}"))
        );
    }
);

both_engines!(
    files_are_renamed_moved_and_taken_away,
    EARLY,
    async |office| {
        let clerk = secretary(office);
        let id = saved(office, &clerk, &complete()).await;
        for name in ["бір.pdf", "екі.pdf"] {
            assert_eq!(upload(office, &clerk, &id, name, PDF).await.status, 303);
        }
        assert_eq!(announce(office, &clerk, &id, &[]).await.status, 303);
        let first = details(office, &id).documents[0].id.to_string();
        let page = format!("/desk/sessions/{id}/documents");
        let act = async |below: &str, fields: &[(&str, &str)]| {
            let path = format!("/desk/documents/{first}/{below}");
            office.desk_form_on(&clerk, &page, &path, fields).await
        };
        let old = seen(office, &id);
        let field = format!("name-{first}");
        let renamed = [(field.as_str(), "../Жаңа атау.exe"), ("updated", &old)];
        assert_eq!(act("rename", &renamed).await.status, 303);
        assert_eq!(names(office, &id), ["Жаңа атау.exe.pdf", "екі.pdf"]);
        // A form that was wrong stays one of the state that it was made of.
        let wrong = act("rename", &[(field.as_str(), " "), ("updated", &old)]).await;
        assert_eq!(wrong.status, 422);
        let form = wrong.body.split("/rename\"").nth(1).unwrap();
        let form = form.split("</form>").next().unwrap();
        assert!(
            form.contains(&format!(r#"name="updated" value="{old}""#)),
            "{form}"
        );
        let stale = act("rename", &[(field.as_str(), "ескі"), ("updated", &old)]).await;
        assert_eq!(stale.status, 409);
        for state in [">ескі</td>", ">Жаңа атау.exe.pdf</td>"] {
            assert!(stale.body.contains(state), "{state}");
        }
        let now = seen(office, &id);
        assert_eq!(
            act("move", &[("act", "down"), ("updated", &now)])
                .await
                .status,
            303
        );
        assert_eq!(names(office, &id), ["екі.pdf", "Жаңа атау.exe.pdf"]);
        assert_eq!(fetch(office, &first).await.status().as_u16(), 200);
        let now = seen(office, &id);
        assert_eq!(act("remove", &[("updated", &now)]).await.status, 303);
        assert_eq!(names(office, &id), ["екі.pdf"]);
        assert_eq!(fetch(office, &first).await.status().as_u16(), 404);
        assert_eq!(act("remove", &[("updated", &now)]).await.status, 404);
        let (_, history) = office.get(&format!("/ru/sessions/{id}/history")).await;
        assert_eq!(history.matches("изменены файлы").count(), 3);
    }
);

both_engines!(
    a_matter_that_is_removed_takes_its_files_along,
    EARLY,
    async |office| {
        let clerk = secretary(office);
        let id = saved(office, &clerk, &complete()).await;
        assert_eq!(upload(office, &clerk, &id, "a.pdf", PDF).await.status, 303);
        let kept = items(office, &id);
        let ids = [
            ("agenda-0-id", kept[1].as_str()),
            ("agenda-0-title-kk", "Екінші мәселе"),
            ("agenda-1-id", kept[0].as_str()),
            ("agenda-1-title-kk", "Жаңа атауы бар бірінші"),
        ];
        let swapped = with(&complete(), &ids);
        assert_eq!(
            crate::editor::edit(office, &clerk, &id, &swapped)
                .await
                .status,
            303
        );
        let after = details(office, &id);
        assert_eq!(after.documents.len(), 1, "a renamed matter keeps its files");
        assert_eq!(after.documents[0].agenda_item_id, after.agenda[1].id);
        let mut fewer = with(&complete(), &ids[..2]);
        fewer.retain(|(name, _)| !name.starts_with("agenda-1"));
        assert_eq!(
            crate::editor::edit(office, &clerk, &id, &fewer)
                .await
                .status,
            303
        );
        assert!(details(office, &id).documents.is_empty());
    }
);

both_engines!(a_closed_session_has_no_files, EARLY, async |office| {
    let id = office.session(&Planned {
        status: SessionStatus::Draft,
        access: otyrys::law::session_course::Access::Closed,
        ..Planned::default()
    });
    let clerk = office.clerk(Role::Secretary, &id);
    let answer = upload(office, &clerk, &id, "a.pdf", PDF).await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("қол жеткізу шектелген ақпарат"));
    assert!(names(office, &id).is_empty());
});

#[actix_web::test]
async fn a_backup_has_the_files_and_doctor_looks_at_the_folder() {
    let engine = crate::harness::Engine::Sqlite;
    crate::harness::run(engine, EARLY, async |office| {
        let clerk = secretary(office);
        let id = saved(office, &clerk, &complete()).await;
        let folder = tempfile::tempdir().unwrap();
        let copy = folder.path().join("copy.db");
        let found = office.program(&["doctor"]).well();
        assert!(found.text().contains("the first file makes it"));
        assert_eq!(upload(office, &clerk, &id, "a.pdf", PDF).await.status, 303);
        let found = office.program(&["doctor"]).well();
        assert!(found.text().contains("ok    files:"));
        let told = office.program(&["backup", copy.to_str().unwrap()]).well();
        assert!(told.text().contains("copy.db.files (1 files)"));
        let stored_as = &details(office, &id).documents[0].stored_as;
        let file = folder.path().join("copy.db.files").join(stored_as);
        assert_eq!(std::fs::read(file).unwrap(), PDF);
        let again = folder.path().join("again.db");
        std::fs::create_dir(folder.path().join("again.db.files")).unwrap();
        let refused = office.program(&["backup", again.to_str().unwrap()]);
        assert_eq!(refused.code, Some(1));
        assert!(!again.exists());
    })
    .await;
}
