//! What was broadcast of the invented sessions: one goes on as the demonstration begins, one is over and has a recording
//! with captions. Told by the same acts as real ones, at the instants at which they would have happened.

use std::sync::Arc;

use chrono::{DateTime, NaiveDateTime, Utc};
use sha2::{Digest as _, Sha256};

use crate::app::App;
use crate::bodies;
use crate::broadcasts::actions::{self, NewCaptions, Seen};
use crate::broadcasts::demo::{RECORDED, RECORDING};
use crate::commands::Failure;
use crate::database::{Broken, Id, Lane, Work, fact, set_fact};
use crate::journal::Actor;
use crate::language::Language;
use crate::law::deadlines::zone::{Twice, instant};
use crate::law::session_course::SessionAct;
use crate::sessions;
use crate::sessions::files::{Incoming, Kept, Wrong};
use crate::staff;
use crate::web::hex::hex;

/// Who of the invented people tells of them.
const SECRETARY: &str = "secretary@demo.example";

/// The name under which a database says that they were told.
const TOLD: &str = "demo_broadcasts";

/// A broadcast by the clock of its body: starts of the session, beginning and end of the broadcast.
struct Scene {
    body: &'static str,
    starts: &'static str,
    began: &'static str,
    ended: &'static str,
    recorded: bool,
}

const SCENES: [Scene; 2] = [
    Scene {
        body: "demo-ministry",
        starts: "2026-12-03T10:00:00",
        began: "2026-12-03T09:58:00",
        ended: "2026-12-03T12:24:00",
        recorded: true,
    },
    Scene {
        body: "demo-ministry",
        starts: "2026-12-07T08:30:00",
        began: "2026-12-07T08:29:00",
        ended: "2026-12-07T12:30:00",
        recorded: false,
    },
];

const CAPTIONS: [(Language, &str, &str); 2] = [
    (
        Language::Kk,
        "subtitrler-kk.vtt",
        include_str!("../../../config/demo/broadcast/captions.kk.vtt"),
    ),
    (
        Language::Ru,
        "subtitry-ru.vtt",
        include_str!("../../../config/demo/broadcast/captions.ru.vtt"),
    ),
];

/// Tells of what has happened by now, once.
///
/// # Errors
/// [`Failure`] of the database or of the folder of files.
pub fn tell(app: &Arc<App>) -> Result<(), Failure> {
    let captions = captions(app)?;
    let (now, recording) = (app.now(), format!("{}{RECORDING}", app.public_origin()));
    app.database.write_here(Lane::All, move |work| {
        if fact(work.connection, TOLD)?.is_some() {
            return Ok(());
        }
        let staff = staff::store::by_email(work.connection, SECRETARY)?;
        let staff = staff.ok_or_else(|| wrong(&format!("no {SECRETARY}")))?.id;
        for scene in &SCENES {
            scene.tell(work, now, staff, (&recording, &captions))?;
        }
        set_fact(work.connection, TOLD, "yes")
    })?;
    Ok(())
}

/// The files of captions, put into their folder. Those that no act names are cleared away.
fn captions(app: &App) -> Result<Vec<NewCaptions>, Failure> {
    let folder = &app.settings.files.folder;
    let mut all = Vec::new();
    for (language, name, text) in CAPTIONS {
        let kept = keep(folder, text);
        let kept = kept.map_err(|error| Failure::work(format!("files.folder: {error}")))?;
        all.push(NewCaptions {
            language,
            name: name.to_owned(),
            bytes: kept.bytes,
            sha256: kept.sha256,
            stored_as: kept.stored_as,
        });
    }
    Ok(all)
}

fn keep(folder: &std::path::Path, text: &str) -> std::io::Result<Kept<()>> {
    let mut incoming = Incoming::begin(folder, text.len())?;
    incoming.take(text.as_bytes())?;
    let kept: Result<Kept<()>, Wrong> = incoming.keep_as(|_| Ok(Ok(())))?;
    kept.map_err(|_| std::io::Error::other("captions of the demonstration"))
}

impl Scene {
    fn tell(
        &self,
        work: &mut Work,
        now: DateTime<Utc>,
        staff: Id,
        (recording, captions): (&str, &[NewCaptions]),
    ) -> Result<(), Broken> {
        let body = bodies::store::by_slug(work.connection, self.body)?;
        let body = body.ok_or_else(|| wrong(&format!("no body {}", self.body)))?;
        let at = |local: &str| {
            let local: NaiveDateTime = local.parse().map_err(|fault| wrong(&fault))?;
            Ok::<_, Broken>(instant(body.zone.0, local, Twice::First))
        };
        let (began, ended) = (at(self.began)?, at(self.ended)?);
        let starts = at(self.starts)?.into();
        let found = sessions::store::of_body_at(work.connection, body.id, starts)?;
        // The demonstration may have begun earlier.
        let Some(session) = found.first().filter(|_| began <= now) else {
            return Ok(());
        };
        let nothing = Seen {
            broadcast: None,
            interruption: None,
        };
        let id = session.id;
        actions::begin(work, began, staff, (id, nothing)).map_err(|fault| wrong(&fault))?;
        if ended > now {
            return Ok(());
        }
        let seen = actions::seen_of(work.connection, id)?;
        actions::end(work, ended, staff, (id, seen)).map_err(|fault| wrong(&fault))?;
        let actor = Actor::Staff(staff);
        sessions::actions::move_along(work, ended, &actor, id, SessionAct::End)
            .map_err(|fault| wrong(&fault))?;
        if self.recorded {
            let digest = hex(&Sha256::digest(RECORDED));
            let said = Some((recording.to_owned(), Some(digest)));
            actions::keep_recording(work, ended, staff, (id, None), said)
                .map_err(|fault| wrong(&fault))?;
            for one in captions {
                actions::add_captions(work, ended, staff, id, one.clone())
                    .map_err(|fault| wrong(&fault))?;
            }
        }
        Ok(())
    }
}

fn wrong(fault: &dyn std::fmt::Display) -> Broken {
    Broken::Data(format!("the broadcasts of the demonstration: {fault}"))
}
