-- Emergencies (605-6). `body_id`: declared for the sessions of that body alone; none: for those of all bodies in scope.
-- `request_key`: the one-time key of the form, so that a second press declares nothing.
CREATE TABLE emergencies (
    id TEXT NOT NULL PRIMARY KEY,
    body_id TEXT REFERENCES bodies (id),
    kind TEXT NOT NULL CHECK (kind IN (
        'natural', 'man_made', 'social', 'destabilisation', 'terrorist_threat', 'epidemic_threat')),
    country BOOLEAN NOT NULL,
    basis TEXT NOT NULL,
    basis_url TEXT,
    signer TEXT NOT NULL,
    from_at TIMESTAMP NOT NULL,
    until_at TIMESTAMP,
    declared_at TIMESTAMP NOT NULL,
    declared_by TEXT NOT NULL,
    ended_at TIMESTAMP,
    ended_by TEXT,
    request_key TEXT NOT NULL UNIQUE,
    updated_at TIMESTAMP NOT NULL,
    CHECK (until_at IS NULL OR until_at > from_at)
);
CREATE INDEX emergencies_that_stand ON emergencies (from_at) WHERE ended_at IS NULL;

CREATE TABLE emergency_regions (
    emergency_id TEXT NOT NULL REFERENCES emergencies (id),
    kato TEXT NOT NULL,
    PRIMARY KEY (emergency_id, kato)
);

-- The sessions that an emergency covers, and what became of each by it. `former_format`: it was switched by this one; none:
-- it was held online already. `former_place`: where it was to be held. `news_id`: what its people were told.
CREATE TABLE emergency_sessions (
    emergency_id TEXT NOT NULL REFERENCES emergencies (id),
    session_id TEXT NOT NULL REFERENCES sessions (id),
    covered_at TIMESTAMP NOT NULL,
    former_format TEXT CHECK (former_format IN ('offline', 'mixed')),
    former_place TEXT,
    news_id TEXT,
    people INTEGER NOT NULL,
    letters INTEGER NOT NULL,
    calls INTEGER NOT NULL,
    restored_at TIMESTAMP,
    PRIMARY KEY (emergency_id, session_id)
);
CREATE INDEX emergency_sessions_of_session ON emergency_sessions (session_id, emergency_id);

-- Held online only, by this emergency; the format that it was announced with stands in `emergency_sessions`.
ALTER TABLE sessions ADD COLUMN emergency_id TEXT;

-- Applications that an emergency sent to the broadcast: the place of each to go back to.
CREATE TABLE emergency_places (
    application_id TEXT NOT NULL PRIMARY KEY REFERENCES applications (id),
    session_id TEXT NOT NULL REFERENCES sessions (id),
    state TEXT NOT NULL CHECK (state IN ('incomplete', 'seated', 'overflow', 'waiting', 'admitted')),
    hall TEXT CHECK (hall IN ('main', 'overflow')),
    seat INTEGER,
    CHECK ((hall IS NULL) = (seat IS NULL))
);
CREATE INDEX emergency_places_of_session ON emergency_places (session_id);

-- News of sessions that an emergency sent to the broadcast, and of those that have their hall again. The table is made
-- anew, as SQLite changes the rules of a table in no other way, and with it those that refer to it.
CREATE TABLE news_anew (
    id TEXT NOT NULL PRIMARY KEY,
    session_id TEXT NOT NULL,
    body_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN (
        'announced', 'changed', 'recounted', 'postponed', 'cancelled', 'began', 'ended', 'results', 'switched',
        'restored')),
    revision INTEGER NOT NULL,
    at TIMESTAMP NOT NULL
);
INSERT INTO news_anew (id, session_id, body_id, kind, revision, at)
    SELECT id, session_id, body_id, kind, revision, at FROM news;
CREATE TABLE tellings_anew (
    news_id TEXT NOT NULL REFERENCES news_anew (id) ON DELETE CASCADE,
    audience TEXT NOT NULL CHECK (audience IN ('subscribers', 'applicants', 'systems')),
    cursor TEXT NOT NULL,
    done_at TIMESTAMP,
    PRIMARY KEY (news_id, audience)
);
INSERT INTO tellings_anew (news_id, audience, cursor, done_at) SELECT news_id, audience, cursor, done_at FROM tellings;
CREATE TABLE digest_news_anew (
    news_id TEXT NOT NULL PRIMARY KEY REFERENCES news_anew (id) ON DELETE CASCADE,
    day DATE REFERENCES digests (day)
);
INSERT INTO digest_news_anew (news_id, day) SELECT news_id, day FROM digest_news;
DROP TABLE tellings;
DROP TABLE digest_news;
DROP TABLE news;
ALTER TABLE news_anew RENAME TO news;
ALTER TABLE tellings_anew RENAME TO tellings;
ALTER TABLE digest_news_anew RENAME TO digest_news;
CREATE INDEX news_of_session ON news (session_id, at);
CREATE INDEX news_by_time ON news (at);
CREATE INDEX tellings_due ON tellings (audience, news_id) WHERE done_at IS NULL;
CREATE INDEX digest_news_of_day ON digest_news (day);
