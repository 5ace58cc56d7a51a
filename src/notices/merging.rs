//! Several kinds of news told as one.

use crate::law::session_course::Access;
use crate::news::Kind;

/// Several kinds of news told as one, the latest first, of a session that is open or closed by now.
pub fn merged(kinds: &[Kind], access: Access) -> Option<Kind> {
    let latest = kinds.first().copied()?;
    match (latest, kinds.contains(&Kind::Announced)) {
        (Kind::Cancelled, true) => None,
        (Kind::Cancelled, false) => Some(Kind::Cancelled),
        (_, true) => Some(Kind::Announced),
        (_, false) if kinds.contains(&Kind::Postponed) => Some(Kind::Postponed),
        (_, false) => Some(match of_emergency(kinds) {
            // Of what is closed nobody reads that it stays open, or that there is a seat (CL-9).
            Some(_) if access == Access::Closed => Kind::Changed,
            Some(told) => told,
            None => latest,
        }),
    }
}

/// What remains of a hall that was taken away and given back. Whoever heard of neither is told what differs, if anything.
fn of_emergency(kinds: &[Kind]) -> Option<Kind> {
    let mut own = kinds
        .iter()
        .filter(|kind| matches!(kind, Kind::Switched | Kind::Restored));
    let latest = own.next()?;
    match own.next_back() {
        Some(first) if first != latest => Some(Kind::Changed),
        _ => Some(*latest),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_news_are_one() {
        use Kind::{Announced, Cancelled, Changed, Postponed, Restored, Switched};
        let cases: [(&[Kind], Option<Kind>); 13] = [
            (&[Changed], Some(Changed)),
            (&[Changed, Announced], Some(Announced)),
            (&[Changed, Postponed, Changed], Some(Postponed)),
            (&[Postponed, Changed, Announced], Some(Announced)),
            (&[Cancelled, Changed], Some(Cancelled)),
            (&[Cancelled, Postponed, Announced], None),
            (&[Changed, Switched], Some(Switched)),
            (&[Switched, Postponed], Some(Postponed)),
            (&[Switched, Announced], Some(Announced)),
            (&[Restored, Changed, Switched], Some(Changed)),
            (&[Switched, Restored], Some(Changed)),
            (&[Switched, Restored, Switched], Some(Switched)),
            (&[], None),
        ];
        for (kinds, told) in cases {
            assert_eq!(merged(kinds, Access::Open), told, "{kinds:?}");
        }
        let closed: [(&[Kind], Option<Kind>); 5] = [
            (&[Changed, Switched], Some(Changed)),
            (&[Changed, Restored], Some(Changed)),
            (&[Changed, Switched, Postponed], Some(Postponed)),
            (&[Changed, Switched, Announced], Some(Announced)),
            (&[Cancelled, Changed, Switched], Some(Cancelled)),
        ];
        for (kinds, told) in closed {
            assert_eq!(merged(kinds, Access::Closed), told, "{kinds:?}");
        }
    }
}
