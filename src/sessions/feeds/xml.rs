//! Atom as it is written down (RFC 4287), and its pages (RFC 5005).

use std::io;

use chrono::{DateTime, SecondsFormat, Utc};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::language::Language;

/// The media type of what is written here.
pub(super) const MEDIA_TYPE: &str = "application/atom+xml; charset=utf-8";

/// A feed, or one page of it.
pub(super) struct AtomFeed {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) language: Language,
    pub(super) updated: DateTime<Utc>,
    pub(super) author: Author,
    /// This page.
    pub(super) own: String,
    /// The first page.
    pub(super) first: String,
    /// The next one.
    pub(super) next: Option<String>,
    /// The same for a person.
    pub(super) page: String,
    pub(super) entries: Vec<Entry>,
}

/// Who speaks.
pub(super) struct Author {
    pub(super) name: String,
    pub(super) page: Option<String>,
}

/// What is said of one session.
pub(super) struct Entry {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) updated: DateTime<Utc>,
    pub(super) published: Option<DateTime<Utc>>,
    pub(super) author: Author,
    pub(super) page: String,
    pub(super) calendar: String,
    /// Words for machines and for people.
    pub(super) categories: Vec<(&'static str, String)>,
    pub(super) summary: String,
    pub(super) html: String,
}

type Into = Writer<Vec<u8>>;

/// The whole document.
///
/// # Errors
/// None: memory takes everything.
pub(super) fn written(feed: &AtomFeed) -> io::Result<String> {
    let mut writer = Writer::new(Vec::new());
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    writer
        .create_element("feed")
        .with_attribute(("xmlns", "http://www.w3.org/2005/Atom"))
        .with_attribute(("xml:lang", feed.language.code()))
        .write_inner_content(|inside| contents(inside, feed))?;
    String::from_utf8(writer.into_inner()).map_err(io::Error::other)
}

fn contents(into: &mut Into, feed: &AtomFeed) -> io::Result<()> {
    text(into, "id", &feed.id)?;
    text(into, "title", &feed.title)?;
    text(into, "updated", &instant(feed.updated))?;
    author(into, &feed.author)?;
    link(into, "self", "application/atom+xml", &feed.own)?;
    link(into, "alternate", "text/html", &feed.page)?;
    link(into, "first", "application/atom+xml", &feed.first)?;
    if let Some(next) = &feed.next {
        link(into, "next", "application/atom+xml", next)?;
    }
    for one in &feed.entries {
        into.create_element("entry")
            .write_inner_content(|inside| entry(inside, one))?;
    }
    Ok(())
}

fn entry(into: &mut Into, entry: &Entry) -> io::Result<()> {
    text(into, "id", &entry.id)?;
    text(into, "title", &entry.title)?;
    text(into, "updated", &instant(entry.updated))?;
    if let Some(published) = entry.published {
        text(into, "published", &instant(published))?;
    }
    author(into, &entry.author)?;
    link(into, "alternate", "text/html", &entry.page)?;
    link(into, "related", "text/calendar", &entry.calendar)?;
    for (term, label) in &entry.categories {
        into.create_element("category")
            .with_attribute(("term", *term))
            .with_attribute(("label", printable(label).as_str()))
            .write_empty()?;
    }
    text(into, "summary", &entry.summary)?;
    into.create_element("content")
        .with_attribute(("type", "html"))
        .write_text_content(BytesText::new(&printable(&entry.html)))?;
    Ok(())
}

fn author(into: &mut Into, author: &Author) -> io::Result<()> {
    into.create_element("author")
        .write_inner_content(|inside| {
            text(inside, "name", &author.name)?;
            if let Some(page) = &author.page {
                text(inside, "uri", page)?;
            }
            Ok(())
        })?;
    Ok(())
}

fn text(into: &mut Into, name: &str, text: &str) -> io::Result<()> {
    into.create_element(name)
        .write_text_content(BytesText::new(&printable(text)))?;
    Ok(())
}

fn link(into: &mut Into, relation: &str, media_type: &str, to: &str) -> io::Result<()> {
    into.create_element("link")
        .with_attribute(("rel", relation))
        .with_attribute(("type", media_type))
        .with_attribute(("href", to))
        .write_empty()?;
    Ok(())
}

fn instant(instant: DateTime<Utc>) -> String {
    instant.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

/// Without the characters that XML has no way to write (XML 1.0 § 2.2); the writer escapes the rest.
fn printable(text: &str) -> String {
    let may_stand = |letter: &char| matches!(letter, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    text.chars().filter(may_stand).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use quick_xml::Reader;

    use super::*;

    fn feed(text: &str) -> AtomFeed {
        let author = || Author {
            name: text.to_owned(),
            page: None,
        };
        let entry = Entry {
            id: "urn:uuid:0".to_owned(),
            title: text.to_owned(),
            updated: DateTime::UNIX_EPOCH,
            published: None,
            author: author(),
            page: "https://a.kz/1?a=1&b=2".to_owned(),
            calendar: "https://a.kz/1.ics".to_owned(),
            categories: vec![("mixed", text.to_owned())],
            summary: text.to_owned(),
            html: text.to_owned(),
        };
        AtomFeed {
            id: "urn:uuid:1".to_owned(),
            title: text.to_owned(),
            language: Language::Kk,
            updated: DateTime::UNIX_EPOCH,
            author: author(),
            own: "https://a.kz/feed".to_owned(),
            first: "https://a.kz/feed".to_owned(),
            next: None,
            page: "https://a.kz/".to_owned(),
            entries: vec![entry],
        }
    }

    /// The elements in their order, and the text within each that has any, as a reader finds them.
    fn read(document: &str) -> (Vec<String>, Vec<String>) {
        let mut reader = Reader::from_str(document);
        let (mut names, mut texts) = (Vec::new(), vec![String::new()]);
        loop {
            match reader.read_event().unwrap() {
                Event::Start(start) => {
                    names.push(start.name().as_ref().to_owned());
                    texts.push(String::new());
                }
                Event::Empty(element) => names.push(element.name().as_ref().to_owned()),
                Event::Text(text) => texts.last_mut().unwrap().push_str(&text),
                Event::GeneralRef(entity) => {
                    let entity = format!("&{};", &*entity);
                    let letter = quick_xml::escape::unescape(&entity).unwrap();
                    texts.last_mut().unwrap().push_str(&letter);
                }
                Event::Eof => return (names, texts),
                _ => {}
            }
        }
    }

    proptest! {
        #[test]
        fn whatever_is_said_is_read_back_and_adds_no_element(
            text in "[а-яӘҚҢӨҰІ<>&'\"]{1,40}(\\PC|\u{0}|\u{7}|\u{fffe}|]]>|</title>|<!--|&amp;){0,40}"
        ) {
            let (plain, _) = read(&written(&feed("а")).unwrap());
            let (names, texts) = read(&written(&feed(&text)).unwrap());
            prop_assert_eq!(names, plain);
            let said = printable(&text);
            prop_assert_eq!(texts.iter().filter(|found| **found == said).count(), 6);
        }
    }
}
