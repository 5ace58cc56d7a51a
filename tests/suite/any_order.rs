//! Whatever happens to a session, in whatever order: seats are never overbooked, nobody has a seat in a session that is
//! held online, whoever is let in had a seat, its numbers never fall, and nobody is told the same twice.

use otyrys::applications::actions::withdraw;
use otyrys::applications::door;
use otyrys::applications::record::{Application, Hall};
use otyrys::applications::store::in_states;
use otyrys::changes::seats::{self, SeatsOrder};
use otyrys::database::{Broken, Id, Lane, Work};
use otyrys::emergencies::{self, Declaration, Ending};
use otyrys::journal::Actor;
use otyrys::language::Multilingual;
use otyrys::law::application_course::ApplicationState;
use otyrys::law::session_course::{Access, Format, SessionStatus};
use otyrys::news::letters::Facts;
use otyrys::notices;
use otyrys::sessions::actions::{self, Edit, Matter, Order, Overflow};
use otyrys::sessions::deadlines::Counting;
use otyrys::sessions::record::Session;
use otyrys::sessions::store::{self, Details};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;

use crate::emergencies::{everywhere, sweep};
use crate::harness::{Office, Planned, both_engines, instant};
use crate::{closing, postponing, times};

/// Tuesday, nine days before the session of [`Planned::default`].
const NOW: &str = "2026-12-01T09:00:00+05:00";

const CASES: usize = 60;

/// Times that the session may be moved to.
const TIMES: [&str; 4] = [
    "2026-12-10T15:00:00",
    "2026-12-11T10:00:00",
    "2026-12-17T10:00:00",
    "2026-12-24T10:00:00",
];

/// When an emergency is over that has an end: before, between and after the times.
const UNTIL: [&str; 2] = ["2026-12-11T00:00:00+05:00", "2026-12-20T00:00:00+05:00"];

/// Instants at which acts are done; time never goes back.
const CLOCK: [&str; 4] = [
    "2026-12-02T09:00:00+05:00",
    "2026-12-04T09:00:00+05:00",
    "2026-12-07T12:00:00+05:00",
    "2026-12-09T12:00:00+05:00",
];

/// The door is open, half an hour before the start that was announced.
const AT_THE_DOOR: &str = "2026-12-10T09:30:00+05:00";

#[derive(Debug, Clone, Copy)]
enum Step {
    Apply,
    Withdraw(usize),
    Revise(u8),
    Postpone(usize),
    Cancel,
    CloseItem,
    CloseWhole,
    Reopen,
    Declare { until: Option<usize> },
    End { restore: bool },
    Restore,
    Seats(i32),
    LetIn(usize),
    Break,
    Tell,
    Send,
    Sweep,
    Wait,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        6 => Just(Step::Apply),
        2 => (0..6_usize).prop_map(Step::Withdraw),
        2 => any::<u8>().prop_map(Step::Revise),
        2 => (0..TIMES.len()).prop_map(Step::Postpone),
        1 => Just(Step::Cancel),
        1 => Just(Step::CloseItem),
        1 => Just(Step::CloseWhole),
        2 => Just(Step::Reopen),
        3 => prop_oneof![2 => Just(None), 1 => (0..UNTIL.len()).prop_map(Some)]
            .prop_map(|until| Step::Declare { until }),
        3 => any::<bool>().prop_map(|restore| Step::End { restore }),
        1 => Just(Step::Restore),
        3 => (0..5_i32).prop_map(Step::Seats),
        2 => (0..4_usize).prop_map(Step::LetIn),
        1 => Just(Step::Break),
        3 => Just(Step::Tell),
        2 => Just(Step::Send),
        2 => Just(Step::Sweep),
        1 => Just(Step::Wait),
    ];
    prop::collection::vec(step, 4..18)
}

/// An office with one session, as far as it has come.
struct Course<'a> {
    office: &'a Office,
    id: Id,
    body: Id,
    /// The number of the case, and of what was done in it.
    case: usize,
    done: usize,
    waited: usize,
    /// The version that each person applied to, by their numbers.
    applied: Vec<i32>,
    /// Letters that have left.
    sent: Vec<Facts>,
    /// How many were let in, and how many breaks were announced.
    came: (usize, usize),
}

