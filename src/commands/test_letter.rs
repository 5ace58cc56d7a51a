//! `test-letter`: one letter at once, past the outbox, to see whether the way out is open.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use tokio::time::Instant;

use super::Failure;
use super::opening::{Opening, open, start_log};
use crate::app::App;
use crate::database::Id;
use crate::language::Language;
use crate::outbox::message::{Addressed, Ready, Sender};
use crate::outbox::post::{Gone, Post, Trouble, Turns};
use crate::outbox::{Content, Part, Said};

/// How long a letter may take; each step has its own, shorter time (`mail.timeout_seconds`).
const PATIENCE: Duration = Duration::from_hours(1);

/// What stands behind `test-letter`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// To whom
    #[arg(value_name = "ADDRESS")]
    address: String,
    /// Settings that override the defaults
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// Sends the letter and says what became of it.
///
/// # Errors
/// Why it could not be sent: a setting, the address, or what the relay answered.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let opening = Opening::from_environment(arguments.config.as_deref())?;
    start_log(&opening.settings)?;
    let app = open(opening)?;
    let sender = Sender::of(&app).map_err(Failure::work)?;
    let mail = &app.settings.mail;
    let mut post = Post::open(mail, sender.host()).map_err(Failure::work)?;
    let ready = letter(&app, &sender, &arguments.address).map_err(Failure::work)?;
    let gone = actix_web::rt::System::new().block_on(async {
        let until = Instant::now() + PATIENCE;
        let gone = post.send(ready, &Turns::of(mail), until).await;
        post.close().await;
        gone
    });
    match gone.map_err(Trouble::into_reason).map_err(Failure::work)? {
        Gone::Sent => println!("the relay took the letter for {}", arguments.address),
        Gone::Kept(number) => {
            let folder = app.settings.mail.folder.display();
            println!(
                "kept as {folder}/{number:04}.eml; nothing is sent with mail.transport \"folder\""
            );
        }
    }
    Ok(())
}

/// The same words in every language: nobody knows who reads it.
fn letter(app: &App, sender: &Sender, recipient: &str) -> Result<Ready, String> {
    let heading = app.speech(Language::Kk).t("letter-trial-heading");
    let mut content = Content::new(Language::Kk, heading.clone(), heading);
    for language in Language::ALL {
        let text = app.speech(language).t("letter-trial");
        content.parts.push(Part::Paragraph(Said { text, language }));
    }
    content.sign(app);
    let addressed = Addressed {
        id: Id::new(),
        recipient,
        thread: None,
        at: app.now(),
        trace: None,
    };
    sender.ready(addressed, &content)
}
