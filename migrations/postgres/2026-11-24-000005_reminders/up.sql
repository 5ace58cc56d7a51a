-- How the person responsible for a session hears of new applications: of each at once, once a day, or never.
ALTER TABLE bodies ADD COLUMN applications_letters TEXT NOT NULL DEFAULT 'at_once'
    CHECK (applications_letters IN ('at_once', 'daily', 'never'));

-- How many applications of a session the responsible person has been told of, and when last.
CREATE TABLE application_tellings (
    session_id TEXT NOT NULL PRIMARY KEY REFERENCES sessions (id),
    received INTEGER NOT NULL,
    told_at TIMESTAMP NOT NULL
);
-- What came before there were such letters is known at the desk.
INSERT INTO application_tellings SELECT session_id, received, (now() AT TIME ZONE 'utc') FROM seating WHERE received > 0;

-- Applicants who were reminded of a session that begins at this instant: of their seat, or of the broadcast.
CREATE TABLE application_reminders (
    application_id TEXT NOT NULL REFERENCES applications (id),
    starts_at TIMESTAMP NOT NULL,
    with_seat BOOLEAN NOT NULL,
    PRIMARY KEY (application_id, starts_at, with_seat)
);

-- Applicants without e-mail, and the last thing that a letter would have told them: somebody has to telephone. The
-- id is another one whenever there is something new to tell.
CREATE TABLE calls (
    application_id TEXT NOT NULL PRIMARY KEY REFERENCES applications (id),
    id TEXT NOT NULL UNIQUE,
    session_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    since TIMESTAMP NOT NULL
);
CREATE INDEX calls_of_session ON calls (session_id);
CREATE INDEX calls_in_time ON calls (since, id);

-- Who telephoned, and when: by the id of the call, or of the letter that did not arrive.
CREATE TABLE telephoned (
    item TEXT NOT NULL PRIMARY KEY,
    session_id TEXT NOT NULL,
    staff_id TEXT NOT NULL,
    at TIMESTAMP NOT NULL
);
CREATE INDEX telephoned_of_session ON telephoned (session_id);

-- Letters that did not arrive, for the page of the desk.
CREATE INDEX outbox_lost ON outbox (finished_at, id)
    WHERE state IN ('permanent_failure', 'technical_failure', 'expired');
-- Letters to many that wait.
CREATE INDEX outbox_to_many ON outbox (session_id)
    WHERE lane = 'bulk' AND state IN ('created', 'sending', 'temporary_failure');
