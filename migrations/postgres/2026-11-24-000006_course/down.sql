ALTER TABLE sessions DROP COLUMN course_reason;
ALTER TABLE sessions DROP COLUMN cancelled_at;
ALTER TABLE sessions DROP COLUMN moved_at;
ALTER TABLE sessions DROP COLUMN former_starts_at;
