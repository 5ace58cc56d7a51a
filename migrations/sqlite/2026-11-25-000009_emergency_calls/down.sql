DROP TABLE emergency_calls;
