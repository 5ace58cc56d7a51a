//! What stands in JSON and settings.

use super::{Readings, Terms, clocks_of, session};
use crate::law::deadlines::{
    AnnounceReading, ApplyReading, ClosingTime, Deadlines, ResultsReading, SessionKind,
};

#[test]
fn deadlines_come_back_from_json_as_they_went() {
    let mut session = session("2026-12-10 10:00:00");
    session.kind = SessionKind::MaslikhatOrdinary;
    let deadlines = clocks_of(&session);
    let json = serde_json::to_value(&deadlines).unwrap();
    assert_eq!(json["kind"], "maslikhat-ordinary");
    assert_eq!(json["week"], 5);
    assert_eq!(json["zone"], "Asia/Almaty");
    assert_eq!(json["apply"]["electronic"]["paragraph"], "605-9");
    assert_eq!(
        json["apply"]["electronic"]["before"],
        "2026-12-08T19:00:00Z"
    );
    assert_eq!(
        serde_json::from_value::<Deadlines>(json).unwrap(),
        deadlines
    );
}

#[test]
fn readings_and_numbers_are_settings() {
    let readings: Readings = serde_json::from_str(r#"{"apply":"office"}"#).unwrap();
    assert_eq!(
        readings,
        Readings {
            apply: ApplyReading::Office,
            ..Readings::default()
        }
    );
    assert!(serde_json::from_str::<Readings>(r#"{"aply":"office"}"#).is_err());
    let terms: Terms = serde_json::from_str(r#"{"apply_working_days":1}"#).unwrap();
    assert_eq!(terms.apply_working_days.get(), 1);
    assert_eq!(terms.results_working_days.get(), 5);
    assert!(serde_json::from_str::<Terms>(r#"{"apply_working_days":0}"#).is_err());
    assert!(serde_json::from_str::<ClosingTime>(r#""18:00""#).is_ok());
    assert!(serde_json::from_str::<ClosingTime>(r#""00:00""#).is_err());
}

#[test]
fn the_words_of_the_contract() {
    let kinds = [
        "collegium",
        "akimat",
        "maslikhat-ordinary",
        "maslikhat-extraordinary",
        "committee",
        "other",
    ];
    assert_eq!(SessionKind::WORDS, kinds);
    for (&kind, word) in SessionKind::ALL.iter().zip(kinds) {
        assert_eq!((word.parse(), kind.to_string().as_str()), (Ok(kind), word));
    }
    let unknown = "board".parse::<SessionKind>().unwrap_err();
    assert!(
        unknown
            .to_string()
            .starts_with("`board` is not one of: collegium, akimat")
    );
    assert_eq!(AnnounceReading::WORDS, ["strict", "exact", "lenient"]);
    assert_eq!(ApplyReading::WORDS, ["strict", "office", "full_day"]);
    assert_eq!(ResultsReading::WORDS, ["strict", "ordinary"]);
}
