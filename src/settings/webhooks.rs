//! `[webhooks]`: how neighbouring systems are called.

use std::time::Duration;

use chrono::TimeDelta;

use super::section::Section;

/// How neighbouring systems are called.
#[derive(Clone, Debug)]
pub struct Webhooks {
    /// Addresses in private networks are called too, and those of this machine.
    pub allow_private: bool,
    /// Addresses without TLS are called too.
    pub allow_http: bool,
    /// How long to wait for an answer.
    pub timeout: Duration,
    /// Calls under way at once, of each webhook one.
    pub calls: usize,
    /// A webhook that does nothing but fail for so long is paused.
    pub pause_after: TimeDelta,
}

impl Webhooks {
    pub(super) fn read(mut section: Section<'_>) -> Option<Self> {
        let allow_private = section.take("allow_private");
        let allow_http = section.take("allow_http");
        let timeout_seconds = section.take_within("timeout_seconds", 1..=60);
        let calls = section.take_within("calls", 2..=256);
        let pause_after_days: Option<i64> = section.take_within("pause_after_days", 1..=90);
        section.end();
        Some(Self {
            allow_private: allow_private?,
            allow_http: allow_http?,
            timeout: Duration::from_secs(timeout_seconds?),
            calls: calls?,
            pause_after: TimeDelta::days(pause_after_days?),
        })
    }
}
