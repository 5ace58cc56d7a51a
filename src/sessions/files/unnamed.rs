//! Files of the folder that no act has named: it was refused in a moment when the file could not be taken away, or the
//! machine stopped in between.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use super::folder::INCOMING;
use crate::app::App;
use crate::database::Broken;
use crate::sessions::store;

/// An act that names a file comes within seconds.
const WAITED_FOR: TimeDelta = TimeDelta::days(1);

/// Names looked up at once.
const AT_ONCE: usize = 500;

/// Letters of a name by chance.
const NAME: usize = 32;

/// Takes away what nobody has named for a day, and nothing that has no name of ours; how many files.
///
/// # Errors
/// [`Broken`]: the database, or what the disk says.
pub async fn clear_away(app: &App) -> Result<usize, Broken> {
    let (folder, before) = (app.settings.files.folder.clone(), app.now() - WAITED_FOR);
    let shared = Arc::new(folder);
    let there = Arc::clone(&shared);
    let old = on_disk(move || old_files(&there, before)).await?;
    let mut gone = 0;
    for names in old.chunks(AT_ONCE) {
        let asked = names.to_vec();
        let named = app
            .database
            .read(move |connection| store::named_files(connection, &asked))
            .await?;
        let unnamed = names.iter().filter(|name| !named.contains(*name));
        let unnamed: Vec<String> = unnamed.cloned().collect();
        gone += unnamed.len();
        let there = Arc::clone(&shared);
        let remove = move || {
            unnamed
                .iter()
                .try_for_each(|name| fs::remove_file(there.join(name)))
        };
        on_disk(remove).await?;
    }
    Ok(gone)
}

/// Names of files of ours that were last written before an instant.
fn old_files(folder: &Path, before: DateTime<Utc>) -> io::Result<Vec<String>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut old = Vec::new();
    for entry in entries {
        let entry = entry?;
        let Some(name) = entry.file_name().to_str().map(str::to_owned) else {
            continue;
        };
        let of_chance = name.len() == NAME && name.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !of_chance && !name.starts_with(INCOMING) {
            continue;
        }
        let about = entry.metadata()?;
        if about.is_file() && DateTime::<Utc>::from(about.modified()?) < before {
            old.push(name);
        }
    }
    Ok(old)
}

async fn on_disk<T: Send + 'static>(
    act: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> Result<T, Broken> {
    let done = tokio::task::spawn_blocking(act).await;
    done.map_err(|_| Broken::Panicked)?
        .map_err(|error| Broken::Data(format!("the folder of files: {error}")))
}
