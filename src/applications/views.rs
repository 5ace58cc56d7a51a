//! What applicants see.

use maud::{Markup, PreEscaped, html};
use qrcode::{Color, QrCode};

use super::consent::Consent;
use super::reading::{Mine, Occasion};
use super::record::{Application, Hall, Need};
use super::refusal::{Refusal, bar_in_words};
use super::submission::{Sent, Value};
use crate::args;
use crate::language::Speech;
use crate::law::admission::Bar;
use crate::law::application_course::ApplicationState;
use crate::web::Visit;
use crate::web::form::{Checkbox, TextField, fault_of, fault_summary};
use crate::web::layout::{self, Head, translated};
use crate::web::problem::FieldFault;

/// A form as it was typed, to be shown again with nothing lost.
pub struct Typed<'a> {
    /// The one-time key.
    pub form_key: String,
    /// The fields.
    pub sent: Sent,
    /// What is wrong with them.
    pub faults: Vec<FieldFault>,
    /// A refusal that the person can mend by changing something.
    pub notice: Option<&'a Refusal>,
}

impl Typed<'_> {
    /// A form that nobody has touched.
    #[must_use]
    pub fn empty(form_key: String) -> Self {
        Self {
            form_key,
            sent: Sent::new(),
            faults: Vec::new(),
            notice: None,
        }
    }

    fn text(&self, field: &str) -> &str {
        match self.sent.get(field) {
            Some(Value::Text(text)) => text,
            _ => "",
        }
    }

    fn ticked(&self, field: &str, value: &str) -> bool {
        match self.sent.get(field) {
            Some(Value::Text(text)) => text == value,
            Some(Value::List(list)) => list.iter().any(|one| one == value),
            _ => false,
        }
    }
}

/// The form of 605-9.2: the closed list, the needs with their own consent, the consent, and nothing more.
#[must_use]
pub fn form(visit: &Visit, occasion: &Occasion, consent: &Consent, typed: &Typed<'_>) -> Markup {
    let speech = visit.speech();
    let title = speech.t("apply-title");
    let shown_title = if typed.faults.is_empty() {
        title.clone()
    } else {
        speech.tf("fault-title", &args! { "title" => title.as_str() })
    };
    let cutoff = speech.until(
        occasion
            .session
            .zone
            .local(occasion.clocks.apply_before.utc()),
    );
    let content = html! {
        (summary_of_faults(speech, typed))
        h1 { (title) }
        (occasion_card(visit, occasion))
        p { (speech.tf("cutoff-info", &args! { "datetime" => cutoff })) }
        p.hint { (speech.t("cutoff-basis")) }
        form method="post" action=(format!("/{}/sessions/{}/apply", visit.language.code(), occasion.session.id)) novalidate {
            input type="hidden" name="form_key" value=(typed.form_key);
            fieldset {
                legend { h2 { (speech.t("apply-who")) } }
                @for (name, autocomplete) in [("surname", "family-name"), ("given_name", "given-name"), ("patronymic", "additional-name")] {
                    (text_field(speech, typed, name, "text", autocomplete, None, name == "patronymic"))
                }
                (text_field(speech, typed, "birth_year", "text", "bday-year", Some("numeric"), false))
            }
            fieldset {
                legend { h2 { (speech.t("apply-contact")) } }
                p.hint { (speech.t("apply-contact-hint")) }
                (text_field(speech, typed, "email", "email", "email", None, false))
                (text_field(speech, typed, "phone", "tel", "tel", None, false))
            }
            (needs(speech, typed))
            (consent_block(visit, occasion, consent, typed))
            button type="submit" { (speech.t("apply-send")) }
        }
    };
    layout::page(visit, &Head::titled(shown_title), &content)
}

