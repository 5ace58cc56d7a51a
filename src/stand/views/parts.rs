//! What screen and sheet both say of a session, in one language at a time.

use chrono::NaiveDate;
use maud::{Markup, html};

use crate::args;
use crate::language::{Language, Multilingual};
use crate::law::admission::{Bar, Verdict};
use crate::law::session_course::{Access, SessionStatus};
use crate::sessions::card::SessionCard;
use crate::sessions::record::Contact;
use crate::sessions::views::{closing, status_badge};
use crate::sessions::{course_words, emergency_words, sittings_words};
use crate::web::Visit;
use crate::web::signs::{self, Tone};

/// The languages of a stand, Kazakh first.
pub const LANGUAGES: [Language; 2] = [Language::Kk, Language::Ru];

/// A visit as if in another language.
pub fn in_language(visit: &Visit, language: Language) -> Visit {
    Visit {
        language,
        ..visit.clone()
    }
}

/// The same in both languages, each part marked with its own.
pub fn both(visit: &Visit, say: impl Fn(&Visit) -> Markup) -> Markup {
    html! {
        @for language in LANGUAGES {
            div.tongue lang=(language.code()) { (say(&in_language(visit, language))) }
        }
    }
}

/// The same within a line.
pub fn both_words(visit: &Visit, say: impl Fn(&Visit) -> String) -> Markup {
    html! {
        @for language in LANGUAGES {
            span.tongue lang=(language.code()) { (say(&in_language(visit, language))) }
            " "
        }
    }
}

/// A text of the body in both languages, no longer than `most` letters each.
pub fn text(words: &Multilingual, most: usize) -> Markup {
    html! {
        @for language in LANGUAGES {
            @let (said, really) = words.in_language(language);
            span.tongue lang=(really.code()) { (shortened(said, most)) }
            " "
        }
    }
}

/// The beginning of a long text, up to the end of a word where there is one near.
pub fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most.saturating_sub(1)).collect();
    let whole = cut.rsplit_once(' ').map_or("", |(before, _)| before);
    let near = whole.chars().count().saturating_mul(3) > most.saturating_mul(2);
    let kept = if near { whole } else { cut.as_str() };
    format!("{}…", kept.trim_end_matches([' ', ',', ';', ':']))
}

/// A day as one sees at a glance how near it is.
pub fn day(visit: &Visit, day: NaiveDate, today: NaiveDate) -> Markup {
    let speech = visit.speech();
    let near = if day == today {
        Some("day-today")
    } else if Some(day) == today.succ_opt() {
        Some("day-tomorrow")
    } else {
        None
    };
    html! {
        @if let Some(near) = near { strong.stand-near { (speech.t(near)) } " " }
        (speech.day_and_month_with_weekday(day))
    }
}

/// Its status in a word, where it is not the usual one.
pub fn status(visit: &Visit, card: &SessionCard) -> Markup {
    let shown = matches!(
        card.status,
        SessionStatus::Live | SessionStatus::Cancelled | SessionStatus::Postponed
    );
    html! {
        @if shown { p.badges { (status_badge(visit.speech(), card.status)) } }
    }
}

/// What must be known before anything else: that it goes on, was moved, called off, sent online, or is closed.
pub fn notices(visit: &Visit, card: &SessionCard) -> Markup {
    let speech = visit.speech();
    let session = &card.session;
    html! {
        (course_words::notice(speech, session, card.status))
        @if let Some(line) = emergency_words::line(speech, card) { (signs::notice(Tone::Bad, line)) }
        (sittings_words::notice(speech, session, card.status, visit.now))
        (closing::notice(visit, card))
    }
}

/// Whether people can still come to it, or watch it.
fn is_open(card: &SessionCard) -> bool {
    let over = matches!(card.status, SessionStatus::Cancelled | SessionStatus::Held);
    card.session.access == Access::Open && !over
}

/// Where and how it is held, and how many can come.
pub fn facts(visit: &Visit, card: &SessionCard, longest: usize) -> Markup {
    let speech = visit.speech();
    let session = &card.session;
    let hall = session.format.has_hall() && is_open(card) && card.seating.capacity > 0;
    html! {
        (sittings_words::facts(speech, session))
        @if let Some(place) = &session.place {
            @let (said, really) = place.in_language(visit.language);
            dt.stand-plain { (speech.t("label-place")) }
            dd lang=(really.code()) { (shortened(said, longest)) }
        }
        dt.stand-plain { (speech.t("format")) }
        dd {
            (speech.t(&format!("format-{}", session.format)))
            @if hall { ". " (speech.tf("stand-seats", &args! { "n" => card.seating.capacity })) }
        }
    }
}

/// Until when to apply to come, and that watching needs no application.
pub fn taking_part(visit: &Visit, card: &SessionCard) -> Markup {
    let speech = visit.speech();
    let session = &card.session;
    html! {
        @match &card.admission {
            Verdict::Open(clock) => {
                @let until = speech.until_this_year(session.zone.local(clock.before));
                p { strong { (speech.tf("stand-apply-until", &args! { "datetime" => until })) } }
            }
            Verdict::Barred(Bar::CutoffPassed(_)) => { p { (speech.t("stand-apply-over")) } }
            Verdict::Barred(_) => {}
        }
        @if session.format.has_broadcast() && is_open(card) {
            p { (speech.t("watch-needs-no-application")) }
        }
    }
}

/// Whom to ask, as a row of a list of facts.
pub fn to_ask(visit: &Visit, contact: &Contact) -> Markup {
    html! {
        dt { (visit.speech().t("stand-responsible")) }
        dd { (contact.name) ", " span.stand-phone { (contact.phone) } }
    }
}

/// Who answers for it: the name once, the position in both languages.
pub fn responsible(visit: &Visit, contact: &Contact) -> Markup {
    html! {
        p.stand-label { (both_words(visit, |visit| visit.speech().t("label-responsible-person"))) }
        p { strong { (contact.name) } }
        p.stand-position { (text(&contact.position, 120)) }
        p.stand-phone { (contact.phone) }
        p { (contact.email) }
    }
}

/// The body, and what this is: the page's one heading.
pub fn whose(name: &Multilingual) -> Markup {
    html! {
        h1.stand-whose { (text(name, 160)) }
    }
}

/// A title in the language of a column.
pub fn title(visit: &Visit, words: &Multilingual, most: usize) -> Markup {
    let (said, really) = words.in_language(visit.language);
    let cut = shortened(said, most);
    html! {
        @if really == visit.language { (cut) } @else { span lang=(really.code()) { (cut) } }
    }
}

/// The address of a page in Kazakh, with which a stand begins; from there the other languages are one press away.
pub fn address(visit: &Visit, path: &str) -> String {
    visit.url(&format!("/{}{path}", Language::Kk.code()))
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn a_long_text_ends_with_a_word() {
        assert_eq!(shortened("Су үнемдеу туралы", 40), "Су үнемдеу туралы");
        assert_eq!(shortened("Су үнемдеу, орман туралы", 16), "Су үнемдеу…");
        assert_eq!(shortened("Аааааааааааааааааааа", 6), "Ааааа…");
        assert_eq!(shortened("Қ Аааааааааааааааааааа", 8), "Қ Ааааа…");
    }
}
