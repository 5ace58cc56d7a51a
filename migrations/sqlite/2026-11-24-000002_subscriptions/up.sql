-- Who is to hear of which sessions. The address is the only personal datum; a subscription that ends is deleted.
CREATE TABLE subscriptions (
    id TEXT NOT NULL PRIMARY KEY,
    secret TEXT NOT NULL UNIQUE,
    email TEXT NOT NULL,
    email_digest TEXT NOT NULL,
    language TEXT NOT NULL CHECK (language IN ('kk', 'ru', 'en')),
    bodies TEXT NOT NULL,
    regions TEXT NOT NULL,
    topic TEXT,
    announcements BOOLEAN NOT NULL,
    changes BOOLEAN NOT NULL,
    results BOOLEAN NOT NULL,
    often TEXT NOT NULL CHECK (often IN ('at_once', 'daily')),
    created_at TIMESTAMP NOT NULL,
    confirmed_at TIMESTAMP,
    updated_at TIMESTAMP NOT NULL,
    revision INTEGER NOT NULL,
    CHECK (announcements OR changes OR results)
);
CREATE INDEX subscriptions_of_address ON subscriptions (email_digest);
CREATE INDEX subscriptions_to_tell ON subscriptions (often, id) WHERE confirmed_at IS NOT NULL;
CREATE INDEX subscriptions_unconfirmed ON subscriptions (created_at) WHERE confirmed_at IS NULL;

-- When letters that anybody can cause went to an address, known by its digest alone: there is a limit to them. The
-- row is also what acts on the subscriptions of one address wait for.
CREATE TABLE subscription_asks (
    email_digest TEXT NOT NULL PRIMARY KEY,
    letters TEXT NOT NULL,
    last_at TIMESTAMP NOT NULL
);
CREATE INDEX subscription_asks_by_time ON subscription_asks (last_at);

-- Whoever leaves is forgotten in the letters that did not arrive too. Of those that did, no address is kept.
CREATE INDEX outbox_not_arrived ON outbox (recipient_hash) WHERE finished_at IS NOT NULL AND recipient <> '';
