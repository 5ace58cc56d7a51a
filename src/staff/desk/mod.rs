//! What of this slice stands behind `/desk`.
//!
//! | file | pages |
//! |---|---|
//! | `arriving` | what the pages of signing in share: where to go on, how long to wait, the cookie |
//! | `sign_in` | e-mail and password; signing out |
//! | `code` | the second factor, and its set-up where it is compulsory |
//! | `one_click` | signing in to the demonstration |
//! | `set_up` | the one-time link |
//! | `account` | one's own name, password and sign-ins |
//! | `own_factor` | one's own second factor |
//! | `people` | who works here, somebody new |
//! | `person` | one of them |
//! | `roles_form` | the form of roles, as it was sent |
//! | `*_views` | how they look |

mod account;
mod account_views;
mod arriving;
mod code;
mod one_click;
mod own_factor;
mod people;
mod people_views;
mod person;
mod roles_form;
mod roles_views;
mod set_up;
mod sign_in;
mod sign_in_views;

use actix_web::http::Method;

use crate::staff::demo::ENTER;
use crate::web::desk::{Right, SIGN_IN, Ways};

/// Where the second factor is asked for.
const CODE: &str = "/desk/sign-in/code";

/// Where it is set up before one may go on.
const ENROL: &str = "/desk/sign-in/second-factor";

/// The person's own page.
const ACCOUNT: &str = "/desk/account";

/// Where one's own second factor is set up.
const OWN_FACTOR: &str = "/desk/account/second-factor";

/// Everybody.
const PEOPLE: &str = "/desk/staff";

/// The addresses of this slice behind the sign-in.
pub fn routes(ways: &mut Ways<'_>) {
    ways.open(Method::GET, SIGN_IN, sign_in::form);
    ways.open(Method::POST, SIGN_IN, sign_in::sign_in);
    ways.open(Method::POST, ENTER, one_click::enter);
    ways.open(Method::GET, CODE, code::form);
    ways.open(Method::POST, CODE, code::show);
    ways.open(Method::GET, ENROL, code::enrol_form);
    ways.open(Method::POST, ENROL, code::enrol);
    ways.open(Method::GET, "/desk/set-up/{secret}", set_up::form);
    ways.open(Method::POST, "/desk/set-up/{secret}", set_up::set_up);
    ways.post("/desk/sign-out", Right::Desk, sign_in::sign_out);

    ways.get(ACCOUNT, Right::Desk, account::page);
    ways.post(ACCOUNT, Right::Desk, account::change_profile);
    ways.post(
        "/desk/account/password",
        Right::Desk,
        account::change_password,
    );
    ways.post(
        "/desk/account/sign-ins/end",
        Right::Desk,
        account::end_others,
    );
    ways.post(
        "/desk/account/sign-ins/{sign_in}/end",
        Right::Desk,
        account::end_one,
    );
    ways.get(OWN_FACTOR, Right::Desk, own_factor::form);
    ways.post(OWN_FACTOR, Right::Desk, own_factor::set);
    ways.post(
        "/desk/account/second-factor/remove",
        Right::Desk,
        own_factor::remove,
    );
    ways.post(
        "/desk/account/recovery-codes",
        Right::Desk,
        own_factor::new_codes,
    );

    ways.get(PEOPLE, Right::SeeStaff, people::list);
    ways.get("/desk/staff/new", Right::KeepStaff, people::new_form);
    ways.post("/desk/staff/new", Right::KeepStaff, people::add);
    ways.get("/desk/staff/{staff}", Right::SeeStaff, person::one);
    ways.post(
        "/desk/staff/{staff}",
        Right::KeepStaff,
        person::change_roles,
    );
    ways.post(
        "/desk/staff/{staff}/disable",
        Right::KeepStaff,
        person::disable,
    );
    ways.post(
        "/desk/staff/{staff}/enable",
        Right::KeepStaff,
        person::enable,
    );
    ways.post("/desk/staff/{staff}/reset", Right::KeepStaff, person::reset);
}
