-- People of the secretariats. Who has an office role has it for all bodies; other roles are per body.
CREATE TABLE staff (
    id TEXT NOT NULL PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    language TEXT NOT NULL CHECK (language IN ('kk', 'ru', 'en')),
    office_role TEXT CHECK (office_role IN ('system_admin', 'supervisor')),
    password_hash TEXT,
    totp_secret TEXT,
    totp_last_step BIGINT,
    setup_digest TEXT UNIQUE,
    setup_ends_at TIMESTAMP,
    disabled_at TIMESTAMP,
    revision INTEGER NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    CHECK ((setup_digest IS NULL) = (setup_ends_at IS NULL))
);

CREATE TABLE staff_roles (
    staff_id TEXT NOT NULL REFERENCES staff (id),
    body_id TEXT NOT NULL REFERENCES bodies (id),
    role TEXT NOT NULL CHECK (role IN ('body_admin', 'secretary', 'moderator', 'guard')),
    PRIMARY KEY (staff_id, body_id, role)
);
CREATE INDEX staff_roles_of_body ON staff_roles (body_id, staff_id);

-- Codes for the day on which the second factor is lost; each opens once.
CREATE TABLE recovery_codes (
    staff_id TEXT NOT NULL REFERENCES staff (id),
    digest TEXT NOT NULL,
    used_at TIMESTAMP,
    PRIMARY KEY (staff_id, digest)
);

-- One row a browser that signed in. The cookie holds the secret, the table only its digest.
CREATE TABLE sign_ins (
    id TEXT NOT NULL PRIMARY KEY,
    staff_id TEXT NOT NULL REFERENCES staff (id),
    secret_digest TEXT NOT NULL UNIQUE,
    complete BOOLEAN NOT NULL,
    browser TEXT NOT NULL,
    begun_at TIMESTAMP NOT NULL,
    last_seen_at TIMESTAMP NOT NULL,
    ends_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP
);
CREATE INDEX sign_ins_of_staff ON sign_ins (staff_id, begun_at, id);

-- Failed attempts, by the digest of the account or of the client's address.
CREATE TABLE sign_in_failures (
    who TEXT NOT NULL PRIMARY KEY,
    failures INTEGER NOT NULL,
    last_at TIMESTAMP NOT NULL,
    blocked_until TIMESTAMP
);

-- What somebody had typed when the sign-in ran out: it comes back into the form.
CREATE TABLE kept_forms (
    staff_id TEXT NOT NULL REFERENCES staff (id),
    page TEXT NOT NULL,
    fields TEXT NOT NULL,
    kept_at TIMESTAMP NOT NULL,
    PRIMARY KEY (staff_id, page)
);

-- Every announced version as it stood, with the SHA-256 of its text: what the public history shows (605-8).
CREATE TABLE session_versions (
    session_id TEXT NOT NULL REFERENCES sessions (id),
    revision INTEGER NOT NULL,
    at TIMESTAMP NOT NULL,
    act TEXT NOT NULL,
    snapshot TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (session_id, revision)
);

-- Files of agenda items. A matter's row is written anew with each revision, so its id is no foreign key here.
CREATE TABLE documents (
    id TEXT NOT NULL PRIMARY KEY,
    session_id TEXT NOT NULL REFERENCES sessions (id),
    agenda_item_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    stored_as TEXT NOT NULL UNIQUE,
    added_at TIMESTAMP NOT NULL,
    removed_at TIMESTAMP
);
CREATE INDEX documents_of_session ON documents (session_id, agenda_item_id, position, id);

-- Versions of the working-day calendar entered here; the last one entered is in force.
CREATE TABLE calendar_versions (
    version TEXT NOT NULL PRIMARY KEY,
    ordinal INTEGER NOT NULL UNIQUE,
    source TEXT NOT NULL,
    author TEXT NOT NULL,
    entered_at TIMESTAMP NOT NULL,
    rows_csv TEXT NOT NULL,
    digest TEXT NOT NULL
);

