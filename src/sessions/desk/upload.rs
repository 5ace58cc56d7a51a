//! A form with a file, read as it comes: first the token, then the matter, then the file into its folder. Nothing of
//! the file is read before it is known who sends it.

use std::fs::File;
use std::path::PathBuf;
use std::{fs, io};

use actix_multipart::{Field, Multipart};
use actix_web::HttpRequest;
use actix_web::http::header;
use actix_web::web::{self, Payload, block};
use futures_util::StreamExt as _;

use crate::database::Broken;
use crate::sessions::files::{Incoming, Kept, Kind, Wrong};
use crate::web::Problem;
use crate::web::desk::{FORM_BYTES, Fields, SignedIn, verify, worth_reading};

/// The field of the file.
pub const FILE: &str = "file";

/// What the fields before a file may take.
#[derive(Debug, Clone, Copy)]
pub struct Room {
    /// Bytes of one field.
    pub each: usize,
    /// How many fields.
    pub fields: usize,
    /// Their bytes together.
    pub bytes: usize,
}

/// A form of names and choices.
pub const FEW: Room = Room {
    each: 4096,
    fields: 16,
    bytes: 32 * 1024,
};

/// A form with long texts too: as much as one without a file may take.
pub const TEXTS: Room = Room {
    each: FORM_BYTES,
    fields: 32,
    bytes: FORM_BYTES,
};

/// Files of one form, at the most.
const MOST_FILES: usize = 3;

/// Whether a field is that of a file: [`FILE`], or one of several, as `file-kk`.
fn is_file(name: &str) -> bool {
    name == FILE
        || name
            .strip_prefix(FILE)
            .is_some_and(|of| of.starts_with('-'))
}

/// What was too large is still heard out so far, so that the sender gets an answer.
const HEARD_OUT: usize = 4;

/// A form whose sender is known, before its file was read.
pub struct Begun {
    /// Who.
    pub desk: SignedIn,
    /// What stood before the file.
    pub fields: Fields,
    file: Option<Field>,
    rest: Multipart,
}

/// The file of a form.
pub struct Received<K = Kind, W = Wrong> {
    /// What it was called.
    pub name: String,
    /// The file, or why it is not taken.
    pub kept: Result<Kept<K>, W>,
}

/// Reads a form up to its file and makes sure of it.
///
/// # Errors
/// As [`verify`], and [`Problem::TooLarge`]. Of a stranger's form nothing is read at all.
pub async fn begin(
    request: &HttpRequest,
    payload: Payload,
    mut room: Room,
) -> Result<Begun, Problem> {
    worth_reading(request).await?;
    let content_type = request.headers().get(header::CONTENT_TYPE);
    let with_files = content_type
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.starts_with("multipart/form-data"));
    let mut fields = Fields::default();
    let mut payload = payload;
    if !with_files {
        fields = whole(&mut payload).await?;
    }
    let mut rest = Multipart::new(request.headers(), payload);
    let mut file = None;
    while with_files && file.is_none() {
        // What cannot be read has no token, and is refused for that.
        let Some(Ok(mut field)) = rest.next().await else {
            break;
        };
        let name = field.name().unwrap_or_default().to_owned();
        if is_file(&name) {
            file = Some(field);
        } else {
            let value = field.bytes(room.each).await;
            let value = value.map_err(|_| Problem::TooLarge)?;
            let value = value.map_err(|_| Problem::Invalid(Vec::new()))?;
            room.take(name.len().saturating_add(value.len()))?;
            fields.add(name, String::from_utf8_lossy(&value).into_owned());
        }
    }
    let (desk, fields) = verify(request, fields).await?;
    Ok(Begun {
        desk,
        fields,
        file,
        rest,
    })
}

impl Room {
    fn take(&mut self, bytes: usize) -> Result<(), Problem> {
        self.fields = self.fields.checked_sub(1).ok_or(Problem::TooLarge)?;
        self.bytes = self.bytes.checked_sub(bytes).ok_or(Problem::TooLarge)?;
        Ok(())
    }
}

/// A form without a file, as a program sends it.
async fn whole(payload: &mut Payload) -> Result<Fields, Problem> {
    let mut body = web::BytesMut::new();
    while let Some(Ok(bytes)) = payload.next().await {
        if body.len().saturating_add(bytes.len()) > FORM_BYTES {
            return Err(Problem::TooLarge);
        }
        body.extend_from_slice(&bytes);
    }
    Ok(Fields::decode(&body))
}

/// Takes away a file that no act wants; what the disk says is not the sender's matter, and a job looks after it.
pub async fn forget(file: PathBuf) {
    let forgotten = on_disk(move || fs::remove_file(file)).await;
    if let Err(Problem::Broken(broken)) = forgotten {
        tracing::warn!(error = %broken, "a refused file was not taken away");
    }
}

