//! `/demo/mail`: the letters of the demonstration, which are kept and not sent. Anywhere else there is no such
//! page.

use std::io;

use actix_web::http::header::{ContentDisposition, DispositionParam, DispositionType};
use actix_web::web::{self, Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;

use super::kept::{Folder, Kept};
use super::views;
use crate::app::Mode;
use crate::database::Broken;
use crate::web::headers::private;
use crate::web::{Problem, Visit};

/// Letters on one page.
const LETTERS: usize = 30;

/// Mounts the pages.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/demo/mail", web::get().to(list))
        .route("/demo/mail/{number}.eml", web::get().to(message));
}

#[derive(Deserialize)]
struct Wish {
    /// Letters before this number.
    before: Option<u32>,
}

/// Some letters, the latest first, and whether there are earlier ones.
pub(super) struct Shelf {
    pub letters: Vec<(u32, Kept)>,
    pub earlier: bool,
}

async fn list(
    request: HttpRequest,
    visit: Visit,
    wish: Query<Wish>,
) -> Result<HttpResponse, Problem> {
    private(&request);
    let folder = folder_of(&visit)?;
    let before = wish.before;
    let shelf = off_the_async_threads(move || shelf(&folder, before)).await?;
    Ok(HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .body(views::letters(&visit, &shelf).into_string()))
}

fn shelf(folder: &Folder, before: Option<u32>) -> io::Result<Shelf> {
    let mut numbers = folder.numbers()?;
    numbers.retain(|number| before.is_none_or(|before| *number < before));
    let earlier = numbers.len() > LETTERS;
    numbers.truncate(LETTERS);
    let mut letters = Vec::with_capacity(numbers.len());
    for number in numbers {
        letters.extend(folder.read(number)?.map(|kept| (number, kept)));
    }
    Ok(Shelf { letters, earlier })
}

async fn message(
    request: HttpRequest,
    visit: Visit,
    number: Path<u32>,
) -> Result<HttpResponse, Problem> {
    private(&request);
    let (folder, number) = (folder_of(&visit)?, number.into_inner());
    let message = off_the_async_threads(move || folder.message(number)).await?;
    let message = message.ok_or(Problem::NotFound)?;
    let name = DispositionParam::Filename(format!("{number:04}.eml"));
    Ok(HttpResponse::Ok()
        .content_type("message/rfc822")
        .insert_header(ContentDisposition {
            disposition: DispositionType::Attachment,
            parameters: vec![name],
        })
        .body(message))
}

fn folder_of(visit: &Visit) -> Result<Folder, Problem> {
    match visit.app.mode {
        Mode::Demo => Ok(Folder::at(visit.app.settings.mail.folder.clone())),
        Mode::Office => Err(Problem::NotFound),
    }
}

async fn off_the_async_threads<T: Send + 'static>(
    reading: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> Result<T, Problem> {
    let read = web::block(reading).await.map_err(|_| Broken::Panicked)?;
    read.map_err(|error| Problem::Broken(Broken::Data(format!("mail.folder: {error}"))))
}
