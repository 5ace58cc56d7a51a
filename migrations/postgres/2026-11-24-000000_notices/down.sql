DROP TABLE suppressions;
DROP INDEX outbox_of_somebody;
ALTER TABLE outbox DROP COLUMN recipient_hash;
-- A letter that was called back goes to nobody: its time is over.
UPDATE outbox SET state = 'expired' WHERE state = 'called_back';
ALTER TABLE outbox DROP CONSTRAINT outbox_state_check;
ALTER TABLE outbox ADD CONSTRAINT outbox_state_check CHECK (state IN (
        'created', 'sending', 'delivered', 'temporary_failure', 'permanent_failure', 'technical_failure', 'expired'));
DROP INDEX outbox_due;
CREATE INDEX outbox_due ON outbox (lane, next_attempt_at, id)
    WHERE state IN ('created', 'sending', 'temporary_failure');
