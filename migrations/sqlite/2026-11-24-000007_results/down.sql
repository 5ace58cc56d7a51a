ALTER TABLE sessions DROP COLUMN results_complete_at;
DROP TABLE results;
