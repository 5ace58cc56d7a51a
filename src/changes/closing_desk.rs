//! Closing a session, or items of it, at the desk: the form, what follows from it, and then the act. What article 6 names
//! is closed by nobody, and that it was tried is on record.

use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::web::Path;

use super::closing_views::{self, Page};
use super::{closing, closing_acts};
use crate::applications::store::reach::reached;
use crate::bodies;
use crate::bodies::record::Body;
use crate::database::{Broken, Id, Lane, Work};
use crate::journal::Actor;
use crate::law::closing::{may_close, may_open};
use crate::law::session_course::{Access, SessionStatus};
use crate::sessions::actions::{self, ClosingOrder, Refusal};
use crate::sessions::closing::record::{ClosedPart, Closing, Notice};
use crate::sessions::closing::words;
use crate::sessions::deadlines::Counting;
use crate::sessions::desk::closing_form::{self, Subject};
use crate::sessions::desk::{SEEN, closing_refused, seen, seen_field, since_changed};
use crate::sessions::desk_frame::opened_with_details;
use crate::sessions::now as present;
use crate::sessions::record::Session;
use crate::sessions::store::{self, Details};
use crate::web::Problem;
use crate::web::desk::{self, Difference, Fields, Right, Sent, SignedIn, Ways};
use crate::web::problem::FieldFault;

/// The addresses.
pub fn desk_routes(ways: &mut Ways<'_>) {
    let closing = "/desk/sessions/{session}/closing";
    ways.get(closing, Right::KeepSessions, ask);
    ways.post(closing, Right::KeepSessions, send);
    closing_acts::desk_routes(ways);
}

/// A session with all that is known of its closing.
pub(super) struct Case {
    pub(super) desk: SignedIn,
    pub(super) session: Session,
    pub(super) details: Details,
    /// The decisions that stand, in the order in which they were entered.
    pub(super) standing: Vec<Closing>,
    /// Those that stand no more, the last one first.
    pub(super) former: Vec<Closing>,
    /// Their notices, of the date that the session has.
    pub(super) notices: Vec<Notice>,
    pub(super) parts: Vec<ClosedPart>,
    pub(super) body: Body,
}

impl Case {
    pub(super) async fn open(desk: SignedIn, path: &str) -> Result<Self, Problem> {
        let (session, details) = opened_with_details(&desk, path, Right::KeepSessions).await?;
        let (id, body, starts_at) = (session.id, session.body_id, session.starts_at);
        let database = &desk.visit.app.database;
        let found = database.read(move |connection| {
            let standing = store::standing_of(connection, id)?;
            let former = store::former_closings(connection, id)?;
            let ids: Vec<_> = standing.iter().chain(&former).map(|one| one.id).collect();
            let mut notices = store::notices_of(connection, &ids)?;
            notices.retain(|notice| notice.starts_at == starts_at);
            let body = bodies::store::by_id(connection, body)?;
            let parts = store::closed_parts_of(connection, id)?;
            Ok::<_, Broken>((standing, former, notices, parts, body))
        });
        let (standing, former, notices, parts, body) = found.await?;
        Ok(Self {
            body: body.ok_or(Problem::NotFound)?,
            desk,
            session,
            details,
            standing,
            former,
            notices,
            parts,
        })
    }

