-- Of which matter a result is; the matter may be taken off the agenda later, what was published stays. In which language
-- its file is, where it is in one; and on what ground a part is left out, which is said to everybody.
ALTER TABLE results ADD COLUMN agenda_item_id TEXT;
ALTER TABLE results ADD COLUMN file_language TEXT CHECK (file_language IN ('kk', 'ru', 'en'));
ALTER TABLE results ADD COLUMN withheld_ground TEXT CHECK (withheld_ground IN ('state_secrets', 'personal_secret', 'family_secret', 'banking_secret', 'commercial_secret', 'medical_secret',
    'other_secret', 'restricted_personal_data', 'limited_distribution', 'other_case'));
ALTER TABLE results ADD COLUMN withheld TEXT CHECK ((withheld IS NULL) = (withheld_ground IS NULL));

-- The same document as a file in a further language.
CREATE TABLE result_files (
    result_id TEXT NOT NULL REFERENCES results (id),
    language TEXT NOT NULL CHECK (language IN ('kk', 'ru', 'en')),
    file_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    file_sha256 TEXT NOT NULL,
    stored_as TEXT NOT NULL UNIQUE,
    published_at TIMESTAMP NOT NULL,
    PRIMARY KEY (result_id, language)
);

-- By what words a result is found: of its text, whose place is the id of the result, and of each file, whose place is its
-- name in the folder. They are read beside the requests; until then they wait.
CREATE TABLE result_words (
    place TEXT NOT NULL PRIMARY KEY,
    result_id TEXT NOT NULL REFERENCES results (id),
    session_id TEXT NOT NULL REFERENCES sessions (id),
    state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'scan', 'encrypted', 'broken', 'unavailable')),
    words TEXT NOT NULL,
    looked_at TIMESTAMP
);
CREATE INDEX result_words_of_session ON result_words (session_id);
CREATE INDEX result_words_unread ON result_words (state) WHERE state IN ('waiting', 'unavailable');

INSERT INTO result_words (place, result_id, session_id, state, words)
    SELECT id, id, session_id, 'waiting', '' FROM results WHERE text IS NOT NULL;
INSERT INTO result_words (place, result_id, session_id, state, words)
    SELECT stored_as, id, session_id, 'waiting', '' FROM results WHERE stored_as IS NOT NULL;

DROP TRIGGER result_is_not_changed;
CREATE TRIGGER result_is_not_changed BEFORE UPDATE OF id, session_id, kind, stated_none, title, text, text_sha256,
    file_name, media_type, bytes, file_sha256, stored_as, number, signer, created_on, due_before, in_time, late_reason,
    published_at, published_by, agenda_item_id, file_language, withheld_ground, withheld ON results BEGIN
    SELECT RAISE(ABORT, 'what was published is not changed');
END;
CREATE TRIGGER result_file_is_not_changed BEFORE UPDATE ON result_files BEGIN
    SELECT RAISE(ABORT, 'what was published is not changed');
END;
CREATE TRIGGER result_file_is_not_deleted BEFORE DELETE ON result_files BEGIN
    SELECT RAISE(ABORT, 'what was published is not changed');
END;
