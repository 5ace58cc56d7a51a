DROP TABLE emergency_places;
ALTER TABLE sessions DROP COLUMN emergency_id;
DROP TABLE emergency_sessions;
DROP TABLE emergency_regions;
DROP TABLE emergencies;
