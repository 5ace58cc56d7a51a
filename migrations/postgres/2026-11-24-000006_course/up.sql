-- The course of an announced session: where it was moved from and when, when it was called off, and why, for the public.
-- The reason is that of its last move; what was said before stands in the versions.
ALTER TABLE sessions ADD COLUMN former_starts_at TIMESTAMP;
ALTER TABLE sessions ADD COLUMN moved_at TIMESTAMP;
ALTER TABLE sessions ADD COLUMN cancelled_at TIMESTAMP;
ALTER TABLE sessions ADD COLUMN course_reason TEXT;
