//! Otyrys (отырыс, Kazakh for a session): collegial bodies open their sessions to the public.
//!
//! The floors, from the ground up; imports point down only (`tests/suite/tidy.rs` holds them to it):
//! `law clock settings language calendar_file` · `app database` · `web` · `outbox journal news` · `bodies staff
//! working_calendar` · `sessions` · `broadcasts` · `comments` · `applications guide help results stand subscriptions` · `changes correspondence
//! emergencies notices records reminders today webhooks` · `server worker` · `commands`. See ARCHITECTURE.md.

pub mod app;
pub mod applications;
pub mod bodies;
pub mod broadcasts;
pub mod calendar_file;
pub mod changes;
pub mod clock;
pub mod commands;
pub mod comments;
pub mod correspondence;
pub mod database;
pub mod emergencies;
pub mod guide;
pub mod help;
pub mod journal;
pub mod language;
pub mod law;
pub mod news;
pub mod notices;
pub mod openness;
pub mod outbox;
pub mod records;
pub mod reminders;
pub mod results;
pub mod server;
pub mod sessions;
pub mod settings;
pub mod staff;
pub mod stand;
pub mod subscriptions;
pub mod today;
pub mod web;
pub mod webhooks;
pub mod worker;
pub mod working_calendar;
