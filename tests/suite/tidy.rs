//! The house keeps its order: imports point down, queries stand in `store.rs`, every paragraph is cited, time and
//! environment are read in one place, files stay small.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The floor of each top module, from the ground up.
const FLOORS: [&[&str]; 13] = [
    &["law", "clock", "settings", "language", "calendar_file"],
    &["app", "database"],
    &["web"],
    &["outbox", "journal", "news"],
    &["bodies", "staff", "working_calendar"],
    &["sessions"],
    &["broadcasts"],
    &["comments"],
    &[
        "applications",
        "guide",
        "help",
        "results",
        "stand",
        "subscriptions",
    ],
    &[
        "correspondence",
        "emergencies",
        "records",
        "reminders",
        "today",
        "notices",
        "openness",
        "webhooks",
    ],
    &["changes"],
    &["server", "worker"],
    &["commands"],
];

fn sources() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    let mut found = Vec::new();
    walk(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut found,
    );
    assert!(found.len() > 50, "the sources were found");
    found
}

fn module_of(path: &Path) -> String {
    let inside = path
        .strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))
        .unwrap();
    let first = inside.iter().next().unwrap().to_str().unwrap();
    first.trim_end_matches(".rs").to_owned()
}

fn floor_of(module: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&module))
}

#[test]
fn every_module_has_a_floor() {
    for (path, _) in sources() {
        let module = module_of(&path);
        assert!(
            matches!(module.as_str(), "lib" | "main") || floor_of(&module).is_some(),
            "{module} has no floor"
        );
    }
}

#[test]
fn imports_point_down() {
    let import = regex::Regex::new(r"crate::(?:\{([^}]*)\}|(\w+))").unwrap();
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let module = module_of(&path);
        let Some(own) = floor_of(&module) else {
            continue;
        };
        let code = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect::<Vec<_>>()
            .join("\n");
        for found in import.captures_iter(&code) {
            let names = found.get(1).or(found.get(2)).unwrap().as_str();
            for name in names
                .split(',')
                .map(|name| name.trim().split("::").next().unwrap())
            {
                let (Some(other), true) = (floor_of(name), name != module) else {
                    continue;
                };
                // The ground floor may know itself; above it, a slice may not know its neighbour.
                if other > own || (other == own && own > 1) {
                    wrong.push(format!("{} imports {name}", path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_law_is_pure() {
    for (path, text) in sources()
        .into_iter()
        .filter(|(path, _)| module_of(path) == "law")
    {
        for stranger in [
            "diesel",
            "actix",
            "crate::settings",
            "crate::clock",
            "crate::language",
            "fluent",
            "std::fs",
            "Utc::now",
        ] {
            let uses = text
                .lines()
                .any(|line| !line.trim_start().starts_with("//") && line.contains(stranger));
            assert!(!uses, "{} knows {stranger}", path.display());
        }
    }
}

#[test]
fn queries_stand_in_stores() {
    let query = regex::Regex::new(
        r"schema::|sql_query|\.execute\(|\.get_result|insert_into|diesel::update|diesel::delete",
    )
    .unwrap();
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let shown = path.display().to_string();
        let may = shown.contains("/database/")
            || shown.contains("/journal/")
            || shown.contains("store")
            || shown.ends_with("record.rs");
        if !may
            && text
                .lines()
                .any(|line| !line.trim_start().starts_with("//") && query.is_match(line))
        {
            wrong.push(shown);
        }
    }
    assert!(
        wrong.is_empty(),
        "queries outside a store: {}",
        wrong.join("\n")
    );
}

/// A table of modules that leaves one out misleads whoever reads it. What the house always calls the same needs no row.
#[test]
fn tables_of_modules_name_them_all() {
    let row = regex::Regex::new(r"(?m)^//! \| (`.+?|\[`.+?) \|").unwrap();
    let word = regex::Regex::new("`([a-z_]+)").unwrap();
    let module = regex::Regex::new(r"(?m)^(?:pub(?:\([a-z]+\))? )?mod ([a-z_]+);").unwrap();
    let known = ["store", "record", "tests", "text_enum"];
    let mut tables = 0;
    for (path, text) in sources() {
        if !text.contains("//! | file |") {
            continue;
        }
        tables += 1;
        let rows: Vec<&str> = row
            .captures_iter(&text)
            .map(|one| one.extract::<1>().1[0])
            .collect();
        let named: Vec<&str> = rows
            .iter()
            .flat_map(|row| word.captures_iter(row))
            .map(|one| one.extract::<1>().1[0])
            .collect();
        for [module] in module.captures_iter(&text).map(|one| one.extract::<1>().1) {
            let usual = known.contains(&module) || module.ends_with("_views");
            assert!(
                usual || named.contains(&module),
                "{}: {module}",
                path.display()
            );
        }
    }
    assert!(tables > 20, "{tables} tables");
}

#[test]
fn every_paragraph_is_cited() {
    let all = sources();
    let uncited: Vec<String> = otyrys::law::Paragraph::ALL
        .iter()
        .map(|paragraph| format!("Paragraph::{paragraph:?}"))
        .filter(|name| {
            let word = regex::Regex::new(&format!(r"{name}\b")).unwrap();
            !all.iter()
                .any(|(path, text)| !path.ends_with("paragraph.rs") && word.is_match(text))
        })
        .collect();
    assert!(uncited.is_empty(), "{uncited:?}");
}

#[test]
fn files_stay_small() {
    let long: BTreeMap<String, usize> = sources()
        .into_iter()
        .filter(|(path, _)| !path.ends_with("schema.rs"))
        .map(|(path, text)| (path.display().to_string(), text.lines().count()))
        .filter(|(_, lines)| *lines > 350)
        .collect();
    assert!(long.is_empty(), "{long:?}");
}

/// A component is made by its function in `web::signs` alone, so that it looks and is heard the same everywhere.
#[test]
fn components_are_made_by_their_functions_alone() {
    let raw = regex::Regex::new(
        r#"(?:^|\s)(?:p|div|section|span|aside|dl|ol|ul)\.(?:notice|badge|state|facts|counts|empty|timeline)(?:\.[a-z-]+)* (?:\{|[a-z])|"(?:notice|badge) "#,
    )
    .unwrap();
    let mut found = Vec::new();
    for (path, text) in sources() {
        if path.ends_with("web/signs.rs") {
            continue;
        }
        for (number, line) in text.lines().enumerate() {
            if raw.is_match(line) {
                found.push(format!(
                    "{}:{}: {}",
                    path.display(),
                    number + 1,
                    line.trim()
                ));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