fn summary_of_faults(speech: Speech<'_>, typed: &Typed<'_>) -> Markup {
    let notice = match typed.notice {
        Some(Refusal::AlreadyApplied) => Some("already-applied"),
        Some(Refusal::KeyReused) => Some("form-sent-before"),
        _ => None,
    };
    html! {
        @if let Some(notice) = notice {
            div.notice role="alert" tabindex="-1" autofocus { p { (speech.t(notice)) } }
        }
        (fault_summary(speech, &typed.faults))
    }
}

fn text_field(
    speech: Speech<'_>,
    typed: &Typed<'_>,
    name: &str,
    kind: &str,
    autocomplete: &str,
    inputmode: Option<&str>,
    optional: bool,
) -> Markup {
    let key = name.replace('_', "-");
    let hint = (name == "birth_year").then(|| speech.t("field-birth-year-hint"));
    let label = speech.t(&format!("field-{key}"));
    TextField {
        name,
        label,
        hint,
        value: typed.text(name),
        kind,
        autocomplete,
        inputmode,
        optional,
    }
    .show(speech, &typed.faults)
}

fn needs(speech: Speech<'_>, typed: &Typed<'_>) -> Markup {
    html! {
        fieldset {
            legend { h2 { (speech.t("apply-needs")) " " span.optional { (speech.t("form-optional")) } } }
            p.hint { (speech.t("apply-needs-hint")) }
            @for need in Need::ALL {
                (Checkbox {
                    name: "needs",
                    value: need.as_str(),
                    label: html! { (speech.t(&need_key(*need))) },
                    ticked: typed.ticked("needs", need.as_str()),
                }.show(&typed.faults))
            }
            (Checkbox {
                name: "needs_consent",
                value: "true",
                label: html! { (speech.t("apply-needs-consent")) },
                ticked: typed.ticked("needs_consent", "true"),
            }.show(&typed.faults))
        }
    }
}

fn need_key(need: Need) -> String {
    format!("need-{}", need.as_str().replace('_', "-"))
}

fn consent_block(
    visit: &Visit,
    occasion: &Occasion,
    consent: &Consent,
    typed: &Typed<'_>,
) -> Markup {
    let speech = visit.speech();
    let (name, _) = occasion.body_name.in_language(visit.language);
    let operator = match &occasion.body.bin {
        Some(bin) => speech.tf(
            "consent-operator-with-bin",
            &args! { "name" => name, "bin" => bin.as_str() },
        ),
        None => name.to_owned(),
    };
    let (title, _) = occasion.session.title.in_language(visit.language);
    let contact = &occasion.session.contact;
    let reach = format!("{}, {}, {}", contact.name, contact.phone, contact.email);
    html! {
        fieldset {
            legend { h2 { (speech.t("consent-title")) } }
            ul.consent { @for line in consent.lines(speech, &operator, title, &reach) { li { (line) } } }
            (Checkbox {
                name: "consent",
                value: "true",
                label: html! { (speech.t("consent-tick")) },
                ticked: typed.ticked("consent", "true"),
            }.show(&typed.faults))
            @if fault_of(&typed.faults, "consent").is_some() { p.hint { (speech.t("consent-why")) } }
        }
    }
}

/// What, when, where: at the head of every page of an applicant.
fn occasion_card(visit: &Visit, occasion: &Occasion) -> Markup {
    let speech = visit.speech();
    let session = &occasion.session;
    let start = session.starts_at.utc();
    html! {
        dl.facts {
            dt { (speech.t("fact-session")) }
            dd {
                a href=(format!("/{}/sessions/{}", visit.language.code(), session.id)) {
                    (translated(visit.language, &session.title))
                }
            }
            dt { (speech.t("label-body")) } dd { (translated(visit.language, &occasion.body_name)) }
            dt { (speech.t("label-start")) }
            dd {
                time datetime=(session.zone.rfc3339(start)) {
                    (speech.date_time_with_weekday(session.zone.local(start)))
                }
                " (" (speech.zone_label(session.zone.0, start)) ")"
            }
            @if let Some(place) = &session.place {
                dt { (speech.t("label-place")) } dd { (translated(visit.language, place)) }
            }
        }
    }
}

