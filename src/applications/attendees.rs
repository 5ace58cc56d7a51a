//! The attendee list of a session: for the guard at the door (605-11) without contacts, for the secretariat with
//! them. A table for people's own tools, so nothing in it is ever a formula.

use std::collections::BTreeMap;
use std::io::{self, Write};

use rust_xlsxwriter::{Format, Workbook, XlsxError};
use serde::Serialize;

use super::door::record::Entrant;
use super::record::Application;
use super::store;
use crate::database::{AnyConnection, Broken, Id};
use crate::language::Speech;
use crate::law::application_course::ApplicationState;
use crate::web::spreadsheet::{UTF_8_MARK, no_formula};

/// One person on the list, with its columns in their order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Attendee {
    number: String,
    surname: String,
    given_name: String,
    patronymic: Option<String>,
    birth_year: Option<i16>,
    state: ApplicationState,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    contacts: Option<Contacts>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Contacts {
    email: Option<String>,
    phone: Option<String>,
}

/// Who and what is wanted on the list.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted {
    /// Those who wait for a seat too.
    pub waiting: bool,
    /// E-mail and telephone too.
    pub contacts: bool,
}

const COLUMNS: [&str; 6] = [
    "number",
    "surname",
    "given_name",
    "patronymic",
    "birth_year",
    "state",
];

const CONTACT_COLUMNS: [&str; 2] = ["email", "phone"];

/// Who comes to a session, in order of receipt. Withdrawn and refused applications are on no list.
///
/// # Errors
/// [`Broken::Query`].
pub fn list(
    connection: &mut AnyConnection,
    session: Id,
    wanted: Wanted,
) -> Result<Vec<Attendee>, Broken> {
    let is_wanted = |state: &ApplicationState| {
        state.is_listed() || (wanted.waiting && *state == ApplicationState::Waiting)
    };
    let states: Vec<ApplicationState> = ApplicationState::ALL
        .iter()
        .copied()
        .filter(is_wanted)
        .collect();
    let applications = store::in_states(connection, session, &states)?;
    Ok(applications
        .into_iter()
        .map(|application| Attendee::of(application, wanted.contacts))
        .collect())
}

impl Attendee {
    fn of(application: Application, with_contacts: bool) -> Self {
        Self {
            number: application.number,
            surname: application.surname.unwrap_or_default(),
            given_name: application.given_name.unwrap_or_default(),
            patronymic: application.patronymic,
            birth_year: application.birth_year,
            state: application.state,
            contacts: with_contacts.then_some(Contacts {
                email: application.email,
                phone: application.phone,
            }),
        }
    }

    fn cells(&self, naming: &Naming) -> Vec<String> {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let mut cells = vec![
            self.number.clone(),
            self.surname.clone(),
            self.given_name.clone(),
            text(&self.patronymic),
            self.birth_year
                .map(|year| year.to_string())
                .unwrap_or_default(),
            naming.state(self.state),
        ];
        if let Some(contacts) = &self.contacts {
            cells.extend([text(&contacts.email), text(&contacts.phone)]);
        }
        cells
    }
}

impl From<Entrant> for Attendee {
    /// As the guard knows the person: there are no contacts to leave out.
    fn from(entrant: Entrant) -> Self {
        Self {
            number: entrant.number,
            surname: entrant.surname.unwrap_or_default(),
            given_name: entrant.given_name.unwrap_or_default(),
            patronymic: entrant.patronymic,
            birth_year: entrant.birth_year,
            state: entrant.state,
            contacts: None,
        }
    }
}

/// What a table calls its sheet, its columns and the states: programs read the words of the contract, people their
/// own.
#[derive(Debug, Clone)]
pub struct Naming {
    sheet: String,
    columns: Vec<String>,
    states: BTreeMap<ApplicationState, String>,
}

impl Naming {
    /// The words of the contract.
    #[must_use]
    pub fn of_the_contract(wanted: Wanted) -> Self {
        let contacts: &[&str] = if wanted.contacts {
            &CONTACT_COLUMNS
        } else {
            &[]
        };
        let columns = COLUMNS.iter().chain(contacts);
        Self {
            sheet: "attendees".to_owned(),
            columns: columns.map(|column| (*column).to_owned()).collect(),
            states: BTreeMap::new(),
        }
    }

