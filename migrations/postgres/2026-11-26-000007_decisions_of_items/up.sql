-- Several decisions may stand of one session, each of items of its own; and one that a maslikhat votes on in the session
-- itself has neither number nor day before.
DROP INDEX closings_standing;
CREATE UNIQUE INDEX closings_whole ON closings (session_id) WHERE ended_at IS NULL AND whole;
CREATE INDEX closings_of_session ON closings (session_id, entered_at);
-- Those that stand and wait for something: for their vote, or for being undone once their time is over.
CREATE INDEX closings_waiting ON closings (ends_on) WHERE ended_at IS NULL;

-- What it closes, as an array of ids; of a whole session also whatever no other decision names.
ALTER TABLE closings ADD COLUMN items TEXT COLLATE "C" NOT NULL DEFAULT '[]';
UPDATE closings SET items = (
    SELECT coalesce(json_agg(agenda_items.id)::text, '[]') FROM agenda_items
    WHERE agenda_items.session_id = closings.session_id AND agenda_items.access = 'closed'
) WHERE ended_at IS NULL;

-- Columns stand in one order on both engines.
ALTER TABLE closings RENAME COLUMN number TO number_was;
ALTER TABLE closings ADD COLUMN number TEXT COLLATE "C";
UPDATE closings SET number = number_was;
ALTER TABLE closings DROP COLUMN number_was;
ALTER TABLE closings RENAME COLUMN decided_on TO decided_on_was;
ALTER TABLE closings ADD COLUMN decided_on DATE CHECK (decided_on IS NULL OR number IS NOT NULL);
UPDATE closings SET decided_on = decided_on_was;
ALTER TABLE closings DROP COLUMN decided_on_was;
