//! Entering what came on paper, by post or by e-mail.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};

use super::entry_form::{self, Entered};
use super::entry_views::{self, Entry};
use crate::applications::actions::{self, Enter};
use crate::applications::consent::Consent;
use crate::applications::refusal::Refusal;
use crate::database::Lane;
use crate::law::admission::{Bar, NotOpen};
use crate::sessions::desk_frame::opened_with_details;
use crate::sessions::record::{Clocks, Session};
use crate::web::Problem;
use crate::web::desk::{self, Fields, Right, Sent, SignedIn};
use crate::web::tokens;

/// The form.
pub async fn form(desk: SignedIn, path: Path<String>) -> Result<HttpResponse, Problem> {
    let (session, details) = opened_with_details(&desk, &path, Right::Decide).await?;
    let mut fields = desk.kept_fields().await?.unwrap_or_default();
    if fields.given("form_key").is_none() {
        fields = with_new_key(fields);
    }
    let page = entry_views::page(&desk, &session, &details.clocks, &Entry::of(&fields));
    Ok(desk::shown(page))
}

/// The same for one more application.
fn with_new_key(fields: Fields) -> Fields {
    let mut fields = fields.without(&["form_key"]);
    fields.add("form_key", tokens::secret());
    fields
}

/// Enters it; what the law bars is asked about first, and recorded as refused if that is said.
pub async fn send(
    sent: Sent,
    path: Path<String>,
    consent: Data<Consent>,
) -> Result<HttpResponse, Problem> {
    let (session, details) = opened_with_details(&sent.desk, &path, Right::Decide).await?;
    let (speech, now) = (sent.desk.visit.speech(), sent.desk.visit.now);
    let read = entry_form::read(speech, &sent.fields, session.zone, now);
    let entered = match read {
        Ok(entered) => entered,
        Err(faults) => {
            let entry = Entry {
                faults: &faults,
                ..Entry::of(&sent.fields)
            };
            let page = entry_views::page(&sent.desk, &session, &details.clocks, &entry);
            return Ok(desk::shown_again(page));
        }
    };
    if entered.key.is_empty() {
        return barred(&sent, &session, &details.clocks, Refusal::KeyReused);
    }
    let order = order(&sent, &session, entered, &consent);
    let database = &sent.desk.visit.app.database;
    let done = database
        .write(Lane::Session(session.id), move |work| {
            actions::enter(work, now, &order)
        })
        .await;
    match done {
        Ok(receipt) => {
            let address = format!("/desk/applications/{}", receipt.application.id);
            Ok(desk::see_done(&address, "entered"))
        }
        Err(refusal) => barred(&sent, &session, &details.clocks, refusal),
    }
}

fn order(sent: &Sent, session: &Session, entered: Entered, consent: &Consent) -> Enter {
    let person = entered.person;
    Enter {
        session: session.id,
        channel: entered.channel,
        handed_in_at: entered.handed_in_at,
        arrived_at: entered.arrived_at,
        surname: person.surname,
        given_name: person.given_name,
        patronymic: person.patronymic,
        birth_year: person.birth_year,
        email: person.contacts.email,
        phone: person.contacts.phone,
        language: person.contacts.language,
        needs: person.needs,
        consent_version: consent.version.clone(),
        key: entered.key,
        record_refused: sent.fields.has("record_refused"),
        staff: sent.desk.person.id,
    }
}

fn barred(
    sent: &Sent,
    session: &Session,
    clocks: &Clocks,
    refusal: Refusal,
) -> Result<HttpResponse, Problem> {
    let desk = &sent.desk;
    let speech = desk.visit.speech();
    let mut fields: Fields = sent.fields.clone();
    let entry = match refusal {
        Refusal::Barred { bar, .. } => {
            let recordable = !matches!(
                bar,
                Bar::NotOpen(NotOpen::NotAnnounced | NotOpen::Cancelled)
            );
            Entry {
                barred: Some((bar, recordable)),
                ..Entry::of(&fields)
            }
        }
        Refusal::AlreadyApplied => Entry {
            notice: Some(speech.t("entry-already-applied")),
            ..Entry::of(&fields)
        },
        // The key of a form that was taken before is spent: the next person needs a new one.
        Refusal::KeyReused => {
            fields = with_new_key(fields);
            Entry {
                notice: Some(speech.t("entry-key-reused")),
                ..Entry::of(&fields)
            }
        }
        other => return Err(other.said(speech)),
    };
    let page = entry_views::page(desk, session, clocks, &entry);
    Ok(desk::shown_again(page))
}
