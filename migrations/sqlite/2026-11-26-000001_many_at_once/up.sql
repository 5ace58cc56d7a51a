-- Places to go back to, by session: one index instead of two, and no checks of what is copied from `applications`, whose
-- rows are never deleted.
CREATE TABLE emergency_places_anew (
    application_id TEXT NOT NULL,
    session_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('incomplete', 'seated', 'overflow', 'waiting', 'admitted')),
    hall TEXT CHECK (hall IN ('main', 'overflow')),
    seat INTEGER,
    PRIMARY KEY (session_id, application_id),
    CHECK ((hall IS NULL) = (seat IS NULL))
) WITHOUT ROWID;
INSERT INTO emergency_places_anew SELECT application_id, session_id, state, hall, seat FROM emergency_places;
DROP TABLE emergency_places;
ALTER TABLE emergency_places_anew RENAME TO emergency_places;
