//! What a file is by its content. Its name and what the browser says of it count for nothing.

use std::fs::File;
use std::io::{self, BufReader, Read as _, Seek as _};

use file_format::FileFormat;

use super::zipped;
use crate::law::text_enum::text_enum;

text_enum! {
    /// The kinds that are taken.
    pub enum Kind {
        /// PDF.
        Pdf = "pdf",
        /// A document of Word.
        Docx = "docx",
        /// An open document, as of `LibreOffice`.
        Odt = "odt",
        /// An image.
        Png = "png",
        /// A photograph.
        Jpeg = "jpeg",
    }
}

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// Nothing was sent.
    Empty,
    /// Larger than the office takes.
    TooLarge,
    /// Neither of the kinds that are taken.
    Kind,
    /// It cannot be read without a password.
    Encrypted,
    /// A program goes with it.
    Macros,
}

impl Wrong {
    /// Its word in keys of sentences.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge => "too-large",
            Self::Kind => "kind",
            Self::Encrypted => "encrypted",
            Self::Macros => "macros",
        }
    }
}

impl Kind {
    /// As HTTP says it.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
        }
    }

    /// The kind of a stored file.
    #[must_use]
    pub fn of_media_type(media_type: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|kind| kind.media_type() == media_type)
    }

    /// As people say it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Docx => "DOCX",
            Self::Odt => "ODT",
            Self::Png => "PNG",
            Self::Jpeg => "JPEG",
        }
    }

    /// The ends that its name may have; the first is the usual one.
    #[must_use]
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Docx => &["docx"],
            Self::Odt => &["odt"],
            Self::Png => &["png"],
            Self::Jpeg => &["jpg", "jpeg"],
        }
    }

    /// The kind of a file, looked at from its beginning.
    ///
    /// # Errors
    /// What the disk says; inside, why the file is not taken.
    pub fn of(file: &mut File) -> io::Result<Result<Self, Wrong>> {
        let mut beginning = [0; 4];
        file.rewind()?;
        let read = file.read(&mut beginning)?;
        if read == 0 {
            return Ok(Err(Wrong::Empty));
        }
        // Sizes that a zip claims are made sure of before anything is read by them.
        let zip = if beginning == *b"PK\x03\x04" {
            match zipped::look(file)? {
                Some(inside) => Some(inside),
                None => return Ok(Err(Wrong::Kind)),
            }
        } else {
            None
        };
        file.rewind()?;
        let format = FileFormat::from_reader(BufReader::new(&mut *file))?;
        let kind = match format {
            FileFormat::PortableDocumentFormat => Self::Pdf,
            FileFormat::OfficeOpenXmlDocument => Self::Docx,
            FileFormat::OpendocumentText => Self::Odt,
            FileFormat::PortableNetworkGraphics => Self::Png,
            FileFormat::JointPhotographicExpertsGroup => Self::Jpeg,
            // An encrypted document of Word is no zip.
            FileFormat::CompoundFileBinary => return Ok(Err(Wrong::Encrypted)),
            _ => return Ok(Err(Wrong::Kind)),
        };
        let wrong = match (kind, zip) {
            (Self::Pdf, _) if is_encrypted_pdf(file)? => Some(Wrong::Encrypted),
            (Self::Docx | Self::Odt, Some(inside)) => inside.wrong(kind),
            (Self::Docx | Self::Odt, None) => Some(Wrong::Kind),
            _ => None,
        };
        Ok(wrong.map_or(Ok(kind), Err))
    }
}

/// An encrypted PDF names its key in the trailer, which is never packed itself.
fn is_encrypted_pdf(file: &mut File) -> io::Result<bool> {
    const NAME: &[u8] = b"/Encrypt";
    file.rewind()?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    let found = bytes.windows(NAME.len() + 2).any(|window| {
        let (name, after) = window.split_at(NAME.len());
        let follows = match after {
            [b'<', _] => true,
            [first, second] if first.is_ascii_whitespace() => {
                second.is_ascii_digit() || second.is_ascii_whitespace() || *second == b'<'
            }
            _ => false,
        };
        name == NAME && follows
    });
    Ok(found)
}