-- An application has a rank: the order of receipt, which the desk may change with a reason. On paper it may come
-- incomplete (605-9). The table is made anew, as SQLite changes the rules of a table in no other way.
CREATE TABLE applications_anew (
    id TEXT NOT NULL PRIMARY KEY,
    session_id TEXT NOT NULL REFERENCES sessions (id),
    ordinal INTEGER NOT NULL,
    rank BIGINT NOT NULL,
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
    attended_at TIMESTAMP,
    -- What the state was before the person came in: taking the check-in back leads there.
    attended_from TEXT CHECK (attended_from IN ('seated', 'overflow', 'admitted', 'absent')),
    UNIQUE (session_id, ordinal),
    UNIQUE (session_id, hall, seat),
    UNIQUE (session_id, request_key),
    UNIQUE (session_id, same_email),
    UNIQUE (session_id, same_phone),
    CHECK ((hall IS NULL) = (seat IS NULL)),
    CHECK ((hall IS NOT NULL) = (state IN ('seated', 'overflow', 'admitted', 'attended', 'absent'))),
    CHECK (surname IS NULL OR state IN ('incomplete', 'refused', 'moved_online')
        OR (given_name IS NOT NULL AND birth_year IS NOT NULL AND (email IS NOT NULL OR phone IS NOT NULL))),
    CHECK ((attended_at IS NOT NULL) = (state = 'attended')),
    CHECK (attended_from IS NULL OR state = 'attended'),
    CHECK (state <> 'withdrawn' OR surname IS NULL),
    -- Without a surname nothing personal is left: withdrawn, or destroyed when the term of keeping ended.
    CHECK (surname IS NOT NULL OR (given_name IS NULL AND patronymic IS NULL
        AND birth_year IS NULL AND email IS NULL AND phone IS NULL AND needs IS NULL AND name_search IS NULL))
);
INSERT INTO applications_anew (id, session_id, ordinal, rank, number, secret, pass, channel, state, hall, seat,
        surname, given_name, patronymic, birth_year, email, phone, language, needs, consent_version, received_at,
        request_key, request_digest, name_search, same_email, same_phone, revision, updated_at, attended_at)
    SELECT id, session_id, ordinal, CAST(ordinal AS BIGINT) * 65536, number, secret, pass, channel, state, hall, seat, surname,
        given_name, patronymic, birth_year, email, phone, language, needs, consent_version, received_at, request_key,
        request_digest, name_search, same_email, same_phone, revision, updated_at, CASE WHEN state = 'attended' THEN
        updated_at END
    FROM applications;
DROP TABLE applications;
ALTER TABLE applications_anew RENAME TO applications;
CREATE INDEX applications_in_queue ON applications (session_id, state, rank, ordinal);

-- How an application on paper, by post or by e-mail came in: the moment that decides whether it is in time (605-9).
CREATE TABLE application_entries (
    application_id TEXT NOT NULL PRIMARY KEY REFERENCES applications (id),
    handed_in_at TIMESTAMP NOT NULL,
    arrived_at TIMESTAMP NOT NULL,
    entered_at TIMESTAMP NOT NULL,
    entered_by TEXT NOT NULL REFERENCES staff (id)
);

-- Why an application was refused, in the words that the applicant was told.
CREATE TABLE application_refusals (
    application_id TEXT NOT NULL PRIMARY KEY REFERENCES applications (id),
    ground TEXT NOT NULL,
    words TEXT,
    refused_at TIMESTAMP NOT NULL,
    refused_by TEXT NOT NULL REFERENCES staff (id)
);

-- Each line of the journal gets its place as it is written: in this order the lines are sealed.
ALTER TABLE journal ADD COLUMN place BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY;
CREATE UNIQUE INDEX journal_in_place ON journal (place);

-- The hash chain: each seal holds the SHA-256 of the one before and of the lines since, up to a place (OS-21).
CREATE TABLE journal_seals (
    ordinal INTEGER NOT NULL PRIMARY KEY,
    sealed_at TIMESTAMP NOT NULL,
    up_to_place BIGINT NOT NULL,
    lines INTEGER NOT NULL,
    digest TEXT NOT NULL
);
CREATE FUNCTION journal_seals_are_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the seals of the journal are append-only';
END $$;
CREATE TRIGGER journal_seals_are_not_changed BEFORE UPDATE OR DELETE ON journal_seals
    FOR EACH ROW EXECUTE FUNCTION journal_seals_are_append_only();
CREATE TRIGGER journal_seals_are_not_emptied BEFORE TRUNCATE ON journal_seals
    FOR EACH STATEMENT EXECUTE FUNCTION journal_seals_are_append_only();

CREATE INDEX journal_in_time ON journal (at, id);
CREATE INDEX journal_of_body ON journal (body_id, at, id);
CREATE INDEX sessions_drafts ON sessions (starts_at, id) WHERE status = 'draft';

CREATE FUNCTION session_versions_are_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'announced versions are append-only';
END $$;
CREATE TRIGGER session_versions_are_not_changed BEFORE UPDATE OR DELETE ON session_versions
    FOR EACH ROW EXECUTE FUNCTION session_versions_are_append_only();
CREATE TRIGGER session_versions_are_not_emptied BEFORE TRUNCATE ON session_versions
    FOR EACH STATEMENT EXECUTE FUNCTION session_versions_are_append_only();
