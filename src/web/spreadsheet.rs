//! Tables that people open in their own tools: nothing in them is ever a formula.

/// By this mark at the beginning spreadsheets know that a CSV file is UTF-8.
pub const UTF_8_MARK: &str = "\u{feff}";

/// A cell of a CSV file. A spreadsheet takes what begins so for a formula and computes it; an apostrophe tells it
/// not to.
#[must_use]
pub fn no_formula(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text
    }
}
