//! From values to settings, section by section.

use std::time::Duration;

use chrono::{NaiveDate, TimeDelta};
use serde::Deserialize;
use toml::Table;
use url::Url;

use super::section::Section;
use super::{
    Applications, Broadcast, Comments, Database, Files, Law, Limits, Log, Mail, Metrics, Operator,
    Secret, Server, Settings, Staff, Subscriptions, Webhooks, Words,
};
use crate::law::deadlines::{Readings, TermHistory, Terms};

impl Settings {
    /// Reads all sections; `None` when one of them noted a fault.
    pub(super) fn read(values: &mut Table, faults: &mut Vec<String>) -> Option<Self> {
        let server = Server::read(Section::of("server", values, faults));
        let operator = Operator::read(Section::of("operator", values, faults));
        let database = Database::read(Section::of("database", values, faults));
        let mail = Mail::read(Section::of("mail", values, faults));
        let webhooks = Webhooks::read(Section::of("webhooks", values, faults));
        let broadcast = Broadcast::read(Section::of("broadcast", values, faults));
        let comments = Comments::read(Section::of("comments", values, faults));
        let law = Law::read(Section::of("law", values, faults));
        let applications = Applications::read(Section::of("applications", values, faults));
        let subscriptions = Subscriptions::read(Section::of("subscriptions", values, faults));
        let staff = Staff::read(Section::of("staff", values, faults));
        let files = Files::read(Section::of("files", values, faults));
        let limits = Limits::read(Section::of("limits", values, faults));
        let metrics = Metrics::read(Section::of("metrics", values, faults));
        let log = Log::read(Section::of("log", values, faults));
        let words = Words::read(Section::of("words", values, faults));
        Some(Self {
            server: server?,
            operator,
            database: database?,
            mail: mail?,
            webhooks: webhooks?,
            broadcast: broadcast?,
            comments: comments?,
            law: law?,
            applications: applications?,
            subscriptions: subscriptions?,
            staff: staff?,
            files: files?,
            limits: limits?,
            metrics,
            log: log?,
            words,
        })
    }
}

impl Server {
    fn read(mut section: Section<'_>) -> Option<Self> {
        let listen = section.take("listen");
        let public_url = section.take_optional("public_url").and_then(|url: String| {
            let wanted = "like https://otyrys.example.org, without a path";
            section.keep("public_url", site(&url), wanted)
        });
        let trusted_proxies = section.take("trusted_proxies");
        let workers = section.take_within("workers", 0..=1024);
        section.end();
        Some(Self {
            listen: listen?,
            public_url,
            trusted_proxies: trusted_proxies?,
            workers: workers?,
        })
    }
}

/// The address of a whole site: scheme, host and perhaps a port.
fn site(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    let is_web = matches!(url.scheme(), "http" | "https");
    // Whatever else an address may have (a path, a name, a query) shows beside its origin.
    let is_bare = url.as_str() == format!("{}/", url.origin().ascii_serialization());
    (is_web && is_bare).then_some(url)
}

impl Database {
    fn read(mut section: Section<'_>) -> Option<Self> {
        let url = section.take("url").and_then(|url: Secret| {
            let kept = is_sqlite(&url) || is_postgres(&url);
            let wanted = "sqlite:FILE or postgres://…";
            section.keep("url", kept.then_some(url), wanted)
        });
        let read_url = section.take_optional("read_url").and_then(|url| {
            section.keep("read_url", Some(url).filter(is_postgres), "postgres://…")
        });
        let read_connections = section.take_within("read_connections", 1..=512);
        let write_lanes = section.take_within("write_lanes", 1..=64);
        let write_queue = section.take_within("write_queue", 1..=1_000_000);
        let busy_timeout_ms = section.take_within("busy_timeout_ms", 0..=600_000);
        section.end();
        Some(Self {
            url: url?,
            read_url,
            read_connections: read_connections?,
            write_lanes: write_lanes?,
            write_queue: write_queue?,
            busy_timeout: Duration::from_millis(busy_timeout_ms?),
        })
    }
}