    /// The words of a language, for the list without contacts.
    #[must_use]
    pub fn in_words(speech: Speech<'_>) -> Self {
        let columns = [
            "door-column-number",
            "field-surname",
            "field-given-name",
            "field-patronymic",
            "field-birth-year",
            "door-column-state",
        ];
        let states = ApplicationState::ALL.iter().map(|state| {
            let word = state.as_str().replace('_', "-");
            (*state, speech.t(&format!("application-state-{word}")))
        });
        Self {
            sheet: speech.t("desk-session-door"),
            columns: columns.map(|key| speech.t(key)).to_vec(),
            states: states.collect(),
        }
    }

    fn state(&self, state: ApplicationState) -> String {
        let named = self.states.get(&state);
        named.cloned().unwrap_or_else(|| state.to_string())
    }
}

/// Writes the list as CSV, with the mark by which spreadsheets know UTF-8.
///
/// # Errors
/// What the writer says.
pub fn write_csv(
    to: &mut impl Write,
    list: impl IntoIterator<Item = Attendee>,
    naming: &Naming,
) -> io::Result<()> {
    to.write_all(UTF_8_MARK.as_bytes())?;
    let mut table = csv::Writer::from_writer(to);
    table.write_record(&naming.columns)?;
    for attendee in list {
        table.write_record(attendee.cells(naming).into_iter().map(no_formula))?;
    }
    table.flush()
}

/// The list as a workbook of Excel: every cell a text, but for the year. Rows leave the memory as they are written,
/// so that a list of ten thousand weighs little.
///
/// # Errors
/// [`XlsxError`] for more rows than a sheet has.
pub fn xlsx(
    list: impl IntoIterator<Item = Attendee>,
    naming: &Naming,
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook
        .add_worksheet_with_low_memory()?
        .set_name(&naming.sheet)?;
    let bold = Format::new().set_bold();
    for ((column, name), width) in (0..).zip(&naming.columns).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(0, column, name, &bold)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    for (row, attendee) in (1..).zip(list) {
        for (column, text) in (0..).zip(attendee.cells(naming)) {
            match attendee.birth_year.filter(|_| column == YEAR_COLUMN) {
                Some(year) => sheet.write_number(row, column, year)?,
                None => sheet.write_string(row, column, text)?,
            };
        }
    }
    workbook.save_to_buffer()
}

/// The width of each column, in letters.
const WIDTHS: [f64; 8] = [16.0, 24.0, 20.0, 24.0, 12.0, 28.0, 32.0, 20.0];

const YEAR_COLUMN: u16 = 4;

#[cfg(test)]
mod tests {
    use super::*;

    fn attendee(surname: &str, phone: Option<&str>) -> Attendee {
        Attendee {
            number: "K7F3QX-0001".to_owned(),
            surname: surname.to_owned(),
            given_name: "Айгүл".to_owned(),
            patronymic: None,
            birth_year: Some(1985),
            state: ApplicationState::Seated,
            contacts: phone.map(|phone| Contacts {
                email: None,
                phone: Some(phone.to_owned()),
            }),
        }
    }

    fn csv_of(list: &[Attendee], contacts: bool) -> String {
        let mut bytes = Vec::new();
        let wanted = Wanted {
            waiting: false,
            contacts,
        };
        write_csv(
            &mut bytes,
            list.iter().cloned(),
            &Naming::of_the_contract(wanted),
        )
        .unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn the_table_has_the_columns_of_the_contract() {
        assert_eq!(
            csv_of(&[attendee("Әлиева", None)], false),
            "\u{feff}number,surname,given_name,patronymic,birth_year,state\n\
             K7F3QX-0001,Әлиева,Айгүл,,1985,seated\n"
        );
        assert_eq!(
            csv_of(&[], true),
            "\u{feff}number,surname,given_name,patronymic,birth_year,state,email,phone\n"
        );
    }

    #[test]
    fn nothing_is_a_formula() {
        let list = [attendee("-2+3", Some("+7 701 000 00 00"))];
        let text = csv_of(&list, true);
        assert!(text.ends_with("K7F3QX-0001,'-2+3,Айгүл,,1985,seated,,'+7 701 000 00 00\n"));
    }

    #[test]
    fn programs_get_contacts_only_when_they_ask() {
        let without = serde_json::to_value(attendee("Әлиева", None)).unwrap();
        assert!(without.get("phone").is_none());
        assert_eq!(without["state"], "seated");
        let with = serde_json::to_value(attendee("Әлиева", Some("1"))).unwrap();
        assert_eq!(with["phone"], "1");
        assert_eq!(with["email"], serde_json::Value::Null);
    }
}
