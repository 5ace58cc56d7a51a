//! What was meant by a mistyped name.

/// The name among `known` that takes the fewest changes of a letter to reach from `given`; its
/// part after the dot may be meant as well as the whole.
pub(super) fn nearest(given: &str, known: impl IntoIterator<Item = String>) -> Option<String> {
    known.into_iter().min_by_key(|name| {
        let last_part = name.rsplit('.').next().unwrap_or_default();
        distance(given, name).min(distance(given, last_part))
    })
}

/// Levenshtein's distance: letters put in, left out or replaced.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (done, letter) in from.chars().enumerate() {
        let mut left = done + 1;
        let mut next = vec![left];
        for (other, above) in to.iter().zip(row.windows(2)) {
            let &[replaced, left_out] = above else {
                continue;
            };
            let replaced = replaced + usize::from(*other != letter);
            left = replaced.min(left_out + 1).min(left + 1);
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_counted_in_letters() {
        for (from, to, expected) in [
            ("", "", 0),
            ("listen", "listen", 0),
            ("listne", "listen", 2),
            ("lisen", "listen", 1),
            ("", "url", 3),
            ("отырыс", "отыры", 1),
        ] {
            assert_eq!(distance(from, to), expected, "{from} {to}");
            assert_eq!(distance(to, from), expected, "{to} {from}");
        }
    }

    #[test]
    fn the_nearest_name_is_found() {
        let known = ["server.listen", "metrics.listen", "server.workers"].map(String::from);
        let near = |given| nearest(given, known.clone());
        assert_eq!(near("sever.listen").as_deref(), Some("server.listen"));
        assert_eq!(near("server.worker").as_deref(), Some("server.workers"));
        assert_eq!(near("worker").as_deref(), Some("server.workers"));
        assert_eq!(nearest("x", []), None);
    }
}
