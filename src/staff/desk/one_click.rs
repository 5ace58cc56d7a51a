//! Signing in as one of the people of the demonstration, by one click.

use actix_web::web::{Bytes, Data};
use actix_web::{HttpRequest, HttpResponse};

use super::arriving::{Arriving, next_page};
use crate::app::Mode;
use crate::database::{Broken, Lane};
use crate::staff::{actions, demo, store};
use crate::web::desk::{self, Fields};
use crate::web::limits::Limits;
use crate::web::{Problem, Visit};

/// POST: in an office there is nothing here.
pub(super) async fn enter(
    request: HttpRequest,
    visit: Visit,
    limits: Data<Limits>,
    body: Bytes,
) -> Result<HttpResponse, Problem> {
    if visit.app.mode != Mode::Demo {
        return Err(Problem::NotFound);
    }
    let arriving = Arriving::with_form(&request, visit, &limits)?;
    let fields = Fields::decode(&body);
    let email = demo::email_of(fields.text("role")).ok_or(Problem::NotFound)?;
    let (database, now) = (&arriving.visit.app.database, arriving.visit.now);
    let beginning = arriving.beginning(None);
    let secret = beginning.secret.clone();
    let member = database
        .write(Lane::SigningIn, move |work| {
            let Some(member) = store::by_email(work.connection, &email)? else {
                return Ok::<_, Broken>(None);
            };
            let begun = actions::begin(work, now, &member, true, &beginning)?;
            Ok(begun.then_some(member))
        })
        .await?;
    let member = member.ok_or(Problem::Forbidden)?;
    let to = next_page(fields.text("next"));
    arriving.carrying(desk::see(&to), &secret, &member)
}
