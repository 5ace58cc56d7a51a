//! Who gets where: every address of the desk, asked for by every role, for the own body and another one, and by
//! whoever is signed out. The table below is the matrix as people agreed on it; an address that it does not list
//! fails the test, and so does one that it lists otherwise than the program does.

use actix_web::http::Method;
use otyrys::web::desk::Role::{BodyAdmin, Guard, Moderator, Secretary, Supervisor, SystemAdmin};
use otyrys::web::desk::{Right, Role, Way};

use otyrys::database::{Broken, Id, Lane};

use crate::documents;
use crate::harness::{Answer, Clerk, Office, Planned, both_engines};

/// Method, address, and the right that it needs; none for the pages of signing in.
const MATRIX: &[(&str, &str, Option<Right>)] = &[
    ("GET", "/desk", Some(Right::Desk)),
    ("GET", "/desk/account", Some(Right::Desk)),
    ("POST", "/desk/account", Some(Right::Desk)),
    ("POST", "/desk/account/password", Some(Right::Desk)),
    ("POST", "/desk/account/recovery-codes", Some(Right::Desk)),
    ("GET", "/desk/account/second-factor", Some(Right::Desk)),
    ("POST", "/desk/account/second-factor", Some(Right::Desk)),
    (
        "POST",
        "/desk/account/second-factor/remove",
        Some(Right::Desk),
    ),
    ("POST", "/desk/account/sign-ins/end", Some(Right::Desk)),
    (
        "POST",
        "/desk/account/sign-ins/{sign_in}/end",
        Some(Right::Desk),
    ),
    ("GET", "/desk/openness", Some(Right::SeeSessions)),
    (
        "GET",
        "/desk/openness/{body}/plan",
        Some(Right::SeeSessions),
    ),
    (
        "POST",
        "/desk/openness/{body}/plan",
        Some(Right::KeepSessions),
    ),
    (
        "GET",
        "/desk/openness/{body}/questions",
        Some(Right::SeeComments),
    ),
    (
        "POST",
        "/desk/openness/{body}/questions",
        Some(Right::KeepComments),
    ),
    (
        "GET",
        "/desk/openness/{body}/report",
        Some(Right::FreezeReports),
    ),
    (
        "POST",
        "/desk/openness/{body}/report",
        Some(Right::FreezeReports),
    ),
    (
        "GET",
        "/desk/applications/{application}",
        Some(Right::SeeApplications),
    ),
    (
        "POST",
        "/desk/applications/{application}/admit",
        Some(Right::Decide),
    ),
    (
        "POST",
        "/desk/applications/{application}/check-in",
        Some(Right::KeepDoor),
    ),
    (
        "POST",
        "/desk/applications/{application}/check-in/undo",
        Some(Right::KeepDoor),
    ),
    (
        "GET",
        "/desk/applications/{application}/complete",
        Some(Right::Decide),
    ),
    (
        "POST",
        "/desk/applications/{application}/complete",
        Some(Right::Decide),
    ),
    (
        "GET",
        "/desk/applications/{application}/contacts",
        Some(Right::Decide),
    ),
    (
        "POST",
        "/desk/applications/{application}/contacts",
        Some(Right::Decide),
    ),
    (
        "GET",
        "/desk/applications/{application}/move-online",
        Some(Right::Decide),
    ),
    (
        "POST",
        "/desk/applications/{application}/move-online",
        Some(Right::Decide),
    ),
    (
        "GET",
        "/desk/applications/{application}/order",
        Some(Right::Decide),
    ),
    (
        "POST",
        "/desk/applications/{application}/order",
        Some(Right::Decide),
    ),
    (
        "GET",
        "/desk/applications/{application}/receipt",
        Some(Right::Decide),
    ),
    (
        "GET",
        "/desk/applications/{application}/refuse",
        Some(Right::Decide),
    ),
    (
        "POST",
        "/desk/applications/{application}/refuse",
        Some(Right::Decide),
    ),
    (
        "GET",
        "/desk/applications/{application}/withdraw",
        Some(Right::Decide),
    ),
    (
        "POST",
        "/desk/applications/{application}/withdraw",
        Some(Right::Decide),
    ),
    ("GET", "/desk/bodies", Some(Right::SeeBodies)),
    ("GET", "/desk/bodies/new", Some(Right::AddBodies)),
    ("POST", "/desk/bodies/new", Some(Right::AddBodies)),
    ("POST", "/desk/bodies/{body}", Some(Right::KeepBodies)),
    ("GET", "/desk/bodies/{body}", Some(Right::SeeBodies)),
    ("GET", "/desk/components", Some(Right::Desk)),
    ("GET", "/desk/calendar", Some(Right::SeeCalendar)),
    ("GET", "/desk/calendar/new", Some(Right::KeepCalendar)),
    ("POST", "/desk/calendar/new", Some(Right::KeepCalendar)),
    (
        "GET",
        "/desk/calendar/{version}.csv",
        Some(Right::SeeCalendar),
    ),
    (
        "GET",
        "/desk/documents/{document}",
        Some(Right::SeeSessions),
    ),
    (
        "POST",
        "/desk/documents/{document}/move",
        Some(Right::KeepSessions),
    ),
    (
        "POST",
        "/desk/documents/{document}/remove",
        Some(Right::KeepSessions),
    ),
    (
        "POST",
        "/desk/documents/{document}/rename",
        Some(Right::KeepSessions),
    ),
    ("GET", "/desk/door", Some(Right::KeepDoor)),
    ("GET", "/desk/journal", Some(Right::SeeJournal)),
    ("POST", "/desk/journal.csv", Some(Right::SeeJournal)),
    ("GET", "/desk/journal/verify", Some(Right::SeeJournal)),
    ("GET", "/desk/passes/{pass}", Some(Right::KeepDoor)),
    ("POST", "/desk/passes/{pass}", Some(Right::KeepDoor)),
    (
        "GET",
        "/desk/sessions/{session}/comments",
        Some(Right::SeeComments),
    ),
    ("GET", "/desk/comments/{comment}", Some(Right::SeeComments)),
    (
        "POST",
        "/desk/comments/{comment}/show",
        Some(Right::KeepComments),
    ),
    (
        "POST",
        "/desk/comments/{comment}/hide",
        Some(Right::KeepComments),
    ),
    (
        "POST",
        "/desk/comments/{comment}/answer",
        Some(Right::KeepComments),
    ),
    (
        "POST",
        "/desk/comments/{comment}/join",
        Some(Right::KeepComments),
    ),
    (
        "GET",
        "/desk/results/{result}/replace",
        Some(Right::KeepSessions),
    ),
    (
        "POST",
        "/desk/results/{result}/replace",
        Some(Right::KeepSessions),
    ),
    ("GET", "/desk/sessions", Some(Right::SeeSessions)),
    ("GET", "/desk/sessions/new", Some(Right::KeepSessions)),
    ("POST", "/desk/sessions/new", Some(Right::KeepSessions)),
    ("GET", "/desk/sessions/{session}", Some(Right::SeeSessions)),
    (
        "GET",
        "/desk/sessions/{session}/announce",
        Some(Right::KeepSessions),
    ),
    (
        "POST",
        "/desk/sessions/{session}/announce",
        Some(Right::KeepSessions),
    ),
    (
        "GET",
        "/desk/sessions/{session}/applicants",
        Some(Right::SeeApplications),
    ),
    (
        "POST",
        "/desk/sessions/{session}/applicants/admit",
        Some(Right::Decide),
    ),
    (
        "GET",
        "/desk/sessions/{session}/applicants/new",
        Some(Right::Decide),
    ),
    (
        "POST",
        "/desk/sessions/{session}/applicants/new",
        Some(Right::Decide),
    ),
    (
        "GET",
        "/desk/sessions/{session}/copy",
        Some(Right::KeepSessions),
    ),
    (
        "GET",
        "/desk/sessions/{session}/cancel",
        Some(Right::KeepSessions),
    ),
    (
        "POST",
        "/desk/sessions/{session}/cancel",
        Some(Right::KeepSessions),
    ),
    (
        "GET",
        "/desk/sessions/{session}/closing",
        Some(Right::KeepSessions),
    ),
    (
        "POST",
        "/desk/sessions/{session}/closing",
        Some(Right::KeepSessions),
    ),
    (
        "POST",
        "/desk/sessions/{session}/closing/notice",
        Some(Right::KeepSessions),
    ),
    (
        "POST",
        "/desk/sessions/{session}/closing/vote",
        Some(Right::KeepSessions),
    ),
    (
        "POST",
        "/desk/sessions/{session}/closing/part",
        Some(Right::KeepSessions),
    ),
    (
        "GET",
        "/desk/sessions/{session}/reopen",
        Some(Right::KeepSessions),
    ),
    (
        "POST",
        "/desk/sessions/{session}/reopen",
        Some(Right::KeepSessions),
    ),
    (
        "GET",
        "/desk/sessions/{session}/course",
        Some(Right::KeepSessions),
    ),
    (
        "POST",
        "/desk/sessions/{session}/course",
        Some(Right::KeepSessions),
    ),
    (
        "POST",
        "/desk/sessions/{session}/documents",
        Some(Right::KeepSessions),
    ),
    (
        "GET",
        "/desk/sessions/{session}/documents",
        Some(Right::SeeSessions),
    ),
    (
        "GET",
        "/desk/sessions/{session}/door",
        Some(Right::KeepDoor),
    ),
    (
        "POST",
        "/desk/sessions/{session}/door/absent",
        Some(Right::Decide),
    ),
    (
        "GET",
        "/desk/sessions/{session}/door/paper",
        Some(Right::KeepDoor),
    ),
    (
        "POST",
        "/desk/sessions/{session}/door/paper",
        Some(Right::KeepDoor),
    ),
    (
        "GET",
        "/desk/sessions/{session}/edit",
        Some(Right::KeepSessions),
    ),
    (
        "POST",
        "/desk/sessions/{session}/edit",
        Some(Right::KeepSessions),
    ),
    (
        "GET",
        "/desk/sessions/{session}/stand",
        Some(Right::SeeSessions),
    ),
    (
        "POST",
        "/desk/sessions/{session}/stand",
        Some(Right::KeepSessions),
    ),
    (
        "POST",
        "/desk/sessions/{session}/broadcast/address",
        Some(Right::KeepSessions),
    ),
    (
        "GET",
        "/desk/sessions/{session}/passes",
        Some(Right::KeepDoor),
    ),
    (
        "POST",
        "/desk/sessions/{session}/passes",
        Some(Right::KeepDoor),
    ),
    (
        "POST",
        "/desk/sessions/{session}/passes.csv",
        Some(Right::KeepDoor),
    ),
    (
        "POST",
        "/desk/sessions/{session}/passes.xlsx",
        Some(Right::KeepDoor),
    ),
    (
        "GET",
        "/desk/sessions/{session}/postpone",
        Some(Right::KeepSessions),
    ),
    (
        "POST",
        "/desk/sessions/{session}/postpone",
        Some(Right::KeepSessions),
    ),
    (
        "GET",
        "/desk/sessions/{session}/preview",
        Some(Right::SeeSessions),
    ),
    (
        "GET",
        "/desk/sessions/{session}/broadcast",
        Some(Right::SeeSessions),
    ),
    (
        "POST",
        "/desk/sessions/{session}/broadcast",
        Some(Right::KeepSessions),
    ),
    (
        "POST",
        "/desk/sessions/{session}/broadcast/captions",
        Some(Right::KeepSessions),
    ),
    (
        "POST",
        "/desk/sessions/{session}/broadcast/captions/remove",
        Some(Right::KeepSessions),
    ),
    (
        "POST",
        "/desk/sessions/{session}/broadcast/impossible",
        Some(Right::KeepSessions),
    ),
    (
        "POST",
        "/desk/sessions/{session}/broadcast/key",
        Some(Right::KeepSessions),
    ),
    (
        "POST",
        "/desk/sessions/{session}/broadcast/past",
        Some(Right::KeepSessions),
    ),
    (
        "POST",
        "/desk/sessions/{session}/broadcast/recording",
        Some(Right::KeepSessions),
    ),
    (
        "GET",
        "/desk/sessions/{session}/results",
        Some(Right::SeeSessions),
    ),
    (
        "POST",
        "/desk/sessions/{session}/results",
        Some(Right::KeepSessions),
    ),
    (
        "POST",
        "/desk/sessions/{session}/results/none",
        Some(Right::KeepSessions),
    ),
    (
        "POST",
        "/desk/sessions/{session}/seats",
        Some(Right::Decide),
    ),
    (
        "GET",
        "/desk/sessions/{session}/seats",
        Some(Right::SeeApplications),
    ),
    (
        "GET",
        "/desk/sessions/{session}/sittings",
        Some(Right::KeepSessions),
    ),
    (
        "POST",
        "/desk/sessions/{session}/sittings",
        Some(Right::KeepSessions),
    ),
    ("GET", "/desk/set-up/{secret}", None),
    ("POST", "/desk/set-up/{secret}", None),
    ("GET", "/desk/sign-in", None),
    ("POST", "/desk/sign-in", None),
    ("GET", "/desk/sign-in/code", None),
    ("POST", "/desk/sign-in/code", None),
    ("POST", "/desk/sign-in/demo", None),
    ("GET", "/desk/sign-in/second-factor", None),
    ("POST", "/desk/sign-in/second-factor", None),
    ("POST", "/desk/sign-out", Some(Right::Desk)),
    ("GET", "/desk/staff", Some(Right::SeeStaff)),
    ("GET", "/desk/staff/new", Some(Right::KeepStaff)),
    ("POST", "/desk/staff/new", Some(Right::KeepStaff)),
    ("POST", "/desk/staff/{staff}", Some(Right::KeepStaff)),
    ("GET", "/desk/staff/{staff}", Some(Right::SeeStaff)),
    (
        "POST",
        "/desk/staff/{staff}/disable",
        Some(Right::KeepStaff),
    ),
    ("POST", "/desk/staff/{staff}/enable", Some(Right::KeepStaff)),
    ("POST", "/desk/staff/{staff}/reset", Some(Right::KeepStaff)),
    ("GET", "/desk/emergencies", Some(Right::SeeEmergencies)),
    (
        "GET",
        "/desk/emergencies/new",
        Some(Right::DeclareEmergencies),
    ),
    (
        "POST",
        "/desk/emergencies/new",
        Some(Right::DeclareEmergencies),
    ),
    (
        "GET",
        "/desk/emergencies/{emergency}",
        Some(Right::SeeEmergencies),
    ),
    (
        "GET",
        "/desk/emergencies/{emergency}/end",
        Some(Right::DeclareEmergencies),
    ),
    (
        "POST",
        "/desk/emergencies/{emergency}/end",
        Some(Right::DeclareEmergencies),
    ),
    (
        "POST",
        "/desk/emergencies/{emergency}/people.csv",
        Some(Right::SeePersons),
    ),
    (
        "GET",
        "/desk/emergencies/{emergency}/report",
        Some(Right::SeeEmergencies),
    ),
    (
        "POST",
        "/desk/emergencies/{emergency}/report.csv",
        Some(Right::SeeEmergencies),
    ),
    (
        "POST",
        "/desk/emergencies/{emergency}/sessions/{session}/restore",
        Some(Right::DeclareEmergencies),
    ),
    ("GET", "/desk/webhooks", Some(Right::SeeWebhooks)),
    ("GET", "/desk/webhooks/new", Some(Right::KeepWebhooks)),
    ("POST", "/desk/webhooks/new", Some(Right::KeepWebhooks)),
    ("GET", "/desk/webhooks/{webhook}", Some(Right::SeeWebhooks)),
    (
        "POST",
        "/desk/webhooks/{webhook}",
        Some(Right::KeepWebhooks),
    ),
    (
        "POST",
        "/desk/webhooks/{webhook}/calls/{call}/resend",
        Some(Right::KeepWebhooks),
    ),
    (
        "POST",
        "/desk/webhooks/{webhook}/pause",
        Some(Right::KeepWebhooks),
    ),
    (
        "GET",
        "/desk/webhooks/{webhook}/remove",
        Some(Right::KeepWebhooks),
    ),
    (
        "POST",
        "/desk/webhooks/{webhook}/remove",
        Some(Right::KeepWebhooks),
    ),
    (
        "POST",
        "/desk/webhooks/{webhook}/resume",
        Some(Right::KeepWebhooks),
    ),
    (
        "POST",
        "/desk/webhooks/{webhook}/secret",
        Some(Right::KeepWebhooks),
    ),
    (
        "POST",
        "/desk/webhooks/{webhook}/test",
        Some(Right::KeepWebhooks),
    ),
    ("GET", "/desk/letters", Some(Right::SeeApplications)),
    ("POST", "/desk/letters/release", Some(Right::Decide)),
    ("POST", "/desk/letters/telephoned", Some(Right::Decide)),
    (
        "GET",
        "/desk/sessions/{session}/call-back",
        Some(Right::KeepSessions),
    ),
    (
        "POST",
        "/desk/sessions/{session}/call-back",
        Some(Right::KeepSessions),
    ),
];

