DROP TABLE plan_items;
DROP TABLE standing_answers;
DROP TABLE openness_reports;
DROP FUNCTION openness_is_not_changed();
