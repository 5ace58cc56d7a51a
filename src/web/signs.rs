//! The signs that pages are made of: notices, states, badges, facts, counts, empty lists. Each is one function here and
//! one block of style of the same name; `/desk/components` shows all of them. A tone never speaks alone: what it says
//! stands in the words too.

use maud::{Markup, Render, html};

/// What a sign says beside its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Nothing.
    Plain,
    /// This is what counts now.
    News,
    /// As it should be.
    Good,
    /// Look at this.
    Warn,
    /// Lost, refused, closed, late.
    Bad,
}

impl Tone {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Plain, Self::News, Self::Good, Self::Warn, Self::Bad];

    const fn word(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::News => "news",
            Self::Good => "good",
            Self::Warn => "warn",
            Self::Bad => "bad",
        }
    }

    /// `Good` where it is so, otherwise `Warn`.
    #[must_use]
    pub const fn good_if(good: bool) -> Self {
        if good { Self::Good } else { Self::Warn }
    }

    /// What is in time is good, what is late is bad.
    #[must_use]
    pub const fn in_time(in_time: bool) -> Self {
        if in_time { Self::Good } else { Self::Bad }
    }

    /// `Warn` where it is so, otherwise nothing.
    #[must_use]
    pub const fn warn_if(warn: bool) -> Self {
        if warn { Self::Warn } else { Self::Plain }
    }
}

/// The classes of a notice, for the few that a script shows later.
#[must_use]
pub fn notice_class(tone: Tone) -> String {
    format!("notice notice-{}", tone.word())
}

/// A box that says one thing.
#[must_use]
pub fn notice(tone: Tone, said: impl Render) -> Markup {
    html! { div class=(notice_class(tone)) { (said) } }
}

/// A notice with a heading of its own, which has this id.
#[must_use]
pub fn titled_notice(tone: Tone, title_id: &str, said: impl Render) -> Markup {
    html! { section class=(notice_class(tone)) aria-labelledby=(title_id) { (said) } }
}

/// What is read before anything else on a page, with a heading of its own.
#[must_use]
pub fn urgent(title_id: &str, said: impl Render) -> Markup {
    let class = format!("{} notice-urgent", notice_class(Tone::Bad));
    html! { section class=(class) aria-labelledby=(title_id) { (said) } }
}

/// A notice on what was just done: screen readers say it when there is time.
#[must_use]
pub fn told(tone: Tone, said: impl Render) -> Markup {
    html! { div class=(notice_class(tone)) role="status" { (said) } }
}

/// A notice on what went wrong: screen readers say it at once.
#[must_use]
pub fn warned(tone: Tone, said: impl Render) -> Markup {
    html! { div class=(notice_class(tone)) role="alert" { (said) } }
}

/// The same, taking the focus without a script; with the id of its heading, where it has one.
#[must_use]
pub fn heard_first(tone: Tone, title_id: Option<&str>, said: impl Render) -> Markup {
    html! {
        div class=(notice_class(tone)) role="alert" tabindex="-1" autofocus aria-labelledby=[title_id] { (said) }
    }
}

/// How something of one person stands: a word, and what it means.
#[must_use]
pub fn state(tone: Tone, word: impl Render, says: impl Render) -> Markup {
    html! { p class=(format!("state state-{}", tone.word())) { strong { (word) } " " (says) } }
}

/// How something stands, in a word or two.
#[must_use]
pub fn badge(tone: Tone, word: impl Render) -> Markup {
    html! { span class=(format!("badge badge-{}", tone.word())) { (word) } }
}

/// The badge of what goes on at this moment.
#[must_use]
pub fn badge_live(word: impl Render) -> Markup {
    html! { span.badge.badge-live { (word) } }
}

/// Names and values: `dt` and `dd` in turn.
#[must_use]
pub fn facts(rows: impl Render) -> Markup {
    html! { dl.facts { (rows) } }
}

/// Some numbers that are read first, made by [`count`].
#[must_use]
pub fn counts(all: impl Render) -> Markup {
    html! { dl.counts { (all) } }
}

/// One number with its name; `late` sets it apart.
#[must_use]
pub fn count(name: impl Render, number: impl Render, late: bool) -> Markup {
    html! { div.count-late[late] { dt { (name) } dd { (number) } } }
}

/// In the place of a list without entries: what that means, and what to do.
#[must_use]
pub fn empty(said: impl Render) -> Markup {
    html! { div.empty { (said) } }
}

/// Where a step of a [`timeline`] stands to the present.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// It is behind.
    Over,
    /// It is the first that is still to come.
    Next,
    /// It comes after that.
    ToCome,
}

/// Steps in the order of their time, made by [`step`].
#[must_use]
pub fn timeline(steps: impl Render) -> Markup {
    html! { ol.timeline { (steps) } }
}

/// One step: what happens, beside it how far off that is or how it went, below it what is to be known.
#[must_use]
pub fn step(when: When, title: impl Render, beside: impl Render, says: impl Render) -> Markup {
    let class = match when {
        When::Over => "step-over",
        When::Next => "step-next",
        When::ToCome => "step-to-come",
    };
    html! {
        li class=(class) {
            div.step-head { h3 { (title) } (beside) }
            (says)
        }
    }
}