/// What a role may not do though it has the right: an admin's second factor stays.
fn is_barred(role: Role, path: &str) -> bool {
    role.is_admin() && path == "/desk/account/second-factor/remove"
}

/// The sessions sit on this day: a guard sees no other. Applications came three days before.
const TODAY: &str = "2026-12-10T09:00:00+05:00";
const BEFORE_THE_CUTOFF: &str = "2026-12-07T09:00:00+05:00";

/// The roles to whom each right is given.
const GRANTED: &[(Right, &[Role])] = &[
    (
        Right::Desk,
        &[
            SystemAdmin,
            BodyAdmin,
            Secretary,
            Moderator,
            Guard,
            Supervisor,
        ],
    ),
    (Right::SeeBodies, &[SystemAdmin, BodyAdmin, Supervisor]),
    (Right::KeepBodies, &[SystemAdmin, BodyAdmin]),
    (Right::AddBodies, &[SystemAdmin]),
    (Right::SeeStaff, &[SystemAdmin, BodyAdmin, Supervisor]),
    (Right::KeepStaff, &[SystemAdmin, BodyAdmin]),
    (
        Right::SeeSessions,
        &[BodyAdmin, Secretary, Moderator, Supervisor],
    ),
    (Right::KeepSessions, &[BodyAdmin, Secretary]),
    (Right::FreezeReports, &[BodyAdmin]),
    (Right::SeeApplications, &[BodyAdmin, Secretary, Supervisor]),
    (Right::Decide, &[BodyAdmin, Secretary]),
    (Right::SeePersons, &[BodyAdmin, Secretary]),
    (Right::KeepDoor, &[BodyAdmin, Secretary, Guard]),
    (Right::SeeWebhooks, &[SystemAdmin, BodyAdmin, Supervisor]),
    (Right::KeepWebhooks, &[SystemAdmin, BodyAdmin]),
    (
        Right::SeeComments,
        &[BodyAdmin, Secretary, Moderator, Supervisor],
    ),
    (Right::KeepComments, &[BodyAdmin, Secretary, Moderator]),
    (Right::SeeJournal, &[SystemAdmin, BodyAdmin, Supervisor]),
    (
        Right::SeeEmergencies,
        &[SystemAdmin, BodyAdmin, Secretary, Supervisor],
    ),
    (Right::DeclareEmergencies, &[SystemAdmin, BodyAdmin]),
    (
        Right::SeeCalendar,
        &[SystemAdmin, BodyAdmin, Secretary, Moderator, Supervisor],
    ),
    (Right::KeepCalendar, &[SystemAdmin]),
];

