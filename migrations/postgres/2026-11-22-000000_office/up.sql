-- Instants are UTC; words in several languages are JSON {"kk","ru","en"}; ids are UUIDv7 as text.

CREATE TABLE office_facts (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE bodies (
    id TEXT NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    parent_id TEXT REFERENCES bodies (id),
    body_type TEXT NOT NULL CHECK (body_type IN (
        'central_executive', 'local_executive', 'local_representative',
        'quasi_state', 'state_institution', 'other')),
    kind TEXT NOT NULL CHECK (kind IN (
        'collegium', 'akimat', 'maslikhat-ordinary', 'maslikhat-extraordinary', 'committee', 'other')),
    level TEXT NOT NULL CHECK (level IN (
        'republic', 'oblast', 'city_republican', 'capital', 'district', 'city_oblast', 'village')),
    region TEXT,
    zone TEXT NOT NULL,
    week TEXT NOT NULL CHECK (week IN ('5', '6')),
    closing_time TEXT NOT NULL,
    rules_605 BOOLEAN NOT NULL,
    exempt BOOLEAN NOT NULL,
    exempt_basis TEXT,
    bin TEXT,
    site TEXT,
    name_order TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    CHECK (NOT exempt OR exempt_basis IS NOT NULL)
);
CREATE INDEX bodies_in_order ON bodies (name_order, id);
CREATE INDEX bodies_of_region ON bodies (region);

-- A name counts from valid_from until the next one begins.
CREATE TABLE body_names (
    body_id TEXT NOT NULL REFERENCES bodies (id),
    valid_from DATE NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (body_id, valid_from)
);

CREATE TABLE sessions (
    id TEXT NOT NULL PRIMARY KEY,
    body_id TEXT NOT NULL REFERENCES bodies (id),
    code TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN (
        'collegium', 'akimat', 'maslikhat-ordinary', 'maslikhat-extraordinary', 'committee', 'other')),
    status TEXT NOT NULL CHECK (status IN (
        'draft', 'announced', 'postponed', 'cancelled', 'live', 'held')),
    access TEXT NOT NULL CHECK (access IN ('open', 'closed')),
    format TEXT NOT NULL CHECK (format IN ('online', 'offline', 'mixed')),
    title TEXT NOT NULL,
    starts_at TIMESTAMP NOT NULL,
    ends_at TIMESTAMP,
    closes_at TIMESTAMP NOT NULL,
    local_date DATE NOT NULL,
    zone TEXT NOT NULL,
    languages TEXT NOT NULL,
    place TEXT,
    venue_access TEXT,
    broadcast_url TEXT,
    contact TEXT NOT NULL,
    revision INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    announced_at TIMESTAMP,
    announced_in_time BOOLEAN,
    late_reason TEXT,
    format_reason TEXT,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    CHECK (closes_at > starts_at),
    CHECK ((status = 'draft') = (announced_at IS NULL)),
    CHECK ((announced_at IS NULL) = (announced_in_time IS NULL))
);
CREATE INDEX sessions_in_order ON sessions (starts_at, id, closes_at) WHERE status <> 'draft';
CREATE INDEX sessions_of_body ON sessions (body_id, starts_at, id);
CREATE INDEX sessions_of_day ON sessions (local_date, starts_at, id) WHERE status <> 'draft';
CREATE INDEX sessions_changed ON sessions (updated_at, id) WHERE status <> 'draft';
CREATE INDEX sessions_of_status ON sessions (status, starts_at, id);
CREATE INDEX sessions_of_format ON sessions (format, starts_at, id) WHERE status <> 'draft';
-- Those that last longer than a day: a list of what is to come begins with the first of them that still goes on.
CREATE INDEX sessions_of_several_days ON sessions (closes_at, starts_at)
    WHERE closes_at - starts_at > interval '1 day' AND status <> 'draft';

-- The clocks as they were computed for this announcement, with the calendar that served.
CREATE TABLE session_clocks (
    session_id TEXT NOT NULL PRIMARY KEY REFERENCES sessions (id),
    calendar_version TEXT NOT NULL,
    uncertain BOOLEAN NOT NULL,
    announce_before TIMESTAMP NOT NULL,
    apply_before TIMESTAMP NOT NULL,
    apply_by_hand_before TIMESTAMP NOT NULL,
    results_target_before TIMESTAMP NOT NULL,
    results_before TIMESTAMP NOT NULL
);

CREATE TABLE agenda_items (
    id TEXT NOT NULL PRIMARY KEY,
    session_id TEXT NOT NULL REFERENCES sessions (id),
    position INTEGER NOT NULL,
    number TEXT NOT NULL,
    title TEXT NOT NULL,
    speaker TEXT,
    access TEXT NOT NULL CHECK (access IN ('open', 'closed')),
    UNIQUE (session_id, position)
);

-- place_in_time grows with the start of the session, as the list does; the planner may walk it for common words.
CREATE TABLE session_search (
    place_in_time BIGINT NOT NULL PRIMARY KEY,
    session_id TEXT NOT NULL UNIQUE REFERENCES sessions (id),
    words TEXT NOT NULL
);
-- The words are folded already: no parser of sentences is needed.
CREATE INDEX session_words ON session_search USING gin (array_to_tsvector(string_to_array(words, ' ')));

