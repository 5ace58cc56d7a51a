-- Decisions by which a session, or items of it, are held closed (605-4; Access Law arts. 5, 6, 13). One stands at the
-- most; those that were ended stay. Nothing of what was closed is kept here, only on which ground, by whom, until when.
CREATE TABLE closings (
    id TEXT NOT NULL PRIMARY KEY,
    session_id TEXT NOT NULL REFERENCES sessions (id),
    whole BOOLEAN NOT NULL,
    grounds TEXT NOT NULL,
    named_law TEXT,
    why_not_part TEXT,
    ends_on DATE,
    ends_with TEXT,
    number TEXT NOT NULL,
    decided_on DATE NOT NULL,
    decider TEXT NOT NULL,
    votes_for INTEGER,
    present INTEGER,
    -- The topics of article 6 that were looked at and do not apply.
    cleared TEXT NOT NULL,
    -- The clock of the notice, as it was counted when the decision was entered, announced, or its session moved.
    notice_before TIMESTAMP NOT NULL,
    entered_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP,
    CHECK (ends_on IS NOT NULL OR ends_with IS NOT NULL),
    CHECK (NOT whole OR why_not_part IS NOT NULL),
    CHECK ((votes_for IS NULL) = (present IS NULL))
);
CREATE UNIQUE INDEX closings_standing ON closings (session_id) WHERE ended_at IS NULL;

-- The notice of such a decision, on each of three channels. It names a date: of another date it is to be given anew.
CREATE TABLE closing_notices (
    closing_id TEXT NOT NULL REFERENCES closings (id),
    channel TEXT NOT NULL CHECK (channel IN ('site', 'media', 'premises')),
    starts_at TIMESTAMP NOT NULL,
    placed_at TIMESTAMP NOT NULL,
    in_time BOOLEAN NOT NULL,
    -- What was placed where: an address, an issue, the words of whoever hung it up. The site is its own proof.
    proof TEXT,
    entered_at TIMESTAMP NOT NULL,
    PRIMARY KEY (closing_id, channel, starts_at),
    CHECK (channel = 'site' OR proof IS NOT NULL)
);

-- When people were asked out of the hall, and back in.
CREATE TABLE closed_parts (
    id TEXT NOT NULL PRIMARY KEY,
    session_id TEXT NOT NULL REFERENCES sessions (id),
    began_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP
);
CREATE UNIQUE INDEX closed_parts_under_way ON closed_parts (session_id) WHERE ended_at IS NULL;
CREATE INDEX closed_parts_of_session ON closed_parts (session_id, began_at);
