//! What is inside of a zipped document: the names of its parts, and whether they can be read. Only the list at the
//! end of the file is looked at, and of ODT the part that tells of encryption.

use std::fs::File;
use std::io::{self, Read, Seek as _, SeekFrom};

use flate2::read::DeflateDecoder;

use super::kind::{Kind, Wrong};

/// The parts of a zipped document.
#[derive(Debug)]
pub struct Inside {
    names: Vec<String>,
    encrypted: bool,
}

/// More parts than any document has.
const MOST_PARTS: usize = 20_000;

/// Bytes at the end of a zip in which its list is announced, at the most.
const LONGEST_END: u64 = 65_557;

/// Bytes of ODT's list of parts that are looked at.
const LONGEST_MANIFEST: u64 = 4 * 1024 * 1024;

impl Inside {
    /// What speaks against the document.
    pub fn wrong(&self, kind: Kind) -> Option<Wrong> {
        if self.encrypted {
            return Some(Wrong::Encrypted);
        }
        let has = |is_one: &dyn Fn(&str) -> bool| self.names.iter().any(|name| is_one(name));
        let macros = match kind {
            Kind::Docx => has(&|name| {
                let name = name.to_ascii_lowercase();
                name.ends_with("vbaproject.bin") || name.ends_with("vbadata.xml")
            }),
            _ => has(&|name| name.starts_with("Basic/") || name.starts_with("Scripts/")),
        };
        if macros {
            return Some(Wrong::Macros);
        }
        // Something that only begins like a document of Word.
        let whole = kind != Kind::Docx
            || (has(&|name| name == "[Content_Types].xml")
                && has(&|name| name == "word/document.xml"));
        (!whole).then_some(Wrong::Kind)
    }
}

/// One part as the list at the end has it.
struct Part {
    name: String,
    encrypted: bool,
    packed: u64,
    method: u16,
    at: u64,
}

/// The parts of a zip; `None` when it is none that a document would be.
///
/// # Errors
/// What the disk says.
pub fn look(file: &mut File) -> io::Result<Option<Inside>> {
    let length = file.seek(SeekFrom::End(0))?;
    let Some(parts) = parts(file, length)? else {
        return Ok(None);
    };
    let mut encrypted = parts.iter().any(|part| part.encrypted);
    if let Some(manifest) = parts
        .iter()
        .find(|part| part.name == "META-INF/manifest.xml")
    {
        match read_part(file, manifest)? {
            Some(text) => encrypted |= contains(&text, b"encryption-data"),
            None => return Ok(None),
        }
    }
    let names = parts.into_iter().map(|part| part.name).collect();
    Ok(Some(Inside { names, encrypted }))
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

fn parts(file: &mut File, length: u64) -> io::Result<Option<Vec<Part>>> {
    let from = length.saturating_sub(LONGEST_END);
    file.seek(SeekFrom::Start(from))?;
    let mut end = Vec::new();
    file.by_ref().take(LONGEST_END).read_to_end(&mut end)?;
    let Some(at) = end.windows(4).rposition(|window| window == b"PK\x05\x06") else {
        return Ok(None);
    };
    let record = end.get(at..).unwrap_or_default();
    let (Some(count), Some(size), Some(offset)) =
        (u16_at(record, 10), u32_at(record, 12), u32_at(record, 16))
    else {
        return Ok(None);
    };
    let (size, offset) = (u64::from(size), u64::from(offset));
    if offset.saturating_add(size) > length || usize::from(count) > MOST_PARTS {
        return Ok(None);
    }
    file.seek(SeekFrom::Start(offset))?;
    let mut list = Vec::new();
    file.by_ref().take(size).read_to_end(&mut list)?;
    Ok(read_list(&list, usize::from(count), length))
}

fn read_list(list: &[u8], count: usize, length: u64) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    let mut at = 0;
    for _ in 0..count {
        let entry = list.get(at..)?;
        if entry.get(..4)? != b"PK\x01\x02" {
            return None;
        }
        let [name, extra, comment] = [28, 30, 32].map(|place| u16_at(entry, place));
        let (name, extra, comment) = (
            usize::from(name?),
            usize::from(extra?),
            usize::from(comment?),
        );
        let packed = u64::from(u32_at(entry, 20)?);
        let local = u64::from(u32_at(entry, 42)?);
        if local.saturating_add(packed) > length {
            return None;
        }
        let end_of_name = name.checked_add(46)?;
        parts.push(Part {
            name: String::from_utf8_lossy(entry.get(46..end_of_name)?).into_owned(),
            encrypted: u16_at(entry, 8)? & 1 == 1,
            packed,
            method: u16_at(entry, 10)?,
            at: local,
        });
        at = at
            .checked_add(end_of_name)?
            .checked_add(extra)?
            .checked_add(comment)?;
    }
    Some(parts)
}

/// The content of one part, so far as it is looked at; `None` when it is packed in a way that documents are not.
fn read_part(file: &mut File, part: &Part) -> io::Result<Option<Vec<u8>>> {
    file.seek(SeekFrom::Start(part.at))?;
    let mut head = [0; 30];
    if file.read_exact(&mut head).is_err() {
        return Ok(None);
    }
    let (Some(name), Some(extra)) = (u16_at(&head, 26), u16_at(&head, 28)) else {
        return Ok(None);
    };
    file.seek(SeekFrom::Current(i64::from(name) + i64::from(extra)))?;
    let packed = file.by_ref().take(part.packed);
    let mut text = Vec::new();
    let read = match part.method {
        0 => packed.take(LONGEST_MANIFEST).read_to_end(&mut text),
        8 => DeflateDecoder::new(packed)
            .take(LONGEST_MANIFEST)
            .read_to_end(&mut text),
        _ => return Ok(None),
    };
    Ok(read.is_ok().then_some(text))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(two.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}
