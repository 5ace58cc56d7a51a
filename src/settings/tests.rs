use std::fs;
use std::net::IpAddr;

use super::*;
use crate::law::deadlines::{AnnounceReading, Terms};

/// Settings of a file and of variables.
fn load(file: &str, variables: &[(&str, &str)]) -> Result<Settings, Vec<String>> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("otyrys.toml");
    fs::write(&path, file).unwrap();
    let own = |&(name, value): &(&str, &str)| (name.to_owned(), value.to_owned());
    let loaded = Settings::load(Some(&path), variables.iter().map(own));
    let shorter = format!("{}/", folder.path().display());
    loaded.map_err(|faults| {
        faults
            .iter()
            .map(|fault| fault.replace(&shorter, ""))
            .collect()
    })
}

fn faults(file: &str, variables: &[(&str, &str)]) -> Vec<String> {
    load(file, variables).unwrap_err()
}

#[test]
fn the_defaults_stand_alone() {
    let settings = Settings::load(None, []).unwrap();
    assert_eq!(settings.server.listen.to_string(), "127.0.0.1:8080");
    assert_eq!(settings.server.public_url, None);
    assert_eq!(settings.database.url.expose(), "sqlite:data/otyrys.db");
    assert_eq!(settings.mail.transport, MailTransport::Folder);
    assert_eq!(settings.law.readings, Readings::default());
    let day = |text: &str| text.parse().unwrap();
    assert_eq!(settings.law.terms.on(day("2023-01-01")), Terms::LAW);
    assert_eq!(settings.law.terms.on(day("2026-12-10")), Terms::LAW);
    assert_eq!(settings.limits.body_bytes, 65_536);
    assert_eq!(settings.applications.retention_days, 30);
    assert_eq!(settings.applications.reminder_hour, 9);
    assert_eq!(settings.metrics.listen, None);
    assert_eq!(settings.words.folder, None);
    assert!(!settings.operator.is_named());
}

#[test]
fn every_default_is_explained() {
    let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/config/default.toml"));
    let lines: Vec<&str> = text.lines().collect();
    for pair in lines.windows(2) {
        let is_key = pair[1].contains(" = ") && !pair[1].starts_with('#');
        assert!(
            !is_key || pair[0].starts_with('#'),
            "unexplained: {}",
            pair[1]
        );
    }
}

#[test]
fn the_environment_goes_before_the_file_and_the_file_before_the_defaults() {
    let file = "[server]\nlisten = \"0.0.0.0:80\"\nworkers = 3\n[log]\nformat = \"json\"\n";
    let settings = load(
        file,
        &[
            ("OTYRYS__SERVER__WORKERS", "5"),
            ("OTYRYS__SERVER__TRUSTED_PROXIES", "127.0.0.1, 10.0.0.0/8"),
            ("OTYRYS__METRICS__LISTEN", "[::1]:9000"),
            ("OTYRYS_SERVER_WORKERS", "not ours"),
            ("PATH", "/usr/bin"),
        ],
    )
    .unwrap();
    assert_eq!(settings.server.listen.port(), 80);
    assert_eq!(settings.server.workers, 5);
    assert_eq!(settings.log.format, LogFormat::Json);
    assert_eq!(settings.log.filter, "info,actix_http=off");
    assert_eq!(settings.metrics.listen.unwrap().port(), 9000);
    let proxy: IpAddr = "10.1.2.3".parse().unwrap();
    assert!(
        settings
            .server
            .trusted_proxies
            .iter()
            .any(|network| network.contains(proxy))
    );
}

#[test]
fn a_secret_may_be_kept_in_a_file_and_is_never_shown() {
    let folder = tempfile::tempdir().unwrap();
    let secret = folder.path().join("url");
    fs::write(&secret, "postgres://otyrys:hunter2@db/otyrys\n").unwrap();
    let name = secret.to_str().unwrap();
    let settings = load("", &[("OTYRYS__DATABASE__URL_FILE", name)]).unwrap();
    assert_eq!(
        settings.database.url.expose(),
        "postgres://otyrys:hunter2@db/otyrys"
    );
    assert!(!format!("{settings:?}").contains("hunter2"));

    let twice = [
        ("OTYRYS__DATABASE__URL", "sqlite:a"),
        ("OTYRYS__DATABASE__URL_FILE", name),
    ];
    assert_eq!(
        faults("", &twice),
        ["OTYRYS__DATABASE__URL_FILE: is set a second time, with and without _FILE"]
    );
    let missing = faults("", &[("OTYRYS__DATABASE__URL_FILE", "/no/such/file")]);
    assert!(
        missing[0].starts_with("OTYRYS__DATABASE__URL_FILE: /no/such/file: "),
        "{missing:?}"
    );
}

