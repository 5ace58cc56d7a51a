-- Applications that lost their seats when their session was closed as a whole: the place of each to go back to, should the
-- session be opened again.
CREATE TABLE closed_places (
    application_id TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES applications (id),
    session_id TEXT COLLATE "C" NOT NULL REFERENCES sessions (id),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('seated', 'overflow', 'admitted')),
    hall TEXT COLLATE "C" NOT NULL CHECK (hall IN ('main', 'overflow')),
    seat INTEGER NOT NULL
);
CREATE INDEX closed_places_of_session ON closed_places (session_id);
