DROP TABLE closed_places;
