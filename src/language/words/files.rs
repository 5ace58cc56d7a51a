//! Where the words are read from: the program itself and an owner's folder.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use fluent_bundle::FluentResource;

use super::{Language, WordsFault, resource};

#[derive(rust_embed::Embed)]
#[folder = "config/locales/"]
struct Embedded;

/// The embedded files of a language.
pub(super) fn embedded(language: Language, faults: &mut Vec<WordsFault>) -> Vec<FluentResource> {
    let folder = format!("{language}/");
    let mut resources = Vec::new();
    for name in Embedded::iter().filter(|name| name.starts_with(&folder)) {
        let Some(file) = Embedded::get(&name) else {
            continue;
        };
        let text = String::from_utf8_lossy(&file.data);
        resources.extend(noting(faults, resource::read(&name, &text)));
    }
    resources
}

/// The files of a language in an owner's folder; none where there is no folder for it, since an
/// owner may replace the words of one language only.
pub(super) fn in_folder(
    folder: &Path,
    language: Language,
    faults: &mut Vec<WordsFault>,
) -> Vec<FluentResource> {
    let mut resources = Vec::new();
    for path in noting(faults, ftl_paths(&folder.join(language.code()))).unwrap_or_default() {
        let text = fs::read_to_string(&path).map_err(|reason| unreadable(&path, reason));
        if let Some(text) = noting(faults, text) {
            let file = path.display().to_string();
            resources.extend(noting(faults, resource::read(&file, &text)));
        }
    }
    resources
}

fn ftl_paths(folder: &Path) -> Result<Vec<PathBuf>, Vec<WordsFault>> {
    let entries = match fs::read_dir(folder) {
        Err(reason) if reason.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(|reason| unreadable(folder, reason))?,
    };
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "ftl"))
        .collect();
    paths.sort();
    Ok(paths)
}

fn unreadable(path: &Path, reason: io::Error) -> Vec<WordsFault> {
    let path = path.to_owned();
    vec![WordsFault::Unreadable { path, reason }]
}

/// What came out well; what did not is noted.
fn noting<T>(faults: &mut Vec<WordsFault>, outcome: Result<T, Vec<WordsFault>>) -> Option<T> {
    outcome.map_err(|found| faults.extend(found)).ok()
}
