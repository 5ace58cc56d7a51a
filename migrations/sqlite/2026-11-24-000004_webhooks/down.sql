DELETE FROM outbox WHERE channel = 'webhook';
DROP TABLE webhooks;
DROP INDEX outbox_of_webhook;
DROP INDEX outbox_due;
ALTER TABLE outbox DROP COLUMN channel;
CREATE INDEX outbox_due ON outbox (lane, next_attempt_at, id, created_at)
    WHERE state IN ('created', 'sending', 'temporary_failure');
