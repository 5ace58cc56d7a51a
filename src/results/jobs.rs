//! The words of what was published are read beside the requests, so that sessions are found by them.

use std::path::Path;
use std::sync::Arc;

use super::extract::{self, Found};
use super::record::{Reading, Words};
use super::store;
use crate::app::App;
use crate::database::{Broken, Lane};
use crate::sessions;
use crate::sessions::files::Kind;
use crate::sessions::search::words_of_text;

/// Texts and files read in one go.
const AT_ONCE: i64 = 20;

/// Reads what was published and not read yet; how many texts and files. Each session is found by it in the same act.
///
/// # Errors
/// [`Broken`]: the database, or what the disk says.
pub async fn read_words(app: Arc<App>) -> Result<usize, Broken> {
    let waiting = app
        .database
        .read(|connection| store::unread(connection, false, AT_ONCE))
        .await?;
    read_these(&app, waiting).await
}

/// Reads what could not be read as long as the program for PDF was missing.
///
/// # Errors
/// As [`read_words`].
pub async fn read_again(app: Arc<App>) -> Result<usize, Broken> {
    let there = tokio::task::spawn_blocking(|| extract::is_there(extract::PROGRAM));
    if !there.await.map_err(|_| Broken::Panicked)? {
        return Ok(0);
    }
    let waiting = app
        .database
        .read(|connection| store::unread(connection, true, AT_ONCE))
        .await?;
    read_these(&app, waiting).await
}

async fn read_these(app: &Arc<App>, waiting: Vec<Words>) -> Result<usize, Broken> {
    let mut done = 0;
    for known in waiting {
        let read = read_one(app, &known).await?;
        let session = known.session_id;
        let noted = app
            .database
            .write(Lane::Session(session), move |work| {
                // First the session, as every act on it does.
                sessions::store::for_change(work.connection, session)?;
                let noted = store::note_words(work.connection, &known, &read)?;
                if noted {
                    sessions::actions::find_by_results(work, session)?;
                }
                Ok::<_, Broken>(noted)
            })
            .await?;
        done += usize::from(noted);
    }
    Ok(done)
}

async fn read_one(app: &Arc<App>, known: &Words) -> Result<Words, Broken> {
    let (result, place) = (known.result_id, known.place.clone());
    let (text, media_type) = app
        .database
        .read(move |connection| {
            let outcome = store::by_id(connection, result)?;
            let outcome = outcome.ok_or_else(|| Broken::Data(format!("no result {result}")))?;
            if place == outcome.id.to_string() {
                return Ok::<_, Broken>((outcome.words()?, None));
            }
            let beside = store::beside_of_session(connection, outcome.session_id)?;
            let files = beside.files_of(&outcome);
            let file = files.iter().find(|one| one.file.stored_as == place);
            Ok((None, file.map(|one| one.file.media_type.to_owned())))
        })
        .await?;
    let (state, words) = match (text, media_type) {
        (Some(text), _) => {
            let all = [&text.kk, &text.ru].into_iter().chain(&text.en);
            let all: Vec<&str> = all.map(String::as_str).collect();
            (Reading::Done, words_of_text(&all.join("\n")))
        }
        (None, media_type) => {
            let path = app.settings.files.folder.join(&known.place);
            let kind = media_type.as_deref().and_then(Kind::of_media_type);
            let read = move || of_file(&path, kind);
            let read = tokio::task::spawn_blocking(read).await;
            read.map_err(|_| Broken::Panicked)?
        }
    };
    Ok(Words {
        state,
        words,
        looked_at: Some(app.now().into()),
        ..known.clone()
    })
}

/// A file that the folder has no longer is as good as broken: the job goes on with the others.
fn of_file(path: &Path, kind: Option<Kind>) -> (Reading, String) {
    let found = kind.map(|kind| extract::text_of(path, kind, extract::PROGRAM));
    match found {
        Some(Ok(Found::Text(text))) => (Reading::Done, words_of_text(&text)),
        Some(Ok(Found::Nothing(why))) => (why, String::new()),
        Some(Err(error)) => {
            tracing::warn!(%error, "the words of a file could not be read");
            (Reading::Broken, String::new())
        }
        None => (Reading::Broken, String::new()),
    }
}
