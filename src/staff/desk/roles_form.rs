//! The form of a person's roles: those that stand are boxes to be left ticked; new ones are chosen below them, a body
//! and what to be there.

use super::account::fault;
use crate::database::Id;
use crate::language::Speech;
use crate::staff::actions::{Authority, Roles};
use crate::staff::store::Served;
use crate::web::desk::{Fields, Role};
use crate::web::problem::FieldFault;

/// Rows for new roles.
pub(super) const NEW_ROWS: usize = 3;

/// The roles for single bodies.
pub(super) const OF_BODIES: [Role; 4] = [
    Role::BodyAdmin,
    Role::Secretary,
    Role::Moderator,
    Role::Guard,
];

/// The roles for all bodies.
pub(super) const OF_THE_OFFICE: [Role; 2] = [Role::SystemAdmin, Role::Supervisor];

/// The name of a box of a role that stands.
pub(super) const STANDING: &str = "standing";

/// What is sent by such a box.
pub(super) fn value_of((body, role): (Id, Role)) -> String {
    format!("{body}:{role}")
}

fn read_value(value: &str) -> Option<(Id, Role)> {
    let (body, role) = value.split_once(':')?;
    Some((Id::parse(body)?, role.parse().ok()?))
}

/// Roles as the form shows them.
pub(super) fn fill(fields: &mut Fields, roles: &Roles) {
    fields.add("office", roles.office.map_or("", Role::as_str));
    for one in &roles.bodies {
        fields.add(STANDING, value_of(*one));
    }
}

/// The roles that a form asks for, and what is wrong with it. Boxes of bodies beyond the authority are passed over:
/// what stands there stays as it is.
pub(super) fn read(
    speech: Speech<'_>,
    fields: &Fields,
    by: &Authority,
    bodies: &[Served],
) -> (Roles, Vec<FieldFault>) {
    let is_known = |id: Id| by.reaches(id) && bodies.iter().any(|body| body.id == id);
    let mut faults = Vec::new();
    let office = fields.given("office");
    let role: Option<Role> = office.and_then(|word| word.parse().ok());
    let known = role.filter(|role| role.is_of_the_office());
    if office.is_some() && (known.is_none() || !by.is_of_the_office()) {
        faults.push(fault(speech, "office", "unknown", "staff-fault-role"));
    }
    let mut roles = Roles {
        office: known,
        bodies: fields
            .all(STANDING)
            .filter_map(read_value)
            .filter(|(body, role)| is_known(*body) && OF_BODIES.contains(role))
            .collect(),
    };
    for row in 1..=NEW_ROWS {
        let (body_field, role_field) = (format!("body-{row}"), format!("role-{row}"));
        let role = fields.text(&role_field).parse().ok();
        let role = role.filter(|role| OF_BODIES.contains(role));
        let body = Id::parse(fields.text(&body_field)).filter(|body| is_known(*body));
        match (body, role) {
            (Some(body), Some(role)) => roles.bodies.push((body, role)),
            (None, None) => {}
            (None, Some(_)) => {
                faults.push(fault(speech, &body_field, "required", "staff-fault-body"));
            }
            (Some(_), None) => {
                faults.push(fault(speech, &role_field, "required", "staff-fault-role"));
            }
        }
    }
    (roles, faults)
}
