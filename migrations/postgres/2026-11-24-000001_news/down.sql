DROP TABLE tellings;
DROP TABLE news;
