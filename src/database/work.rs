//! The write path. Acts wait in a bounded queue; a writer takes what waits, runs each act in a savepoint of its
//! own, commits them together, and answers only after the commit is durable. `fsync` sets the ceiling of a
//! database: sharing one among many acts raises it, and a crowd for one session never queues on a row lock.
//!
//! SQLite has one writer. PostgreSQL has several lanes; acts on one session always meet in the same lane. Acts
//! over many sessions take [`Lane::All`], which waits for the other lanes and holds them.

use std::any::Any;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::thread;

use diesel::connection::{AnsiTransactionManager, SimpleConnection as _, TransactionManager};
use tokio::sync::mpsc;

use super::connection::Setup;
use super::freshness::Freshness;
use super::later::{Handed, Later};
#[cfg(feature = "postgres")]
use super::listener;
use super::page_topics::{self, Topic};
use super::{AnyConnection, Broken, Engine, Id, Options};

/// Where an act waits.
#[derive(Debug, Clone, Copy)]
pub enum Lane {
    /// Acts of one session: always together, always in order.
    Session(Id),
    /// Acts that concern no session: whichever lane is next.
    Any,
    /// Acts of signing in, which change the same few rows: always in one lane, so that they do not wait for each
    /// other's locks.
    SigningIn,
    /// Acts over many sessions: alone.
    All,
}

/// What an act works with: the connection inside the open transaction, and what it leaves for the end of its group.
pub struct Work<'a> {
    /// The connection, inside the act's savepoint.
    pub connection: &'a mut AnyConnection,
    left: &'a mut Left,
    found: Option<Box<dyn Any>>,
}

/// What acts leave for the end of their group.
#[derive(Default)]
struct Left {
    touched: BTreeSet<Topic>,
    handed: Handed,
    /// For the next act alone.
    next: Option<Box<dyn Any>>,
}

impl Work<'_> {
    /// Says that public pages made of `topic` must be made anew once this act is durable.
    pub fn touch(&mut self, topic: Topic) {
        self.left.touched.insert(topic);
    }

    /// Hands over a row that no act reads back; it becomes durable with this act.
    pub fn later<R: Later>(&mut self, row: R) {
        self.left.handed.add(row);
    }

    /// Leaves what this act knows to the act that comes next in the same transaction, if it does well and one comes.
    /// What is true only until somebody else writes may be left only by an act that holds the lock on it: the
    /// transaction keeps it.
    pub fn leave<T: Any>(&mut self, known: T) {
        self.left.next = Some(Box::new(known));
    }

    /// What the act before this one left, if it left such a thing; once.
    pub fn found<T: Any>(&mut self) -> Option<T> {
        self.found.take()?.downcast().ok().map(|known| *known)
    }
}

/// Acts of one group commit; what is left waits for the next.
const GROUP: usize = 256;

/// How an act ended inside its savepoint.
enum Ended {
    /// Its writes stay.
    Well,
    /// It refused: its writes are undone, its answer stands.
    Refused,
}

trait Act: Send {
    fn run(&mut self, work: &mut Work) -> Ended;
    fn answer(self: Box<Self>, committed: Result<(), Broken>);
}

struct Waiting<T, E, F, A> {
    act: Option<F>,
    ended: Option<Result<T, E>>,
    tell: A,
}

impl<T, E, F, A> Act for Waiting<T, E, F, A>
where
    F: FnOnce(&mut Work) -> Result<T, E> + Send,
    A: FnOnce(Result<T, E>) + Send,
    T: Send,
    E: From<Broken> + Send,
{
    fn run(&mut self, work: &mut Work) -> Ended {
        let Some(act) = self.act.take() else {
            return Ended::Refused;
        };
        let ended = catch_unwind(AssertUnwindSafe(|| act(work)))
            .unwrap_or_else(|_| Err(Broken::Panicked.into()));
        let how = if ended.is_ok() {
            Ended::Well
        } else {
            Ended::Refused
        };
        self.ended = Some(ended);
        how
    }

    fn answer(self: Box<Self>, committed: Result<(), Broken>) {
        let answer = match (self.ended, committed) {
            (Some(ended), Ok(())) => ended,
            // A refusal too: it may rest on what an act before it in the group wrote.
            (_, Err(broken)) => Err(broken.into()),
            (None, Ok(())) => Err(Broken::Panicked.into()),
        };
        (self.tell)(answer);
    }
}

