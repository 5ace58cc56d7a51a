ALTER TABLE sessions DROP COLUMN results_complete_at;
DROP TABLE results;
DROP FUNCTION results_are_not_changed();
