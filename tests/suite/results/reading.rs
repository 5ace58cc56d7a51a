//! Words of texts and files: read once, beside the requests, and sessions are found by them.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::sync::Arc;

use otyrys::database::Id;
use otyrys::results::jobs;
use otyrys::results::record::Reading;
use otyrys::results::store;
use otyrys::web::desk::Role;

use super::desk::with;
use super::{BEFORE, all, held, seen_on, send_files};
use crate::harness::{Clerk, Office, both_engines};

/// A page that shows letters by numbers of its own, as most programs write them: only its table says which they are.
fn pdf(text: &str) -> Vec<u8> {
    let (mut shown, mut table) = (String::new(), String::new());
    for (number, letter) in (1..).zip(text.chars()) {
        write!(shown, "{number:04X}").unwrap();
        writeln!(table, "<{number:04X}> <{:04X}>", u32::from(letter)).unwrap();
    }
    let table = format!(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n\
         1 begincodespacerange <0000> <FFFF> endcodespacerange\n{} beginbfchar\n{table}endbfchar endcmap end end",
        text.chars().count()
    );
    let drawn = format!("BT /F 12 Tf 50 700 Td <{shown}> Tj ET");
    let stream = |text: &str| format!("<</Length {}>>stream\n{text}\nendstream", text.len());
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 900 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
            .to_owned(),
        stream(&drawn),
        "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>"
            .to_owned(),
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)\
         /Supplement 0>>/FontDescriptor 8 0 R/DW 500>>"
            .to_owned(),
        stream(&table),
        "<</Type/FontDescriptor/FontName/A/Flags 4/FontBBox[0 0 500 700]/ItalicAngle 0/Ascent 700/Descent 0\
         /CapHeight 700/StemV 80>>"
            .to_owned(),
    ];
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = String::new();
    for (number, object) in (1..).zip(&objects) {
        writeln!(places, "{:010} 00000 n ", file.len()).unwrap();
        writeln!(file, "{number} 0 obj{object}endobj").unwrap();
    }
    let (count, begins) = (objects.len() + 1, file.len());
    write!(
        file,
        "xref\n0 {count}\n0000000000 65535 f \n{places}trailer<</Size {count}/Root 1 0 R>>\nstartxref\n{begins}\n\
         %%EOF\n"
    )
    .unwrap();
    file.into_bytes()
}

fn docx(body: &str) -> Vec<u8> {
    let document = format!("<w:document><w:body>{body}</w:body></w:document>");
    let mut packed = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in [
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", "<Relationships/>"),
        ("word/document.xml", &document),
    ] {
        let options = zip::write::SimpleFileOptions::default();
        packed.start_file(name, options).unwrap();
        packed.write_all(content.as_bytes()).unwrap();
    }
    packed.finish().unwrap().into_inner()
}

async fn published(office: &Office, clerk: &Clerk, session: &str, files: &[(&str, &str, &[u8])]) {
    let path = format!("/desk/sessions/{session}/results");
    let seen = seen_on(&office.desk(clerk, &path).await.body);
    let change = [("text-kk", ""), ("text-ru", "")];
    let done = send_files(office, clerk, &path, &with(&seen, &change), files).await;
    assert_eq!(done.status, 303, "{}", done.body);
}

fn readings(office: &Office, session: &str) -> Vec<Reading> {
    let id = Id::parse(session).unwrap();
    let beside = office
        .app
        .database
        .read_here(|connection| store::beside_of_session(connection, id))
        .unwrap();
    let outcomes = all(office, session);
    let files = outcomes.iter().flat_map(|one| beside.files_of(one));
    files.map(|one| one.reading).collect()
}

async fn found(office: &Office, word: &str) -> String {
    let query: String = word.bytes().fold(String::new(), |mut query, byte| {
        write!(query, "%{byte:02X}").unwrap();
        query
    });
    office
        .get(&format!("/kk/?q={query}&from=2026-12-01"))
        .await
        .1
}

both_engines!(
    sessions_are_found_by_the_words_of_their_results,
    BEFORE,
    async |office: &Office| {
        let session = held(office);
        let clerk = office.clerk(Role::Secretary, &session);
        let pdf = pdf("Әкімдік үнемдеу ұсынысын қабылдады");
        let word = docx("<w:p><w:r><w:t>Водоканал отчитался</w:t></w:r></w:p>");
        let files: [(&str, &str, &[u8]); 2] = [
            ("file-kk", "шешім.pdf", &pdf),
            ("file-ru", "решение.docx", &word),
        ];
        published(office, &clerk, &session, &files).await;
        assert_eq!(
            readings(office, &session),
            [Reading::Waiting, Reading::Waiting]
        );
        let link = format!("/kk/sessions/{session}");
        assert!(!found(office, "ұсынысын").await.contains(&link));
        let read = async || jobs::read_words(Arc::clone(&office.app)).await.unwrap();
        assert_eq!(read().await, 2);
        assert_eq!(read().await, 0, "once");
        assert_eq!(readings(office, &session), [Reading::Done, Reading::Done]);
        let outcome = all(office, &session).pop().unwrap();
        for word in ["ұсынысын", "усынысын", "водокан"] {
            let page = found(office, word).await;
            assert!(page.contains(&link), "{word}: {page}");
            let hit = format!("{link}/results/{}", outcome.id);
            assert!(
                page.contains(&hit) && page.contains("№ 5 шешім"),
                "{word}: {page}"
            );
        }
        // By what it says itself it is still found, and stays so when it is changed.
        assert!(found(office, "шаруашылығы").await.contains(&link));
        assert!(!found(office, "жоқсөз").await.contains(&link));
    }
);

both_engines!(
    what_has_no_words_says_why,
    BEFORE,
    async |office: &Office| {
        let session = held(office);
        let clerk = office.clerk(Role::Secretary, &session);
        let bomb = "<a>".repeat(2_000);
        for (name, content, reading) in [
            ("скан.pdf", pdf(" "), Reading::Scan),
            (
                "бүлінген.pdf",
                b"%PDF-1.4\nno more".to_vec(),
                Reading::Broken,
            ),
            ("бүлінген.docx", docx("<w:p><w:t>a"), Reading::Broken),
            ("терең.docx", docx(&bomb), Reading::Broken),
        ] {
            published(office, &clerk, &session, &[("file", name, &content)]).await;
            jobs::read_words(Arc::clone(&office.app)).await.unwrap();
            assert_eq!(readings(office, &session).pop(), Some(reading), "{name}");
        }
        let page = office
            .get(&format!("/kk/sessions/{session}/results"))
            .await
            .1;
        assert!(page.contains("мәтіні жоқ сурет (скан)"), "{page}");
        assert!(page.contains("Файлдың мәтіні оқылмады"), "{page}");
        let desk = office
            .desk(&clerk, &format!("/desk/sessions/{session}/results"))
            .await
            .body;
        assert!(desk.contains("скан.pdf: бұл – мәтіні жоқ сурет"), "{desk}");
    }
);