    pub(super) fn subject(&self) -> Subject<'_> {
        Subject {
            session: &self.session,
            details: &self.details,
            by_maslikhat: self.body.body_type.closes_by_vote(),
            whole_possible: may_close(self.status(), true),
        }
    }

    /// The state it is in now.
    pub(super) fn status(&self) -> SessionStatus {
        present::status(&self.session, self.desk.visit.now)
    }

    /// Whether what is closed can be opened again.
    pub(super) fn may_reopen(&self) -> bool {
        may_open(self.status())
    }

    /// Whether a decision can be corrected by another in its place: what closes items of a session that is closed as a whole
    /// by another decision cannot, as it would take that one's place.
    pub(super) fn may_correct(&self, closing: &Closing) -> bool {
        let whole = self.session.access == Access::Closed;
        may_close(self.status(), false) && closing.whole == whole
    }

    /// Whether the vote of a decision can be entered, or corrected.
    pub(super) fn may_vote(&self, closing: &Closing) -> bool {
        may_open(self.status())
            && (closing.waits_for_its_vote() || self.body.body_type.closes_by_vote())
    }

    /// The form of a new decision, or of one that stands and is to be corrected, which the address names.
    fn to_begin_with(&self) -> Fields {
        let query = self.desk.visit.path_and_query.split_once('?');
        let query = query.map_or("", |(_, query)| query);
        let named = url::form_urlencoded::parse(query.as_bytes())
            .find_map(|(name, value)| Id::parse(&value).filter(|_| name == "decision"));
        let standing = self.standing.iter();
        let corrected = standing
            .filter(|one| self.may_correct(one))
            .find(|one| Some(one.id) == named);
        corrected.map_or_else(
            || closing_form::of_session(&self.session),
            |one| closing_form::of_decision(&self.session, one),
        )
    }

    /// What was typed into one of the small forms, and the large one as it is stored.
    pub(super) fn merged(&self, fields: &Fields) -> Fields {
        let mut all = closing_form::of_session(&self.session);
        for (name, value) in fields.iter() {
            all.add(name, value);
        }
        all
    }

    pub(super) fn page<'a>(&'a self, fields: &'a Fields, faults: &'a [FieldFault]) -> Page<'a> {
        Page {
            case: self,
            fields,
            faults,
            stale: &[],
        }
    }

    pub(super) fn again(&self, fields: &Fields, faults: &[FieldFault]) -> HttpResponse {
        desk::shown_again(closing_views::form(&self.page(fields, faults)))
    }

    /// The session is no longer the one that was looked at: it is shown as it stands, with what was typed.
    fn stale(&self, fields: Fields) -> HttpResponse {
        let speech = self.desk.visit.speech();
        let stale = vec![since_changed(speech, &self.session, &fields)];
        let mut fields = fields.without(&[SEEN]);
        fields.add(SEEN, seen_field(self.session.updated_at));
        self.both_states(&fields, &stale)
    }

    /// What was sent of a decision that stands no more, beside those that stand; where one alone `fits`, its form holds what
    /// was typed.
    pub(super) fn gone(&self, fields: &Fields, fits: impl Fn(&Closing) -> bool) -> HttpResponse {
        let speech = self.desk.visit.speech();
        let of_form = format!("{}-", fields.text("closing"));
        let typed = fields.iter().filter_map(|(name, value)| {
            let part = name.strip_prefix(&of_form)?;
            Some((part, value)).filter(|_| !value.trim().is_empty())
        });
        let typed: Vec<(&str, &str)> = typed.collect();
        let values: Vec<&str> = typed.iter().map(|(_, value)| *value).collect();
        let standing = self.standing.iter().map(|one| words::said(speech, one).1);
        let stale = Difference {
            label: speech.t("closing-group-decision"),
            yours: values.join("; "),
            theirs: standing.collect::<Vec<_>>().join("; "),
        };
        let mut all = closing_form::of_session(&self.session);
        let mut fitting = self.standing.iter().filter(|one| fits(one));
        if let (Some(one), None) = (fitting.next(), fitting.next()) {
            for (part, value) in typed {
                all.add(format!("{}-{part}", one.id), value);
            }
        }
        self.both_states(&all, &[stale])
    }

    fn both_states(&self, fields: &Fields, stale: &[Difference]) -> HttpResponse {
        let page = Page {
            stale,
            ..self.page(fields, &[])
        };
        desk::shown_stale(closing_views::form(&page))
    }

    pub(super) fn actor(&self) -> Actor {
        Actor::Staff(self.desk.person.id)
    }

    /// Where the pages of this stand.
    pub(super) fn address(&self) -> String {
        format!("/desk/sessions/{}/closing", self.session.id)
    }
}

