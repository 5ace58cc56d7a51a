//! The web server: mounts every slice, binds, and stops in order.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use actix_web::dev::Server;
use actix_web::http::header;
use actix_web::middleware::{Condition, from_fn};
use actix_web::web::{self, Data, ServiceConfig};
use actix_web::{App as Actix, HttpRequest, HttpResponse, HttpServer};

use tokio::signal::unix::{SignalKind, signal};

use crate::app::App;
use crate::applications::{self, consent::Consent};
use crate::comments::live::Live;
use crate::database::{MigrationState, migration_state};
use crate::web::desk::{SignIns, Way, Ways, components};
use crate::web::gzip::pack_answers;
use crate::web::limits::Limits;
use crate::web::long::LongAnswers;
use crate::web::page_cache::PageCache;
use crate::web::problem::{Problem, answer_problems};
use crate::web::visit::preferred_language;
use crate::web::{assets, headers, metrics, view};
use crate::{
    bodies, broadcasts, changes, comments, correspondence, emergencies, guide, help, openness,
    outbox, records, results, sessions, staff, stand, subscriptions, today, webhooks,
    working_calendar,
};

/// Pages kept in memory, in bytes.
const PAGES_BYTES: u64 = 64 * 1024 * 1024;

/// Seconds that requests under way get when the server stops; SIGTERM is answered within ten in all.
const SHUTDOWN_SECONDS: u64 = 5;

/// What the handlers share beside the office itself.
#[derive(Clone)]
pub struct Shared {
    app: Data<App>,
    pages: Data<PageCache>,
    long_answers: Data<LongAnswers>,
    limits: Data<Limits>,
    consent: Data<Consent>,
    sign_ins: Data<dyn SignIns>,
    live: Data<Live>,
}

impl Shared {
    /// Made once a process, however many threads serve.
    #[must_use]
    pub fn of(app: Arc<App>) -> Self {
        let limits = Limits::per_address(app.settings.limits.per_address);
        let consent = Consent::in_force(&app.words, app.settings.applications.retention_days);
        let sign_ins: Arc<dyn SignIns> = Arc::new(staff::sign_ins::InDatabase);
        let live = Live::of(Arc::clone(&app));
        Self {
            app: Data::from(app),
            live: Data::from(live),
            pages: Data::new(PageCache::of_bytes(PAGES_BYTES)),
            long_answers: Data::new(LongAnswers::default()),
            limits: Data::new(limits),
            consent: Data::new(consent),
            sign_ins: Data::from(sign_ins),
        }
    }
}

/// Every address of the product, and what all handlers share.
pub fn mount(config: &mut ServiceConfig, shared: &Shared) {
    let body_bytes = shared.app.settings.limits.body_bytes;
    config
        .app_data(shared.app.clone())
        .app_data(shared.pages.clone())
        .app_data(shared.long_answers.clone())
        .app_data(shared.limits.clone())
        .app_data(shared.consent.clone())
        .app_data(shared.sign_ins.clone())
        .app_data(shared.live.clone())
        .app_data(web::PayloadConfig::new(body_bytes))
        .configure(assets::routes)
        .configure(sessions::routes)
        .configure(bodies::routes)
        .configure(broadcasts::routes)
        .configure(applications::routes)
        .configure(results::routes)
        .configure(stand::routes)
        .configure(comments::routes)
        .configure(openness::routes)
        .configure(subscriptions::routes)
        .configure(help::routes)
        .configure(guide::routes)
        .configure(outbox::routes)
        .configure(|config| drop(desk(config)))
        .route("/", web::get().to(to_language))
        .route("/health/live", web::get().to(live))
        .route("/health/ready", web::get().to(ready))
        .default_service(web::to(nothing));
}

