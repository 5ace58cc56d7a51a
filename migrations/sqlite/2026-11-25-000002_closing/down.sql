DROP TABLE closed_parts;
DROP TABLE closing_notices;
DROP TABLE closings;
