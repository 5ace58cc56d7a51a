-- Comments during a broadcast (605-13). A number is public and never given twice; a change number grows with whatever the
-- public sees of any comment of the session, so that a viewer goes on where a connection broke off.
CREATE TABLE comments (
    id TEXT NOT NULL PRIMARY KEY,
    session_id TEXT NOT NULL REFERENCES sessions (id),
    number INTEGER NOT NULL CHECK (number > 0),
    state TEXT NOT NULL CHECK (state IN ('held', 'shown', 'answered', 'hidden')),
    name TEXT,
    words TEXT NOT NULL CHECK (words <> ''),
    -- Matters are written anew when a session is revised.
    agenda_item_id TEXT,
    -- Seconds since the broadcast began.
    moment_seconds BIGINT NOT NULL CHECK (moment_seconds >= 0),
    received_at TIMESTAMP NOT NULL,
    -- The form and what was typed: a second click is the same comment.
    request_key TEXT NOT NULL UNIQUE,
    change_number BIGINT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1,
    -- Asks the same: it is answered there. What is asked repeatedly is counted by it.
    main_id TEXT REFERENCES comments (id) CHECK (main_id <> id),
    shown_at TIMESTAMP,
    shown_by TEXT,
    hidden_at TIMESTAMP,
    hidden_by TEXT,
    hidden_ground TEXT CHECK (hidden_ground IN ('insult', 'personal_data', 'advertising', 'unlawful', 'other')),
    hidden_words TEXT,
    answered_at TIMESTAMP,
    UNIQUE (session_id, number),
    UNIQUE (session_id, change_number),
    CHECK (state <> 'hidden' OR (hidden_at IS NOT NULL AND hidden_by IS NOT NULL AND hidden_ground IS NOT NULL)),
    CHECK (hidden_ground <> 'other' OR hidden_words IS NOT NULL),
    CHECK (state <> 'answered' OR answered_at IS NOT NULL)
);
CREATE INDEX comments_received ON comments (session_id, received_at);
CREATE INDEX comments_by_state ON comments (session_id, state, number);
CREATE INDEX comments_joined ON comments (main_id) WHERE main_id IS NOT NULL;

-- Answers, each in Kazakh, Russian or both. One that was corrected stays.
CREATE TABLE comment_answers (
    id TEXT NOT NULL PRIMARY KEY,
    comment_id TEXT NOT NULL REFERENCES comments (id),
    words_kk TEXT,
    words_ru TEXT,
    -- Who answers, as it is printed.
    by_name TEXT NOT NULL,
    by_position TEXT,
    answered_at TIMESTAMP NOT NULL,
    staff_id TEXT NOT NULL,
    replaced_by TEXT,
    CHECK (words_kk IS NOT NULL OR words_ru IS NOT NULL)
);
CREATE INDEX answers_of_comment ON comment_answers (comment_id, answered_at);
CREATE UNIQUE INDEX answers_that_stand ON comment_answers (comment_id) WHERE replaced_by IS NULL;

-- The last numbers given: one row a session, written by whoever gives the next.
CREATE TABLE comment_counts (
    session_id TEXT NOT NULL PRIMARY KEY REFERENCES sessions (id),
    last_number INTEGER NOT NULL,
    last_change BIGINT NOT NULL
);

-- Whether comments are looked at before they are shown, or after.
ALTER TABLE bodies ADD COLUMN comments TEXT NOT NULL DEFAULT 'after' CHECK (comments IN ('after', 'before'));
