DROP TABLE emergency_places;
ALTER TABLE sessions DROP COLUMN emergency_id;
DROP TABLE emergency_sessions;
DROP TABLE emergency_regions;
DROP TABLE emergencies;
DELETE FROM news WHERE kind IN ('switched', 'restored');
CREATE TABLE news_anew (
    id TEXT NOT NULL PRIMARY KEY,
    session_id TEXT NOT NULL,
    body_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN (
        'announced', 'changed', 'recounted', 'postponed', 'cancelled', 'began', 'ended', 'results')),
    revision INTEGER NOT NULL,
    at TIMESTAMP NOT NULL
);
INSERT INTO news_anew (id, session_id, body_id, kind, revision, at)
    SELECT id, session_id, body_id, kind, revision, at FROM news;
CREATE TABLE tellings_anew (
    news_id TEXT NOT NULL REFERENCES news_anew (id) ON DELETE CASCADE,
    audience TEXT NOT NULL CHECK (audience IN ('subscribers', 'applicants', 'systems')),
    cursor TEXT NOT NULL,
    done_at TIMESTAMP,
    PRIMARY KEY (news_id, audience)
);
INSERT INTO tellings_anew (news_id, audience, cursor, done_at) SELECT news_id, audience, cursor, done_at FROM tellings;
CREATE TABLE digest_news_anew (
    news_id TEXT NOT NULL PRIMARY KEY REFERENCES news_anew (id) ON DELETE CASCADE,
    day DATE REFERENCES digests (day)
);
INSERT INTO digest_news_anew (news_id, day) SELECT news_id, day FROM digest_news;
DROP TABLE tellings;
DROP TABLE digest_news;
DROP TABLE news;
ALTER TABLE news_anew RENAME TO news;
ALTER TABLE tellings_anew RENAME TO tellings;
ALTER TABLE digest_news_anew RENAME TO digest_news;
CREATE INDEX news_of_session ON news (session_id, at);
CREATE INDEX news_by_time ON news (at);
CREATE INDEX tellings_due ON tellings (audience, news_id) WHERE done_at IS NULL;
CREATE INDEX digest_news_of_day ON digest_news (day);