type Queue = mpsc::Sender<Box<dyn Act>>;

/// All writers of this process.
pub(super) struct Writers {
    lanes: Vec<Queue>,
    all: Queue,
    next: AtomicUsize,
}

impl Writers {
    pub(super) fn start(
        setup: &Arc<Setup>,
        options: &Options,
        freshness: &Arc<Freshness>,
    ) -> Result<Self, Broken> {
        let gate = Arc::new(RwLock::new(()));
        let lanes = match setup.engine() {
            Engine::Sqlite => 1,
            Engine::Postgres => options.write_lanes.max(1),
        };
        let start = |name: String, alone: bool| -> Result<Queue, Broken> {
            let (queue, waiting) = mpsc::channel(options.queue_length.max(1));
            let writer = Writer {
                setup: Arc::clone(setup),
                connection: Some(setup.connect_for_writing()?),
                gate: Arc::clone(&gate),
                alone,
                freshness: Arc::clone(freshness),
            };
            thread::Builder::new()
                .name(name)
                .spawn(move || writer.serve(waiting))
                .map_err(|error| Broken::Connection(error.to_string()))?;
            Ok(queue)
        };
        let queues = (0..lanes)
            .map(|lane| start(format!("writer-{lane}"), false))
            .collect::<Result<Vec<_>, _>>()?;
        let all = match setup.engine() {
            Engine::Sqlite => queues.first().cloned().ok_or(Broken::Panicked)?,
            Engine::Postgres => start("writer-all".to_owned(), true)?,
        };
        Ok(Self {
            lanes: queues,
            all,
            next: AtomicUsize::new(0),
        })
    }

    /// Lets an act wait in its lane; `tell` hears how it ended, once that is durable.
    pub(super) fn send<T, E, F, A>(&self, lane: Lane, act: F, tell: A) -> Result<(), Broken>
    where
        F: FnOnce(&mut Work) -> Result<T, E> + Send + 'static,
        A: FnOnce(Result<T, E>) + Send + 'static,
        T: Send + 'static,
        E: From<Broken> + Send + 'static,
    {
        let act = Waiting {
            act: Some(act),
            ended: None,
            tell,
        };
        self.queue(lane).try_send(Box::new(act)).map_err(|_| {
            metrics::counter!("otyrys_acts_refused_busy_total").increment(1);
            Broken::Busy
        })
    }

    fn queue(&self, lane: Lane) -> &Queue {
        let lanes = u64::try_from(self.lanes.len()).unwrap_or(1).max(1);
        let number = match lane {
            Lane::All => return &self.all,
            Lane::Session(id) => usize::try_from(id.spread() % lanes).unwrap_or(0),
            Lane::SigningIn => 0,
            Lane::Any => self.next.fetch_add(1, Ordering::Relaxed) % self.lanes.len().max(1),
        };
        self.lanes.get(number).unwrap_or(&self.all)
    }
}

struct Writer {
    setup: Arc<Setup>,
    connection: Option<AnyConnection>,
    gate: Arc<RwLock<()>>,
    alone: bool,
    freshness: Arc<Freshness>,
}

impl Writer {
    fn serve(mut self, mut waiting: mpsc::Receiver<Box<dyn Act>>) {
        while let Some(first) = waiting.blocking_recv() {
            let mut group = vec![first];
            while group.len() < GROUP {
                let Ok(next) = waiting.try_recv() else { break };
                group.push(next);
            }
            self.commit_together(group);
        }
    }

