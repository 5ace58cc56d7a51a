//! `worker`: background jobs alone, for deployments of several nodes.

use std::path::PathBuf;

use clap::Args;
use tokio::signal::unix::{SignalKind, signal};

use super::Failure;
use super::opening::{Opening, open, start_log};
use crate::worker;

/// What may stand behind `worker`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Settings that override the defaults
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// Works until it is told to stop.
///
/// # Errors
/// See [`open`]; also a setting that keeps a job from its work.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let opening = Opening::from_environment(arguments.config.as_deref())?;
    start_log(&opening.settings)?;
    let app = open(opening)?;
    actix_web::rt::System::new().block_on(async {
        let worker = worker::start(&app).map_err(Failure::work)?;
        until_told().await?;
        worker.stop().await;
        Ok(())
    })
}

/// Waits for SIGTERM or SIGINT.
async fn until_told() -> Result<(), Failure> {
    let listen = |kind| signal(kind).map_err(|error| Failure::work(error.to_string()));
    let (mut terminate, mut interrupt) = (
        listen(SignalKind::terminate())?,
        listen(SignalKind::interrupt())?,
    );
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    Ok(())
}
