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
