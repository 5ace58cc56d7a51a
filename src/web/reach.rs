//! How somebody is reached.

use maud::{Markup, html};

/// The telephone and the e-mail, each as a link that dials or writes.
#[must_use]
pub fn by(phone: Option<&str>, email: Option<&str>) -> Markup {
    html! {
        ul.plain-links {
            @if let Some(phone) = phone { li { a href=(format!("tel:{}", dialled(phone))) { (phone) } } }
            @if let Some(email) = email { li { a href=(format!("mailto:{email}")) { (email) } } }
        }
    }
}

/// A number without what people write into it to read it more easily.
fn dialled(phone: &str) -> String {
    phone
        .chars()
        .filter(|letter| letter.is_ascii_digit() || *letter == '+')
        .collect()
}
