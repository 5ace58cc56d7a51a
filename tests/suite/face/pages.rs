//! Every page that a person can meet, each in the states that look different. A way that answers a page and is not
//! listed here fails the test.

/// Who looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// A visitor.
    Nobody,
    /// The administrator of the body.
    Head,
    /// The administrator of the system.
    Admin,
    /// Who keeps the door.
    Guard,
    /// Whose password was right, and whose code is still to come.
    WithPassword,
    /// Who has a password, and is to set a second factor up.
    Newcomer,
}

/// A page.
#[derive(Debug, Clone, Copy)]
pub struct Page {
    /// The way as it is mounted.
    pub way: &'static str,
    /// What stands in its parts, as `id=live`, where it is not the usual thing; and a query, as `?page=2`.
    pub with: &'static str,
    pub who: Who,
    /// What the answer's status is.
    pub status: u16,
    /// A form of the page that is sent with something wrong: the end of its address, and what is put into its fields.
    pub sent: Option<Sent>,
}

/// The end of a form's address, and what is put into its fields.
pub type Sent = (&'static str, &'static [(&'static str, &'static str)]);

const fn public(way: &'static str, with: &'static str) -> Page {
    Page {
        way,
        with,
        who: Who::Nobody,
        status: 200,
        sent: None,
    }
}

const fn desk(way: &'static str, with: &'static str) -> Page {
    public(way, with).by(Who::Head)
}

impl Page {
    const fn by(mut self, who: Who) -> Self {
        self.who = who;
        self
    }

    const fn status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    const fn sent(
        mut self,
        form: &'static str,
        fields: &'static [(&'static str, &'static str)],
    ) -> Self {
        self.sent = Some((form, fields));
        self
    }

    /// What it is called in a report.
    pub fn name(&self) -> String {
        let way = self.way.replace("{language:kk|ru|en}", "{l}");
        let sent = if self.sent.is_some() { " (sent)" } else { "" };
        format!("{way} {}{sent}", self.with).trim_end().to_owned()
    }
}

const HOME: &str = "/{language:kk|ru|en}/";
const SESSION: &str = "/{language:kk|ru|en}/sessions/{id}";
const APPLY: &str = "/{language:kk|ru|en}/sessions/{id}/apply";
const LIVE: &str = "/{language:kk|ru|en}/sessions/{id}/live";
const COMMENTS: &str = "/{language:kk|ru|en}/sessions/{id}/comments";
const COMMENT: &str = "/{language:kk|ru|en}/sessions/{id}/comments/{number}";
const RECEIPT: &str = "/{language:kk|ru|en}/applications/{secret}";
const PASS: &str = "/{language:kk|ru|en}/passes/{pass}";
const RESULTS: &str = "/{language:kk|ru|en}/sessions/{id}/results";
const RESULT: &str = "/{language:kk|ru|en}/sessions/{id}/results/{result}";
const MONTH: &str = "/{language:kk|ru|en}/calendar/{month}";
const SUBSCRIBE: &str = "/{language:kk|ru|en}/subscribe";
const SUBSCRIPTION: &str = "/{language:kk|ru|en}/subscriptions/{secret}";
const OPENNESS: &str = "/{language:kk|ru|en}/openness";
const OPENNESS_OF: &str = "/{language:kk|ru|en}/openness/{slug}";

