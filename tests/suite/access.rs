//! Who gets where: every address of the desk, asked for by every role, for the own body and another one, and by
//! whoever is signed out. The table below is the matrix as people agreed on it; an address that it does not list
//! fails the test, and so does one that it lists otherwise than the program does.

use actix_web::http::Method;
use otyrys::web::desk::{Right, Role, Way};

use crate::harness::{Clerk, Office, Planned, both_engines};

/// Method, address, and the right that it needs; none for the pages of signing in.
const MATRIX: &[(&str, &str, Option<Right>)] = &[("GET", "/desk", Some(Right::Desk))];

/// The sessions sit on this day: a guard sees no other.
const TODAY: &str = "2026-12-10T09:00:00+05:00";

fn mounted() -> Vec<Way> {
    let mut ways = Vec::new();
    let _ = actix_web::App::new().configure(|config| ways = otyrys::server::desk(config));
    ways
}

#[test]
fn every_address_is_listed() {
    let mut listed: Vec<(Method, &str, Option<Right>)> = MATRIX
        .iter()
        .map(|(method, path, right)| (method.parse().unwrap(), *path, *right))
        .collect();
    let mut mounted: Vec<(Method, &str, Option<Right>)> = mounted()
        .into_iter()
        .map(|way| (way.method, way.path, way.right))
        .collect();
    let order = |one: &(Method, &str, Option<Right>)| (one.1.to_owned(), one.0.to_string());
    listed.sort_by_key(order);
    mounted.sort_by_key(order);
    assert_eq!(listed, mounted);
}

/// Nobody mounts an address of the desk by another way.
#[test]
fn addresses_are_mounted_by_their_list_alone() {
    fn walk(folder: &std::path::Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else {
                let text = std::fs::read_to_string(&path).unwrap();
                let by_itself =
                    regex::Regex::new(r#"(?:\.route\(|resource\(|scope\()\s*"/desk"#).unwrap();
                if by_itself.is_match(&text) {
                    found.push(path.display().to_string());
                }
            }
        }
    }
    let mut found = Vec::new();
    walk(
        &std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut found,
    );
    assert!(found.is_empty(), "{found:?}");
}
