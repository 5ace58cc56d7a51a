//! `serve`: the web server with its background worker.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;

use super::Failure;
use super::opening::{Opening, open, start_log};
use crate::app::App;
use crate::server;
use crate::web::metrics;

/// What may stand behind `serve`.
#[derive(Debug, Default, Args)]
pub struct Arguments {
    /// Settings that override the defaults
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Address to listen on, as 127.0.0.1:8080
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<SocketAddr>,
    /// Leave letters and other jobs to a separate `worker`
    #[arg(long)]
    no_worker: bool,
}

/// Serves until it is told to stop.
///
/// # Errors
/// See [`open`]; also when the address is in use.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let mut opening = Opening::from_environment(arguments.config.as_deref())?;
    start_log(&opening.settings)?;
    let listen = arguments.listen.unwrap_or(opening.settings.server.listen);
    // Letters name the address that is really listened on.
    opening.settings.server.listen = listen;
    let app = open(opening)?;
    serve_until_told(&app, listen, !arguments.no_worker, |_| Vec::new())
}

/// Binds, says where, and serves with or without the worker; `more` adds lines to what is said.
///
/// # Errors
/// When the address cannot be had, or the server breaks.
pub fn serve_until_told(
    app: &Arc<App>,
    listen: SocketAddr,
    with_worker: bool,
    more: impl FnOnce(SocketAddr) -> Vec<String>,
) -> Result<(), Failure> {
    let listener = server::bind(listen).map_err(Failure::work)?;
    let address = listener
        .local_addr()
        .map_err(|error| Failure::work(error.to_string()))?;
    let metrics = match app.settings.metrics.listen {
        Some(listen) => Some(
            server::bind(listen)
                .and_then(metrics::serve)
                .map_err(Failure::work)?,
        ),
        None => None,
    };
    let broke = |error: std::io::Error| Failure::work(format!("the server stopped: {error}"));
    actix_web::rt::System::new().block_on(async move {
        let server = server::serve(app, listener).map_err(broke)?;
        if let Some(metrics) = metrics {
            actix_web::rt::spawn(metrics);
        }
        let worker = with_worker
            .then(|| crate::worker::start(app))
            .transpose()
            .map_err(Failure::work)?;
        println!("listening on http://{address}");
        for line in more(address) {
            println!("{line}");
        }
        let ended = server.await.map_err(broke);
        if let Some(worker) = worker {
            worker.stop().await;
        }
        ended
    })
}
