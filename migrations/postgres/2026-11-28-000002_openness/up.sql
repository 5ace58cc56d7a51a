-- Yearly reports on openness (2023 Standard 8.17): frozen by the head of a body, and never changed afterwards.
CREATE TABLE openness_reports (
    body_id TEXT COLLATE "C" NOT NULL REFERENCES bodies (id),
    year INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2100),
    -- The very text whose SHA-256 is noted.
    report TEXT COLLATE "C" NOT NULL,
    sha256 TEXT COLLATE "C" NOT NULL,
    frozen_at TIMESTAMP NOT NULL,
    frozen_by TEXT COLLATE "C" NOT NULL REFERENCES staff (id),
    PRIMARY KEY (body_id, year)
);

-- Questions that are asked repeatedly, with their standing answers (2023 Standard 8.16). One that is taken back stays.
CREATE TABLE standing_answers (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    body_id TEXT COLLATE "C" NOT NULL REFERENCES bodies (id),
    -- The comment under which like ones were joined.
    comment_id TEXT COLLATE "C" NOT NULL REFERENCES comments (id),
    question TEXT COLLATE "C" NOT NULL,
    answer TEXT COLLATE "C" NOT NULL,
    published_at TIMESTAMP NOT NULL,
    published_by TEXT COLLATE "C" NOT NULL,
    withdrawn_at TIMESTAMP
);
CREATE INDEX standing_answers_of_body ON standing_answers (body_id, published_at);
CREATE UNIQUE INDEX standing_answers_once ON standing_answers (comment_id) WHERE withdrawn_at IS NULL;

-- Yearly plans of sessions (2023 Standard 8.17), version by version: the last one of an item stands.
CREATE TABLE plan_items (
    item_id TEXT COLLATE "C" NOT NULL,
    revision INTEGER NOT NULL CHECK (revision > 0),
    body_id TEXT COLLATE "C" NOT NULL REFERENCES bodies (id),
    year INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2100),
    month INTEGER NOT NULL CHECK (month BETWEEN 1 AND 12),
    -- Where the day is known already.
    day DATE,
    kind TEXT COLLATE "C" NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    topic TEXT COLLATE "C",
    -- The session that it became.
    session_id TEXT COLLATE "C" REFERENCES sessions (id),
    dropped BOOLEAN NOT NULL,
    -- Why this version differs from the one before.
    reason TEXT COLLATE "C",
    at TIMESTAMP NOT NULL,
    entered_by TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (item_id, revision),
    CHECK (revision = 1 OR reason IS NOT NULL)
);
CREATE INDEX plan_items_of_year ON plan_items (body_id, year, item_id, revision);

CREATE FUNCTION openness_is_not_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was published is not changed';
END $$;
CREATE TRIGGER reports_are_not_changed BEFORE UPDATE OR DELETE ON openness_reports
    FOR EACH ROW EXECUTE FUNCTION openness_is_not_changed();
CREATE TRIGGER reports_are_not_emptied BEFORE TRUNCATE ON openness_reports
    FOR EACH STATEMENT EXECUTE FUNCTION openness_is_not_changed();
CREATE TRIGGER plan_items_are_not_changed BEFORE UPDATE OR DELETE ON plan_items
    FOR EACH ROW EXECUTE FUNCTION openness_is_not_changed();