#[test]
fn each_right_is_given_to_the_roles_of_the_matrix() {
    assert_eq!(GRANTED.len(), Right::ALL.len());
    for (right, roles) in GRANTED {
        let given: Vec<Role> = Role::ALL
            .iter()
            .copied()
            .filter(|role| role.grants(*right))
            .collect();
        assert_eq!(&given, roles, "{right}");
    }
}

/// Every address of the desk.
pub fn mounted() -> Vec<Way> {
    let mut ways = Vec::new();
    let _ = actix_web::App::new().configure(|config| ways = otyrys::server::desk(config));
    ways
}

#[test]
fn every_address_is_listed() {
    let mut listed: Vec<(Method, &str, Option<Right>)> = MATRIX
        .iter()
        .map(|(method, path, right)| (method.parse().unwrap(), *path, *right))
        .collect();
    let mut mounted: Vec<(Method, &str, Option<Right>)> = mounted()
        .into_iter()
        .map(|way| (way.method, way.path, way.right))
        .collect();
    let order = |one: &(Method, &str, Option<Right>)| (one.1.to_owned(), one.0.to_string());
    listed.sort_by_key(order);
    mounted.sort_by_key(order);
    assert_eq!(listed, mounted);
}

/// Nobody mounts an address of the desk by another way.
#[test]
fn addresses_are_mounted_by_their_list_alone() {
    fn walk(folder: &std::path::Path, by_itself: &regex::Regex, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, by_itself, found);
            } else if by_itself.is_match(&std::fs::read_to_string(&path).unwrap()) {
                found.push(path.display().to_string());
            }
        }
    }
    let by_itself = regex::Regex::new(r#"(?:\.route\(|resource\(|scope\()\s*"/desk"#).unwrap();
    let mut found = Vec::new();
    walk(
        &std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &by_itself,
        &mut found,
    );
    assert!(found.is_empty(), "{found:?}");
}

