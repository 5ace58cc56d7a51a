//! A page as it comes out of a printer: its sheets as text, as pictures, and in which type they are set.

use std::path::PathBuf;
use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rqrr::PreparedImage;
use serde_json::json;
use tempfile::TempDir;

use super::Browser;

/// Width and height in inches, as the browser takes them.
pub type Paper = (f64, f64);

pub const A4: Paper = (8.27, 11.69);
pub const A3: Paper = (11.69, 16.54);

/// A page on paper.
pub struct Printed {
    folder: TempDir,
    /// What stands on each sheet, its parts where they are on paper.
    pub sheets: Vec<String>,
}

impl Browser {
    /// Prints what the browser shows, with the margins that the page's own style asks for.
    pub async fn printed(&self, (width, height): Paper) -> Printed {
        let how = json!({
            "paperWidth": width,
            "paperHeight": height,
            "preferCSSPageSize": true,
            "printBackground": false,
            // None of the driver's own: the page's style has its margins.
            "marginTop": 0,
            "marginBottom": 0,
            "marginLeft": 0,
            "marginRight": 0,
        });
        let answer = self.cdp("Page.printToPDF", how).await;
        let pdf = answer["data"].as_str().expect("a PDF");
        let pdf = STANDARD.decode(pdf).expect("Base64");
        Printed::of(&pdf)
    }
}

fn told(program: &str, arguments: &[&str], file: &PathBuf, after: &[&str]) -> Vec<u8> {
    let ran = Command::new(program)
        .args(arguments)
        .arg(file)
        .args(after)
        .output();
    let ran = ran.unwrap_or_else(|error| panic!("{program}: {error}"));
    assert!(ran.status.success(), "{program}: {ran:?}");
    ran.stdout
}

impl Printed {
    fn of(pdf: &[u8]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut printed = Self {
            folder,
            sheets: Vec::new(),
        };
        std::fs::write(printed.file(), pdf).expect("a file");
        let text = told(
            "pdftotext",
            &["-layout", "-enc", "UTF-8"],
            &printed.file(),
            &["-"],
        );
        let text = String::from_utf8(text).expect("UTF-8");
        printed.sheets = text.split_terminator('\u{c}').map(str::to_owned).collect();
        printed
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("page.pdf")
    }

    /// The first sheet as a picture.
    pub fn picture(&self) -> Picture {
        let first = ["-gray", "-r", "220", "-f", "1", "-l", "1"];
        Picture::read(&told("pdftoppm", &first, &self.file(), &[]))
    }

    /// The names of the types that letters are set in, and whether the file carries each.
    pub fn types(&self) -> Vec<(String, bool)> {
        let listed = told("pdffonts", &[], &self.file(), &[]);
        let listed = String::from_utf8(listed).expect("UTF-8");
        let line = |line: &str| {
            let words: Vec<&str> = line.split_whitespace().collect();
            let name = words.first().copied().unwrap_or_default();
            // From the end: object and generation, unicode, subset, embedded.
            let is_carried = words.iter().rev().nth(4) == Some(&"yes");
            (name.to_owned(), is_carried)
        };
        listed.lines().skip(2).map(line).collect()
    }

    /// What stands on the paper, words parted by single spaces.
    pub fn text(&self) -> String {
        let words: Vec<&str> = self
            .sheets
            .iter()
            .flat_map(|sheet| sheet.split_whitespace())
            .collect();
        words.join(" ")
    }
}

/// A picture in greys (PGM).
pub struct Picture {
    width: usize,
    height: usize,
    greys: Vec<u8>,
}

impl Picture {
    fn read(pgm: &[u8]) -> Self {
        let mut parts = pgm.splitn(4, |byte| matches!(byte, b'\n' | b' '));
        let mut word = || std::str::from_utf8(parts.next().expect("a head")).expect("ASCII");
        assert_eq!(word(), "P5");
        let mut number = || word().parse().expect("a number");
        let (width, height) = (number(), number());
        let rest = parts.next().expect("greys");
        let from = rest.iter().position(|byte| *byte == b'\n').expect("depth") + 1;
        Self {
            width,
            height,
            greys: rest[from..].to_vec(),
        }
    }

    /// What the one code on it says.
    pub fn code(&self) -> String {
        let grey = |x: usize, y: usize| self.greys[y * self.width + x];
        let mut image = PreparedImage::prepare_from_greyscale(self.width, self.height, grey);
        let codes = image.detect_grids();
        assert_eq!(codes.len(), 1, "one code");
        codes[0].decode().expect("a code that can be read").1
    }
}
