//! The rows that acts write.

use chrono::{DateTime, Utc};
use sha2::{Digest as _, Sha256};

use super::order::{Order, Statement};
use crate::database::{Broken, Id, Json};
use crate::results::record::Outcome;
use crate::sessions::record::Session;
use crate::web::hex::hex;

/// The row of a document that is due before an instant.
pub(super) fn of_order(
    order: &Order,
    (staff, known): (Id, &Session),
    before: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<Outcome, Broken> {
    let text = order
        .text
        .as_ref()
        .map(serde_json::to_string)
        .transpose()
        .map_err(|error| Broken::Data(error.to_string()))?;
    let text_sha256 = text.as_ref().map(|text| hex(&Sha256::digest(text)));
    let file = order.file.clone();
    let (file_name, media_type, bytes, file_sha256, stored_as) = match file {
        Some(file) => (
            Some(file.name),
            Some(file.media_type.to_owned()),
            Some(file.bytes),
            Some(file.sha256),
            Some(file.stored_as),
        ),
        None => (None, None, None, None, None),
    };
    Ok(Outcome {
        id: Id::new(),
        session_id: known.id,
        kind: order.kind,
        stated_none: false,
        title: Some(Json::from(order.title.clone())),
        text,
        text_sha256,
        file_name,
        media_type,
        bytes,
        file_sha256,
        stored_as,
        number: order.number.clone(),
        signer: order.signer.clone(),
        created_on: Some(order.created_on),
        due_before: before.into(),
        in_time: now < before,
        late_reason: order.late_reason.clone().filter(|_| now >= before),
        published_at: now.into(),
        published_by: staff,
        replaced_by: None,
    })
}

/// The row that says that there is none of a kind.
pub(super) fn of_statement(
    statement: &Statement,
    (staff, known): (Id, &Session),
    due: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Outcome {
    Outcome {
        id: Id::new(),
        session_id: known.id,
        kind: statement.kind,
        stated_none: true,
        title: None,
        text: None,
        text_sha256: None,
        file_name: None,
        media_type: None,
        bytes: None,
        file_sha256: None,
        stored_as: None,
        number: None,
        signer: None,
        created_on: None,
        due_before: due.into(),
        in_time: now < due,
        late_reason: statement.late_reason.clone().filter(|_| now >= due),
        published_at: now.into(),
        published_by: staff,
        replaced_by: None,
    }
}