/// What visitors meet.
pub const PUBLIC: &[Page] = &[
    public(HOME, ""),
    public(HOME, "?q=су"),
    public(HOME, "?q=дирижабль"),
    public(HOME, "?from=2026-02-30&format=telepathic"),
    public(HOME, "?from=2024-01-01&to=2026-12-31"),
    public(SESSION, ""),
    public(SESSION, "id=live"),
    public(SESSION, "id=held"),
    public(SESSION, "id=full"),
    public(SESSION, "id=late"),
    public(SESSION, "id=cancelled"),
    public(SESSION, "id=moved"),
    public(SESSION, "id=online"),
    public(SESSION, "id=partly"),
    public(SESSION, "id=closed"),
    public(SESSION, "id=maslikhat"),
    public(SESSION, "id=spring"),
    public(SESSION, "id=unknown").status(404),
    public("/{language:kk|ru|en}/sessions/{id}/history", ""),
    public("/{language:kk|ru|en}/sessions/{id}/history", "id=moved"),
    public(
        "/{language:kk|ru|en}/sessions/{id}/history/{revision}",
        "id=moved",
    ),
    public("/{language:kk|ru|en}/sessions/{id}/stand", ""),
    public("/{language:kk|ru|en}/sessions/{id}/stand", "id=closed"),
    public(APPLY, ""),
    public(APPLY, "").status(422).sent("/apply", &[]),
    public(APPLY, "id=full"),
    public(APPLY, "id=live"),
    public(APPLY, "id=online"),
    public(APPLY, "id=cancelled"),
    public(RECEIPT, ""),
    public(RECEIPT, "secret=waiting"),
    public(RECEIPT, "secret=admitted"),
    public(RECEIPT, "secret=refused"),
    public(RECEIPT, "secret=withdrawn"),
    public(RECEIPT, "secret=online_now"),
    public(RECEIPT, "secret=unknown").status(404),
    public("/{language:kk|ru|en}/applications/{secret}/withdraw", ""),
    public(PASS, ""),
    public(PASS, "pass=unknown").status(404),
    public(LIVE, ""),
    public(LIVE, "id=live"),
    public(LIVE, "id=held"),
    public(LIVE, "id=cancelled"),
    public(LIVE, "id=live").status(422).sent("/comments", &[]),
    public(COMMENTS, "id=live"),
    public(COMMENT, "id=live number=1"),
    public(COMMENT, "id=live number=2"),
    public(COMMENT, "id=live number=3"),
    public(RESULTS, ""),
    public(RESULTS, "id=held"),
    public(RESULT, "id=held"),
    public(RESULT, "id=held result=transcript"),
    public(RESULT, "id=held result=transcript ?q=су"),
    public("/{language:kk|ru|en}/bodies", ""),
    public("/{language:kk|ru|en}/bodies/{slug}", ""),
    public(
        "/{language:kk|ru|en}/bodies/{slug}",
        "slug=demo-district-akimat",
    ),
    public(MONTH, ""),
    public(MONTH, "month=2026-11"),
    public(OPENNESS, ""),
    public(OPENNESS, "?year=2025"),
    public(OPENNESS_OF, ""),
    public(OPENNESS_OF, "?year=2026&measure=results&verdict=missing"),
    public("/{language:kk|ru|en}/openness/{slug}/reports/{year}", ""),
    public("/{language:kk|ru|en}/openness/{slug}/questions", ""),
    public(
        "/{language:kk|ru|en}/openness/{slug}/plan/{year}",
        "year=2026",
    ),
    public(SUBSCRIBE, ""),
    public(SUBSCRIBE, "").status(422).sent("/subscribe", &[]),
    public("/{language:kk|ru|en}/subscribe/sent", ""),
    public("/{language:kk|ru|en}/subscribe/left", ""),
    public(SUBSCRIPTION, "secret=subscription"),
    public(SUBSCRIPTION, "secret=unconfirmed"),
    public(
        "/{language:kk|ru|en}/subscriptions/{secret}/leave",
        "secret=subscription",
    ),
    public("/stand/{slug}", ""),
    public("/stand/{slug}", "slug=demo-district-akimat"),
    public("/{language:kk|ru|en}/help", ""),
    public("/{language:kk|ru|en}/accessibility", ""),
    public("/{language:kk|ru|en}/privacy", ""),
    public("/{language:kk|ru|en}/demo", ""),
    public("/demo/mail", ""),
    public("/{language:kk|ru|en}/nothing-here", "").status(404),
];

/// Whose password was tried too often.
pub const LOCKED: &str = "locked@example.org";

