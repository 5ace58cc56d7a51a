//! `otyrys attendees`: the list in three forms.

use std::io::Cursor;

use calamine::{Data, Reader as _};
use serde_json::{Value, json};

use crate::harness::{Planned, both_engines, person};

const MONDAY: &str = "2026-12-07T09:00:00+05:00";

fn planned() -> Planned {
    Planned {
        capacity: 1,
        overflow: 1,
        ..Planned::default()
    }
}

both_engines!(
    the_list_has_the_columns_of_the_contract_in_order_of_receipt,
    MONDAY,
    async |office| {
        let id = office.session(&planned());
        for surname in ["Әлиева", "Ким", "Өтегенова", "Сейітқали"] {
            assert_eq!(office.apply(&id, surname).await.0, 201);
        }
        office.letters();
        let ran = office.program(&["attendees", &id]).well();
        let text = ran
            .text()
            .strip_prefix('\u{feff}')
            .expect("the mark of UTF-8");
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(
            lines[0],
            "number,surname,given_name,patronymic,birth_year,state"
        );
        assert_eq!(lines.len(), 3, "hall and overflow hall: {lines:?}");
        assert!(
            lines[1].ends_with("-0001,Әлиева,Айгүл,,1985,seated"),
            "{}",
            lines[1]
        );
        assert!(
            lines[2].ends_with("-0002,Ким,Айгүл,,1985,overflow"),
            "{}",
            lines[2]
        );
        let waiting = office.program(&["attendees", &id, "--waiting"]).well();
        assert_eq!(waiting.text().lines().count(), 5);
        assert!(
            waiting
                .text()
                .contains("-0004,Сейітқали,Айгүл,,1985,waiting")
        );
        assert!(
            !waiting.text().contains("example.org"),
            "contacts only when asked for"
        );
    }
);

both_engines!(
    programs_and_spreadsheets_get_the_same_list,
    MONDAY,
    async |office| {
        let id = office.session(&planned());
        let mut applicant = person("Әлиева");
        applicant["phone"] = json!("+7 701 000 00 01");
        let path = format!("/api/v1/sessions/{id}/applications");
        assert_eq!(office.post_json(&path, &applicant, None).await.0, 201);
        office.letters();
        let ran = office.program(&["attendees", &id, "--format", "json", "--with-contacts"]);
        let list = ran.well().json();
        assert_eq!(list.as_array().unwrap().len(), 1);
        let columns = [
            "number",
            "surname",
            "given_name",
            "patronymic",
            "birth_year",
            "state",
        ];
        for column in columns {
            assert!(list[0].get(column).is_some(), "{column}");
        }
        assert_eq!(list[0]["birth_year"], 1985);
        assert_eq!(list[0]["phone"], "+7 701 000 00 01");
        let with_contacts = office
            .program(&["attendees", &id, "--with-contacts"])
            .well();
        assert!(
            with_contacts.text().contains("'+7 701 000 00 01"),
            "never a formula"
        );
        let bytes = office
            .program(&["attendees", &id, "--format", "xlsx"])
            .well()
            .out;
        let mut workbook = calamine::Xlsx::new(Cursor::new(bytes)).unwrap();
        let sheet = workbook.worksheet_range("attendees").unwrap();
        let rows: Vec<Vec<Data>> = sheet.rows().map(<[Data]>::to_vec).collect();
        let names: Vec<String> = rows[0].iter().map(ToString::to_string).collect();
        assert_eq!(names, columns);
        assert_eq!(rows[1][1], Data::String("Әлиева".to_owned()));
        assert_eq!(rows[1][4], Data::Float(1985.0));
        assert_eq!(rows.len(), 2);
    }
);

both_engines!(whoever_withdrew_is_on_no_list, MONDAY, async |office| {
    let id = office.session(&Planned::default());
    let (_, application) = office.apply(&id, "Ким").await;
    let secret = application["secret"].as_str().unwrap();
    let path = format!("{}/api/v1/applications/{secret}", office.url);
    assert_eq!(office.http.delete(path).send().await.unwrap().status(), 200);
    office.letters();
    let ran = office
        .program(&["attendees", &id, "--format", "json", "--waiting"])
        .well();
    assert_eq!(ran.json(), Value::Array(Vec::new()));
});

both_engines!(
    a_session_is_known_by_its_code_too_and_an_unknown_one_is_said,
    MONDAY,
    async |office| {
        let id = office.session(&Planned::default());
        let (_, application) = office.apply(&id, "Ким").await;
        office.letters();
        let number = application["number"].as_str().unwrap();
        let (code, _) = number.split_once('-').unwrap();
        let ran = office
            .program(&["attendees", &code.to_lowercase(), "--format", "json"])
            .well();
        assert_eq!(ran.json()[0]["number"], number);
        let unknown = office.program(&["attendees", "nothing"]);
        assert_eq!(
            (unknown.code, unknown.lines()),
            (Some(1), vec!["nothing: no such session"])
        );
        assert_eq!(
            office.program(&["attendees", &id, "--format", "pdf"]).code,
            Some(2)
        );
    }
);
