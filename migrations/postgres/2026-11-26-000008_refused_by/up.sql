-- The paragraph by which an application was refused: an emergency that is over by now may have been the reason. Of those
-- refused before, the journal has it.
ALTER TABLE application_refusals ADD COLUMN paragraph TEXT COLLATE "C" NOT NULL DEFAULT '';
UPDATE application_refusals SET paragraph = coalesce(
    (
        SELECT max(journal.after::json ->> 'paragraph') FROM journal
        WHERE journal.object_kind = 'application' AND journal.object_id = application_refusals.application_id
        AND journal.act = 'application.refused'
    ),
    CASE ground
        WHEN 'online_only' THEN '605-5'
        WHEN 'closed' THEN '605-4'
        WHEN 'access_regime' THEN '605-11'
        WHEN 'no_seats' THEN '605-10'
        ELSE '605-9'
    END
);
