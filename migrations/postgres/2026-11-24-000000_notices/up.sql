ALTER TABLE outbox DROP CONSTRAINT outbox_state_check;
ALTER TABLE outbox ADD CONSTRAINT outbox_state_check CHECK (state IN (
        'created', 'sending', 'delivered', 'temporary_failure', 'permanent_failure', 'technical_failure', 'expired',
        'called_back'));
ALTER TABLE outbox ADD COLUMN recipient_hash TEXT;
DROP INDEX outbox_due;
-- With created_at: a letter to many is not due in its first minutes, and there may be many of them.
CREATE INDEX outbox_due ON outbox (lane, next_attempt_at, id, created_at)
    WHERE state IN ('created', 'sending', 'temporary_failure');
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