/// Everything of one body that an address can name.
struct Objects {
    slug: String,
    session: String,
    application: String,
    pass: String,
    body: String,
    staff: String,
    sign_in: String,
    document: String,
    result: String,
    comment: String,
    webhook: String,
    call: String,
    emergency: String,
}

impl Objects {
    async fn of(office: &Office, slug: &str) -> Self {
        office.at(BEFORE_THE_CUTOFF);
        let session = office.session_of(slug, &Planned::default());
        let (status, received) = office.apply(&session, "Әлиева").await;
        assert_eq!(status, 201, "{received}");
        let secret = received["secret"].as_str().unwrap().to_owned();
        let id = Id::parse(&session).unwrap();
        let (application, body) = office
            .app
            .database
            .read_here(|connection| {
                let application =
                    otyrys::applications::store::by_secret(connection, &secret)?.unwrap();
                let session = otyrys::sessions::store::by_id(connection, id)?.unwrap();
                Ok::<_, Broken>((application, session.body_id))
            })
            .unwrap();
        let guard = office.clerk_of(Role::Guard, body);
        let document = document(office, &session).await;
        let result = crate::results::placed(office, &session, guard.id);
        let comment = crate::comments::placed(office, &session);
        let (webhook, call) = webhook(office, body).await;
        let emergency = emergency(office, body);
        office.at(TODAY);
        Self {
            slug: slug.to_owned(),
            session,
            application: application.id.to_string(),
            pass: application.pass,
            body: body.to_string(),
            staff: guard.id.to_string(),
            sign_in: guard.sign_in.to_string(),
            document,
            result,
            comment,
            webhook,
            call,
            emergency,
        }
    }

