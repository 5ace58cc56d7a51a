//! The letters that a worker has claimed and not yet sent, by lane.

use std::collections::VecDeque;

use tokio::time::Instant;

use super::record::{Lane, Row};

/// Letters of one lane in hand at most: each lane has room of its own, so that one which is full never keeps
/// the more urgent from being claimed.
const ROOM: usize = 64;

/// A claimed letter.
#[derive(Debug, Clone)]
pub(super) struct Claimed {
    pub(super) row: Row,
    /// What its recipient is known by.
    pub(super) hash: String,
    /// Why nothing is sent to its recipient, if so.
    pub(super) suppressed: Option<String>,
    /// When the claim ends at the latest, by a clock that nobody sets.
    pub(super) held_until: Instant,
}

/// Claimed letters, the most urgent in front.
#[derive(Default)]
pub(super) struct Hand {
    lanes: [VecDeque<Claimed>; 3],
}

fn place(lane: Lane) -> usize {
    match lane {
        Lane::Urgent => 0,
        Lane::Ordinary => 1,
        Lane::Bulk => 2,
    }
}

impl Hand {
    pub(super) fn take(&mut self, claimed: Vec<Claimed>) {
        for one in claimed {
            if let Some(lane) = self.lanes.get_mut(place(one.row.lane)) {
                lane.push_back(one);
            }
        }
    }

    /// A letter in hand that was claimed once more; given back when it is not here.
    pub(super) fn renew(&mut self, claimed: Claimed) -> Option<Claimed> {
        let mut all = self.lanes.iter_mut().flatten();
        match all.find(|one| one.row.id == claimed.row.id) {
            Some(one) => {
                *one = claimed;
                None
            }
            None => Some(claimed),
        }
    }

    /// The next letter to send.
    pub(super) fn next(&mut self) -> Option<Claimed> {
        self.lanes.iter_mut().find_map(VecDeque::pop_front)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.lanes.iter().all(VecDeque::is_empty)
    }

    /// Room in each lane when no more than `most` of one may be held; none in a lane that is still half full,
    /// so that a claim is worth its statement.
    pub(super) fn rooms(&self, most: usize) -> Vec<(Lane, usize)> {
        let whole = ROOM.min(most).max(1);
        let room = |lane: &VecDeque<Claimed>| match whole.saturating_sub(lane.len()) {
            little if little * 2 < whole => 0,
            room => room,
        };
        let lanes = Lane::ALL.iter().copied();
        lanes.zip(self.lanes.iter().map(room)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_hand_has_room_in_every_lane() {
        let hand = Hand::default();
        assert!(hand.is_empty());
        let rooms = [(Lane::Urgent, 64), (Lane::Ordinary, 64), (Lane::Bulk, 64)];
        assert_eq!(hand.rooms(1000), rooms);
        assert!(hand.rooms(5).iter().all(|(_, room)| *room == 5));
        assert!(hand.rooms(0).iter().all(|(_, room)| *room == 1));
    }
}
