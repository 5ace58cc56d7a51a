//! DOCX and ODT: parts in XML, packed by zip. A document that unpacks to more than any does is not read on.

use std::fs::File;
use std::io::{self, BufReader, Read as _};
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, Event};
use zip::ZipArchive;

use super::{Found, MOST_TEXT};
use crate::results::record::Reading;
use crate::sessions::files::Kind;

/// Parts of a document, at the most.
const MOST_PARTS: usize = 20_000;

/// Bytes of the parts that are read, unpacked, all together.
const MOST_UNPACKED: u64 = 64 * 1024 * 1024;

/// Elements within one another.
const DEEPEST: usize = 500;

/// The text of a document.
///
/// # Errors
/// What the disk says.
pub(super) fn text(path: &Path, kind: Kind) -> io::Result<Found> {
    let file = BufReader::new(File::open(path)?);
    Ok(match read(file, kind) {
        Ok(text) => Found::Text(text),
        Err(why) => Found::Nothing(why),
    })
}

fn read(file: impl io::Read + io::Seek, kind: Kind) -> Result<String, Reading> {
    let mut archive = ZipArchive::new(file).map_err(|_| Reading::Broken)?;
    if archive.len() > MOST_PARTS {
        return Err(Reading::Broken);
    }
    let mut left = MOST_UNPACKED;
    let mut text = String::new();
    let mut is_whole = false;
    for place in 0..archive.len() {
        let part = archive.by_index(place).map_err(|_| Reading::Broken)?;
        let name = part.name().map_err(|_| Reading::Broken)?.into_owned();
        if !has_text(kind, &name) {
            continue;
        }
        is_whole |= is_main(kind, &name);
        let mut xml = String::new();
        // What a zip says of sizes counts for nothing: bytes are counted as they come.
        let read = part.take(left.saturating_add(1)).read_to_string(&mut xml);
        let read = read.map_err(|_| Reading::Broken)?;
        left = u64::try_from(read)
            .ok()
            .and_then(|read| left.checked_sub(read))
            .ok_or(Reading::Broken)?;
        words_of(kind, &xml, &mut text)?;
    }
    if is_whole {
        Ok(text)
    } else {
        Err(Reading::Broken)
    }
}

fn is_main(kind: Kind, name: &str) -> bool {
    match kind {
        Kind::Docx => name == "word/document.xml",
        _ => name == "content.xml",
    }
}

fn has_text(kind: Kind, name: &str) -> bool {
    let beside = |name: &str| {
        let part = name.strip_suffix(".xml").unwrap_or_default();
        let is_one = |of: &str| part.starts_with(of);
        [
            "word/footnotes",
            "word/endnotes",
            "word/header",
            "word/footer",
        ]
        .into_iter()
        .any(is_one)
    };
    is_main(kind, name) || (kind == Kind::Docx && beside(name))
}

/// Adds what an XML part says to a text: runs of letters in `w:t`; in ODT everything within the paragraphs.
fn words_of(kind: Kind, xml: &str, text: &mut String) -> Result<(), Reading> {
    let mut reader = Reader::from_str(xml);
    let (mut depth, mut spoken) = (0_usize, 0_usize);
    loop {
        let event = reader.read_event().map_err(|_| Reading::Broken)?;
        match &event {
            Event::Start(element) => {
                depth += 1;
                spoken += usize::from(is_spoken(kind, name_of(element.name().as_ref())));
            }
            Event::End(element) => {
                let name = element.name();
                let name = name_of(name.as_ref());
                depth = depth.saturating_sub(1);
                spoken = spoken.saturating_sub(usize::from(is_spoken(kind, name)));
                if matches!(name, "p" | "h" | "tr") {
                    text.push('\n');
                }
            }
            Event::Empty(element)
                if matches!(
                    name_of(element.name().as_ref()),
                    "tab" | "s" | "br" | "line-break" | "cr"
                ) =>
            {
                text.push(' ');
            }
            Event::Text(letters) if spoken > 0 => text.push_str(&letters.xml10_content()),
            Event::CData(letters) if spoken > 0 => text.push_str(&letters.xml10_content()),
            Event::GeneralRef(name) if spoken > 0 => text.extend(letter_of(name)),
            // Documents have none, and it could name anything.
            Event::DocType(_) => return Err(Reading::Broken),
            Event::Eof => break,
            _ => {}
        }
        if depth > DEEPEST || text.len() > MOST_TEXT {
            return Err(Reading::Broken);
        }
    }
    if depth == 0 {
        Ok(())
    } else {
        Err(Reading::Broken)
    }
}

/// The name without what stands before the colon.
fn name_of(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, name)| name)
}

fn is_spoken(kind: Kind, name: &str) -> bool {
    match kind {
        Kind::Docx => name == "t",
        _ => matches!(name, "p" | "h"),
    }
}

/// The letter that a reference stands for; none for names of a document's own.
fn letter_of(name: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(letter)) = name.resolve_char_ref() {
        return Some(letter);
    }
    match &*name.xml10_content() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use zip::write::SimpleFileOptions;

    use super::*;

    fn packed(parts: &[(&str, &[u8])]) -> Cursor<Vec<u8>> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap()
    }

    #[test]
    fn words_of_docx_and_odt_are_read_with_their_kazakh_letters() {
        let docx = "<w:document><w:p><w:r><w:t>Әкімдік </w:t></w:r><w:r><w:t>қау&#1083;ысы &amp; су</w:t></w:r></w:p>\
                    <w:p><w:r><w:instrText>PAGE</w:instrText><w:t>үнемделсін</w:t></w:r></w:p></w:document>";
        let parts = [("word/document.xml", docx.as_bytes())];
        let text = read(packed(&parts), Kind::Docx).unwrap();
        assert_eq!(text, "Әкімдік қаулысы & су\nүнемделсін\n");
        let odt = "<office:body><text:h>Хаттама</text:h><text:p>Бірінші<text:tab/>мәселе <text:span>су</text:span></text:p>\
                   </office:body>";
        let parts = [("content.xml", odt.as_bytes())];
        assert_eq!(
            read(packed(&parts), Kind::Odt).unwrap(),
            "Хаттама\nБірінші мәселе су\n"
        );
    }

    #[test]
    fn what_is_broken_or_unpacks_without_end_is_not_read() {
        let broken = |parts: &[(&str, &[u8])]| read(packed(parts), Kind::Docx).unwrap_err();
        assert_eq!(
            broken(&[("word/document.xml", b"<w:p><w:t>a")]),
            Reading::Broken
        );
        assert_eq!(
            broken(&[("word/document.xml", b"<a></b>")]),
            Reading::Broken
        );
        assert_eq!(broken(&[("word/other.xml", b"<a/>")]), Reading::Broken);
        assert_eq!(
            broken(&[(
                "word/document.xml",
                b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"
            )]),
            Reading::Broken
        );
        let deep = "<a>".repeat(DEEPEST + 1);
        assert_eq!(
            broken(&[("word/document.xml", deep.as_bytes())]),
            Reading::Broken
        );
        let long = vec![b' '; usize::try_from(MOST_UNPACKED).unwrap() + 1];
        let bomb = packed(&[("word/document.xml", &long)]);
        assert!(
            bomb.get_ref().len() < 1024 * 1024,
            "it is small while packed"
        );
        assert_eq!(read(bomb, Kind::Docx).unwrap_err(), Reading::Broken);
        assert!(read(Cursor::new(b"PK\x03\x04no".to_vec()), Kind::Docx).is_err());
    }
}
