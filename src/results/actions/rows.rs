//! The rows that acts write.

use chrono::{DateTime, Utc};
use sha2::{Digest as _, Sha256};

use super::order::{NewFile, Order, Statement};
use crate::database::{Broken, Id, Json};
use crate::results::record::{FurtherFile, Outcome, Reading, Words};
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
    let file = order.files.first().cloned();
    let file_language = file.as_ref().and_then(|file| file.language);
    let (ground, withheld) = order.withheld.clone().unzip();
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
        agenda_item_id: order.item,
        file_language,
        withheld_ground: ground,
        withheld: withheld.map(Json::from),
    })
}

/// The files that an order brings beyond the first.
pub(super) fn further_files(order: &Order, outcome: &Outcome) -> Vec<FurtherFile> {
    let further = order.files.iter().skip(1);
    let row = |file: &NewFile| {
        Some(FurtherFile {
            result_id: outcome.id,
            language: file.language?,
            file_name: file.name.clone(),
            media_type: file.media_type.to_owned(),
            bytes: file.bytes,
            file_sha256: file.sha256.clone(),
            stored_as: file.stored_as.clone(),
            published_at: outcome.published_at,
        })
    };
    further.filter_map(row).collect()
}

/// What of a result is to be read for search.
pub(super) fn to_read(outcome: &Outcome, further: &[FurtherFile]) -> Vec<Words> {
    let text = outcome.text.as_ref().map(|_| outcome.id.to_string());
    let further = further.iter().map(|file| file.stored_as.clone());
    let places = text.into_iter().chain(outcome.stored_as.clone());
    let waiting = |place| Words {
        place,
        result_id: outcome.id,
        session_id: outcome.session_id,
        state: Reading::Waiting,
        words: String::new(),
        looked_at: None,
    };
    places.chain(further).map(waiting).collect()
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
        agenda_item_id: None,
        file_language: None,
        withheld_ground: None,
        withheld: None,
    }
}
