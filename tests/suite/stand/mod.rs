//! The information stand: the screen in the lobby, the sheet of a session, and the note that it is on the stand.
//!
//! | file | what it looks at |
//! |---|---|
//! | `screen` | what the screen says, when it is made anew, how many queries it takes |
//! | `sheet` | what the sheet says, and what it leaves out |
//! | `desk` | the note at the desk, also as the proof of a closed session's notice |
//! | `paper` | both in a browser: the sheet as a PDF whose code is read, the screen without a network |

mod desk;
mod paper;
mod screen;
mod sheet;

use crate::harness::Office;

/// The address of the screen of the suite's body.
pub const SCREEN: &str = "/stand/test-ministry";

/// The page of an address, which is there.
pub async fn page(office: &Office, path: &str) -> String {
    let (status, page) = office.get(path).await;
    assert_eq!(status, 200, "{path}: {page}");
    page
}

/// All of this stands on a page.
pub fn says(page: &str, all: &[&str]) {
    for words in all {
        assert!(page.contains(words), "«{words}» is not said: {page}");
    }
}
