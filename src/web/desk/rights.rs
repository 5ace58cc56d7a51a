//! Roles, and what each of them may. One table; nothing else in the program says who may what.

use crate::law::text_enum::text_enum;

text_enum! {
    /// What a person is at the desk. The first and the last are so for all bodies, the rest for one each.
    pub enum Role {
        /// Keeps bodies, staff and calendar; sees no applicant.
        SystemAdmin = "system_admin",
        /// Does everything of one body.
        BodyAdmin = "body_admin",
        /// Prepares sessions and decides on applications.
        Secretary = "secretary",
        /// Takes and answers comments.
        Moderator = "moderator",
        /// Lets people in.
        Guard = "guard",
        /// The authorised body: reads everything but personal data.
        Supervisor = "supervisor",
    }
}

text_enum! {
    /// What may be done.
    pub enum Right {
        /// Have a desk: today's page, one's own sign-ins.
        Desk = "desk",
        /// See how a body is entered.
        SeeBodies = "see_bodies",
        /// Change a body.
        KeepBodies = "keep_bodies",
        /// Enter a new body.
        AddBodies = "add_bodies",
        /// See who works for a body.
        SeeStaff = "see_staff",
        /// Say who works for a body.
        KeepStaff = "keep_staff",
        /// See sessions, drafts too.
        SeeSessions = "see_sessions",
        /// Prepare, announce and revise sessions.
        KeepSessions = "keep_sessions",
        /// See applications; names only with [`Right::SeePersons`].
        SeeApplications = "see_applications",
        /// Decide on applications, enter them, change seats.
        Decide = "decide",
        /// See the personal data of applicants.
        SeePersons = "see_persons",
        /// See who may come in today, and let them in.
        KeepDoor = "keep_door",
        /// See which neighbouring systems are told of sessions.
        SeeWebhooks = "see_webhooks",
        /// Say which neighbouring systems are told.
        KeepWebhooks = "keep_webhooks",
        /// See comments.
        SeeComments = "see_comments",
        /// Take, hide and answer comments.
        KeepComments = "keep_comments",
        /// Freeze the yearly report on openness.
        FreezeReports = "freeze_reports",
        /// See the journal.
        SeeJournal = "see_journal",
        /// See emergencies, and who was told of them; names only with [`Right::SeePersons`].
        SeeEmergencies = "see_emergencies",
        /// Declare emergencies, and end them (605-6).
        DeclareEmergencies = "declare_emergencies",
        /// See the calendar.
        SeeCalendar = "see_calendar",
        /// Enter a version of the calendar.
        KeepCalendar = "keep_calendar",
    }
}

impl Role {
    /// Whether it is a role for all bodies.
    #[must_use]
    pub const fn is_of_the_office(self) -> bool {
        matches!(self, Self::SystemAdmin | Self::Supervisor)
    }

    /// Whether a second factor is asked of it whatever the settings say.
    #[must_use]
    pub const fn is_admin(self) -> bool {
        matches!(self, Self::SystemAdmin | Self::BodyAdmin)
    }

    /// The table.
    #[must_use]
    pub const fn grants(self, right: Right) -> bool {
        use Right::{
            AddBodies, Decide, DeclareEmergencies, Desk, KeepBodies, KeepCalendar, KeepComments,
            KeepDoor, KeepSessions, KeepStaff, KeepWebhooks, SeeApplications, SeeBodies,
            SeeCalendar, SeeComments, SeeEmergencies, SeeJournal, SeePersons, SeeSessions,
            SeeStaff, SeeWebhooks,
        };
        match self {
            Self::SystemAdmin => matches!(
                right,
                Desk | SeeBodies
                    | KeepBodies
                    | AddBodies
                    | SeeStaff
                    | KeepStaff
                    | SeeWebhooks
                    | KeepWebhooks
                    | SeeJournal
                    | SeeEmergencies
                    | DeclareEmergencies
                    | SeeCalendar
                    | KeepCalendar
            ),
            Self::BodyAdmin => !matches!(right, AddBodies | KeepCalendar),
            Self::Secretary => matches!(
                right,
                Desk | SeeSessions
                    | KeepSessions
                    | SeeApplications
                    | Decide
                    | SeePersons
                    | KeepDoor
                    | SeeComments
                    | KeepComments
                    | SeeEmergencies
                    | SeeCalendar
            ),
            Self::Moderator => matches!(
                right,
                Desk | SeeSessions | SeeComments | KeepComments | SeeCalendar
            ),
            Self::Guard => matches!(right, Desk | KeepDoor),
            Self::Supervisor => matches!(
                right,
                Desk | SeeBodies
                    | SeeStaff
                    | SeeSessions
                    | SeeApplications
                    | SeeWebhooks
                    | SeeComments
                    | SeeJournal
                    | SeeEmergencies
                    | SeeCalendar
            ),
        }
    }
}
