-- Whom no letter about an emergency reached: people without e-mail, by telephone or by nothing, and those whose letter was
-- lost and who were telephoned. It stays when personal data goes, for the report: whom it is about is known by the
-- application alone.
CREATE TABLE emergency_calls (
    emergency_id TEXT NOT NULL REFERENCES emergencies (id),
    application_id TEXT NOT NULL REFERENCES applications (id),
    session_id TEXT NOT NULL REFERENCES sessions (id),
    way TEXT NOT NULL CHECK (way IN ('letter', 'telephone', 'nothing')),
    telephoned_at TIMESTAMP,
    PRIMARY KEY (emergency_id, application_id)
);
CREATE INDEX emergency_calls_of_application ON emergency_calls (application_id);
