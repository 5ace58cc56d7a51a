DROP TABLE result_words;
DROP TABLE result_files;
DROP FUNCTION result_files_are_not_changed();
ALTER TABLE results DROP COLUMN withheld;
ALTER TABLE results DROP COLUMN withheld_ground;
ALTER TABLE results DROP COLUMN file_language;
ALTER TABLE results DROP COLUMN agenda_item_id;
