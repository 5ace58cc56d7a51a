DROP INDEX outbox_to_many;
DROP INDEX outbox_lost;
DROP TABLE telephoned;
DROP TABLE calls;
DROP TABLE application_reminders;
DROP TABLE application_tellings;
ALTER TABLE bodies DROP COLUMN applications_letters;
