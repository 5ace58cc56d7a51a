//! Rounds that take turns, and their medians.

use std::time::Duration;

use crate::Outcome;
use crate::client::Round;
use crate::process::Server;

/// How long, how often, how many at once.
pub struct Plan {
    /// Rounds of each side.
    pub rounds: u32,
    /// One round.
    pub round: Duration,
    /// Connections that ask at once.
    pub connections: usize,
}

/// What one side reached in one round.
struct Reached {
    round: Round,
    /// Processor time of the server, for one answer.
    cpu_micros: f64,
}

/// Two sides, measured in turns.
pub struct Duel {
    ours: Vec<Reached>,
    theirs: Vec<Reached>,
}

impl Duel {
    /// Each pair of rounds is close in time, so what else the machine does falls on both sides alike; who
    /// begins changes from pair to pair.
    pub fn fight(
        plan: &Plan,
        (ours, mut our_round): (&Server, impl FnMut(u32) -> Outcome<Round>),
        (theirs, mut their_round): (&Server, impl FnMut(u32) -> Outcome<Round>),
    ) -> Outcome<Self> {
        let mut duel = Self {
            ours: Vec::new(),
            theirs: Vec::new(),
        };
        for number in 0..plan.rounds {
            if number % 2 == 0 {
                duel.ours.push(watched(ours, || our_round(number))?);
            }
            duel.theirs.push(watched(theirs, || their_round(number))?);
            if number % 2 == 1 {
                duel.ours.push(watched(ours, || our_round(number))?);
            }
        }
        Ok(duel)
    }

    /// Good answers of our side.
    pub fn our_answers(&self) -> u32 {
        self.ours.iter().map(|one| one.round.answers).sum()
    }

    /// Good answers of theirs.
    pub fn their_answers(&self) -> u32 {
        self.theirs.iter().map(|one| one.round.answers).sum()
    }

    /// Prints both sides and the median of the rounds' ratios beside what is wanted.
    pub fn tell(&self, ours: &str, theirs: &str, wanted: f64) {
        tell_side(ours, &self.ours);
        tell_side(theirs, &self.theirs);
        let mut ratios: Vec<f64> = self
            .ours
            .iter()
            .zip(&self.theirs)
            .map(|(ours, theirs)| ours.round.per_second() / theirs.round.per_second())
            .collect();
        ratios.sort_by(f64::total_cmp);
        let (least, middle, most) = (
            ratios.first().copied().unwrap_or_default(),
            median(&mut ratios.clone()),
            ratios.last().copied().unwrap_or_default(),
        );
        println!(
            "  ratio {middle:.2} ({least:.2} to {most:.2}); wanted {wanted:.1}: {}",
            if middle >= wanted {
                "reached"
            } else {
                "MISSED"
            },
        );
    }
}

fn watched(server: &Server, round: impl FnOnce() -> Outcome<Round>) -> Outcome<Reached> {
    let before = server.cpu()?;
    let round = round()?;
    let spent = server.cpu()?.saturating_sub(before);
    Ok(Reached {
        cpu_micros: spent.as_secs_f64() * 1e6 / f64::from(round.answers.max(1)),
        round,
    })
}

fn tell_side(name: &str, reached: &[Reached]) {
    let of = |what: fn(&Reached) -> f64| median(&mut reached.iter().map(what).collect::<Vec<_>>());
    println!(
        "  {name:<28} {:>8.0}/s   p50 {:>7.2} ms   p99 {:>7.2} ms   {:>6.1} µs of processor",
        of(|one| one.round.per_second()),
        of(|one| one.round.percentile(50)),
        of(|one| one.round.percentile(99)),
        of(|one| one.cpu_micros),
    );
    for (status, count) in reached.iter().flat_map(|one| &one.round.others) {
        println!("  {name:<28} {count} answers {status}");
    }
}

/// The middle one; of an even number, the mean of the two.
pub fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    match (values.get(half), values.len() % 2) {
        (Some(&upper), 0) => f64::midpoint(values.get(half - 1).copied().unwrap_or(upper), upper),
        (Some(&middle), _) => middle,
        (None, _) => f64::NAN,
    }
}
