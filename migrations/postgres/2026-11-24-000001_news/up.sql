-- What happened to announced sessions and is to be told. One line for each audience, which works through it on its
-- own; `cursor` is how far it has come, empty at first.
CREATE TABLE news (
    id TEXT NOT NULL PRIMARY KEY,
    session_id TEXT NOT NULL,
    body_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN (
        'announced', 'changed', 'recounted', 'postponed', 'cancelled', 'began', 'ended', 'results')),
    revision INTEGER NOT NULL,
    at TIMESTAMP NOT NULL
);
CREATE INDEX news_of_session ON news (session_id, at);
CREATE INDEX news_by_time ON news (at);

CREATE TABLE tellings (
    news_id TEXT NOT NULL REFERENCES news (id) ON DELETE CASCADE,
    audience TEXT NOT NULL CHECK (audience IN ('subscribers', 'applicants', 'systems')),
    cursor TEXT NOT NULL,
    done_at TIMESTAMP,
    PRIMARY KEY (news_id, audience)
);
CREATE INDEX tellings_due ON tellings (audience, news_id) WHERE done_at IS NULL;
