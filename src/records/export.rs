//! `/desk/journal.csv`: the lines of a filter as a table, newest first. They are read and sent part by part, so a
//! journal of any length takes no more memory than a short one. That somebody took them out is a line itself.

use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::Bytes;
use chrono::SecondsFormat;
use futures_util::stream;
use serde_json::json;

use super::store::{self, Names};
use super::wish::Wish;
use super::words;
use crate::database::{Broken, Id, Lane, Work};
use crate::journal::record::{Line, Seal};
use crate::journal::store::Filter;
use crate::journal::{self, Actor, Entry};
use crate::language::Speech;
use crate::web::Problem;
use crate::web::desk::{Sent, SignedIn};
use crate::web::layout::today_in_the_capital;
use crate::web::paging::Cursor;
use crate::web::spreadsheet::{UTF_8_MARK, no_formula};

/// Lines read and sent at once.
const AT_ONCE: usize = 1000;

/// What was sealed stands in these columns as it was sealed; beside it, what ids and acts are called.
const COLUMNS: [&str; 14] = [
    "place",
    "id",
    "at",
    "actor",
    "actor_name",
    "act",
    "act_in_words",
    "object_kind",
    "object_id",
    "object",
    "body_id",
    "before",
    "after",
    "calendar_version",
];

/// The table. It is asked for by a form: taking it out is an act, and following a link is none.
pub async fn csv(Sent { desk, fields }: Sent) -> Result<HttpResponse, Problem> {
    let wish = Wish::of_form(fields);
    let faults = wish.faults(desk.visit.speech());
    if !faults.is_empty() {
        return Err(Problem::Invalid(faults));
    }
    let (reader, asked) = (desk.clone(), wish.clone());
    let read = desk.visit.app.database.read(move |connection| {
        let filter = asked.filter(connection, &reader)?;
        Ok::<_, Broken>((filter, journal::store::last_seal(connection)?))
    });
    let (filter, seal) = read.await?;
    note(&desk, &wish, filter.as_ref(), seal).await?;
    let day = today_in_the_capital(desk.visit.now).0;
    let parts = stream::unfold(Part::first(desk, filter), Part::next);
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"journal-{day}.csv\""),
        ))
        .streaming(parts))
}

/// Notes the export with its filter, and with the last seal: noted elsewhere, it proves the journal before it.
async fn note(
    desk: &SignedIn,
    wish: &Wish,
    filter: Option<&Filter>,
    seal: Option<Seal>,
) -> Result<(), Problem> {
    let (now, by) = (desk.visit.now, desk.person.id);
    let filter = wish.noted(filter);
    let body = Id::parse(wish.text("body"))
        .filter(|body| desk.person.can(crate::web::desk::Right::SeeJournal, *body));
    let noted = move |work: &mut Work| {
        let entry = Entry {
            actor: Actor::Staff(by),
            act: "journal.exported",
            object_kind: "journal",
            object: Id::new(),
            body,
            before: None,
            after: Some(json!({
                "filter": filter,
                "seal": seal.as_ref().map(|seal| seal.ordinal),
                "digest": seal.as_ref().map(|seal| &seal.digest),
            })),
            calendar_version: None,
        };
        journal::record(work, now, entry);
        Ok::<_, Broken>(())
    };
    Ok(desk.visit.app.database.write(Lane::Any, noted).await?)
}

/// Where the table goes on.
struct Part {
    desk: SignedIn,
    /// None at the end.
    filter: Option<Filter>,
    after: Option<Cursor>,
    head: bool,
}

impl Part {
    fn first(desk: SignedIn, filter: Option<Filter>) -> Self {
        Self {
            desk,
            filter,
            after: None,
            head: true,
        }
    }

    async fn next(mut self) -> Option<(Result<Bytes, Broken>, Self)> {
        let mut text = Vec::new();
        if std::mem::take(&mut self.head) {
            text.extend_from_slice(UTF_8_MARK.as_bytes());
            if let Err(broken) = write(&mut text, COLUMNS.map(str::to_owned)) {
                return Some((Err(broken), self));
            }
        } else if self.filter.is_none() {
            return None;
        }
        let written = self.lines(&mut text).await;
        if written.is_err() {
            self.filter = None;
        }
        Some((written.map(|()| text.into()), self))
    }

    async fn lines(&mut self, text: &mut Vec<u8>) -> Result<(), Broken> {
        let Some(filter) = self.filter.take() else {
            return Ok(());
        };
        let (asked, after) = (filter.clone(), self.after);
        let (today, _) = today_in_the_capital(self.desk.visit.now);
        let read = self.desk.visit.app.database.read(move |connection| {
            let page = journal::store::list(connection, &asked, after, AT_ONCE)?;
            let names = store::names_in(connection, &page.items, today)?;
            Ok::<_, Broken>((page, names))
        });
        let (page, names) = read.await?;
        let speech = self.desk.visit.speech();
        for line in &page.items {
            write(text, cells(speech, line, &names))?;
        }
        self.after = page.next;
        self.filter = page.next.map(|_| filter);
        Ok(())
    }
}

fn cells(speech: Speech<'_>, line: &Line, names: &Names) -> [String; 14] {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let cells = [
        line.place.to_string(),
        line.id.to_string(),
        line.at.utc().to_rfc3339_opts(SecondsFormat::Micros, true),
        line.actor.clone(),
        words::actor(speech, line, names),
        line.act.clone(),
        words::act(speech, &line.act),
        line.object_kind.clone(),
        line.object_id.to_string(),
        words::object(speech, line, names),
        line.body_id
            .map(|body| body.to_string())
            .unwrap_or_default(),
        text(&line.before),
        text(&line.after),
        text(&line.calendar_version),
    ];
    cells.map(no_formula)
}

fn write(text: &mut Vec<u8>, cells: [String; 14]) -> Result<(), Broken> {
    let mut table = csv::Writer::from_writer(text);
    table
        .write_record(cells)
        .and_then(|()| Ok(table.flush()?))
        .map_err(|error| Broken::Data(error.to_string()))
}