impl Course<'_> {
    fn stored(&self) -> (Session, Details) {
        crate::notices::scene::stored(self.office, self.id)
    }

    fn people(&self) -> Vec<Application> {
        let id = self.id;
        let read = self
            .office
            .app
            .database
            .read_here(|connection| in_states(connection, id, ApplicationState::ALL));
        let mut all = read.expect("people");
        all.sort_by_key(|one| one.ordinal);
        all
    }

    fn standing(&self) -> Vec<otyrys::sessions::emergency::Declared> {
        let now = self.office.app.now();
        let read = self
            .office
            .app
            .database
            .read_here(|connection| store::standing_emergencies(connection, now));
        let mut own = read.expect("emergencies");
        own.retain(|one| one.emergency.body_id == Some(self.body));
        own
    }

    async fn take(&mut self, step: Step) {
        self.done += 1;
        match step {
            Step::Apply => {
                let letter = "абвгдежзиклмнопрстуфх"
                    .chars()
                    .nth(self.done)
                    .unwrap_or('ә');
                let name = format!("Адам{letter}");
                let (status, answer) = self.office.apply(self.id.as_str(), &name).await;
                assert!(matches!(status, 201 | 409), "{status} {answer}");
                if status == 201 {
                    let (session, details) = self.stored();
                    let cut_off = details.clocks.apply_before.utc();
                    assert!(self.office.app.now() < cut_off, "after the cut-off");
                    self.applied.push(session.revision);
                }
            }
            Step::Withdraw(which) => self.withdraw(which),
            Step::Revise(what) => self.revise(what),
            Step::Postpone(to) => {
                let order = postponing::moving(self.office, self.id.as_str(), TIMES[to]);
                allowed(postponing::postpone(self.office, order));
            }
            Step::Cancel => allowed(postponing::cancel(self.office, self.id.as_str())),
            Step::CloseItem => {
                let items = self.stored().1.agenda;
                let item = items.iter().find(|item| item.access == Access::Open);
                if let Some(item) = item.filter(|_| items.len() > 1) {
                    allowed(closing::close(
                        self.office,
                        closing::decision(self.id, &[item.id]),
                    ));
                }
            }
            Step::CloseWhole => {
                allowed(closing::close(self.office, closing::decision(self.id, &[])));
            }
            Step::Reopen => {
                let order = closing::reopening(self.office, self.id);
                allowed(closing::reopen(self.office, order));
            }
            Step::Declare { until } => self.declare(until),
            Step::End { restore } => self.end(restore),
            Step::Restore => self.restore(),
            Step::Seats(capacity) => self.change_seats(capacity),
            Step::LetIn(which) => self.let_in(which),
            Step::Break => self.break_off(),
            Step::Tell => {
                let told = notices::tell_applicants(&self.office.app).await;
                told.expect("told");
            }
            Step::Send => self.send(),
            Step::Sweep => {
                sweep(self.office);
                self.assert_swept();
            }
            Step::Wait => {
                if let Some(at) = CLOCK.get(self.waited) {
                    self.office.at(at);
                    self.waited += 1;
                }
            }
        }
    }

    /// Somebody comes to the door, which is open by now.
    fn let_in(&mut self, which: usize) {
        self.office.at(AT_THE_DOOR);
        self.waited = CLOCK.len();
        let people = self.people();
        let Some(one) = people.get(which) else { return };
        let (now, id, format) = (self.office.app.now(), one.id, self.stored().0.format);
        let act = move |work: &mut Work| door::actions::check_in(work, now, Id::new(), id);
        let done = self.office.app.database.write_here(Lane::All, act);
        if done.is_ok() {
            assert!(one.hall.is_some(), "{one:?} had no seat");
            assert_ne!(format, Format::Online, "{one:?}");
            self.came.0 += 1;
        }
        allowed(done);
    }

    /// The session is to go on on another day.
    fn break_off(&mut self) {
        let until = times::until_friday();
        let done = times::adjourn(self.office, self.id.as_str(), until);
        self.came.1 += usize::from(done.is_ok());
        allowed(done);
    }

    fn restore(&self) {
        let (now, seen, id) = (self.office.app.now(), self.stored().0.updated_at, self.id);
        let act = move |work: &mut Work| emergencies::restore(work, now, id, seen, Id::new());
        allowed(self.office.app.database.write_here(Lane::All, act));
    }

    fn withdraw(&self, which: usize) {
        let people = self.people();
        let Some(one) = people.get(which) else { return };
        let (now, secret) = (self.office.app.now(), one.secret.clone());
        let act = move |work: &mut Work| withdraw(work, now, &secret);
        allowed(self.office.app.database.write_here(Lane::All, act));
    }

    fn revise(&self, what: u8) {
        let (known, details) = self.stored();
        let mut order = Order::of(&known, &details);
        match what % 3 {
            0 => order.broadcast_url = Some(format!("https://example.org/{}", self.done)),
            1 => order.place = Some(Multilingual::new(format!("{}-зал", self.done), "Зал")),
            _ => order.agenda.push(Matter {
                id: None,
                number: (order.agenda.len() + 1).to_string(),
                title: Multilingual::new(format!("Мәселе {}", self.done), "Вопрос"),
                speaker: None,
                access: Access::Open,
            }),
        }
        let edit = Edit {
            id: self.id,
            seen: known.updated_at,
            order,
            why: Some(postponing::why()),
        };
        let (app, now) = (self.office.app.clone(), self.office.app.now());
        allowed(self.office.app.database.write_here(Lane::All, move |work| {
            let counting = Counting::in_act(work, &app)?;
            actions::save(work, now, &counting, &Actor::Office, &edit)
        }));
    }

    fn declare(&self, until: Option<usize>) {
        let declaration = Declaration {
            body: Some(self.body),
            until: until.map(|which| instant(UNTIL[which])),
            ..everywhere(&format!("{}-{}", self.case, self.done))
        };
        let now = self.office.app.now();
        allowed(self.office.app.database.write_here(Lane::All, move |work| {
            emergencies::declare(work, now, &declaration)
        }));
    }

    fn end(&self, restore: bool) {
        let Some(first) = self.standing().into_iter().next() else {
            return;
        };
        let ending = Ending {
            id: first.emergency.id,
            seen: first.emergency.updated_at,
            restore,
            staff: Id::new(),
        };
        let now = self.office.app.now();
        let act = move |work: &mut Work| emergencies::end(work, now, &ending);
        allowed(self.office.app.database.write_here(Lane::All, act));
    }

    fn change_seats(&self, capacity: i32) {
        let order = SeatsOrder {
            seen: Some(self.stored().0.updated_at),
            capacity,
            overflow: (capacity % 2 == 1).then(|| Overflow {
                capacity: 1,
                place: Multilingual::new("Қосымша зал", "Дополнительный зал"),
            }),
            move_the_last: true,
        };
        let (now, id) = (self.office.app.now(), self.id);
        let act = move |work: &mut Work| seats::change_seats(work, now, &Actor::Office, id, &order);
        allowed(self.office.app.database.write_here(Lane::All, act));
    }

    /// What must be so at any time.
    fn assert_whole(&self, before: &Session, trace: &[Step]) {
        let (session, Details { seating, .. }) = self.stored();
        let people = self.people();
        let count = |of: &dyn Fn(&Application) -> bool| {
            i32::try_from(people.iter().filter(|one| of(one)).count()).expect("few")
        };
        assert!(session.sequence >= before.sequence, "{trace:?}");
        assert!(session.revision >= before.revision, "{trace:?}");
        assert!(seating.seated <= seating.capacity, "{seating:?} {trace:?}");
        assert!(
            seating.overflow_seated <= seating.overflow_capacity,
            "{seating:?} {trace:?}"
        );
        assert_eq!(
            (seating.seated, seating.overflow_seated),
            (
                count(&|one| one.hall == Some(Hall::Main)),
                count(&|one| one.hall == Some(Hall::Overflow))
            ),
            "{trace:?}"
        );
        assert_eq!(
            seating.waiting,
            count(&|one| one.state == ApplicationState::Waiting),
            "{trace:?}"
        );
        let shut = session.format == Format::Online || session.access == Access::Closed;
        if shut {
            assert_eq!(count(&|one| one.hall.is_some()), 0, "{trace:?}");
        }
        let inside = |one: &Application| one.state == ApplicationState::Attended;
        assert_eq!(
            count(&|one| inside(one) && one.hall.is_none()),
            0,
            "{trace:?}"
        );
        if session.format == Format::Online {
            assert_eq!(count(&inside), 0, "{trace:?}");
        }
        let moved = (
            session.starts_at != before.starts_at,
            session.format != before.format,
            session.status != before.status && session.status != SessionStatus::Held,
        );
        if moved != (false, false, false) {
            assert!(session.sequence > before.sequence, "{trace:?}");
        }
    }

    /// No session that people can come to lies in the reach of an emergency, once the worker has looked.
    fn assert_swept(&self) {
        let (session, _) = self.stored();
        let announced = matches!(
            session.status,
            SessionStatus::Announced | SessionStatus::Postponed
        );
        let covered = self.standing().iter().any(|one| one.covers(&session, None));
        if announced && covered && session.access == Access::Open {
            assert_eq!(session.format, Format::Online);
        }
    }

    /// What was ordered leaves.
    fn send(&mut self) {
        use diesel::prelude::*;
        use otyrys::database::schema::outbox;
        let letters = self.waiting();
        let id = self.id;
        let act = move |work: &mut Work| {
            diesel::update(outbox::table)
                .filter(outbox::session_id.eq(id))
                .filter(outbox::state.eq("created"))
                .set(outbox::state.eq("delivered"))
                .execute(work.connection)?;
            Ok::<_, Broken>(())
        };
        allowed(self.office.app.database.write_here(Lane::All, act));
        self.sent.extend(letters);
    }

    /// Letters about changes that wait to be sent.
    fn waiting(&self) -> Vec<Facts> {
        use diesel::prelude::*;
        use otyrys::database::schema::outbox;
        let id = self.id;
        let letters: Vec<String> = self.read(move |connection| {
            Ok(outbox::table
                .filter(outbox::session_id.eq(id))
                .filter(outbox::channel.eq("mail"))
                .filter(outbox::state.eq("created"))
                .filter(outbox::once_key.like("applicants:%"))
                .select(outbox::payload)
                .load(connection)?)
        });
        let facts = letters.iter().map(|payload| serde_json::from_str(payload));
        facts.map(|facts| facts.expect("facts")).collect()
    }

    /// Of each change each person is told once: letters of one person begin where the one before ended, and the last
    /// one tells of the last change.
    fn assert_told_once(&mut self, trace: &[Step]) {
        use diesel::prelude::*;
        use otyrys::database::schema::news;
        self.send();
        let id = self.id;
        let changes: Vec<(String, i32)> = self.read(move |connection| {
            Ok(news::table
                .filter(news::session_id.eq(id))
                .filter(news::kind.eq_any([
                    "changed",
                    "postponed",
                    "cancelled",
                    "switched",
                    "restored",
                ]))
                .order((news::revision, news::id))
                .select((news::kind, news::revision))
                .load(connection)?)
        });
        for (one, applied) in self.people().iter().zip(&self.applied) {
            let person = one.id.to_string();
            let mut told: Vec<&Facts> = self.sent.iter().filter(|of| of.person == person).collect();
            told.sort_by_key(|of| of.to);
            for pair in told.windows(2) {
                let (former, next) = (pair[0], pair[1]);
                assert!(
                    next.to > former.to && next.from.is_none_or(|from| from >= former.to),
                    "{former:?} and {next:?} of {} after {trace:?}",
                    one.number
                );
            }
            let last = changes.iter().rfind(|(_, revision)| revision > applied);
            if let Some((kind, revision)) = last.filter(|_| one.state.hears_of_changes()) {
                assert!(
                    told.last().is_some_and(|of| of.to >= *revision),
                    "{} was not told of {kind} {revision} after {trace:?}: {told:?}",
                    one.number
                );
            }
        }
    }

    fn read<T>(
        &self,
        reading: impl FnOnce(&mut otyrys::database::AnyConnection) -> Result<T, Broken>,
    ) -> T {
        self.office.app.database.read_here(reading).expect("a read")
    }
}

