-- SQLite changes no CHECK in place: the letters move to a new table.
CREATE TABLE outbox_of_notices (
    id TEXT NOT NULL PRIMARY KEY,
    once_key TEXT NOT NULL UNIQUE,
    lane TEXT NOT NULL CHECK (lane IN ('urgent', 'ordinary', 'bulk')),
    kind TEXT NOT NULL,
    recipient TEXT NOT NULL,
    language TEXT NOT NULL CHECK (language IN ('kk', 'ru', 'en')),
    session_id TEXT,
    payload TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN (
        'created', 'sending', 'delivered', 'temporary_failure', 'permanent_failure', 'technical_failure', 'expired',
        'called_back')),
    attempts INTEGER NOT NULL,
    next_attempt_at TIMESTAMP NOT NULL,
    give_up_at TIMESTAMP NOT NULL,
    leased_until TIMESTAMP,
    last_error TEXT,
    created_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP,
    recipient_hash TEXT
);
INSERT INTO outbox_of_notices SELECT
    id, once_key, lane, kind, recipient, language, session_id, payload, state, attempts, next_attempt_at,
    give_up_at, leased_until, last_error, created_at, finished_at, NULL
FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_of_notices RENAME TO outbox;
-- With created_at: a letter to many is not due in its first minutes, and there may be many of them.
CREATE INDEX outbox_due ON outbox (lane, next_attempt_at, id, created_at)
    WHERE state IN ('created', 'sending', 'temporary_failure');
CREATE INDEX outbox_of_session ON outbox (session_id, created_at);
-- Finished letters that still name or know somebody, by the end of their use.
CREATE INDEX outbox_of_somebody ON outbox (give_up_at)
    WHERE finished_at IS NOT NULL AND (recipient_hash IS NOT NULL OR recipient <> '');

-- Addresses that nobody reads, known by their mail servers: nothing more is sent to them. `address` is null where
-- the report of the failure did not name it.
CREATE TABLE suppressions (
    address_hash TEXT NOT NULL PRIMARY KEY,
    address TEXT,
    reason TEXT NOT NULL,
    letter_id TEXT NOT NULL,
    since TIMESTAMP NOT NULL,
    forget_at TIMESTAMP NOT NULL
);
CREATE INDEX suppressions_by_end ON suppressions (forget_at);
