//! The people of the demonstration: one a role. Whoever looks around becomes one of them by one click, without a
//! password; in an office there is no such way in.

use crate::web::desk::Role;

/// Account, name and role of each; the account is the beginning of the e-mail.
pub const PEOPLE: [(&str, &str, Role); 6] = [
    ("admin", "Әлихан Мұратов", Role::SystemAdmin),
    ("body-admin", "Гүлнар Оспанова", Role::BodyAdmin),
    ("secretary", "Айгерім Сәбитова", Role::Secretary),
    ("moderator", "Дәурен Қалиев", Role::Moderator),
    ("guard", "Серік Ахметов", Role::Guard),
    ("supervisor", "Мария Ким", Role::Supervisor),
];

/// Where the button of a role leads.
pub const ENTER: &str = "/desk/sign-in/demo";

/// The e-mail of an account.
#[must_use]
pub fn email(account: &str) -> String {
    format!("{account}@demo.example")
}

/// The e-mail of whoever has this role.
#[must_use]
pub fn email_of(role: &str) -> Option<String> {
    let mut people = PEOPLE.iter();
    let found = people.find(|(_, _, one)| one.as_str() == role);
    found.map(|(account, _, _)| email(account))
}