-- The one authoritative count of seats, changed by one guarded statement (605-10).
CREATE TABLE seating (
    session_id TEXT NOT NULL PRIMARY KEY REFERENCES sessions (id),
    capacity INTEGER NOT NULL,
    seated INTEGER NOT NULL,
    last_seat INTEGER NOT NULL,
    overflow_capacity INTEGER NOT NULL,
    overflow_seated INTEGER NOT NULL,
    last_overflow_seat INTEGER NOT NULL,
    overflow_place TEXT,
    waiting INTEGER NOT NULL,
    received INTEGER NOT NULL,
    CHECK (capacity >= 0 AND seated BETWEEN 0 AND capacity),
    CHECK (overflow_capacity >= 0 AND overflow_seated BETWEEN 0 AND overflow_capacity),
    CHECK (waiting >= 0 AND received >= 0)
);

CREATE TABLE consent_texts (
    version TEXT NOT NULL,
    language TEXT NOT NULL CHECK (language IN ('kk', 'ru', 'en')),
    wording TEXT NOT NULL,
    first_used_at TIMESTAMP NOT NULL,
    PRIMARY KEY (version, language)
);

CREATE TABLE applications (
    id TEXT NOT NULL PRIMARY KEY,
    session_id TEXT NOT NULL REFERENCES sessions (id),
    ordinal INTEGER NOT NULL,
    number TEXT NOT NULL,
    secret TEXT NOT NULL UNIQUE,
    pass TEXT NOT NULL UNIQUE,
    channel TEXT NOT NULL CHECK (channel IN ('electronic', 'by_hand', 'post', 'email')),
    state TEXT NOT NULL CHECK (state IN (
        'incomplete', 'seated', 'overflow', 'waiting', 'admitted', 'refused', 'withdrawn',
        'moved_online', 'attended', 'absent')),
    hall TEXT CHECK (hall IN ('main', 'overflow')),
    seat INTEGER,
    surname TEXT,
    given_name TEXT,
    patronymic TEXT,
    birth_year SMALLINT,
    email TEXT,
    phone TEXT,
    language TEXT NOT NULL CHECK (language IN ('kk', 'ru', 'en')),
    needs TEXT,
    consent_version TEXT NOT NULL,
    received_at TIMESTAMP NOT NULL,
    request_key TEXT,
    request_digest TEXT,
    name_search TEXT,
    same_email TEXT,
    same_phone TEXT,
    revision INTEGER NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    UNIQUE (session_id, ordinal),
    UNIQUE (session_id, hall, seat),
    UNIQUE (session_id, request_key),
    UNIQUE (session_id, same_email),
    UNIQUE (session_id, same_phone),
    CHECK ((hall IS NULL) = (seat IS NULL)),
    CHECK ((hall IS NOT NULL) = (state IN ('seated', 'overflow', 'admitted', 'attended', 'absent'))),
    CHECK (state = 'withdrawn' OR (surname IS NOT NULL AND (email IS NOT NULL OR phone IS NOT NULL))),
    CHECK (state <> 'withdrawn' OR (surname IS NULL AND given_name IS NULL AND patronymic IS NULL
        AND birth_year IS NULL AND email IS NULL AND phone IS NULL AND needs IS NULL AND name_search IS NULL))
);
CREATE INDEX applications_in_queue ON applications (session_id, state, ordinal);

CREATE TABLE outbox (
    id TEXT NOT NULL PRIMARY KEY,
    once_key TEXT NOT NULL UNIQUE,
    lane TEXT NOT NULL CHECK (lane IN ('urgent', 'ordinary', 'bulk')),
    kind TEXT NOT NULL,
    recipient TEXT NOT NULL,
    language TEXT NOT NULL CHECK (language IN ('kk', 'ru', 'en')),
    session_id TEXT,
    payload TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN (
        'created', 'sending', 'delivered', 'temporary_failure', 'permanent_failure', 'technical_failure', 'expired')),
    attempts INTEGER NOT NULL,
    next_attempt_at TIMESTAMP NOT NULL,
    give_up_at TIMESTAMP NOT NULL,
    leased_until TIMESTAMP,
    last_error TEXT,
    created_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP
);
CREATE INDEX outbox_due ON outbox (lane, next_attempt_at, id)
    WHERE state IN ('created', 'sending', 'temporary_failure');
CREATE INDEX outbox_of_session ON outbox (session_id, created_at);

CREATE TABLE journal (
    id TEXT NOT NULL PRIMARY KEY,
    at TIMESTAMP NOT NULL,
    actor TEXT NOT NULL,
    act TEXT NOT NULL,
    object_kind TEXT NOT NULL,
    object_id TEXT NOT NULL,
    body_id TEXT,
    before TEXT,
    after TEXT,
    calendar_version TEXT
);
CREATE INDEX journal_of_object ON journal (object_kind, object_id, at, id);
CREATE FUNCTION journal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the journal is append-only';
END $$;
CREATE TRIGGER journal_is_not_changed BEFORE UPDATE OR DELETE ON journal
    FOR EACH ROW EXECUTE FUNCTION journal_is_append_only();
CREATE TRIGGER journal_is_not_emptied BEFORE TRUNCATE ON journal
    FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only();

-- What public pages are made of, and the latest version of each: how one process learns that another wrote.
CREATE TABLE page_topics (
    topic TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL
);
CREATE INDEX page_topics_by_version ON page_topics (version);