    /// An address with its parts filled in; `None` where it names nothing of a body.
    fn fill(&self, path: &str) -> Option<String> {
        let filled = path
            .replace("{session}", &self.session)
            .replace("{application}", &self.application)
            .replace("{pass}", &self.pass)
            .replace("{body}", &self.body)
            .replace("{staff}", &self.staff)
            .replace("{sign_in}", &self.sign_in)
            .replace("{document}", &self.document)
            .replace("{result}", &self.result)
            .replace("{comment}", &self.comment)
            .replace("{webhook}", &self.webhook)
            .replace("{emergency}", &self.emergency)
            .replace("{call}", &self.call);
        (filled != path).then_some(filled)
    }
}

/// A file of the first matter of a session.
async fn document(office: &Office, session: &str) -> String {
    let clerk = office.clerk(Role::BodyAdmin, session);
    let uploaded = documents::upload(office, &clerk, session, "a.pdf", documents::PDF).await;
    assert_eq!(uploaded.status, 303, "{}", uploaded.body);
    let details = documents::details(office, session);
    details.documents[0].id.to_string()
}

/// An emergency of a body that is over, so that nothing of the body is another one by it.
fn emergency(office: &Office, body: Id) -> String {
    use otyrys::emergencies::store;
    use otyrys::law::emergency::EmergencyKind;
    use otyrys::sessions::emergency::{Declared, Emergency};
    let (id, now) = (Id::new(), office.app.now());
    let declared = Declared {
        emergency: Emergency {
            id,
            body_id: Some(body),
            kind: EmergencyKind::Natural,
            country: true,
            basis: otyrys::language::Multilingual::new("бұйрық", "приказ").into(),
            basis_url: None,
            signer: "А. Серік".to_owned(),
            from_at: now.into(),
            until_at: None,
            declared_at: now.into(),
            declared_by: Id::new(),
            ended_at: Some(now.into()),
            ended_by: None,
            request_key: id.to_string(),
            updated_at: now.into(),
        },
        regions: Vec::new(),
    };
    let act = move |work: &mut otyrys::database::Work| store::insert(work.connection, &declared);
    office
        .app
        .database
        .write_here(Lane::Any, act)
        .expect("an emergency");
    id.to_string()
}

