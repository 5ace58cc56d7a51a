//! `[comments]`: what a crowd of commenters and viewers may ask of the office.

use super::section::Section;

/// What a crowd of commenters and viewers may ask of the office.
#[derive(Clone, Copy, Debug)]
pub struct Comments {
    /// Comments that one session takes in a minute, whoever sends them; 0: no limit.
    pub per_minute: u32,
    /// Viewers of one process to whom new comments are sent as they come; others refresh the page.
    pub viewers: usize,
    /// Of these, how many may share one client address; 0: no limit.
    pub viewers_per_address: usize,
}

impl Comments {
    pub(super) fn read(mut section: Section<'_>) -> Option<Self> {
        let per_minute = section.take_within("per_minute", 0..=100_000);
        let viewers = section.take_within("viewers", 0..=1_000_000);
        let viewers_per_address = section.take_within("viewers_per_address", 0..=1_000_000);
        section.end();
        Some(Self {
            per_minute: per_minute?,
            viewers: viewers?,
            viewers_per_address: viewers_per_address?,
        })
    }
}
