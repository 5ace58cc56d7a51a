DROP TABLE broadcast_streams;
DROP TABLE broadcast_captions;
DROP TABLE broadcast_facts;
DROP TABLE broadcast_interruptions;
DROP TABLE broadcasts;
