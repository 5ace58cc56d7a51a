-- Letters know a subscriber by this instead of by the address: a random id, the same for all subscriptions of one
-- address, which goes with the last of them. What stands in a letter's key then leads to nobody.
ALTER TABLE subscriptions ADD COLUMN known_by TEXT NOT NULL DEFAULT '';
UPDATE subscriptions SET known_by =
    (SELECT min(same.id) FROM subscriptions AS same WHERE same.email_digest = subscriptions.email_digest);
CREATE INDEX subscriptions_known_by ON subscriptions (known_by);

-- How often somebody heard before: news belongs to the letter that was chosen when it happened.
ALTER TABLE subscriptions ADD COLUMN heard_before TEXT NOT NULL DEFAULT '[]';

-- Whose last turn was the longest ago is called first.
ALTER TABLE webhooks ADD COLUMN last_turn_at TIMESTAMP;
