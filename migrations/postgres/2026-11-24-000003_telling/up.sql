-- The days of the digest, each opened once at its hour; `cursor` is how far its letters have been ordered.
CREATE TABLE digests (
    day DATE NOT NULL PRIMARY KEY,
    cursor TEXT NOT NULL,
    opened_at TIMESTAMP NOT NULL,
    done_at TIMESTAMP
);
CREATE INDEX digests_due ON digests (day) WHERE done_at IS NULL;

-- News for the digest: without a day until one is opened, which takes all that wait.
CREATE TABLE digest_news (
    news_id TEXT NOT NULL PRIMARY KEY REFERENCES news (id) ON DELETE CASCADE,
    day DATE REFERENCES digests (day)
);
CREATE INDEX digest_news_of_day ON digest_news (day);