/// What the secretariat meets.
pub const DESK: &[Page] = &[
    public("/desk/sign-in", ""),
    public("/desk/sign-in", "").status(422).sent(
        "/sign-in",
        &[("email", "a{turn}@example.org"), ("password", "жоқ-мұндай")],
    ),
    public("/desk/sign-in", "")
        .status(429)
        .sent("/sign-in", &[("email", LOCKED), ("password", "жоқ-мұндай")]),
    public("/desk/sign-in/code", "").by(Who::WithPassword),
    public("/desk/sign-in/second-factor", "").by(Who::Newcomer),
    public("/desk/set-up/{secret}", "secret=set_up"),
    public("/desk/set-up/{secret}", "secret=unknown").status(404),
    desk("/desk", ""),
    desk("/desk", "").by(Who::Admin),
    desk("/desk", "").by(Who::Guard),
    desk("/desk/account", ""),
    desk("/desk/account/second-factor", ""),
    desk("/desk/sessions", ""),
    desk("/desk/sessions", "?from=2020-01-01"),
    desk("/desk/sessions/new", ""),
    desk("/desk/sessions/{session}", ""),
    desk("/desk/sessions/{session}", "session=live"),
    desk("/desk/sessions/{session}", "session=held"),
    desk("/desk/sessions/{session}", "session=draft"),
    desk("/desk/sessions/{session}", "session=closed"),
    desk("/desk/sessions/{session}/edit", ""),
    desk("/desk/sessions/{session}/edit", "session=draft"),
    desk("/desk/sessions/{session}/copy", ""),
    desk("/desk/sessions/{session}/announce", "session=draft"),
    desk("/desk/sessions/{session}/preview", "session=draft"),
    desk("/desk/sessions/{session}/postpone", ""),
    desk("/desk/sessions/{session}/postpone", "")
        .status(422)
        .sent("/postpone", &[]),
    desk("/desk/sessions/{session}/cancel", ""),
    desk("/desk/sessions/{session}/cancel", "")
        .status(422)
        .sent("/cancel", &[]),
    desk("/desk/sessions/{session}/sittings", ""),
    desk("/desk/sessions/{session}/course", "?act=go_live"),
    desk("/desk/sessions/{session}/closing", ""),
    desk("/desk/sessions/{session}/closing", "session=closed"),
    desk("/desk/sessions/{session}/closing", "")
        .status(422)
        .sent("/closing", &[]),
    desk("/desk/sessions/{session}/reopen", "session=closed"),
    desk("/desk/sessions/{session}/documents", ""),
    desk("/desk/sessions/{session}/stand", ""),
    desk("/desk/sessions/{session}/broadcast", ""),
    desk("/desk/sessions/{session}/broadcast", "session=live"),
    desk("/desk/sessions/{session}/broadcast", "session=held"),
    desk("/desk/sessions/{session}/results", "session=held"),
    desk("/desk/sessions/{session}/results", "session=held")
        .status(422)
        .sent("/results", &[]),
    desk("/desk/results/{result}/replace", ""),
    desk("/desk/sessions/{session}/comments", "session=live"),
    desk("/desk/comments/{comment}", ""),
    desk("/desk/comments/{comment}", "comment=answered"),
    desk("/desk/sessions/{session}/applicants", ""),
    desk("/desk/sessions/{session}/applicants", "?q=zzz"),
    desk("/desk/sessions/{session}/applicants/new", ""),
    desk("/desk/sessions/{session}/applicants/new", "")
        .status(422)
        .sent("/new", &[]),
    desk("/desk/sessions/{session}/seats", ""),
    desk("/desk/sessions/{session}/call-back", ""),
    desk("/desk/sessions/{session}/door", "session=live"),
    desk("/desk/sessions/{session}/door", "session=live").by(Who::Guard),
    desk("/desk/sessions/{session}/door/paper", "session=live"),
    desk("/desk/sessions/{session}/passes", "session=live"),
    desk("/desk/applications/{application}", ""),
    desk(
        "/desk/applications/{application}",
        "application=refused_one",
    ),
    desk(
        "/desk/applications/{application}/complete",
        "application=half",
    ),
    desk("/desk/applications/{application}/contacts", ""),
    desk("/desk/applications/{application}/move-online", ""),
    desk("/desk/applications/{application}/order", ""),
    desk("/desk/applications/{application}/receipt", ""),
    desk("/desk/applications/{application}/refuse", ""),
    desk("/desk/applications/{application}/refuse", "")
        .status(422)
        .sent("/refuse", &[]),
    desk("/desk/applications/{application}/withdraw", ""),
    desk("/desk/door", ""),
    desk("/desk/passes/{pass}", "pass=pass_today"),
    desk("/desk/letters", ""),
    desk("/desk/openness", ""),
    desk("/desk/openness/{body}/plan", ""),
    desk("/desk/openness/{body}/questions", ""),
    desk("/desk/openness/{body}/report", ""),
    desk("/desk/bodies", ""),
    desk("/desk/bodies/new", "").by(Who::Admin),
    desk("/desk/bodies/new", "")
        .by(Who::Admin)
        .status(422)
        .sent("/new", &[]),
    desk("/desk/bodies/{body}", ""),
    desk("/desk/calendar", ""),
    desk("/desk/components", ""),
    desk("/desk/calendar/new", "").by(Who::Admin),
    desk("/desk/journal", ""),
    desk("/desk/journal/verify", ""),
    desk("/desk/staff", ""),
    desk("/desk/staff", "").by(Who::Guard).status(403),
    desk("/desk/staff/new", ""),
    desk("/desk/staff/new", "").status(422).sent("/new", &[]),
    desk("/desk/staff/{staff}", ""),
    desk("/desk/emergencies", "").by(Who::Admin),
    desk("/desk/emergencies/new", "").by(Who::Admin),
    desk("/desk/emergencies/new", "")
        .by(Who::Admin)
        .status(422)
        .sent("/new", &[]),
    desk("/desk/emergencies/{emergency}", "").by(Who::Admin),
    desk("/desk/emergencies/{emergency}/end", "").by(Who::Admin),
    desk("/desk/emergencies/{emergency}/report", "").by(Who::Admin),
    desk("/desk/webhooks", ""),
    desk("/desk/webhooks/new", ""),
    desk("/desk/webhooks/new", "").status(422).sent("/new", &[]),
    desk("/desk/webhooks/{webhook}", ""),
    desk("/desk/webhooks/{webhook}/remove", ""),
    desk("/desk/nothing-here", "").status(404),
];

