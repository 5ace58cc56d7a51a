DROP TABLE plan_items;
DROP TABLE standing_answers;
DROP TABLE openness_reports;
