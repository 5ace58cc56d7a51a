DROP INDEX outbox_not_arrived;
DROP TABLE subscription_asks;
DROP TABLE subscriptions;