/// Why nobody can apply, and what to do instead.
#[must_use]
pub fn barred(visit: &Visit, occasion: &Occasion, bar: &Bar) -> Markup {
    let speech = visit.speech();
    let session = &occasion.session;
    let why = bar_in_words(speech, bar, session.broadcast_url.as_deref(), session.zone);
    let content = html! {
        h1 { (speech.t("apply-title")) }
        div.notice { p { (why) } p.hint { (speech.t(&bar.paragraph().key())) } }
        (occasion_card(visit, occasion))
        (watch(speech, occasion))
        p { (speech.tf("ask-responsible", &args! {
            "name" => session.contact.name.as_str(),
            "phone" => session.contact.phone.as_str(),
            "email" => session.contact.email.as_str(),
        })) }
        p { a href=(format!("/{}/", visit.language.code())) { (speech.t("other-sessions")) } }
    };
    layout::page(visit, &Head::titled(speech.t("apply-title")), &content)
}

fn watch(speech: Speech<'_>, occasion: &Occasion) -> Markup {
    html! {
        @if let Some(url) = &occasion.session.broadcast_url {
            p { (speech.t("watch-needs-no-application")) " " a href=(url) rel="noreferrer" { (speech.t("button-watch")) } }
        }
    }
}

/// The applicant's own page.
#[must_use]
pub fn receipt(visit: &Visit, mine: &Mine) -> Markup {
    let speech = visit.speech();
    let (application, occasion) = (&mine.application, &mine.occasion);
    let zone = occasion.session.zone;
    let received = speech.date_time(zone.local(application.received_at.utc()));
    let content = html! {
        h1 { (speech.t("application-title")) }
        (state(speech, mine))
        p { (speech.tf("app-received", &args! { "no" => application.number.as_str(), "datetime" => received })) }
        (occasion_card(visit, occasion))
        @if has_seat(application) {
            (pass_card(visit, application))
            p { (speech.t("entry-note")) }
            @if let Some(access) = &occasion.session.venue_access { p { (translated(visit.language, access)) } }
            p { a href=(format!("/sessions/{}.ics?lang={}", occasion.session.id, visit.language.code())) { (speech.t("button-calendar-add")) } }
        }
        (watch(speech, occasion))
        @if withdrawable(application) {
            p { a.button-quiet href=(format!("/{}/applications/{}/withdraw", visit.language.code(), application.secret)) { (speech.t("withdraw-application")) } }
            p.hint { (speech.t("keep-this-address")) }
        }
    };
    layout::page(
        visit,
        &Head::titled(speech.t("application-title")),
        &content,
    )
}

fn has_seat(application: &Application) -> bool {
    application.hall.is_some()
}

fn withdrawable(application: &Application) -> bool {
    application
        .state
        .allows(crate::law::application_course::ApplicationAct::Withdraw)
}

/// The state in a sentence; waiting never looks like being seated.
fn state(speech: Speech<'_>, mine: &Mine) -> Markup {
    let session = &mine.occasion.session;
    let start = session.zone.local(session.starts_at.utc());
    let place = |place: Option<&crate::language::Multilingual>| {
        place
            .map(|place| place.in_language(speech.language()).0.to_owned())
            .unwrap_or_default()
    };
    let main = place(session.place.as_deref());
    let sentence = match (mine.application.state, mine.application.hall) {
        (ApplicationState::Waiting, _) => speech.tf(
            "app-waiting",
            &args! { "n" => mine.queue_place.unwrap_or(1) },
        ),
        (ApplicationState::Withdrawn, _) => speech.t("app-withdrawn"),
        (ApplicationState::MovedOnline, _) => speech.t("app-moved-online"),
        (ApplicationState::Refused, _) => speech.t("app-refused"),
        (ApplicationState::Incomplete, _) => speech.t("app-incomplete-here"),
        (_, Some(Hall::Overflow)) => {
            let overflow = place(mine.occasion.seating.overflow_place.as_deref());
            speech.tf(
                "app-overflow",
                &args! { "place" => if overflow.is_empty() { main } else { overflow } },
            )
        }
        (_, _) => {
            let time = crate::language::clock_time(start.time());
            speech.tf("app-seat", &args! { "place" => main, "time" => time })
        }
    };
    let kind = match mine.application.state {
        ApplicationState::Waiting => "state-waiting",
        ApplicationState::Withdrawn | ApplicationState::Refused => "state-over",
        _ => "state-good",
    };
    html! { p class=(format!("state {kind}")) { strong { (state_word(speech, mine.application.state)) } " " (sentence) } }
}

