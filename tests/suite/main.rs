//! The suite: the real program, driven from outside, on SQLite and PostgreSQL.
//!
//! One module a slice. Each test opens an office of its own: a fresh database, a clock that the test holds, a
//! server on a free port. Without `TEST_POSTGRES_URL` (or without the feature `postgres`) the PostgreSQL half
//! says that it is left out and passes.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on stops"
)]

mod harness;

mod access;
mod any_order;
mod api;
mod applying;
mod attendees;
mod bodies_desk;
mod broadcasts;
mod browser;
mod calendar_versions;
mod closing;
mod comments;
mod cutoff;
mod deadlines;
mod demo;
mod desk_applicants;
mod desk_deciding;
mod desk_letters;
mod documents;
mod door;
mod editor;
mod emergencies;
mod emergency_desk;
mod entering;
mod entry;
mod face;
mod feeds;
mod fill;
mod guide;
mod hardening;
mod heads;
mod help;
mod history;
mod ics;
mod import;
mod journal;
mod keeping;
mod mail;
mod notices;
mod openness;
mod page_cache;
mod pages;
mod parameters;
mod postponing;
mod process;
mod races;
mod reminders;
mod results;
mod schema;
mod search;
mod seats;
mod signing_in;
mod staff;
mod stand;
mod subscriptions;
mod tidy;
mod times;
mod today;
mod two_nodes;
mod two_nodes_of_sessions;
mod web;
mod webhooks;
mod withdrawing;
mod words;
mod write_path;