    fn commit_together(&mut self, mut group: Vec<Box<dyn Act>>) {
        let acts = u32::try_from(group.len()).unwrap_or(u32::MAX);
        metrics::histogram!("otyrys_commit_acts").record(acts);
        let gate = Arc::clone(&self.gate);
        let _shared = (!self.alone).then(|| gate.read().unwrap_or_else(PoisonError::into_inner));
        let _alone = self
            .alone
            .then(|| gate.write().unwrap_or_else(PoisonError::into_inner));
        let committed = match self.connection() {
            Ok(connection) => run_group(connection, &mut group),
            Err(broken) => Err(broken),
        };
        match committed {
            Ok(touched) => {
                self.freshness.committed(&touched);
                for act in group {
                    act.answer(Ok(()));
                }
            }
            Err(broken) => {
                tracing::error!(error = %broken, acts = group.len(), "a group of acts was not committed");
                // The connection may be dead or inside a broken transaction: the next group gets a new one.
                self.connection = None;
                for act in group {
                    act.answer(Err(copy_of(&broken)));
                }
            }
        }
    }

    fn connection(&mut self) -> Result<&mut AnyConnection, Broken> {
        if self.connection.is_none() {
            self.connection = Some(self.setup.connect_for_writing()?);
        }
        self.connection.as_mut().ok_or(Broken::Panicked)
    }
}

/// Where a group and its first act begin. SQLite must take its write lock at once: a transaction that begins by
/// reading and writes later is refused as "locked" when another process wrote in between.
const BEGIN_ON_SQLITE: &str = "BEGIN IMMEDIATE; SAVEPOINT act";
#[cfg(feature = "postgres")]
const BEGIN_ON_POSTGRES: &str = "BEGIN; SAVEPOINT act";

/// Where one act ends and the next begins, in one message: on PostgreSQL each is a journey.
const KEEP: &str = "RELEASE SAVEPOINT act; SAVEPOINT act";
const UNDO: &str = "ROLLBACK TO SAVEPOINT act";

fn run_group(
    connection: &mut AnyConnection,
    group: &mut [Box<dyn Act>],
) -> Result<BTreeSet<Topic>, Broken> {
    begin(connection)?;
    let mut left = Left::default();
    let last = group.len().saturating_sub(1);
    for (number, act) in group.iter_mut().enumerate() {
        let mut own = Left::default();
        let ended = act.run(&mut Work {
            connection,
            left: &mut own,
            found: left.next.take(),
        });
        match ended {
            Ended::Well => {
                left.touched.append(&mut own.touched);
                left.handed.join(own.handed);
                left.next = own.next;
                // The commit keeps the last one.
                if number < last {
                    connection.batch_execute(KEEP)?;
                }
            }
            Ended::Refused => connection.batch_execute(UNDO)?,
        }
    }
    left.handed.write(connection)?;
    page_topics::raise(connection, &left.touched)?;
    #[cfg(feature = "postgres")]
    if connection.engine() == Engine::Postgres {
        listener::tell(connection, &left.touched)?;
    }
    <AnyConnection as diesel::Connection>::TransactionManager::commit_transaction(connection)
        .map_err(|error| Broken::Uncommitted(error.to_string()))?;
    Ok(left.touched)
}

fn begin(connection: &mut AnyConnection) -> Result<(), Broken> {
    let begun = match connection {
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(own) => {
            AnsiTransactionManager::begin_transaction_sql(own, BEGIN_ON_POSTGRES)
        }
        AnyConnection::Sqlite(own) => {
            AnsiTransactionManager::begin_transaction_sql(own, BEGIN_ON_SQLITE)
        }
    };
    Ok(begun?)
}

/// Every act of a group hears of the same failure.
fn copy_of(broken: &Broken) -> Broken {
    match broken {
        Broken::Busy => Broken::Busy,
        Broken::Uncommitted(why) => Broken::Uncommitted(why.clone()),
        other => Broken::Connection(other.to_string()),
    }
}