async fn ask(desk: SignedIn, path: Path<String>) -> Result<HttpResponse, Problem> {
    let kept = desk.kept_fields().await?;
    let case = Case::open(desk, &path).await?;
    let fields = match kept {
        Some(kept) if kept.has(SEEN) => kept.without(&["act"]),
        Some(kept) => case.merged(&kept.without(&["act"])),
        None => case.to_begin_with(),
    };
    Ok(desk::shown(closing_views::form(&case.page(&fields, &[]))))
}

async fn send(sent: Sent, path: Path<String>) -> Result<HttpResponse, Problem> {
    let Sent { desk, fields } = sent;
    let case = Case::open(desk, &path).await?;
    let act = fields.text("act").to_owned();
    let fields = fields.without(&["act"]);
    if act == "edit" {
        return Ok(desk::shown(closing_views::form(&case.page(&fields, &[]))));
    }
    let speech = case.desk.visit.speech();
    let order = match closing_form::read(speech, &fields, &case.session) {
        Ok(order) => order,
        Err(faults) => return Ok(case.again(&fields, &faults)),
    };
    if seen(&fields) != case.session.updated_at {
        return Ok(case.stale(fields));
    }
    // What the act would say, before anything is asked of it.
    let of = (&case.session, &case.details);
    if let Err(refusal) = actions::may_close(&order, &case.body, of, case.desk.visit.now) {
        return refused(&case, &fields, refusal).await;
    }
    if act != "do" {
        return foresee(&case, &fields, &order).await;
    }
    let (app, now) = (Arc::clone(&case.desk.visit.app), case.desk.visit.now);
    let actor = case.actor();
    let whole = order.whole || case.session.access == Access::Closed;
    let wording = closing::wording(&app, &order, whole, &case.details.agenda);
    let database = &case.desk.visit.app.database;
    let done = database.write(Lane::Session(case.session.id), move |work| {
        let counting = Counting::in_act(work, &app)?;
        closing::close(work, now, &counting, &actor, (&order, &wording))
    });
    match done.await {
        Ok(_) => Ok(desk::see_done(&case.address(), "closing-closed")),
        Err(Refusal::Stale) => Ok(Case::open(case.desk, &path).await?.stale(fields)),
        Err(refusal) => refused(&case, &fields, refusal).await,
    }
}

async fn refused(case: &Case, fields: &Fields, refusal: Refusal) -> Result<HttpResponse, Problem> {
    let speech = case.desk.visit.speech();
    if let Refusal::NeverRestricted(hits) = &refusal {
        let faults = hits.iter().map(|topic| FieldFault {
            field: format!("topic-{topic}"),
            code: "never_restricted",
            message: closing_views::barred(speech, *topic),
        });
        let faults: Vec<FieldFault> = faults.collect();
        let (now, actor) = (case.desk.visit.now, case.actor());
        let (session, hits) = (case.session.clone(), hits.clone());
        let note = move |work: &mut Work| {
            actions::note_attempt(work, now, &actor, &session, &hits);
            Ok::<_, Broken>(())
        };
        case.desk.visit.app.database.write(Lane::Any, note).await?;
        return Ok(case.again(fields, &faults));
    }
    let faults = closing_refused(speech, refusal)?;
    Ok(case.again(fields, &faults))
}

/// What would follow, shown before it is done.
async fn foresee(
    case: &Case,
    fields: &Fields,
    order: &ClosingOrder,
) -> Result<HttpResponse, Problem> {
    let whole = order.whole || case.session.access == Access::Closed;
    let app = &case.desk.visit.app;
    let wording = closing::wording(app, order, whole, &case.details.agenda);
    let id = case.session.id;
    let reached = app
        .database
        .read(move |connection| reached(connection, id))
        .await?;
    let foreseen = closing_views::Foreseen {
        whole,
        wording: &wording,
        reached,
    };
    let page = closing_views::preview(&case.page(fields, &[]), &foreseen);
    Ok(desk::shown(page))
}
