DROP TRIGGER result_is_not_changed;
DROP TABLE result_words;
DROP TABLE result_files;
ALTER TABLE results DROP COLUMN withheld;
ALTER TABLE results DROP COLUMN withheld_ground;
ALTER TABLE results DROP COLUMN file_language;
ALTER TABLE results DROP COLUMN agenda_item_id;
CREATE TRIGGER result_is_not_changed BEFORE UPDATE OF id, session_id, kind, stated_none, title, text, text_sha256,
    file_name, media_type, bytes, file_sha256, stored_as, number, signer, created_on, due_before, in_time, late_reason,
    published_at, published_by ON results BEGIN
    SELECT RAISE(ABORT, 'what was published is not changed');
END;
