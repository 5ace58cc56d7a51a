ALTER TABLE bodies DROP COLUMN comments;
DROP TABLE comment_counts;
DROP TABLE comment_answers;
DROP TABLE comments;
