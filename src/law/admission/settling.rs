//! Who sits where once the seats of a session are others (605-10): by the order of receipt, and so that a seat once
//! given is taken from nobody while there are seats enough.

use super::Seat;

/// One who has a seat that may be moved, or who waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// Where.
    pub seat: Seat,
    /// Admitted already: told that the seat is theirs.
    pub admitted: bool,
}

/// The seats that there will be for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seats {
    /// In the hall.
    pub hall: usize,
    /// In the overflow hall.
    pub overflow: usize,
    /// Free seats may still be given to those behind ([`promotion_allowed`](super::promotion_allowed)).
    pub may_move_up: bool,
}

impl Seats {
    fn in_all(self) -> usize {
        self.hall.saturating_add(self.overflow)
    }
}

/// Where each sits in the end; people and answers in the order of their ranks.
///
/// * Where there are fewer seats than people with one, the last by rank wait; those who are admitted only when nobody
///   else is left who could.
/// * While free seats may be given, the first who wait get them.
/// * Among those with a seat the first sit in the hall: whoever must leave it is the last in it, whoever comes into it
///   is the first of the overflow hall.
#[must_use]
pub fn settle(people: &[Placed], seats: Seats) -> Vec<Seat> {
    let mut places: Vec<Seat> = people.iter().map(|one| one.seat).collect();
    lose_seats(people, seats, &mut places);
    if seats.may_move_up {
        let free = seats.in_all().saturating_sub(seated(&places));
        // A seat of some kind; in which hall it is, is decided next.
        turn(places.iter_mut(), Seat::Queue, Seat::Overflow, free);
    }
    let in_hall = count(&places, Seat::Hall);
    let in_overflow = count(&places, Seat::Overflow);
    if let Some(too_many) = in_hall.checked_sub(seats.hall).filter(|many| *many > 0) {
        turn(
            places.iter_mut().rev(),
            Seat::Hall,
            Seat::Overflow,
            too_many,
        );
    } else {
        let free = seats.hall.saturating_sub(in_hall);
        let moving = if seats.may_move_up {
            free
        } else {
            free.min(in_overflow.saturating_sub(seats.overflow))
        };
        turn(places.iter_mut(), Seat::Overflow, Seat::Hall, moving);
    }
    places
}

fn lose_seats(people: &[Placed], seats: Seats, places: &mut [Seat]) {
    let mut too_many = seated(places).saturating_sub(seats.in_all());
    for admitted in [false, true] {
        for (one, place) in people.iter().zip(places.iter_mut()).rev() {
            if too_many > 0 && one.admitted == admitted && *place != Seat::Queue {
                *place = Seat::Queue;
                too_many -= 1;
            }
        }
    }
}

fn seated(places: &[Seat]) -> usize {
    places.len() - count(places, Seat::Queue)
}

fn count(places: &[Seat], seat: Seat) -> usize {
    places.iter().filter(|place| **place == seat).count()
}

/// The first so many with one seat get another.
fn turn<'a>(places: impl Iterator<Item = &'a mut Seat>, from: Seat, to: Seat, many: usize) {
    for place in places.filter(|place| **place == from).take(many) {
        *place = to;
    }
}

