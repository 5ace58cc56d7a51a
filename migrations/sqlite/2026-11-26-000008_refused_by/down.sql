ALTER TABLE application_refusals DROP COLUMN paragraph;
