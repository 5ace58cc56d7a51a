-- Broadcasts of sessions (605-12). A session has several where it breaks off and goes on later: at most one at a time.
CREATE TABLE broadcasts (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    session_id TEXT COLLATE "C" NOT NULL REFERENCES sessions (id),
    began_at TIMESTAMP NOT NULL,
    began_by TEXT COLLATE "C" NOT NULL CHECK (began_by IN ('desk', 'stream', 'entered')),
    ended_at TIMESTAMP CHECK (ended_at >= began_at),
    ended_by TEXT COLLATE "C" CHECK (ended_by IN ('desk', 'stream', 'session', 'entered')),
    -- Where it could be watched when it began.
    address TEXT COLLATE "C",
    noted_at TIMESTAMP NOT NULL,
    CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
CREATE INDEX broadcasts_of_session ON broadcasts (session_id, began_at);
CREATE UNIQUE INDEX broadcasts_on_air ON broadcasts (session_id) WHERE ended_at IS NULL;

-- When nothing came through, though the broadcast went on: at most one such time at once.
CREATE TABLE broadcast_interruptions (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    broadcast_id TEXT COLLATE "C" NOT NULL REFERENCES broadcasts (id),
    began_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP CHECK (ended_at >= began_at),
    noted_by TEXT COLLATE "C" NOT NULL CHECK (noted_by IN ('desk', 'stream')),
    why TEXT COLLATE "C"
);
CREATE INDEX interruptions_of_broadcast ON broadcast_interruptions (broadcast_id, began_at);
CREATE UNIQUE INDEX interruptions_under_way ON broadcast_interruptions (broadcast_id) WHERE ended_at IS NULL;

-- What is said of a session's broadcast as a whole: that it is impossible, why and what stands instead; where the
-- recording is.
CREATE TABLE broadcast_facts (
    session_id TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES sessions (id),
    impossible_since TIMESTAMP,
    impossible_why TEXT COLLATE "C",
    instead TEXT COLLATE "C",
    recording_url TEXT COLLATE "C",
    recording_sha256 TEXT COLLATE "C",
    recording_at TIMESTAMP,
    updated_at TIMESTAMP NOT NULL,
    CHECK ((impossible_since IS NULL) = (impossible_why IS NULL)),
    CHECK ((impossible_since IS NULL) = (instead IS NULL)),
    CHECK ((recording_url IS NULL) = (recording_at IS NULL)),
    CHECK (recording_url IS NOT NULL OR recording_sha256 IS NULL)
);

-- Captions of the recording, one file a language at a time.
CREATE TABLE broadcast_captions (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    session_id TEXT COLLATE "C" NOT NULL REFERENCES sessions (id),
    language TEXT COLLATE "C" NOT NULL,
    file_name TEXT COLLATE "C" NOT NULL,
    bytes BIGINT NOT NULL,
    sha256 TEXT COLLATE "C" NOT NULL,
    stored_as TEXT COLLATE "C" NOT NULL,
    added_at TIMESTAMP NOT NULL,
    removed_at TIMESTAMP
);
CREATE INDEX captions_of_session ON broadcast_captions (session_id, language);
CREATE UNIQUE INDEX captions_that_stand ON broadcast_captions (session_id, language) WHERE removed_at IS NULL;
CREATE INDEX captions_stored_as ON broadcast_captions (stored_as);

-- The key by which the media server knows the stream of a session, and who sends it at present.
CREATE TABLE broadcast_streams (
    session_id TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES sessions (id),
    secret TEXT COLLATE "C" NOT NULL,
    made_at TIMESTAMP NOT NULL,
    -- The sender by the media server's own number; none when nobody sends.
    client TEXT COLLATE "C",
    -- Since when it sends, or the last one did.
    sends_since TIMESTAMP,
    -- When it was last heard of.
    heard_at TIMESTAMP,
    CHECK (client IS NULL OR (sends_since IS NOT NULL AND heard_at IS NOT NULL))
);
CREATE INDEX streams_sending ON broadcast_streams (session_id) WHERE client IS NOT NULL;
