-- What waits in the outbox leaves by mail, or as a call of a neighbouring system: `recipient` is its webhook then.
ALTER TABLE outbox ADD COLUMN channel TEXT NOT NULL DEFAULT 'mail' CHECK (channel IN ('mail', 'webhook'));
DROP INDEX outbox_due;
CREATE INDEX outbox_due ON outbox (channel, lane, next_attempt_at, id, created_at)
    WHERE state IN ('created', 'sending', 'temporary_failure');
CREATE INDEX outbox_of_webhook ON outbox (recipient, id) WHERE channel = 'webhook';

-- Addresses of neighbouring systems that are told of announced sessions; without a body: of all bodies. The secret
-- signs, so it stands here as it is; the one before it signs beside it until `former_until`. `busy_until`: a worker
-- calls it, and nobody else does meanwhile. `rests_until`: it failed and is left alone so long.
CREATE TABLE webhooks (
    id TEXT NOT NULL PRIMARY KEY,
    body_id TEXT REFERENCES bodies (id),
    address TEXT NOT NULL,
    events TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('active', 'paused', 'gone', 'failing')),
    secret TEXT NOT NULL,
    former_secret TEXT,
    former_until TIMESTAMP,
    revision INTEGER NOT NULL,
    failures INTEGER NOT NULL,
    failing_since TIMESTAMP,
    rests_until TIMESTAMP,
    busy_until TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL
);
CREATE INDEX webhooks_of_body ON webhooks (body_id);
