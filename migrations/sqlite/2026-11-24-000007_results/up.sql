-- Results of sessions (605-14): what was decided, the transcript, the minutes, and what is said not to be kept. Nothing
-- published is changed or taken away: a replaced one stays, and names the one that stands instead.
CREATE TABLE results (
    id TEXT NOT NULL PRIMARY KEY,
    session_id TEXT NOT NULL REFERENCES sessions (id),
    kind TEXT NOT NULL CHECK (kind IN ('decision', 'transcript', 'minutes', 'other')),
    stated_none BOOLEAN NOT NULL,
    title TEXT,
    -- The very text whose SHA-256 is noted.
    text TEXT,
    text_sha256 TEXT,
    file_name TEXT,
    media_type TEXT,
    bytes BIGINT,
    file_sha256 TEXT,
    stored_as TEXT UNIQUE,
    number TEXT,
    signer TEXT,
    created_on DATE,
    -- The earlier of the two clocks, as it stood when this was published.
    due_before TIMESTAMP NOT NULL,
    in_time BOOLEAN NOT NULL,
    late_reason TEXT,
    published_at TIMESTAMP NOT NULL,
    published_by TEXT NOT NULL REFERENCES staff (id),
    replaced_by TEXT REFERENCES results (id),
    CHECK (stated_none OR (title IS NOT NULL AND created_on IS NOT NULL)),
    CHECK (stated_none OR text IS NOT NULL OR stored_as IS NOT NULL),
    CHECK ((text IS NULL) = (text_sha256 IS NULL)),
    CHECK ((stored_as IS NULL) = (file_sha256 IS NULL))
);
CREATE INDEX results_of_session ON results (session_id, published_at, id);
-- What is not kept is said once.
CREATE UNIQUE INDEX results_none_once ON results (session_id, kind) WHERE stated_none AND replaced_by IS NULL;

-- Since when a session owes no results any more.
ALTER TABLE sessions ADD COLUMN results_complete_at TIMESTAMP;

CREATE TRIGGER result_is_not_changed BEFORE UPDATE OF id, session_id, kind, stated_none, title, text, text_sha256,
    file_name, media_type, bytes, file_sha256, stored_as, number, signer, created_on, due_before, in_time, late_reason,
    published_at, published_by ON results BEGIN
    SELECT RAISE(ABORT, 'what was published is not changed');
END;
CREATE TRIGGER result_is_replaced_once BEFORE UPDATE OF replaced_by ON results WHEN OLD.replaced_by IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'what was published is not changed');
END;
CREATE TRIGGER result_is_not_deleted BEFORE DELETE ON results BEGIN
    SELECT RAISE(ABORT, 'what was published is not changed');
END;