/// An act is done or refused; nothing breaks.
fn allowed<T, E: std::fmt::Debug>(done: Result<T, E>) {
    if let Err(refusal) = done {
        let said = format!("{refusal:?}");
        assert!(!said.starts_with("Broken"), "{said}");
    }
}

async fn play(office: &Office, case: usize, steps: &[Step]) -> (usize, usize) {
    office.at(NOW);
    let slug = format!("body-{case}");
    let planned = Planned {
        capacity: 2,
        ..Planned::default()
    };
    let id = Id::parse(&office.session_of(&slug, &planned)).expect("an id");
    let body = crate::notices::scene::stored(office, id).0.body_id;
    let mut course = Course {
        office,
        id,
        body,
        case,
        done: 0,
        waited: 0,
        applied: Vec::new(),
        sent: Vec::new(),
        came: (0, 0),
    };
    for (number, step) in steps.iter().enumerate() {
        let before = course.stored().0;
        course.take(*step).await;
        course.assert_whole(&before, &steps[..=number]);
    }
    course.take(Step::Tell).await;
    course.assert_told_once(steps);
    while !course.standing().is_empty() {
        let before = course.stored().0;
        course.end(true);
        course.assert_whole(&before, steps);
    }
    office.letters();
    course.came
}

both_engines!(nothing_breaks_what_must_be_so, NOW, async |office| {
    let mut runner = TestRunner::deterministic();
    let mut came = (0, 0);
    for case in 0..CASES {
        let steps = steps().new_tree(&mut runner).expect("steps").current();
        let (let_in, breaks) = play(office, case, &steps).await;
        came = (came.0 + let_in, came.1 + breaks);
    }
    assert!(
        came.0 > 0 && came.1 > 0,
        "the door and the break were tried: {came:?}"
    );
});
