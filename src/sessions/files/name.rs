//! What a file is called. The name comes from somebody's computer: no folder, nothing invisible, not too long, and
//! the end that its content has.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::kind::Kind;

/// Letters of a name.
const LONGEST: usize = 150;

/// What RFC 8187 leaves as it is.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// A name fit to be kept and shown.
#[must_use]
pub fn sanitised(given: &str, kind: Kind) -> String {
    with_ending(given, kind.endings())
}

/// The same of a file of another kind: with one of these endings, the first where it has none of them.
#[must_use]
pub fn with_ending(given: &str, endings: &[&str]) -> String {
    // Browsers write these three so in a form.
    let given = given
        .replace("%22", "\"")
        .replace("%0D", " ")
        .replace("%0A", " ");
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let visible: String = last
        .chars()
        .map(|letter| if is_visible(letter) { letter } else { ' ' })
        .collect();
    let words: Vec<&str> = visible.split_whitespace().collect();
    let name = words.join(" ");
    let (stem, ending) = parted(&name, endings);
    let stem = stem.trim_matches(['.', ' ']);
    let stem = if stem.is_empty() { "document" } else { stem };
    let room = LONGEST.saturating_sub(ending.chars().count() + 1);
    let stem: String = stem.chars().take(room).collect();
    format!("{}.{ending}", stem.trim_end())
}

/// Marks that turn the direction of what follows would make an ending look like another.
fn is_visible(letter: char) -> bool {
    !letter.is_control()
        && !matches!(
            letter,
            '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
                | '<' | '>' | ':' | '"' | '|' | '?' | '*'
        )
}

fn parted<'a>(name: &'a str, endings: &[&str]) -> (&'a str, String) {
    if let Some((stem, ending)) = name.rsplit_once('.') {
        let ending = ending.to_ascii_lowercase();
        if endings.contains(&ending.as_str()) {
            return (stem, ending);
        }
    }
    let usual = endings.first().copied().unwrap_or_default();
    (name, usual.to_owned())
}

/// `Content-Disposition` for a file to be saved under this name: in plain letters for old programs, and as it is
/// (RFC 6266, RFC 8187).
#[must_use]
pub fn disposition(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|letter| match letter {
            '"' | '\\' | '%' => '_',
            letter if letter == ' ' || letter.is_ascii_graphic() => letter,
            _ => '_',
        })
        .collect();
    let whole = utf8_percent_encode(name, KEPT);
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{whole}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_what_is_dangerous_and_keep_their_letters() {
        let cases = [
            ("Қаулы жобасы.pdf", "Қаулы жобасы.pdf"),
            ("C:\\Users\\a\\..\\Шешім.PDF", "Шешім.pdf"),
            ("../../etc/passwd", "passwd.pdf"),
            ("a\u{202E}fdp.exe", "a fdp.exe.pdf"),
            ("a\r\nSet-Cookie: b.pdf", "a Set-Cookie b.pdf"),
            ("...", "document.pdf"),
            ("", "document.pdf"),
            ("%22x%22.pdf", "x.pdf"),
        ];
        for (given, expected) in cases {
            assert_eq!(sanitised(given, Kind::Pdf), expected, "{given:?}");
        }
        let long = sanitised(&"ұ".repeat(400), Kind::Docx);
        assert_eq!(long.chars().count(), 150);
        assert!(long.ends_with("ұ.docx"));
        assert_eq!(sanitised("a.jpeg", Kind::Jpeg), "a.jpeg");
    }

    #[test]
    fn a_reader_gets_the_name_in_both_ways() {
        assert_eq!(
            disposition("Қ 1.pdf"),
            "attachment; filename=\"_ 1.pdf\"; filename*=UTF-8''%D2%9A%201.pdf"
        );
    }
}
