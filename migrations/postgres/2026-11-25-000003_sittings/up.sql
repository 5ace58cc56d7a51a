-- The sittings of a session that breaks off and goes on later, as JSON by the clock of its zone; null where it sits once.
ALTER TABLE sessions ADD COLUMN sittings TEXT;

-- The clock of 605-8 and a maslikhat's own, where both run beside each other; the earlier of them is announce_before.
ALTER TABLE session_clocks ADD COLUMN announce_rules_before TIMESTAMP;
ALTER TABLE session_clocks ADD COLUMN announce_maslikhat_before TIMESTAMP;

-- A month shows a session on each of its days: those that go on over a night are few.
CREATE INDEX sessions_over_night ON sessions (closes_at, starts_at)
    WHERE closes_at - starts_at > interval '12 hours' AND status <> 'draft';