/// A webhook of a body, and a call of it.
pub async fn webhook(office: &Office, body: Id) -> (String, String) {
    use otyrys::webhooks::{actions, telling::test_call};
    let now = office.app.now();
    let order = actions::Order {
        address: "https://example.org/hook".to_owned(),
        events: vec![otyrys::news::Kind::Announced],
    };
    let act = move |work: &mut otyrys::database::Work| {
        let actor = otyrys::journal::Actor::Office;
        let webhook = actions::add(work, now, &actor, Some(body), &order)?;
        let call = test_call(webhook.id, now)?;
        let ids = (webhook.id.to_string(), call.id.to_string());
        otyrys::outbox::store::order(work, now, call)?;
        Ok::<_, actions::Refusal>(ids)
    };
    let done = office.app.database.write(Lane::Any, act).await;
    done.unwrap()
}

/// A form is empty but for the body that some of them choose and the state that it was made of, long ago.
async fn ask(office: &Office, clerk: &Clerk, way: &Way, address: &str, of: &Objects) -> Answer {
    if way.method == Method::GET {
        office.desk(clerk, address).await
    } else if way.path.ends_with("/documents") {
        documents::upload(office, clerk, &of.session, "a.pdf", documents::PDF).await
    } else {
        let act = match way.path.rsplit('/').next() {
            Some("course") => "go_live",
            Some("{body}") => "card",
            _ => "",
        };
        let made_of = [
            ("body", of.slug.as_str()),
            ("updated", "0"),
            ("revision", "0"),
            ("act", act),
        ];
        office.desk_form(clerk, address, &made_of).await
    }
}