/// Every page, public ones first.
pub fn all() -> impl Iterator<Item = &'static Page> {
    PUBLIC.iter().chain(DESK)
}

/// Ways that answer no page: files, data, streams, and what leads elsewhere at once.
pub const NO_PAGES: &[&str] = &[
    "/",
    "/assets/{file:.*}",
    "/broadcast/{event}",
    "/captions/{captions}",
    "/demo/broadcast/{file}",
    "/demo/mail/{number}.eml",
    "/desk/calendar/{version}.csv",
    "/robots.txt",
    "/sitemap.xml",
    "/sitemap/pages.xml",
    "/sitemap/sessions.xml",
    "/desk/documents/{document}",
    "/feeds/all.{form:ics|atom}",
    "/feeds/{kind:bodies|regions|topics}/{name}.{form:ics|atom}",
    "/files/{document}",
    "/health/live",
    "/health/mail",
    "/health/ready",
    "/metrics",
    "/openness/{slug}/reports/{year}.json",
    "/results/{result}/file",
    "/results/{result}/file/{language:kk|ru|en}",
    "/results/{result}/text.json",
    "/sessions/{id}.ics",
    "/{language:kk|ru|en}",
    "/{language:kk|ru|en}/calendar",
    "/{language:kk|ru|en}/openness.csv",
    "/{language:kk|ru|en}/openness/{slug}/plan/{year}.csv",
    "/{language:kk|ru|en}/sessions/{id}/comments/stream",
    // A part of the page of a broadcast, which comes anew by itself.
    "/{language:kk|ru|en}/sessions/{id}/live/stage",
    "/{language:kk|ru|en}/subscriptions/{secret}/confirm",
];

/// Ways of which the tests of a page know that they are none, though no page is mounted there.
pub const NOT_MOUNTED: &[&str] = &["/{language:kk|ru|en}/nothing-here", "/desk/nothing-here"];
