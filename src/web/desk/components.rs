//! `/desk/components`: every component of the pages in all its forms, each with the name of its function. Whoever writes
//! a page looks here first; whoever changes a style sees here what it does.

use actix_web::HttpResponse;
use maud::{Markup, html};

use super::tables::{BoxName, table_box, table_head};
use super::{Right, Section, SignedIn, Ways, page, shown};
use crate::language::{Language, Speech};
use crate::web::Problem;
use crate::web::form::{Checkbox, Choice, Select, TextField, fault_summary};
use crate::web::problem::FieldFault;
use crate::web::signs::{self, Tone, When};
use crate::web::text_area::TextArea;

/// The address of this page.
pub fn routes(ways: &mut Ways<'_>) {
    ways.get("/desk/components", Right::Desk, components);
}

async fn components(desk: SignedIn) -> Result<HttpResponse, Problem> {
    let speech = desk.visit.speech();
    let title = speech.t("components-title");
    let content = html! {
        h1 { (title) }
        p.lead { (speech.t("components-about")) }
        (colours(speech))
        (letters(speech))
        (buttons(speech))
        (fields(speech))
        (notices(speech))
        (small_signs(speech))
        (of_time(speech))
        (lists(speech))
    };
    Ok(shown(page(&desk, Section::Account, &title, &content)))
}

/// One group of components, with the functions that make them.
fn group(title: &str, made_by: &[&str], content: &Markup) -> Markup {
    html! {
        section.card {
            h2 { (title) }
            @if !made_by.is_empty() {
                p.hint { @for (place, name) in made_by.iter().enumerate() { @if place > 0 { ", " } code { (name) } } }
            }
            (content)
        }
    }
}

const COLOURS: [&str; 12] = [
    "paper",
    "sheet",
    "ink",
    "ink-soft",
    "line",
    "line-strong",
    "accent",
    "accent-wash",
    "good",
    "warn",
    "bad",
    "focus",
];

fn colours(speech: Speech<'_>) -> Markup {
    let content = html! {
        ul.swatches { @for name in COLOURS { li { span class=(format!("swatch swatch-{name}")) {} code { "--" (name) } } } }
    };
    group(&speech.t("components-colours"), &[], &content)
}

fn letters(speech: Speech<'_>) -> Markup {
    let content = html! {
        p.pass-number lang="kk" { "Аа Әә Бб Вв Гг Ғғ Дд Ее Ёё Жж Зз Ии Йй Кк Ққ Лл Мм Нн Ңң Оо Өө Пп Рр Сс Тт Уу Ұұ Үү \
            Фф Хх Һһ Цц Чч Шш Щщ Ъъ Ыы Іі Ьь Ээ Юю Яя" }
        p { "0123456789 № § ₸ « » – — …" }
        p.lead { (speech.t("components-sample")) }
        p { (speech.t("components-sample")) }
        p.hint { (speech.t("components-sample")) }
        p { a href="#content" { (speech.t("components-link")) } }
    };
    group(&speech.t("components-letters"), &[], &content)
}

fn buttons(speech: Speech<'_>) -> Markup {
    let word = speech.t("components-button");
    let content = html! {
        p.actions {
            button type="button" { (word) }
            button.button-quiet type="button" { (word) }
            button.button-warning type="button" { (word) }
            a.button href="#content" { (speech.t("components-link")) }
            a.button-quiet href="#content" { (speech.t("components-link")) }
        }
    };
    group(
        &speech.t("components-buttons"),
        &["button", "a.button"],
        &content,
    )
}