#[test]
fn a_key_that_ends_in_file_is_itself() {
    let settings = load("", &[("OTYRYS__MAIL__CA_FILE", "/etc/ca.pem")]).unwrap();
    assert_eq!(settings.mail.ca_file, Some(PathBuf::from("/etc/ca.pem")));
}

#[test]
fn all_unknown_keys_and_wrong_types_are_named_at_once() {
    let file = "\
        workrs = 1\nlog = \"loud\"\n\
        [server]\nlistne = \"0.0.0.0:80\"\nworkers = \"four\"\n\
        [sever]\nlisten = \"0.0.0.0:80\"\n\
        [[law.terms]]\nvalid_from = \"2027-01-01\"\naply_working_days = 1\n";
    let variables = [
        ("OTYRYS__LIMITS__PER_ADRESS", "5"),
        ("OTYRYS__LIMITS__BODY_BYTES", "64k"),
        ("OTYRYS__LAW__TERMS", "3"),
        ("OTYRYS__SERVER_LISTEN", "x"),
    ];
    let mut found = faults(file, &variables);
    found.sort();
    assert_eq!(
        found,
        [
            "OTYRYS__LAW__TERMS: can be set in a file only",
            "OTYRYS__LIMITS__BODY_BYTES: must be a whole number, not \"64k\"",
            "OTYRYS__LIMITS__PER_ADRESS: no such key; the nearest is OTYRYS__LIMITS__PER_ADDRESS",
            "OTYRYS__SERVER_LISTEN: no such key; the nearest is OTYRYS__SERVER__LISTEN",
            "otyrys.toml: law.terms[0].aply_working_days: no such key; the nearest is apply_working_days",
            "otyrys.toml: log: must be a section",
            "otyrys.toml: server.listne: no such key; the nearest is server.listen",
            "otyrys.toml: server.workers: must be a whole number, not text in quotation marks",
            "otyrys.toml: sever.listen: no such key; the nearest is server.listen",
            "otyrys.toml: workrs: no such key; the nearest is server.workers",
        ]
    );
}

#[test]
fn all_values_out_of_bounds_are_named_at_once() {
    let file = "\
        [server]\nlisten = \"localhost\"\npublic_url = \"https://example.org/otyrys\"\n\
        trusted_proxies = [\"proxy\"]\nworkers = -1\n\
        [operator]\nemail = \"help\"\nphone = \"call us\"\n\
        [database]\nurl = \"mysql://root:hunter2@db\"\nread_url = \"sqlite:a\"\nwrite_lanes = 0\n\
        [mail]\ntransport = \"smtp\"\nfrom = \"nobody\"\n\
        [law]\nannounce = \"loose\"\nterms = []\n\
        [applications]\nretention_days = 2000\n";
    let found = faults(file, &[]);
    let keys: Vec<&str> = found
        .iter()
        .filter_map(|fault| Some(fault.split_once(": ")?.0))
        .collect();
    assert_eq!(
        keys,
        [
            "server.listen",
            "server.public_url",
            "server.trusted_proxies",
            "server.workers",
            "operator.email",
            "operator.phone",
            "database.url",
            "database.read_url",
            "database.write_lanes",
            "mail.smtp_url",
            "mail.from",
            "law.announce",
            "law.terms",
            "applications.retention_days",
        ]
    );
    assert!(!found.concat().contains("hunter2"), "{found:?}");
    assert!(
        found.contains(&"applications.retention_days: must be from 1 to 1830, not 2000".to_owned())
    );
}

#[test]
fn a_file_that_is_missing_or_not_toml_is_named() {
    let missing = Settings::load(Some(Path::new("/no/such.toml")), []).unwrap_err();
    assert!(missing[0].starts_with("/no/such.toml: "), "{missing:?}");
    let broken = faults("[mail]\nsmtp_url = \"smtp://a:hunter2@b\n", &[]);
    assert!(broken[0].starts_with("otyrys.toml: line 2: "), "{broken:?}");
    assert!(!broken.concat().contains("hunter2"), "{broken:?}");
}

#[test]
fn numbers_of_the_law_change_on_their_day() {
    let file = "\
        [law]\nannounce = \"exact\"\n\
        [[law.terms]]\nvalid_from = \"2027-07-01\"\nannounce_working_days = 5\n\
        [[law.terms]]\nvalid_from = \"2024-04-04\"\n";
    let law = load(file, &[]).unwrap().law;
    assert_eq!(law.readings.announce, AnnounceReading::Exact);
    let announce = |day: &str| {
        law.terms
            .on(day.parse().unwrap())
            .announce_working_days
            .get()
    };
    assert_eq!(
        [
            announce("2020-01-01"),
            announce("2027-06-30"),
            announce("2027-07-01")
        ],
        [3, 3, 5]
    );
}