fn state_word(speech: Speech<'_>, state: ApplicationState) -> String {
    speech.t(&format!(
        "application-state-{}",
        state.as_str().replace('_', "-")
    ))
}

/// The pass: number, seat, and a code for the guard's camera that shows nothing of the person.
fn pass_card(visit: &Visit, application: &Application) -> Markup {
    let speech = visit.speech();
    let address = visit.url(&format!(
        "/{}/passes/{}",
        application.language.code(),
        application.pass
    ));
    html! {
        section.pass aria-labelledby="pass-title" {
            h2 id="pass-title" { (speech.t("pass-title")) }
            p.pass-number { (application.number) }
            (qr(&address, &speech.t("pass-picture")))
            p.hint { (speech.t("pass-hint")) }
        }
    }
}

/// What a scanned pass shows: that it is valid, for what, and nothing of the person.
#[must_use]
pub fn pass(visit: &Visit, application: &Application, occasion: &Occasion) -> Markup {
    let speech = visit.speech();
    let sentence = if has_seat(application) {
        "pass-valid"
    } else {
        "pass-void"
    };
    let content = html! {
        h1 { (speech.t("pass-title")) }
        p.state { strong { (speech.t(sentence)) } }
        p.pass-number { (application.number) }
        p { (state_word(speech, application.state)) }
        (occasion_card(visit, occasion))
    };
    layout::page(visit, &Head::titled(speech.t("pass-title")), &content)
}

/// The first step of withdrawing: what it means.
#[must_use]
pub fn ask_withdrawal(visit: &Visit, mine: &Mine) -> Markup {
    let speech = visit.speech();
    let own = format!(
        "/{}/applications/{}",
        visit.language.code(),
        mine.application.secret
    );
    let content = html! {
        h1 { (speech.t("withdraw-application")) }
        (occasion_card(visit, &mine.occasion))
        @if withdrawable(&mine.application) {
            p { (speech.t("withdraw-means")) }
            form method="post" action=(format!("{own}/withdraw")) {
                button.button-warning type="submit" { (speech.t("withdraw-confirm")) }
            }
        } @else {
            p { (speech.t("application-not-changeable")) }
        }
        p { a href=(own) { (speech.t("back-to-application")) } }
    };
    layout::page(
        visit,
        &Head::titled(speech.t("withdraw-application")),
        &content,
    )
}

/// A QR code as one path; nothing where the address is too long for one, which ours are not.
fn qr(address: &str, name: &str) -> Markup {
    let Ok(code) = QrCode::new(address.as_bytes()) else {
        return html! {};
    };
    let width = code.width();
    let dark = code
        .to_colors()
        .into_iter()
        .enumerate()
        .filter(|(_, color)| *color == Color::Dark);
    let path: String = dark
        .map(|(at, _)| format!("M{} {}h1v1h-1z", at % width + 4, at / width + 4))
        .collect();
    let size = width + 8;
    html! {
        svg.qr role="img" aria-label=(name) viewBox=(format!("0 0 {size} {size}")) shape-rendering="crispEdges" {
            (PreEscaped(format!("<rect width=\"{size}\" height=\"{size}\" fill=\"#fff\"/><path d=\"{path}\" fill=\"#000\"/>")))
        }
    }
}
