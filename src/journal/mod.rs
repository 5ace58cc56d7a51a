//! The journal: every act with actor, object, what was before and after, and the instant (requirement OS-21).
//! Append-only for everyone, the program's own database role too (triggers). Its text carries no personal data:
//! an applicant appears by the application's id alone.

mod changes;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::Value;

use crate::database::schema::journal;
use crate::database::{Broken, Id, Instant, Json, Work, both};
    }
}
