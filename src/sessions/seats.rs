//! Seats as arithmetic on the one authoritative count; what is made here is written by
//! `store::change_seating`, guarded.

use super::record::Seating;
use crate::law::admission::{Hall, Seat, more_seats_due};

/// How a seat number is found: the next new one, or a hole that somebody left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeatNumber {
    /// This one: nobody ever had it.
    New(i32),
    /// The lowest free one below the highest ever given.
    Hole,
}

fn hall(capacity: i32, taken: i32) -> Hall {
    Hall {
        capacity: u32::try_from(capacity).unwrap_or(0),
        taken: u32::try_from(taken).unwrap_or(0),
    }
}

impl Seating {
    /// Where the law puts the next applicant (605-10): hall, overflow hall, waiting list.
    #[must_use]
    pub fn next_place(&self) -> Seat {
        let overflow = (self.overflow_capacity > 0)
            .then(|| hall(self.overflow_capacity, self.overflow_seated));
        Seat::next(hall(self.capacity, self.seated), overflow)
    }

    /// One more application received.
    #[must_use]
    pub fn one_more_received(mut self) -> Self {
        self.received = self.received.saturating_add(1);
        self
    }

    /// One seat of the hall taken, with its number.
    #[must_use]
    pub fn take_seat(mut self) -> (Self, SeatNumber) {
        let number = new_or_hole(self.seated, &mut self.last_seat);
        self.seated = self.seated.saturating_add(1);
        (self, number)
    }

    /// One seat of the overflow hall taken, with its number.
    #[must_use]
    pub fn take_overflow_seat(mut self) -> (Self, SeatNumber) {
        let number = new_or_hole(self.overflow_seated, &mut self.last_overflow_seat);
        self.overflow_seated = self.overflow_seated.saturating_add(1);
        (self, number)
    }

    /// One seat of the hall free again.
    #[must_use]
    pub fn free_seat(mut self) -> Self {
        self.seated = self.seated.saturating_sub(1);
        self
    }

    /// One seat of the overflow hall free again.
    #[must_use]
    pub fn free_overflow_seat(mut self) -> Self {
        self.overflow_seated = self.overflow_seated.saturating_sub(1);
        self
    }

    /// One more, or one fewer, on the waiting list.
    #[must_use]
    pub fn waiting_by(mut self, change: i32) -> Self {
        self.waiting = self.waiting.saturating_add(change);
        self
    }
}

impl Seating {
    /// Whether ¶ 10 asks for more seats; `still_open` while applications come in.
    #[must_use]
    pub fn more_seats_due(&self, still_open: bool) -> bool {
        let waiting = u32::try_from(self.waiting).unwrap_or(0);
        more_seats_due(hall(self.capacity, self.seated), waiting, still_open)
    }
}

/// As many seats given as the highest number says: then there is no hole.
fn new_or_hole(taken: i32, last: &mut i32) -> SeatNumber {
    if taken < *last {
        return SeatNumber::Hole;
    }
    *last = last.saturating_add(1);
    SeatNumber::New(*last)
}
