//! What becomes of the files of items that are closed.

use std::path::PathBuf;

use diesel::prelude::*;
use otyrys::database::schema::documents;
use otyrys::sessions::files;
use otyrys::sessions::record::Document;

use super::*;
use crate::harness::both_engines;

/// A file of an item, put straight into the store and its folder; its place there.
pub fn with_file(office: &Office, id: Id, item: Id) -> PathBuf {
    let stored_as = otyrys::web::hex::hex(&Id::new().spread().to_be_bytes().repeat(2));
    let folder = &office.app.settings.files.folder;
    std::fs::create_dir_all(folder).expect("a folder");
    let place = folder.join(&stored_as);
    std::fs::write(&place, MARKER_RU).expect("a file");
    let row = Document {
        id: Id::new(),
        session_id: id,
        agenda_item_id: item,
        position: 0,
        name: format!("{MARKER_RU}.pdf"),
        media_type: "application/pdf".to_owned(),
        bytes: 4,
        sha256: "0".repeat(64),
        stored_as,
        added_at: office.app.now().into(),
        removed_at: None,
    };
    let done = office.app.database.write_here(Lane::All, move |work| {
        store::insert_document(work.connection, &row)
    });
    done.expect("a file");
    place
}

/// Name, place in the folder and hash of files that were taken away.
pub fn taken_away(office: &Office) -> Vec<(String, String, String)> {
    let read = office.app.database.read_here(|connection| {
        let gone = documents::table.filter(documents::removed_at.is_not_null());
        Ok::<_, Broken>(
            gone.select((documents::name, documents::stored_as, documents::sha256))
                .load(connection)?,
        )
    });
    read.expect("files")
}

both_engines!(
    /// Also of one that was taken away before; the files of what stays open stay.
    what_files_of_a_closed_item_held_is_gone_with_their_names,
    NOW,
    async |office: &Office| {
        let id = of_two(office);
        let agenda = stored(office, id).1.agenda;
        let open = with_file(office, id, agenda[0].id);
        let closed = [agenda[1].id; 2].map(|item| with_file(office, id, item));
        let all = stored(office, id).1.documents;
        let earlier = all.iter().find(|one| one.agenda_item_id == agenda[1].id);
        let earlier = earlier.unwrap().id;
        let now = office.app.now();
        let removed = office.app.database.write_here(Lane::All, move |work| {
            store::remove_documents(work.connection, &[earlier], now.into())
        });
        removed.unwrap();
        close_second(office, id);
        let gone = taken_away(office);
        assert_eq!(gone.len(), 2);
        for (name, stored_as, sha256) in gone {
            assert_eq!(name, "");
            assert!(!closed.iter().any(|file| file.ends_with(&stored_as)), "{stored_as}");
            assert_eq!(sha256, "0".repeat(64), "which says nothing");
        }
        // Files are as old as the machine says, which is another clock than that of the test.
        let years = chrono::TimeDelta::days(3650);
        office.hands.set(otyrys::clock::Clock::system().now() + years);
        assert_eq!(files::clear_away(&office.app).await.unwrap(), 2);
        assert!(open.exists() && !closed.iter().any(|file| file.exists()));
    }
);
