//! The buttons of the editor's form that change the form and nothing else.

use super::form::{MOST_MATTERS, PARTS, matters};
use crate::web::desk::Fields;

/// What a button of the form asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pressed {
    /// Save it all.
    Save,
    /// Show the deadlines, save nothing.
    Deadlines,
    /// One more matter.
    Add,
    /// One matter fewer.
    Remove(usize),
    /// A matter one place up.
    Up(usize),
    /// A matter one place down.
    Down(usize),
}

impl Pressed {
    /// The button; without one, as when a browser sends the form by itself, saving.
    pub fn of(fields: &Fields) -> Self {
        let act = fields.text("act");
        let place = |act: &str| act.parse::<usize>().ok();
        match act.split_once('-') {
            None if act == "deadlines" => Self::Deadlines,
            None if act == "add" => Self::Add,
            Some(("remove", at)) => place(at).map_or(Self::Deadlines, Self::Remove),
            Some(("up", at)) => place(at).map_or(Self::Deadlines, Self::Up),
            Some(("down", at)) => place(at).map_or(Self::Deadlines, Self::Down),
            _ => Self::Save,
        }
    }

    /// The form after the button, and the field at which it opens then.
    pub fn apply(self, fields: Fields) -> (Fields, Option<String>) {
        let fields = fields.without(&["act"]);
        let count = matters(&fields);
        let mut order: Vec<Option<usize>> = (0..count).map(Some).collect();
        let focus = match self {
            Self::Save | Self::Deadlines => return (fields, None),
            Self::Add if count < MOST_MATTERS => {
                order.push(None);
                Some(count)
            }
            Self::Add => None,
            Self::Remove(place) => {
                if place < count {
                    order.remove(place);
                }
                place.min(count.saturating_sub(2)).into()
            }
            Self::Up(place) => swapped(&mut order, place, place.checked_sub(1)),
            Self::Down(place) => swapped(&mut order, place, place.checked_add(1)),
        };
        let focus = focus.map(|place| format!("agenda-{place}-title-kk"));
        (reordered(&fields, &order), focus)
    }
}

fn swapped(order: &mut [Option<usize>], place: usize, other: Option<usize>) -> Option<usize> {
    let other = other.filter(|other| *other < order.len() && place < order.len());
    if let Some(other) = other {
        order.swap(place, other);
    }
    other.or(Some(place))
}

/// The form with its matters in another order; `None` is an empty one.
fn reordered(fields: &Fields, order: &[Option<usize>]) -> Fields {
    let mut anew = Fields::default();
    let others = fields
        .iter()
        .filter(|(name, _)| !name.starts_with("agenda-"));
    for (name, value) in others {
        anew.add(name, value);
    }
    for (place, from) in order.iter().enumerate() {
        for part in PARTS {
            let value = from.map(|from| fields.raw(&format!("agenda-{from}-{part}")));
            anew.add(format!("agenda-{place}-{part}"), value.unwrap_or_default());
        }
    }
    anew
}

#[cfg(test)]
mod tests {
    use super::*;

    fn three() -> Fields {
        let mut fields = Fields::default();
        fields.add("title-kk", "Отырыс");
        for place in 0..3 {
            for part in PARTS {
                fields.add(format!("agenda-{place}-{part}"), format!("{part} {place}"));
            }
        }
        fields
    }

    fn speakers(fields: &Fields) -> Vec<String> {
        let all = 0..matters(fields);
        all.map(|place| fields.raw(&format!("agenda-{place}-speaker")).to_owned())
            .collect()
    }

    #[test]
    fn matters_move_and_nothing_else_is_lost() {
        let (moved, focus) = Pressed::Up(2).apply(three());
        assert_eq!(speakers(&moved), ["speaker 0", "speaker 2", "speaker 1"]);
        assert_eq!(focus.as_deref(), Some("agenda-1-title-kk"));
        assert_eq!(moved.raw("title-kk"), "Отырыс");
        let (same, _) = Pressed::Up(0).apply(three());
        assert_eq!(same, three());
        let (fewer, _) = Pressed::Remove(1).apply(three());
        assert_eq!(speakers(&fewer), ["speaker 0", "speaker 2"]);
        let (more, _) = Pressed::Add.apply(three());
        assert_eq!(speakers(&more).last().map(String::as_str), Some(""));
        let (beyond, _) = Pressed::Remove(9).apply(three());
        assert_eq!(speakers(&beyond).len(), 3);
    }

    #[test]
    fn a_button_is_read_and_without_one_it_is_saved() {
        let pressed = |act: &str| {
            let mut fields = Fields::default();
            fields.add("act", act);
            Pressed::of(&fields)
        };
        assert_eq!(pressed("up-3"), Pressed::Up(3));
        assert_eq!(pressed("remove-x"), Pressed::Deadlines);
        assert_eq!(Pressed::of(&Fields::default()), Pressed::Save);
    }
}