/// What came of asking.
#[derive(Debug, PartialEq, Eq)]
enum Came {
    /// Past the guard, whatever the handler then said of an empty form.
    In,
    Forbidden,
    NotThere,
    ToSignIn,
}

fn came(answer: &Answer) -> Came {
    // Whoever signs out is led there too, but with nowhere to go on to.
    let to_sign_in = |to: &String| to.starts_with("/desk/sign-in?next=");
    match answer.status {
        403 => Came::Forbidden,
        404 => Came::NotThere,
        303 if answer.to.as_ref().is_some_and(to_sign_in) => Came::ToSignIn,
        500.. => panic!("{}: {}", answer.status, answer.body),
        _ => Came::In,
    }
}

both_engines!(
    every_role_gets_where_the_matrix_says,
    BEFORE_THE_CUTOFF,
    async |office| {
        for way in mounted() {
            let Some(right) = way.right else { continue };
            // An act may use its objects up: each address has its own.
            let number = Id::new().spread();
            let mut own = Objects::of(office, &format!("own-{number}")).await;
            let mut other = Objects::of(office, &format!("other-{number}")).await;
            for role in Role::ALL {
                // Whose roles a form has taken away belongs to no body any more.
                own.staff = office.clerk(Role::Guard, &own.session).id.to_string();
                other.staff = office.clerk(Role::Guard, &other.session).id.to_string();
                let clerk = || office.clerk(*role, &own.session);
                let own_address = |clerk: &Clerk| {
                    let path = way
                        .path
                        .replace("{version}", office.app.calendar().version());
                    // One's own sign-ins are one's own, whatever the body.
                    let path = path.replace("{sign_in}", &clerk.sign_in.to_string());
                    own.fill(&path).unwrap_or(path)
                };
                let shown = format!("{} {} as {role}", way.method, way.path);
                let granted = role.grants(right) && !is_barred(*role, way.path);
                let asking = clerk();
                let answer = ask(office, &asking, &way, &own_address(&asking), &own).await;
                let expected = if granted { Came::In } else { Came::Forbidden };
                assert_eq!(came(&answer), expected, "{shown}, own: {}", answer.body);
                if let Some(address) = other.fill(way.path) {
                    let answer = ask(office, &clerk(), &way, &address, &other).await;
                    let everywhere = role.is_of_the_office() && !way.path.contains("{sign_in}");
                    let expected = match (granted, everywhere) {
                        (true, true) => Came::In,
                        (true, false) => Came::NotThere,
                        (false, _) => Came::Forbidden,
                    };
                    assert_eq!(came(&answer), expected, "{shown}, other: {}", answer.body);
                } else if way.method == Method::GET && granted && !role.is_of_the_office() {
                    let answer = ask(office, &clerk(), &way, way.path, &own).await;
                    assert!(
                        !answer.body.contains(&other.session),
                        "{shown} shows another body's"
                    );
                    assert!(
                        !answer.body.contains(&other.body),
                        "{shown} shows another body"
                    );
                }
                office.letters();
            }
        }
    }
);

