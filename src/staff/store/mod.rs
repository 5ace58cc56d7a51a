//! All queries on people of the secretariats and their sign-ins.

mod bodies;
mod codes;
mod failures;
mod people;
mod sign_ins;

pub use bodies::{Served, served_bodies, served_by_slug};
pub use codes::{codes_left, replace_codes, use_code};
pub use failures::{Failures, forget_failures, locked_failures, purge_failures, set_failures};
pub use people::{
    by_email, by_id, by_setup_digest, give_role, insert, last_seen, other_system_admins, people,
    purge_links, roles_of, roles_of_all, take_role, take_step, update,
};
pub use sign_ins::{
    begin_sign_in, complete_sign_in, digests_since, end_sign_in, end_sign_ins, forget_form,
    forget_more_forms, has_kept_forms, keep_form, kept_form, purge_sign_ins, see, sign_in,
    sign_in_by_digest, sign_ins_in_use,
};