/// Where in the order of ranks one stands who arrived after some and before others; `arrived_before` says of each in
/// that order whether it did. By the order of receipt, as far as it stands: whoever was moved by hand stands where the
/// desk wished, so the place is the one that has the fewest on the wrong side of it, and of several the last.
#[must_use]
pub fn place_by_arrival(arrived_before: &[bool]) -> usize {
    let mut wrong = arrived_before.iter().filter(|before| **before).count();
    let (mut best, mut fewest) = (0, wrong);
    for (place, before) in (1..).zip(arrived_before) {
        if *before {
            wrong -= 1;
        } else {
            wrong += 1;
        }
        if wrong <= fewest {
            (best, fewest) = (place, wrong);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// `h`, `o`, `q` in the order of ranks; capitals are admitted.
    fn people(text: &str) -> Vec<Placed> {
        let place = |letter: char| Placed {
            seat: match letter.to_ascii_lowercase() {
                'h' => Seat::Hall,
                'o' => Seat::Overflow,
                _ => Seat::Queue,
            },
            admitted: letter.is_ascii_uppercase(),
        };
        text.chars().map(place).collect()
    }

    fn letters(places: &[Seat]) -> String {
        let letter = |place: &Seat| match place {
            Seat::Hall => 'h',
            Seat::Overflow => 'o',
            Seat::Queue => 'q',
        };
        places.iter().map(letter).collect()
    }

    #[test]
    fn the_order_of_receipt_stays_whatever_becomes_of_the_halls() {
        let table = [
            // before, hall, overflow, still moving up, after
            ("hhhh", 1, 1, true, "hoqq"),
            ("hhoo", 3, 0, true, "hhhq"),
            ("hhoo", 3, 0, false, "hhhq"),
            ("hhoo", 4, 0, true, "hhhh"),
            ("hqqq", 2, 1, true, "hhoq"),
            ("hqqq", 2, 1, false, "hqqq"),
            ("hhoo", 3, 1, false, "hhho"),
            // A larger hall empties no other after the cut-off.
            ("hhoo", 4, 2, false, "hhoo"),
            ("hhoo", 4, 2, true, "hhhh"),
            // Somebody who came on paper waits first: no seat that was given is taken for that.
            ("qhho", 2, 1, true, "qhho"),
            ("qhho", 2, 2, true, "ohho"),
            ("qhho", 2, 0, true, "qhhq"),
            // Who is admitted stays, though in the other hall.
            ("hhH", 1, 1, true, "hqo"),
            ("hhO", 2, 0, true, "hqh"),
            ("HHH", 1, 1, true, "hoq"),
            ("hHhH", 0, 2, true, "qoqo"),
            ("hho", 0, 0, true, "qqq"),
        ];
        for (before, hall, overflow, may_move_up, after) in table {
            let seats = Seats {
                hall,
                overflow,
                may_move_up,
            };
            let settled = settle(&people(before), seats);
            assert_eq!(letters(&settled), after, "{before} {seats:?}");
        }
    }

    #[test]
    fn paper_stands_behind_those_who_arrived_before() {
        let table = [
            ("", 0),
            ("+++", 3),
            ("---", 0),
            ("++--", 2),
            // The third was moved to the front, the first to the end.
            ("+++-", 3),
            ("++--+", 2),
            // The fourth was moved to the front.
            ("-+++--", 4),
            // One was moved past another, who knows which: nobody who arrived before is passed.
            ("++-+-", 4),
        ];
        for (order, place) in table {
            let before: Vec<bool> = order.chars().map(|sign| sign == '+').collect();
            assert_eq!(place_by_arrival(&before), place, "{order}");
        }
    }

    fn worth(seat: Seat) -> u8 {
        match seat {
            Seat::Hall => 2,
            Seat::Overflow => 1,
            Seat::Queue => 0,
        }
    }

    fn some_people(letters: &'static str) -> impl Strategy<Value = Vec<Placed>> {
        prop::collection::vec(
            prop::sample::select(letters.chars().collect::<Vec<_>>()),
            0..24,
        )
        .prop_map(|letters| people(&letters.into_iter().collect::<String>()))
    }

    fn some_seats() -> impl Strategy<Value = Seats> {
        (0..12_usize, 0..8_usize, any::<bool>()).prop_map(|(hall, overflow, may_move_up)| Seats {
            hall,
            overflow,
            may_move_up,
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn all_fit_and_nobody_loses_a_seat_for_nothing(before in some_people("hoqHO"), seats in some_seats()) {
            let after = settle(&before, seats);
            prop_assert_eq!(after.len(), before.len());
            prop_assert!(count(&after, Seat::Hall) <= seats.hall);
            prop_assert!(count(&after, Seat::Overflow) <= seats.overflow);
            let had = before.iter().filter(|one| one.seat != Seat::Queue).count();
            let wanted = if seats.may_move_up { before.len() } else { had };
            prop_assert_eq!(seated(&after), wanted.min(seats.in_all()));
            // Whoever waits now and had a seat is behind everyone of the same standing who kept one.
            for (place, one) in before.iter().enumerate() {
                let lost = one.seat != Seat::Queue && after[place] == Seat::Queue;
                for (other, two) in before.iter().enumerate() {
                    let kept = two.seat != Seat::Queue && after[other] != Seat::Queue;
                    if lost && kept {
                        prop_assert!(two.admitted || !one.admitted, "the admitted lose last");
                        prop_assert!(two.admitted != one.admitted || other < place);
                    }
                }
            }
        }

        #[test]
        fn nobody_behind_sits_better(mut before in some_people("hoqHO"), seats in some_seats()) {
            before.sort_by_key(|one| std::cmp::Reverse(worth(one.seat)));
            let after = settle(&before, seats);
            for first in 0..after.len() {
                for behind in first + 1..after.len() {
                    let passed = worth(after[behind]) > worth(after[first]);
                    let kept = before[behind].admitted && !before[first].admitted;
                    prop_assert!(!passed || (kept && after[first] == Seat::Queue));
                }
            }
        }

        #[test]
        fn what_is_settled_stays(before in some_people("hoqHO"), seats in some_seats()) {
            let after = settle(&before, seats);
            let again: Vec<Placed> = before
                .iter()
                .zip(&after)
                .map(|(one, seat)| Placed { seat: *seat, ..*one })
                .collect();
            prop_assert_eq!(settle(&again, seats), after);
        }

        #[test]
        fn without_moves_by_hand_paper_stands_exactly(before in 0..30_usize, after in 0..30_usize) {
            let order: Vec<bool> = (0..before + after).map(|place| place < before).collect();
            prop_assert_eq!(place_by_arrival(&order), before);
        }
    }
}