impl Begun {
    /// Reads what is left and keeps nothing of it, so that the sender gets an answer.
    pub async fn hear_out(self) -> (SignedIn, Fields) {
        let most = self.desk.visit.app.settings.files.largest_bytes;
        let (mut rest, mut next) = (self.rest, self.file);
        for _ in 0..MOST_FILES {
            let Some(mut file) = next.take() else {
                break;
            };
            let mut heard = 0_usize;
            while let Some(Ok(portion)) = file.next().await {
                heard = heard.saturating_add(portion.len());
                if heard > most {
                    return (self.desk, self.fields);
                }
            }
            drop(file);
            next = rest.next().await.and_then(Result::ok);
        }
        (self.desk, self.fields)
    }

    /// Reads all files of the form into the folder of the office, each with the name of its field. Whoever wants none of
    /// them takes away those that were kept.
    ///
    /// # Errors
    /// As [`Begun::receive`].
    pub async fn receive_all(self) -> Result<(SignedIn, Fields, Vec<(String, Received)>), Problem> {
        let Self {
            desk,
            fields,
            file,
            mut rest,
        } = self;
        let mut received = Vec::new();
        let mut next = file;
        while let Some(mut file) = next.take() {
            let field = file.name().unwrap_or_default().to_owned();
            let name = name_of(&file);
            let kept = into_folder(&desk, &mut file, Kind::of).await?;
            received.push((field, Received { name, kept }));
            drop(file);
            if received.len() == MOST_FILES {
                break;
            }
            next = rest.next().await.and_then(Result::ok);
            next = next.filter(|file| file.name().is_some_and(is_file));
        }
        Ok((desk, fields, received))
    }

    /// Reads the file into the folder of the office.
    ///
    /// # Errors
    /// [`Problem::Broken`] when the folder cannot be written.
    pub async fn receive(self) -> Result<(SignedIn, Fields, Received), Problem> {
        self.receive_as(Kind::of).await
    }

    /// The same of files of another kind, at which `look` looks.
    ///
    /// # Errors
    /// As [`Begun::receive`].
    pub async fn receive_as<K, W>(
        self,
        look: impl FnOnce(&mut File) -> io::Result<Result<K, W>> + Send + 'static,
    ) -> Result<(SignedIn, Fields, Received<K, W>), Problem>
    where
        K: Send + 'static,
        W: From<Wrong> + Send + 'static,
    {
        let Self {
            desk,
            fields,
            file,
            rest,
        } = self;
        let Some(mut file) = file else {
            let kept = Err(Wrong::Empty.into());
            let name = String::new();
            return Ok((desk, fields, Received { name, kept }));
        };
        let name = name_of(&file);
        let kept = into_folder(&desk, &mut file, look).await?;
        // Only now: a field lives as long as the form it is part of.
        drop(rest);
        Ok((desk, fields, Received { name, kept }))
    }
}

/// The name as it was sent: browsers write quotes in it as `%22` and leave all else alone, while a reading by the
/// rules of quoted words would take away what parts the folders of a path.
fn name_of(file: &Field) -> String {
    let header = file.headers().get(header::CONTENT_DISPOSITION);
    let text = header.map(|value| String::from_utf8_lossy(value.as_bytes()));
    let text = text.unwrap_or_default();
    let after = text.split_once("filename=\"").map(|(_, after)| after);
    let name = after.and_then(|after| after.split('"').next());
    name.unwrap_or_default().to_owned()
}

async fn into_folder<K, W>(
    desk: &SignedIn,
    file: &mut Field,
    look: impl FnOnce(&mut File) -> io::Result<Result<K, W>> + Send + 'static,
) -> Result<Result<Kept<K>, W>, Problem>
where
    K: Send + 'static,
    W: From<Wrong> + Send + 'static,
{
    let settings = desk.visit.app.settings.files.clone();
    let most = settings.largest_bytes;
    let mut incoming = on_disk(move || Incoming::begin(&settings.folder, most)).await?;
    while let Some(portion) = file.next().await {
        let Ok(portion) = portion else {
            return Err(Problem::Invalid(Vec::new()));
        };
        incoming = on_disk(move || {
            incoming.take(&portion)?;
            Ok(incoming)
        })
        .await?;
        let (too_large, bytes) = incoming.received();
        if too_large && bytes / HEARD_OUT > most {
            return Ok(Err(Wrong::TooLarge.into()));
        }
    }
    on_disk(move || incoming.keep_as(look)).await
}

async fn on_disk<T: Send + 'static>(
    act: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> Result<T, Problem> {
    let said = |what: &dyn std::fmt::Display| {
        Problem::Broken(Broken::Data(format!("the folder of files: {what}")))
    };
    match block(act).await {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(error)) => Err(said(&error)),
        Err(error) => Err(said(&error)),
    }
}
