-- An emergency writes to a hundred thousand applications in one statement; each index and each comparison counts then.

-- Texts are compared byte by byte, as SQLite does it: ids, states and keys are not words, and what people read is sorted
-- by a key that the program makes (`language::order`). A test looks that no column is forgotten.
DO $$
DECLARE
    one record;
BEGIN
    FOR one IN
        SELECT c.table_name, string_agg(format('ALTER COLUMN %I TYPE text COLLATE "C"', c.column_name), ', ') AS columns
        FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
        WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' AND c.data_type = 'text'
            AND c.table_name <> '__diesel_schema_migrations'
        GROUP BY c.table_name
    LOOP
        EXECUTE format('ALTER TABLE %I %s', one.table_name, one.columns);
    END LOOP;
END $$;

-- Most applications have none of these, and one that an emergency sends online has no seat.
ALTER TABLE applications DROP CONSTRAINT applications_anew_session_id_request_key_key;
ALTER TABLE applications DROP CONSTRAINT applications_anew_session_id_same_email_key;
ALTER TABLE applications DROP CONSTRAINT applications_anew_session_id_same_phone_key;
ALTER TABLE applications DROP CONSTRAINT applications_anew_session_id_hall_seat_key;
CREATE UNIQUE INDEX applications_by_seat ON applications (session_id, hall, seat)
    WITH (deduplicate_items = off) WHERE hall IS NOT NULL;
CREATE UNIQUE INDEX applications_by_request_key ON applications (session_id, request_key)
    WITH (deduplicate_items = off) WHERE request_key IS NOT NULL;
CREATE UNIQUE INDEX applications_by_email ON applications (session_id, same_email)
    WITH (deduplicate_items = off) WHERE same_email IS NOT NULL;
CREATE UNIQUE INDEX applications_by_phone ON applications (session_id, same_phone)
    WITH (deduplicate_items = off) WHERE same_phone IS NOT NULL;

-- What looks like a duplicate in an index whose keys are all different is a former version of the same row: nothing is
-- gained by gathering them, and much is lost by trying each time a page is full.
ALTER INDEX applications_anew_pkey SET (deduplicate_items = off);
ALTER INDEX applications_anew_pass_key SET (deduplicate_items = off);
ALTER INDEX applications_anew_secret_key SET (deduplicate_items = off);
ALTER INDEX applications_anew_session_id_ordinal_key SET (deduplicate_items = off);
ALTER INDEX applications_in_queue SET (deduplicate_items = off);
ALTER INDEX outbox_due SET (deduplicate_items = off);
ALTER INDEX outbox_pkey SET (deduplicate_items = off);
ALTER INDEX outbox_once_key_key SET (deduplicate_items = off);

-- Places to go back to, by session: one index instead of two, and no checks of what is copied from `applications`, whose
-- rows are never deleted.
CREATE TABLE emergency_places_anew (
    application_id TEXT COLLATE "C" NOT NULL,
    session_id TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('incomplete', 'seated', 'overflow', 'waiting', 'admitted')),
    hall TEXT COLLATE "C" CHECK (hall IN ('main', 'overflow')),
    seat INTEGER,
    PRIMARY KEY (session_id, application_id),
    CHECK ((hall IS NULL) = (seat IS NULL))
);
INSERT INTO emergency_places_anew SELECT application_id, session_id, state, hall, seat FROM emergency_places;
DROP TABLE emergency_places;
ALTER TABLE emergency_places_anew RENAME TO emergency_places;
