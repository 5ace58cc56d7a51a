//! The one list of periodic jobs. Each can run twice with the same result.

use std::sync::Arc;

use crate::app::App;

/// A worker that runs beside the server, or alone.
pub struct Worker {}

/// Starts the jobs on the present runtime.
#[must_use]
pub fn start(_app: Arc<App>) -> Worker {
    Worker {}
}

impl Worker {
    /// Stops after the job under way.
    pub async fn stop(self) {}
}