fn is_sqlite(url: &Secret) -> bool {
    let file = url.expose().strip_prefix("sqlite:");
    file.is_some_and(|file| !file.is_empty())
}

fn is_postgres(url: &Secret) -> bool {
    ["postgres://", "postgresql://"]
        .iter()
        .any(|scheme| url.expose().starts_with(scheme))
}

/// The numbers of the terms from a date on: a block of `law.terms`.
#[derive(Deserialize)]
struct TermsFrom {
    valid_from: NaiveDate,
    #[serde(flatten)]
    terms: Terms,
}

impl Law {
    fn read(mut section: Section<'_>) -> Option<Self> {
        let announce = section.take("announce");
        let apply = section.take("apply");
        let results = section.take("results");
        let terms = section.take("terms").and_then(|blocks: Vec<TermsFrom>| {
            let kept = Some(blocks).filter(|blocks| !blocks.is_empty());
            section.keep("terms", kept, "at least one block")
        });
        section.end();
        Some(Self {
            readings: Readings {
                announce: announce?,
                apply: apply?,
                results: results?,
            },
            terms: history(terms?),
        })
    }
}

fn history(mut blocks: Vec<TermsFrom>) -> TermHistory {
    blocks.sort_by_key(|block| block.valid_from);
    let first = blocks.first().map_or(Terms::LAW, |block| block.terms);
    blocks
        .into_iter()
        .fold(TermHistory::new(first), |history, block| {
            history.changed_on(block.valid_from, block.terms)
        })
}

impl Applications {
    fn read(mut section: Section<'_>) -> Option<Self> {
        // Five years at most: the usual term of citizens' appeals.
        let retention_days = section.take_within("retention_days", 1..=1830);
        let reminder_hour = section.take_within("reminder_hour", 0..=23);
        section.end();
        Some(Self {
            retention_days: retention_days?,
            reminder_hour: reminder_hour?,
        })
    }
}

impl Subscriptions {
    fn read(mut section: Section<'_>) -> Option<Self> {
        let confirm_days = section.take_within("confirm_days", 1..=30);
        let digest_hour = section.take_within("digest_hour", 0..=23);
        section.end();
        Some(Self {
            confirm_days: confirm_days?,
            digest_hour: digest_hour?,
        })
    }
}

impl Staff {
    fn read(mut section: Section<'_>) -> Option<Self> {
        let second_factor = section.take("second_factor");
        let idle_minutes: Option<i64> = section.take_within("idle_minutes", 1..=1440);
        let longest_hours: Option<i64> = section.take_within("longest_hours", 1..=720);
        section.end();
        Some(Self {
            second_factor: second_factor?,
            idle: TimeDelta::minutes(idle_minutes?),
            longest: TimeDelta::hours(longest_hours?),
        })
    }
}

impl Files {
    fn read(mut section: Section<'_>) -> Option<Self> {
        let folder = section.take("folder");
        let largest_bytes = section.take_within("largest_bytes", 1024..=1_073_741_824);
        section.end();
        Some(Self {
            folder: folder?,
            largest_bytes: largest_bytes?,
        })
    }
}

impl Limits {
    fn read(mut section: Section<'_>) -> Option<Self> {
        let per_address = section.take_within("per_address", 0..=1_000_000);
        let body_bytes = section.take_within("body_bytes", 1024..=10_485_760);
        section.end();
        Some(Self {
            per_address: per_address?,
            body_bytes: body_bytes?,
        })
    }
}

impl Metrics {
    fn read(mut section: Section<'_>) -> Self {
        let listen = section.take_optional("listen");
        section.end();
        Self { listen }
    }
}

impl Log {
    fn read(mut section: Section<'_>) -> Option<Self> {
        let filter = section.take("filter");
        let format = section.take("format");
        section.end();
        Some(Self {
            filter: filter?,
            format: format?,
        })
    }
}

impl Words {
    fn read(mut section: Section<'_>) -> Self {
        let folder = section.take_optional("folder");
        section.end();
        Self { folder }
    }
}
