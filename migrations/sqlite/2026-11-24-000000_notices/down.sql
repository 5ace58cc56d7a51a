DROP TABLE suppressions;
CREATE TABLE outbox_before (
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
-- A letter that was called back goes to nobody: its time is over.
INSERT INTO outbox_before SELECT
    id, once_key, lane, kind, recipient, language, session_id, payload,
    CASE state WHEN 'called_back' THEN 'expired' ELSE state END,
    attempts, next_attempt_at, give_up_at, leased_until, last_error, created_at, finished_at
FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_before RENAME TO outbox;
CREATE INDEX outbox_due ON outbox (lane, next_attempt_at, id)
    WHERE state IN ('created', 'sending', 'temporary_failure');
CREATE INDEX outbox_of_session ON outbox (session_id, created_at);
