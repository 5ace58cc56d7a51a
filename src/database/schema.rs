//! The tables as diesel sees them: one description for both engines.

diesel::table! {
    office_facts (name) {
        name -> Text,
        value -> Text,
    }
}

diesel::table! {
    bodies (id) {
        id -> Text,
        slug -> Text,
        parent_id -> Nullable<Text>,
        body_type -> Text,
        kind -> Text,
        level -> Text,
        region -> Nullable<Text>,
        zone -> Text,
        week -> Text,
        closing_time -> Text,
        rules_605 -> Bool,
        exempt -> Bool,
        exempt_basis -> Nullable<Text>,
        bin -> Nullable<Text>,
        site -> Nullable<Text>,
        name_order -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    body_names (body_id, valid_from) {
        body_id -> Text,
        valid_from -> Date,
        name -> Text,
    }
}

diesel::table! {
    sessions (id) {
        id -> Text,
        body_id -> Text,
        code -> Text,
        kind -> Text,
        status -> Text,
        access -> Text,
        format -> Text,
        title -> Text,
        starts_at -> Timestamp,
        ends_at -> Nullable<Timestamp>,
        closes_at -> Timestamp,
        local_date -> Date,
        zone -> Text,
        languages -> Text,
        place -> Nullable<Text>,
        venue_access -> Nullable<Text>,
        broadcast_url -> Nullable<Text>,
        contact -> Text,
        revision -> Integer,
        sequence -> Integer,
        announced_at -> Nullable<Timestamp>,
        announced_in_time -> Nullable<Bool>,
        late_reason -> Nullable<Text>,
        format_reason -> Nullable<Text>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    session_clocks (session_id) {
        session_id -> Text,
        calendar_version -> Text,
        uncertain -> Bool,
        announce_before -> Timestamp,
        apply_before -> Timestamp,
        apply_by_hand_before -> Timestamp,
        results_target_before -> Timestamp,
        results_before -> Timestamp,
    }
}

diesel::table! {
    agenda_items (id) {
        id -> Text,
        session_id -> Text,
        position -> Integer,
        number -> Text,
        title -> Text,
        speaker -> Nullable<Text>,
        access -> Text,
    }
}

diesel::table! {
    session_search (place_in_time) {
        place_in_time -> BigInt,
        session_id -> Text,
        words -> Text,
    }
}

diesel::table! {
    seating (session_id) {
        session_id -> Text,
        capacity -> Integer,
        seated -> Integer,
        last_seat -> Integer,
        overflow_capacity -> Integer,
        overflow_seated -> Integer,
        last_overflow_seat -> Integer,
        overflow_place -> Nullable<Text>,
        waiting -> Integer,
        received -> Integer,
    }
}

diesel::table! {
    consent_texts (version, language) {
        version -> Text,
        language -> Text,
        wording -> Text,
        first_used_at -> Timestamp,
    }
}

diesel::table! {
    applications (id) {
        id -> Text,
        session_id -> Text,
        ordinal -> Integer,
        number -> Text,
        secret -> Text,
        pass -> Text,
        channel -> Text,
        state -> Text,
        hall -> Nullable<Text>,
        seat -> Nullable<Integer>,
        surname -> Nullable<Text>,
        given_name -> Nullable<Text>,
        patronymic -> Nullable<Text>,
        birth_year -> Nullable<SmallInt>,
        email -> Nullable<Text>,
        phone -> Nullable<Text>,
        language -> Text,
        needs -> Nullable<Text>,
        consent_version -> Text,
        received_at -> Timestamp,
        request_key -> Nullable<Text>,
        request_digest -> Nullable<Text>,
        name_search -> Nullable<Text>,
        same_email -> Nullable<Text>,
        same_phone -> Nullable<Text>,
        revision -> Integer,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    outbox (id) {
        id -> Text,
        once_key -> Text,
        lane -> Text,
        kind -> Text,
        recipient -> Text,
        language -> Text,
        session_id -> Nullable<Text>,
        payload -> Text,
        state -> Text,
        attempts -> Integer,
        next_attempt_at -> Timestamp,
        give_up_at -> Timestamp,
        leased_until -> Nullable<Timestamp>,
        last_error -> Nullable<Text>,
        created_at -> Timestamp,
        finished_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    journal (id) {
        id -> Text,
        at -> Timestamp,
        actor -> Text,
        act -> Text,
        object_kind -> Text,
        object_id -> Text,
        body_id -> Nullable<Text>,
        before -> Nullable<Text>,
        after -> Nullable<Text>,
        calendar_version -> Nullable<Text>,
    }
}

diesel::table! {
    page_topics (topic) {
        topic -> Text,
        version -> BigInt,
    }
}

diesel::joinable!(body_names -> bodies (body_id));
diesel::joinable!(sessions -> bodies (body_id));
diesel::joinable!(session_clocks -> sessions (session_id));
diesel::joinable!(agenda_items -> sessions (session_id));
diesel::joinable!(session_search -> sessions (session_id));
diesel::joinable!(seating -> sessions (session_id));
diesel::joinable!(applications -> sessions (session_id));

diesel::allow_tables_to_appear_in_same_query!(
    office_facts,
    bodies,
    body_names,
    sessions,
    session_clocks,
    agenda_items,
    session_search,
    seating,
    consent_texts,
    applications,
    outbox,
    journal,
    page_topics,
);
