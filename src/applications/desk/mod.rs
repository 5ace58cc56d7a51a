//! Applications at the desk: the queue of a session, one application with its acts, and the entry of what came on
//! paper, by post or by e-mail. Refusing has a page of its own for each application, and none for many.

mod act_forms;
mod act_views;
mod acts;
mod entry;
mod entry_form;
mod entry_views;
mod one;
mod one_views;
mod opened;
mod parts;
mod queue;
mod queue_views;
pub mod reading;
mod refusing;
mod refusing_views;
pub mod wish;

pub use parts::more_seats_alert;

use crate::web::desk::{Right, Ways};

/// The addresses.
pub fn routes(ways: &mut Ways<'_>) {
    let queue = "/desk/sessions/{session}/applicants";
    ways.get(queue, Right::SeeApplications, queue::show);
    ways.post(
        "/desk/sessions/{session}/applicants/admit",
        Right::Decide,
        queue::admit_all,
    );
    let new = "/desk/sessions/{session}/applicants/new";
    ways.get(new, Right::Decide, entry::form);
    ways.post(new, Right::Decide, entry::send);
    ways.get(
        "/desk/applications/{application}",
        Right::SeeApplications,
        one::show,
    );
    ways.get(
        "/desk/applications/{application}/receipt",
        Right::Decide,
        one::receipt,
    );
    ways.post(
        "/desk/applications/{application}/admit",
        Right::Decide,
        acts::admit,
    );
    let refuse = "/desk/applications/{application}/refuse";
    ways.get(refuse, Right::Decide, refusing::form);
    ways.post(refuse, Right::Decide, refusing::send);
    let move_online = "/desk/applications/{application}/move-online";
    ways.get(move_online, Right::Decide, acts::move_online_form);
    ways.post(move_online, Right::Decide, acts::move_online);
    let contacts = "/desk/applications/{application}/contacts";
    ways.get(contacts, Right::Decide, acts::contacts_form);
    ways.post(contacts, Right::Decide, acts::contacts);
    let withdraw = "/desk/applications/{application}/withdraw";
    ways.get(withdraw, Right::Decide, acts::withdraw_form);
    ways.post(withdraw, Right::Decide, acts::withdraw);
    let order = "/desk/applications/{application}/order";
    ways.get(order, Right::Decide, acts::order_form);
    ways.post(order, Right::Decide, acts::order);
    let complete = "/desk/applications/{application}/complete";
    ways.get(complete, Right::Decide, acts::complete_form);
    ways.post(complete, Right::Decide, acts::complete);
}
