//! Letters: from the outbox to a relay or a folder, and what they say.

mod commands;
mod decisions;
mod demo;
mod outbox;
mod reading;
mod relay;
mod sending;
mod words;
