DROP INDEX sessions_over_night;
ALTER TABLE session_clocks DROP COLUMN announce_maslikhat_before;
ALTER TABLE session_clocks DROP COLUMN announce_rules_before;
ALTER TABLE sessions DROP COLUMN sittings;