/// Every address of the desk, slice by slice; the list of what was mounted.
pub fn desk(config: &mut ServiceConfig) -> Vec<Way> {
    let mut ways = Ways::of(config);
    staff::desk_routes(&mut ways);
    bodies::desk_routes(&mut ways);
    working_calendar::desk_routes(&mut ways);
    sessions::desk_routes(&mut ways);
    broadcasts::desk_routes(&mut ways);
    applications::desk_routes(&mut ways);
    results::desk_routes(&mut ways);
    stand::desk_routes(&mut ways);
    comments::desk_routes(&mut ways);
    changes::desk_routes(&mut ways);
    correspondence::desk_routes(&mut ways);
    records::desk_routes(&mut ways);
    webhooks::desk_routes(&mut ways);
    emergencies::desk_routes(&mut ways);
    openness::desk_routes(&mut ways);
    today::desk_routes(&mut ways);
    components::routes(&mut ways);
    ways.listed()
}

/// The server on a socket that listens already; it answers as soon as it is awaited.
///
/// # Errors
/// What the socket says.
pub fn serve(app: &Arc<App>, listener: TcpListener) -> io::Result<Server> {
    let shared = Shared::of(Arc::clone(app));
    let workers = match app.settings.server.workers {
        0 => std::thread::available_parallelism().map_or(2, usize::from),
        some => some,
    };
    actix_web::rt::spawn(end_streams(shared.live.clone()));
    let server = HttpServer::new(move || {
        let counted = shared.app.settings.metrics.listen.is_some();
        Actix::new()
            // The last one wrapped around is the first to see a request.
            .wrap(from_fn(headers::refuse_impossible_names))
            .wrap(from_fn(view::choose))
            .wrap(from_fn(headers::refuse_foreign_forms))
            .wrap(from_fn(answer_problems))
            .wrap(from_fn(pack_answers))
            .wrap(from_fn(headers::add_headers))
            .wrap(Condition::new(counted, from_fn(metrics::count_requests)))
            .configure(|config| mount(config, &shared))
    })
    .workers(workers)
    .on_connect(|connection, _| leave_who_reads_nothing(connection))
    .shutdown_timeout(SHUTDOWN_SECONDS)
    .listen(listener)?;
    Ok(server.run())
}

/// A stream has no end of its own: told to stop, the server would wait for its viewers in vain.
async fn end_streams(live: Data<Live>) {
    if let (Ok(mut terminate), Ok(mut interrupt)) = (
        signal(SignalKind::terminate()),
        signal(SignalKind::interrupt()),
    ) {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        live.end();
    }
}

/// A visitor who takes nothing of what was sent for so long is left: what waits for them waits in memory.
#[cfg(target_os = "linux")]
const READS_NOTHING: std::time::Duration = std::time::Duration::from_mins(1);

fn leave_who_reads_nothing(connection: &dyn std::any::Any) {
    #[cfg(target_os = "linux")]
    if let Some(stream) = connection.downcast_ref::<actix_web::rt::net::TcpStream>() {
        // Without it the system's own patience, some fifteen minutes, holds.
        drop(socket2::SockRef::from(stream).set_tcp_user_timeout(Some(READS_NOTHING)));
    }
}

/// Takes the address, or says plainly why not.
///
/// # Errors
/// One line for the person who started the program.
pub fn bind(address: SocketAddr) -> Result<TcpListener, String> {
    TcpListener::bind(address).map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => {
            format!("{address} is in use by another program; choose another with --listen")
        }
        io::ErrorKind::PermissionDenied => format!("{address} may not be opened by this user"),
        _ => format!("{address} cannot be opened: {error}"),
    })
}

async fn to_language(request: HttpRequest) -> HttpResponse {
    let to = format!("/{}/", preferred_language(&request).code());
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, to))
        .insert_header((header::VARY, "Accept-Language, Cookie"))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .finish()
}

async fn live() -> &'static str {
    "live\n"
}

/// The database migrated and answering; the mail relay does not count.
async fn ready(app: Data<App>) -> Result<&'static str, Problem> {
    let state = app
        .database
        .read(migration_state)
        .await
        .map_err(|_| Problem::Unavailable)?;
    if state == MigrationState::UpToDate {
        Ok("ready\n")
    } else {
        Err(Problem::Unavailable)
    }
}

async fn nothing() -> Result<HttpResponse, Problem> {
    Err(Problem::NotFound)
}
