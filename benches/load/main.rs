//! What the release build reaches, as ratios measured in one run: figures of a machine drift with the machine,
//! so everything is measured beside something known, in rounds that take turns, and medians are told. Run by
//! hand through `benches/run`; nothing here is timed in CI.
//!
//! | figure | beside | wanted |
//! |---|---|---|
//! | `pages`: an announcement from the page cache | a bare actix "hello" of the same size | ≥ 60 % |
//! | `applications`: one hot session, seats, letter and journal, durable | the same in a transaction a request | ≥ 4× on SQLite, ≥ 2× on PostgreSQL, 0 overbooked |
//! | `desk`: the applicants page of a session with 10,000 applications | – | ≤ 60 ms at the median |
//! | `feeds`: a calendar of 100,000 sessions | – | ≥ 50 MB/s, ≤ 64 MB more memory |
//! | the same, known to the visitor: 304 | a bare actix "hello" | ≥ 60 % |
//! | `letters`: words, relay and a durable note, through a local relay | – | ≥ 500 a second |
//! | `emergency`: 1,000 sessions with 100,000 applications sent online | – | ≤ 5 s, pages meanwhile p99 < 50 ms |
//! | `viewers`: 5,000 viewers of a session's comments on one node | – | ≤ 40 KiB each, a comment at all of them ≤ 1 s |
//! | `law`: three clocks of a session | – | ≤ 5 µs |
//! | `memory`: `serve` at rest with pages served | – | ≤ 60 MB |
//! | `lists`: the pass list of 10,000 people as a workbook | – | ≤ 1 s, ≤ 40 MB more |
//!
//! The program is started as a process of its own; this file, started again with `--hello` or `--naive`, is what
//! it stands beside.

mod applications;
mod client;
mod database;
mod desk;
mod emergencies;
mod feeds;
mod hello;
mod law;
mod letters;
mod lists;
mod memory;
mod naive;
mod pages;
mod process;
mod rounds;
mod session;
#[path = "../../tests/servers/sink.rs"]
mod sink;
mod viewers;

use std::process::ExitCode;
use std::time::Duration;

use clap::{Parser, ValueEnum};

use database::Engine;
use rounds::Plan;

/// The program's own allocator, for those beside it too.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Anything that goes wrong ends the run.
type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// Figures of the release build, as ratios measured in one run.
#[derive(Debug, Parser)]
struct Arguments {
    /// Only these figures; all of them when none is named.
    figures: Vec<Figure>,
    /// A PostgreSQL server where databases may be made; without it, SQLite alone
    #[arg(long, value_name = "URL")]
    postgres: Option<String>,
    /// Rounds of each side
    #[arg(long, default_value_t = 9)]
    rounds: u32,
    /// Seconds of a round
    #[arg(long, default_value_t = 1)]
    seconds: u64,
    /// Connections that ask at once
    #[arg(long, default_value_t = 64)]
    connections: usize,
    /// Be the bare server that answers so many bytes
    #[arg(long, value_name = "BYTES", hide = true)]
    hello: Option<usize>,
    /// Be the server with a transaction a request on this database
    #[arg(long, value_name = "URL", hide = true)]
    naive: Option<String>,
    /// Said by `cargo bench`
    #[arg(long, hide = true)]
    bench: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Figure {
    Pages,
    Applications,
    Desk,
    Feeds,
    Letters,
    Emergency,
    Viewers,
    Law,
    Memory,
    Lists,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("load: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Outcome<()> {
    if let Some(bytes) = arguments.hello {
        return hello::serve(bytes);
    }
    if let Some(url) = &arguments.naive {
        return naive::serve(url);
    }
    let plan = Plan {
        rounds: arguments.rounds.max(1),
        round: Duration::from_secs(arguments.seconds.max(1)),
        connections: arguments.connections.max(1),
    };
    println!(
        "{} rounds of {} s each side, in turns; {} connections; {} cores",
        plan.rounds,
        plan.round.as_secs(),
        plan.connections,
        std::thread::available_parallelism()?,
    );
    let wanted = |figure| arguments.figures.is_empty() || arguments.figures.contains(&figure);
    if wanted(Figure::Law) {
        law::measure()?;
    }
    if wanted(Figure::Memory) {
        memory::measure()?;
    }
    if wanted(Figure::Lists) {
        lists::measure()?;
    }
    let mut engines = vec![Engine::Sqlite];
    match &arguments.postgres {
        Some(server) => engines.push(Engine::Postgres(server.clone())),
        None => println!("PostgreSQL left out: no --postgres"),
    }
    for engine in &engines {
        if wanted(Figure::Pages) {
            pages::measure(&plan, engine)?;
        }
        if wanted(Figure::Applications) {
            applications::measure(&plan, engine)?;
        }
        if wanted(Figure::Desk) {
            desk::measure(&plan, engine)?;
        }
        if wanted(Figure::Feeds) {
            feeds::measure(&plan, engine)?;
        }
        if wanted(Figure::Letters) {
            letters::measure(engine)?;
        }
        if wanted(Figure::Emergency) {
            emergencies::measure(engine)?;
        }
        if wanted(Figure::Viewers) {
            viewers::measure(engine)?;
        }
    }
    Ok(())
}
