ALTER TABLE webhooks DROP COLUMN last_turn_at;
ALTER TABLE subscriptions DROP COLUMN heard_before;
DROP INDEX subscriptions_known_by;
ALTER TABLE subscriptions DROP COLUMN known_by;
