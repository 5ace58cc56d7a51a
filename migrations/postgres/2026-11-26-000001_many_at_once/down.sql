CREATE TABLE emergency_places_anew (
    application_id TEXT NOT NULL PRIMARY KEY REFERENCES applications (id),
    session_id TEXT NOT NULL REFERENCES sessions (id),
    state TEXT NOT NULL CHECK (state IN ('incomplete', 'seated', 'overflow', 'waiting', 'admitted')),
    hall TEXT CHECK (hall IN ('main', 'overflow')),
    seat INTEGER,
    CHECK ((hall IS NULL) = (seat IS NULL))
);
INSERT INTO emergency_places_anew SELECT application_id, session_id, state, hall, seat FROM emergency_places;
DROP TABLE emergency_places;
ALTER TABLE emergency_places_anew RENAME TO emergency_places;
CREATE INDEX emergency_places_of_session ON emergency_places (session_id);

ALTER INDEX applications_anew_pkey RESET (deduplicate_items);
ALTER INDEX applications_anew_pass_key RESET (deduplicate_items);
ALTER INDEX applications_anew_secret_key RESET (deduplicate_items);
ALTER INDEX applications_anew_session_id_ordinal_key RESET (deduplicate_items);
ALTER INDEX applications_in_queue RESET (deduplicate_items);
ALTER INDEX outbox_due RESET (deduplicate_items);
ALTER INDEX outbox_pkey RESET (deduplicate_items);
ALTER INDEX outbox_once_key_key RESET (deduplicate_items);

DROP INDEX applications_by_seat;
DROP INDEX applications_by_request_key;
DROP INDEX applications_by_email;
DROP INDEX applications_by_phone;
ALTER TABLE applications ADD UNIQUE (session_id, hall, seat);
ALTER TABLE applications ADD UNIQUE (session_id, request_key);
ALTER TABLE applications ADD UNIQUE (session_id, same_email);
ALTER TABLE applications ADD UNIQUE (session_id, same_phone);
ALTER TABLE applications RENAME CONSTRAINT applications_session_id_hall_seat_key
    TO applications_anew_session_id_hall_seat_key;
ALTER TABLE applications RENAME CONSTRAINT applications_session_id_request_key_key
    TO applications_anew_session_id_request_key_key;
ALTER TABLE applications RENAME CONSTRAINT applications_session_id_same_email_key
    TO applications_anew_session_id_same_email_key;
ALTER TABLE applications RENAME CONSTRAINT applications_session_id_same_phone_key
    TO applications_anew_session_id_same_phone_key;

DO $$
DECLARE
    one record;
BEGIN
    FOR one IN
        SELECT c.table_name,
            string_agg(format('ALTER COLUMN %I TYPE text COLLATE "default"', c.column_name), ', ') AS columns
        FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
        WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' AND c.data_type = 'text'
            AND c.table_name <> '__diesel_schema_migrations'
        GROUP BY c.table_name
    LOOP
        EXECUTE format('ALTER TABLE %I %s', one.table_name, one.columns);
    END LOOP;
END $$;