both_engines!(
    whoever_is_signed_out_gets_to_sign_in_and_forms_without_their_token_nowhere,
    BEFORE_THE_CUTOFF,
    async |office| {
        let own = Objects::of(office, "own").await;
        for way in mounted() {
            if way.right.is_none() {
                continue;
            }
            let address = own.fill(way.path).unwrap_or_else(|| way.path.to_owned());
            let url = format!("{}{address}", office.url);
            let request = office
                .http
                .request(way.method.as_str().parse().unwrap(), url);
            let answer = request.send().await.unwrap();
            assert_eq!(answer.status().as_u16(), 303, "{} {}", way.method, way.path);
            let to = answer.headers()["location"].to_str().unwrap();
            assert!(to.starts_with("/desk/sign-in?next="), "{to}");

            if way.method == Method::POST {
                let clerk = office.clerk(Role::BodyAdmin, &own.session);
                let request = || office.http.post(format!("{}{address}", office.url));
                let form = "application/x-www-form-urlencoded";
                let bare = request().header("content-type", form).body("a=b");
                assert_eq!(
                    office.ask(&clerk, bare).await.status,
                    403,
                    "{address}: no token"
                );
                let foreign = request()
                    .header("content-type", form)
                    .header("sec-fetch-site", "cross-site")
                    .body(format!("csrf={}", clerk.csrf()));
                assert_eq!(
                    office.ask(&clerk, foreign).await.status,
                    403,
                    "{address}: cross-site"
                );
                let origin = request()
                    .header("content-type", form)
                    .header("origin", "https://elsewhere.example")
                    .body(format!("csrf={}", clerk.csrf()));
                assert_eq!(
                    office.ask(&clerk, origin).await.status,
                    403,
                    "{address}: origin"
                );
            }
        }
        office.letters();
    }
);
