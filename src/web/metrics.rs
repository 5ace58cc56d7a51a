//! Figures for the operator, in Prometheus' words, on an address of their own. Without that address nothing is
//! counted. No label carries anything of a person: routes stand as their patterns.

use std::net::TcpListener;
use std::time::Instant;

use actix_web::body::MessageBody;
use actix_web::dev::{Server, ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::web::{self, Data};
use actix_web::{App, Error, HttpServer};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};

/// Upper bounds of the times of answers, in seconds.
const SECONDS: [f64; 9] = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0];

/// Upper bounds of how many acts share a commit.
const ACTS: [f64; 9] = [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0];

/// Begins to count, and serves `/metrics` on a socket of its own.
///
/// # Errors
/// One line: what the socket or the recorder says.
pub fn serve(listener: TcpListener) -> Result<Server, String> {
    let buckets = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Suffix("seconds".to_owned()), &SECONDS)
        .and_then(|builder| {
            builder.set_buckets_for_metric(Matcher::Suffix("acts".to_owned()), &ACTS)
        });
    let handle = buckets
        .and_then(PrometheusBuilder::install_recorder)
        .map_err(|error| error.to_string())?;
    let handle = Data::new(handle);
    let server = HttpServer::new(move || {
        App::new()
            .app_data(handle.clone())
            .route("/metrics", web::get().to(render))
    });
    let server = server.workers(1).disable_signals().listen(listener);
    Ok(server.map_err(|error| error.to_string())?.run())
}

async fn render(handle: Data<PrometheusHandle>) -> String {
    handle.run_upkeep();
    handle.render()
}

/// Counts requests and times them, by route and status.
///
/// # Errors
/// Those of actix itself.
pub async fn count_requests(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let begun = Instant::now();
    let response = next.call(request).await?;
    let route = response
        .request()
        .match_pattern()
        .unwrap_or_else(|| "none".to_owned());
    let status = response.status().as_u16().to_string();
    metrics::counter!("otyrys_http_requests_total", "route" => route.clone(), "status" => status)
        .increment(1);
    metrics::histogram!("otyrys_http_request_seconds", "route" => route)
        .record(begun.elapsed().as_secs_f64());
    Ok(response)
}
