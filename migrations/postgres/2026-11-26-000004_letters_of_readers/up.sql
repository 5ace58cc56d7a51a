-- Letters to somebody who subscribed that are not sent yet: the end of the once-key says whose they are. Whoever leaves
-- takes them back.
CREATE INDEX outbox_of_reader ON outbox (substr(once_key, length(once_key) - 36))
    WHERE state IN ('created', 'sending', 'temporary_failure') AND substr(kind, 1, 7) = 'subscri';
