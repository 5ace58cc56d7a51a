ALTER TABLE closings RENAME COLUMN decided_on TO decided_on_now;
ALTER TABLE closings ADD COLUMN decided_on DATE NOT NULL DEFAULT '1970-01-01';
UPDATE closings SET decided_on = coalesce(decided_on_now, decided_on);
ALTER TABLE closings DROP COLUMN decided_on_now;
ALTER TABLE closings RENAME COLUMN number TO number_now;
ALTER TABLE closings ADD COLUMN number TEXT NOT NULL DEFAULT '';
UPDATE closings SET number = coalesce(number_now, number);
ALTER TABLE closings DROP COLUMN number_now;
ALTER TABLE closings DROP COLUMN items;

DROP INDEX closings_waiting;
DROP INDEX closings_of_session;
DROP INDEX closings_whole;
-- One decision stands: the last one.
UPDATE closings SET ended_at = entered_at WHERE ended_at IS NULL AND EXISTS (
    SELECT 1 FROM closings AS later
    WHERE later.session_id = closings.session_id AND later.ended_at IS NULL
    AND (later.entered_at, later.id) > (closings.entered_at, closings.id)
);
CREATE UNIQUE INDEX closings_standing ON closings (session_id) WHERE ended_at IS NULL;
