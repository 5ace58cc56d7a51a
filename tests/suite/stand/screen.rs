//! What the screen says, when it is made anew, how many queries it takes.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use diesel::connection::{Connection as _, InstrumentationEvent};
use otyrys::law::session_course::Format;
use otyrys::stand::reading::Board;
use otyrys::web::desk::Role;

use super::{SCREEN, page, says};
use crate::closing::{MARKER_KK, MARKER_RU, NOW, close_second, close_whole, of_two};
use crate::emergencies::{declare, everywhere};
use crate::harness::{Office, Planned, both_engines};
use crate::notices::scene::{announced, cancelled, postponed};
use crate::results;

both_engines!(
    the_screen_says_everything_in_both_languages,
    NOW,
    async |office: &Office| {
        let session = office.session(&Planned::default());
        let shown = page(office, SCREEN).await;
        assert_eq!(shown.matches("<h1").count(), 1, "{shown}");
        says(
            &shown,
            &[
                "<html class=\"stand\" lang=\"kk\"",
                "lang=\"kk\">Сынақ министрлігі<",
                "lang=\"ru\">Министерство испытаний<",
                "Алқа отырысы: су шаруашылығы",
                "Заседание коллегии: водное хозяйство",
                "10:00",
                "10 желтоқсан, бейсенбі",
                "четверг, 10 декабря",
                "Мәңгілік Ел д-лы, 8, 4-зал",
                "пр. Мангилик Ел, 8, зал 4",
                "Аралас (оффлайн және онлайн)",
                "қабылданатын соңғы уақыт: 8 желтоқсан, 23:59",
                "принимаются до: 24:00 8 декабря",
                "Сәуле Ахметова",
                "+7 7172 000000",
                "Трансляцияны көру үшін өтінім берудің қажеті жоқ.",
                "мына уақыттағы жағдай бойынша: 09:00",
                "Сведения по состоянию на: 09:00",
                "http-equiv=\"refresh\"",
            ],
        );
        let kazakh = shown.find("Алқа отырысы").unwrap();
        assert!(kazakh < shown.find("Заседание коллегии").unwrap());
        assert!(!shown.contains("data-offline=\"\">"), "{shown}");
        let (status, _) = office.get("/stand/nobody").await;
        assert_eq!(status, 404);
        // Its own day is told by its name.
        office.at("2026-12-10T08:00:00+05:00");
        let shown = page(office, SCREEN).await;
        says(&shown, &["Бүгін", "Сегодня", "stand-today-row"]);
        assert!(shown.contains("өтінім қабылдау аяқталды"), "{shown}");
        // Over, it leaves the screen.
        office.at("2026-12-10T14:00:00+05:00");
        let shown = page(office, SCREEN).await;
        assert!(!shown.contains(&session), "{shown}");
        says(&shown, &["Алдағы отырысы әзірге жарияланған жоқ."]);
    }
);

both_engines!(
    what_was_moved_called_off_or_sent_online_is_said_with_its_reason,
    NOW,
    async |office: &Office| {
        let moved = announced(office, &Planned::default());
        let off = announced(
            office,
            &Planned {
                starts: "2026-12-11T10:00:00",
                ..Planned::default()
            },
        );
        let before = page(office, SCREEN).await;
        assert!(!before.contains("Себебі"), "{before}");
        postponed(office, moved, "2026-12-17T10:00:00+05:00");
        cancelled(office, off);
        let shown = page(office, SCREEN).await;
        says(
            &shown,
            &[
                "Кейінге қалдырылды",
                "Перенесено",
                "Баяндамашы сапарда",
                "Докладчик в командировке",
                "Өткізілмейді",
                "Отменено",
                "stand-off",
            ],
        );
        declare(office, everywhere("one"));
        office.letters();
        let shown = page(office, SCREEN).await;
        says(
            &shown,
            &[
                "Үкімет қаулысы № 12",
                "Постановление Правительства № 12",
                "stand-emergency",
            ],
        );
    }
);

both_engines!(
    what_is_closed_is_said_with_its_decision_and_nothing_else_of_it,
    NOW,
    async |office: &Office| {
        let part = of_two(office);
        close_second(office, part);
        let shown = page(office, SCREEN).await;
        says(
            &shown,
            &[
                "Мына мәселелер жабық режимде қаралады: № 2. Негізі: коммерциялық құпия.",
                "В закрытом режиме рассматриваются вопросы: № 2. Основание: коммерческая тайна.",
                "17-Ж",
                "30 ноября 2026 года",
            ],
        );
        let whole = of_two(office);
        close_whole(office, whole);
        let shown = page(office, SCREEN).await;
        says(
            &shown,
            &[
                "Отырыс жабық режимде өткізіледі. Негізі: коммерциялық құпия.",
                "Заседание проводится в закрытом режиме. Основание: коммерческая тайна.",
            ],
        );
        for marker in [MARKER_KK, MARKER_RU] {
            assert!(!shown.contains(marker), "{shown}");
        }
        office.letters();
    }
);

both_engines!(
    new_results_are_on_it_for_a_week,
    "2026-12-01T09:00:00+05:00",
    async |office: &Office| {
        let session = results::held(office);
        let shown = page(office, SCREEN).await;
        assert!(!shown.contains("stand-decided"), "{shown}");
        let staff = office.clerk(Role::Secretary, &session).id;
        results::placed(office, &session, staff);
        office.hands.advance(chrono::TimeDelta::minutes(1));
        let shown = page(office, SCREEN).await;
        says(
            &shown,
            &[
                "stand-decided",
                "Қорытындысы жарияланды",
                "Итоги опубликованы",
            ],
        );
        office.hands.advance(chrono::TimeDelta::days(7));
        let shown = page(office, SCREEN).await;
        assert!(!shown.contains("stand-decided"), "{shown}");
    }
);

both_engines!(
    it_is_made_anew_with_each_minute_and_each_change,
    NOW,
    async |office: &Office| {
        let id = announced(office, &Planned::default());
        let first = page(office, SCREEN).await;
        office.at("2026-12-01T09:00:59+05:00");
        assert_eq!(page(office, SCREEN).await, first);
        office.at("2026-12-01T09:01:00+05:00");
        let next = page(office, SCREEN).await;
        assert!(next.contains("бойынша: 09:01"), "{next}");
        cancelled(office, id);
        says(&page(office, SCREEN).await, &["Өткізілмейді"]);
    }
);

both_engines!(
    it_takes_as_many_queries_for_two_sessions_as_for_thirty,
    NOW,
    async |office: &Office| {
        let mut counted = Vec::new();
        for many in [2, 28] {
            for _ in 0..many {
                office.session(&Planned {
                    format: Format::Online,
                    ..Planned::default()
                });
            }
            let queries = Arc::new(AtomicUsize::new(0));
            let count = Arc::clone(&queries);
            let mut connection = office.app.database.connect().unwrap();
            connection.set_instrumentation(move |event: InstrumentationEvent<'_>| {
                if matches!(event, InstrumentationEvent::StartQuery { .. }) {
                    count.fetch_add(1, Ordering::Relaxed);
                }
            });
            let now = office.app.now();
            let board = Board::load(&mut connection, "test-ministry", now).unwrap();
            let board = board.unwrap();
            assert_eq!(board.more, many > 12);
            assert_eq!(board.coming.len(), if many > 12 { 12 } else { 2 });
            counted.push(queries.load(Ordering::Relaxed));
        }
        assert_eq!(counted[0], counted[1], "{counted:?}");
        let shown = page(office, SCREEN).await;
        says(&shown, &["На экране предстоящих заседаний: 12"]);
    }
);