fn fields(speech: Speech<'_>) -> Markup {
    let word = speech.t("components-word");
    let fault = FieldFault {
        field: "wrong".to_owned(),
        code: "required",
        message: speech.t("components-fault"),
    };
    let faults = [fault];
    let line = |name| TextField {
        name,
        label: word.clone(),
        hint: Some(speech.t("components-hint")),
        value: "",
        kind: "text",
        autocomplete: "off",
        inputmode: None,
        optional: name == "plain",
    };
    let choice = Select {
        name: "choice",
        label: word.clone(),
        any: "–".to_owned(),
        options: vec![Choice {
            value: "1",
            text: (word.as_str(), speech.language()),
        }],
        chosen: "",
    };
    let text = TextArea {
        name: "text",
        label: word.clone(),
        hint: None,
        value: "",
        rows: 3,
        language: Some(Language::Kk),
        optional: false,
        focus: false,
    };
    let tick = Checkbox {
        name: "tick",
        value: "true",
        label: html! { (word) },
        ticked: true,
    };
    let content = html! {
        (line("plain").show(speech, &[]))
        (line("wrong").show(speech, &faults))
        (choice.show(speech, &[]))
        (text.show(speech, &[]))
        (tick.show(&[]))
        // Closed, so that it takes no focus here.
        details { summary { (speech.t("components-fault-summary")) } (fault_summary(speech, &faults)) }
    };
    let made_by = [
        "TextField",
        "Select",
        "TextArea",
        "Checkbox",
        "fault_summary",
    ];
    group(&speech.t("components-fields"), &made_by, &content)
}

fn notices(speech: Speech<'_>) -> Markup {
    let sample = speech.t("components-sample");
    let content = html! {
        @for tone in Tone::ALL { (signs::notice(tone, &sample)) }
        (signs::urgent("urgent-sample", html! {
            h3 id="urgent-sample" { (speech.t("components-urgent")) }
            p { (sample) }
        }))
        @for tone in [Tone::Good, Tone::Warn, Tone::Bad] { (signs::state(tone, speech.t("components-word"), &sample)) }
        (signs::empty(html! { p { (speech.t("components-empty")) } }))
    };
    let made_by = [
        "notice",
        "titled_notice",
        "told",
        "warned",
        "heard_first",
        "urgent",
        "state",
        "empty",
    ];
    group(&speech.t("components-notices"), &made_by, &content)
}

fn small_signs(speech: Speech<'_>) -> Markup {
    let word = speech.t("components-word");
    let content = html! {
        p.badges {
            @for tone in Tone::ALL { (signs::badge(tone, &word)) }
            (signs::badge_live(&word))
        }
        (signs::counts(html! {
            (signs::count(&word, 3, false))
            (signs::count(&word, 2, true))
        }))
    };
    group(
        &speech.t("components-signs"),
        &["badge", "badge_live", "counts", "count"],
        &content,
    )
}

fn of_time(speech: Speech<'_>) -> Markup {
    let sample = speech.t("components-sample");
    let step = |when, word: &str| {
        signs::step(
            when,
            speech.t("components-word"),
            html! { span.soft { (speech.t(word)) } },
            html! { p { (sample) } },
        )
    };
    let content = signs::timeline(html! {
        (step(When::Over, "clock-over"))
        (step(When::Next, "components-next"))
        (step(When::ToCome, "components-to-come"))
    });
    group(
        &speech.t("components-time"),
        &["timeline", "step"],
        &content,
    )
}

fn lists(speech: Speech<'_>) -> Markup {
    let word = speech.t("components-word");
    let title = speech.t("components-lists");
    let row = |number: u8| {
        html! {
            tr {
                th scope="row" { (word) " " (number) }
                td data-label=(word) { (number) }
                td data-label=(word) { (speech.t("components-sample")) }
            }
        }
    };
    let columns = ["components-word", "components-word", "components-word"];
    let content = html! {
        (signs::facts(html! { dt { (word) } dd { (speech.t("components-sample")) } dt { (word) } dd { "1" } }))
        table.cards { (table_head(speech, &columns)) tbody { (row(1)) (row(2)) } }
        (table_box(BoxName::Words(&title), &html! { table { (table_head(speech, &columns)) tbody { (row(3)) } } }))
    };
    group(
        &title,
        &["facts", "table.cards", "table_head", "table_box"],
        &content,
    )
}
