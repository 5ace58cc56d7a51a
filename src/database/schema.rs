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
        applications_letters -> Text,
        comments -> Text,
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
        former_starts_at -> Nullable<Timestamp>,
        moved_at -> Nullable<Timestamp>,
        cancelled_at -> Nullable<Timestamp>,
        course_reason -> Nullable<Text>,
        results_complete_at -> Nullable<Timestamp>,
        emergency_id -> Nullable<Text>,
        sittings -> Nullable<Text>,
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
        announce_rules_before -> Nullable<Timestamp>,
        announce_maslikhat_before -> Nullable<Timestamp>,
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
        rank -> BigInt,
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
        attended_at -> Nullable<Timestamp>,
        attended_from -> Nullable<Text>,
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
        recipient_hash -> Nullable<Text>,
        channel -> Text,
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
        place -> BigInt,
    }
}

diesel::table! {
    journal_seals (ordinal) {
        ordinal -> Integer,
        sealed_at -> Timestamp,
        up_to_place -> BigInt,
        lines -> Integer,
        digest -> Text,
    }
}

diesel::table! {
    page_topics (topic) {
        topic -> Text,
        version -> BigInt,
    }
}

diesel::table! {
    staff (id) {
        id -> Text,
        email -> Text,
        name -> Text,
        language -> Text,
        office_role -> Nullable<Text>,
        password_hash -> Nullable<Text>,
        totp_secret -> Nullable<Text>,
        totp_last_step -> Nullable<BigInt>,
        setup_digest -> Nullable<Text>,
        setup_ends_at -> Nullable<Timestamp>,
        disabled_at -> Nullable<Timestamp>,
        revision -> Integer,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    staff_roles (staff_id, body_id, role) {
        staff_id -> Text,
        body_id -> Text,
        role -> Text,
    }
}

diesel::table! {
    recovery_codes (staff_id, digest) {
        staff_id -> Text,
        digest -> Text,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    sign_ins (id) {
        id -> Text,
        staff_id -> Text,
        secret_digest -> Text,
        complete -> Bool,
        browser -> Text,
        begun_at -> Timestamp,
        last_seen_at -> Timestamp,
        ends_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    sign_in_failures (who) {
        who -> Text,
        failures -> Integer,
        last_at -> Timestamp,
        blocked_until -> Nullable<Timestamp>,
    }
}

diesel::table! {
    kept_forms (staff_id, page) {
        staff_id -> Text,
        page -> Text,
        fields -> Text,
        kept_at -> Timestamp,
    }
}

diesel::table! {
    session_versions (session_id, revision) {
        session_id -> Text,
        revision -> Integer,
        at -> Timestamp,
        act -> Text,
        snapshot -> Text,
        digest -> Text,
    }
}

diesel::table! {
    documents (id) {
        id -> Text,
        session_id -> Text,
        agenda_item_id -> Text,
        position -> Integer,
        name -> Text,
        media_type -> Text,
        bytes -> BigInt,
        sha256 -> Text,
        stored_as -> Text,
        added_at -> Timestamp,
        removed_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    results (id) {
        id -> Text,
        session_id -> Text,
        kind -> Text,
        stated_none -> Bool,
        title -> Nullable<Text>,
        text -> Nullable<Text>,
        text_sha256 -> Nullable<Text>,
        file_name -> Nullable<Text>,
        media_type -> Nullable<Text>,
        bytes -> Nullable<BigInt>,
        file_sha256 -> Nullable<Text>,
        stored_as -> Nullable<Text>,
        number -> Nullable<Text>,
        signer -> Nullable<Text>,
        created_on -> Nullable<Date>,
        due_before -> Timestamp,
        in_time -> Bool,
        late_reason -> Nullable<Text>,
        published_at -> Timestamp,
        published_by -> Text,
        replaced_by -> Nullable<Text>,
        agenda_item_id -> Nullable<Text>,
        file_language -> Nullable<Text>,
        withheld_ground -> Nullable<Text>,
        withheld -> Nullable<Text>,
    }
}

diesel::table! {
    result_files (result_id, language) {
        result_id -> Text,
        language -> Text,
        file_name -> Text,
        media_type -> Text,
        bytes -> BigInt,
        file_sha256 -> Text,
        stored_as -> Text,
        published_at -> Timestamp,
    }
}

diesel::table! {
    result_words (place) {
        place -> Text,
        result_id -> Text,
        session_id -> Text,
        state -> Text,
        words -> Text,
        looked_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    calendar_versions (version) {
        version -> Text,
        ordinal -> Integer,
        source -> Text,
        author -> Text,
        entered_at -> Timestamp,
        rows_csv -> Text,
        digest -> Text,
    }
}

diesel::table! {
    application_entries (application_id) {
        application_id -> Text,
        handed_in_at -> Timestamp,
        arrived_at -> Timestamp,
        entered_at -> Timestamp,
        entered_by -> Text,
    }
}

diesel::table! {
    application_refusals (application_id) {
        application_id -> Text,
        ground -> Text,
        words -> Nullable<Text>,
        refused_at -> Timestamp,
        refused_by -> Text,
        paragraph -> Text,
    }
}

diesel::table! {
    suppressions (address_hash) {
        address_hash -> Text,
        address -> Nullable<Text>,
        reason -> Text,
        letter_id -> Text,
        since -> Timestamp,
        forget_at -> Timestamp,
    }
}

diesel::table! {
    news (id) {
        id -> Text,
        session_id -> Text,
        body_id -> Text,
        kind -> Text,
        revision -> Integer,
        at -> Timestamp,
    }
}

diesel::table! {
    tellings (news_id, audience) {
        news_id -> Text,
        audience -> Text,
        cursor -> Text,
        done_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    subscriptions (id) {
        id -> Text,
        secret -> Text,
        email -> Text,
        email_digest -> Text,
        language -> Text,
        bodies -> Text,
        regions -> Text,
        topic -> Nullable<Text>,
        announcements -> Bool,
        changes -> Bool,
        results -> Bool,
        often -> Text,
        created_at -> Timestamp,
        confirmed_at -> Nullable<Timestamp>,
        updated_at -> Timestamp,
        revision -> Integer,
        known_by -> Text,
        heard_before -> Text,
    }
}

diesel::table! {
    application_tellings (session_id) {
        session_id -> Text,
        received -> Integer,
        told_at -> Timestamp,
    }
}

diesel::table! {
    application_reminders (application_id, starts_at, with_seat) {
        application_id -> Text,
        starts_at -> Timestamp,
        with_seat -> Bool,
    }
}

diesel::table! {
    calls (application_id) {
        application_id -> Text,
        id -> Text,
        session_id -> Text,
        kind -> Text,
        since -> Timestamp,
    }
}

diesel::table! {
    subscription_asks (email_digest) {
        email_digest -> Text,
        letters -> Text,
        last_at -> Timestamp,
    }
}

diesel::table! {
    digests (day) {
        day -> Date,
        cursor -> Text,
        opened_at -> Timestamp,
        done_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    digest_news (news_id) {
        news_id -> Text,
        day -> Nullable<Date>,
    }
}

diesel::table! {
    webhooks (id) {
        id -> Text,
        body_id -> Nullable<Text>,
        address -> Text,
        events -> Text,
        state -> Text,
        secret -> Text,
        former_secret -> Nullable<Text>,
        former_until -> Nullable<Timestamp>,
        revision -> Integer,
        failures -> Integer,
        failing_since -> Nullable<Timestamp>,
        rests_until -> Nullable<Timestamp>,
        busy_until -> Nullable<Timestamp>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        last_turn_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    telephoned (item) {
        item -> Text,
        session_id -> Text,
        staff_id -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    emergencies (id) {
        id -> Text,
        body_id -> Nullable<Text>,
        kind -> Text,
        country -> Bool,
        basis -> Text,
        basis_url -> Nullable<Text>,
        signer -> Text,
        from_at -> Timestamp,
        until_at -> Nullable<Timestamp>,
        declared_at -> Timestamp,
        declared_by -> Text,
        ended_at -> Nullable<Timestamp>,
        ended_by -> Nullable<Text>,
        request_key -> Text,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    emergency_calls (emergency_id, application_id) {
        emergency_id -> Text,
        application_id -> Text,
        session_id -> Text,
        way -> Text,
        telephoned_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    emergency_regions (emergency_id, kato) {
        emergency_id -> Text,
        kato -> Text,
    }
}

diesel::table! {
    emergency_places (session_id, application_id) {
        application_id -> Text,
        session_id -> Text,
        state -> Text,
        hall -> Nullable<Text>,
        seat -> Nullable<Integer>,
    }
}

diesel::table! {
    closed_places (application_id) {
        application_id -> Text,
        session_id -> Text,
        state -> Text,
        hall -> Text,
        seat -> Integer,
    }
}

diesel::table! {
    emergency_sessions (emergency_id, session_id) {
        emergency_id -> Text,
        session_id -> Text,
        covered_at -> Timestamp,
        former_format -> Nullable<Text>,
        former_place -> Nullable<Text>,
        news_id -> Nullable<Text>,
        people -> Integer,
        letters -> Integer,
        calls -> Integer,
        restored_at -> Nullable<Timestamp>,
    }
}

diesel::joinable!(body_names -> bodies (body_id));
diesel::table! {
    closings (id) {
        id -> Text,
        session_id -> Text,
        whole -> Bool,
        grounds -> Text,
        named_law -> Nullable<Text>,
        why_not_part -> Nullable<Text>,
        ends_on -> Nullable<Date>,
        ends_with -> Nullable<Text>,
        decider -> Text,
        votes_for -> Nullable<Integer>,
        present -> Nullable<Integer>,
        cleared -> Text,
        notice_before -> Timestamp,
        entered_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
        items -> Text,
        number -> Nullable<Text>,
        decided_on -> Nullable<Date>,
    }
}

diesel::table! {
    closing_notices (closing_id, channel, starts_at) {
        closing_id -> Text,
        channel -> Text,
        starts_at -> Timestamp,
        placed_at -> Timestamp,
        in_time -> Bool,
        proof -> Nullable<Text>,
        entered_at -> Timestamp,
    }
}

diesel::table! {
    closed_parts (id) {
        id -> Text,
        session_id -> Text,
        began_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    broadcasts (id) {
        id -> Text,
        session_id -> Text,
        began_at -> Timestamp,
        began_by -> Text,
        ended_at -> Nullable<Timestamp>,
        ended_by -> Nullable<Text>,
        address -> Nullable<Text>,
        noted_at -> Timestamp,
    }
}

diesel::table! {
    broadcast_interruptions (id) {
        id -> Text,
        broadcast_id -> Text,
        began_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
        noted_by -> Text,
        why -> Nullable<Text>,
    }
}

diesel::table! {
    broadcast_facts (session_id) {
        session_id -> Text,
        impossible_since -> Nullable<Timestamp>,
        impossible_why -> Nullable<Text>,
        instead -> Nullable<Text>,
        recording_url -> Nullable<Text>,
        recording_sha256 -> Nullable<Text>,
        recording_at -> Nullable<Timestamp>,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    broadcast_captions (id) {
        id -> Text,
        session_id -> Text,
        language -> Text,
        file_name -> Text,
        bytes -> BigInt,
        sha256 -> Text,
        stored_as -> Text,
        added_at -> Timestamp,
        removed_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    broadcast_streams (session_id) {
        session_id -> Text,
        secret -> Text,
        made_at -> Timestamp,
        client -> Nullable<Text>,
        sends_since -> Nullable<Timestamp>,
        heard_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    comments (id) {
        id -> Text,
        session_id -> Text,
        number -> Integer,
        state -> Text,
        name -> Nullable<Text>,
        words -> Text,
        agenda_item_id -> Nullable<Text>,
        moment_seconds -> BigInt,
        received_at -> Timestamp,
        request_key -> Text,
        change_number -> BigInt,
        revision -> Integer,
        main_id -> Nullable<Text>,
        shown_at -> Nullable<Timestamp>,
        shown_by -> Nullable<Text>,
        hidden_at -> Nullable<Timestamp>,
        hidden_by -> Nullable<Text>,
        hidden_ground -> Nullable<Text>,
        hidden_words -> Nullable<Text>,
        answered_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    comment_answers (id) {
        id -> Text,
        comment_id -> Text,
        words_kk -> Nullable<Text>,
        words_ru -> Nullable<Text>,
        by_name -> Text,
        by_position -> Nullable<Text>,
        answered_at -> Timestamp,
        staff_id -> Text,
        replaced_by -> Nullable<Text>,
    }
}

diesel::table! {
    comment_counts (session_id) {
        session_id -> Text,
        last_number -> Integer,
        last_change -> BigInt,
    }
}

diesel::table! {
    openness_reports (body_id, year) {
        body_id -> Text,
        year -> Integer,
        report -> Text,
        sha256 -> Text,
        frozen_at -> Timestamp,
        frozen_by -> Text,
    }
}

diesel::table! {
    standing_answers (id) {
        id -> Text,
        body_id -> Text,
        comment_id -> Text,
        question -> Text,
        answer -> Text,
        published_at -> Timestamp,
        published_by -> Text,
        withdrawn_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    plan_items (item_id, revision) {
        item_id -> Text,
        revision -> Integer,
        body_id -> Text,
        year -> Integer,
        month -> Integer,
        day -> Nullable<Date>,
        kind -> Text,
        title -> Text,
        topic -> Nullable<Text>,
        session_id -> Nullable<Text>,
        dropped -> Bool,
        reason -> Nullable<Text>,
        at -> Timestamp,
        entered_by -> Text,
    }
}

diesel::joinable!(sessions -> bodies (body_id));
diesel::joinable!(session_clocks -> sessions (session_id));
diesel::joinable!(agenda_items -> sessions (session_id));
diesel::joinable!(session_search -> sessions (session_id));
diesel::joinable!(seating -> sessions (session_id));
diesel::joinable!(applications -> sessions (session_id));
diesel::joinable!(staff_roles -> staff (staff_id));
diesel::joinable!(staff_roles -> bodies (body_id));
diesel::joinable!(sign_ins -> staff (staff_id));
diesel::joinable!(application_entries -> applications (application_id));
diesel::joinable!(application_refusals -> applications (application_id));
diesel::joinable!(tellings -> news (news_id));
diesel::joinable!(digest_news -> news (news_id));
diesel::joinable!(application_tellings -> sessions (session_id));
diesel::joinable!(application_reminders -> applications (application_id));
diesel::joinable!(calls -> applications (application_id));
diesel::joinable!(calls -> sessions (session_id));
diesel::joinable!(outbox -> sessions (session_id));
diesel::joinable!(results -> sessions (session_id));
diesel::joinable!(result_files -> results (result_id));
diesel::joinable!(result_words -> results (result_id));
diesel::joinable!(emergency_regions -> emergencies (emergency_id));
diesel::joinable!(emergency_sessions -> emergencies (emergency_id));
diesel::joinable!(emergency_sessions -> sessions (session_id));
diesel::joinable!(emergency_calls -> applications (application_id));
diesel::joinable!(emergency_calls -> sessions (session_id));
diesel::joinable!(emergency_places -> applications (application_id));
diesel::joinable!(closed_places -> applications (application_id));
diesel::joinable!(broadcasts -> sessions (session_id));
diesel::joinable!(broadcast_interruptions -> broadcasts (broadcast_id));
diesel::joinable!(broadcast_facts -> sessions (session_id));
diesel::joinable!(broadcast_captions -> sessions (session_id));
diesel::joinable!(broadcast_streams -> sessions (session_id));
diesel::joinable!(comments -> sessions (session_id));
diesel::joinable!(comment_answers -> comments (comment_id));
diesel::joinable!(comment_counts -> sessions (session_id));
diesel::joinable!(closings -> sessions (session_id));
diesel::joinable!(closing_notices -> closings (closing_id));

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
    journal_seals,
    page_topics,
    staff,
    staff_roles,
    recovery_codes,
    sign_ins,
    sign_in_failures,
    kept_forms,
    session_versions,
    documents,
    results,
    result_files,
    result_words,
    calendar_versions,
    application_entries,
    application_refusals,
    suppressions,
    news,
    tellings,
    subscriptions,
    subscription_asks,
    digests,
    digest_news,
    webhooks,
    application_tellings,
    application_reminders,
    calls,
    telephoned,
    emergencies,
    emergency_calls,
    emergency_regions,
    emergency_sessions,
    emergency_places,
    closed_places,
    closings,
    closing_notices,
    closed_parts,
    broadcasts,
    broadcast_interruptions,
    broadcast_facts,
    broadcast_captions,
    broadcast_streams,
    comments,
    comment_answers,
    comment_counts,
    openness_reports,
    standing_answers,
    plan_items,
);
