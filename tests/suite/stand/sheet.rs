//! What the sheet says, and what it leaves out.

use otyrys::language::Multilingual;
use otyrys::law::session_course::{Access, SessionStatus};
use otyrys::sessions::actions::Matter;

use super::{page, says};
use crate::closing::{MARKER_KK, MARKER_RU, NOW, close_whole, of_two};
use crate::harness::{Office, Planned, both_engines};
use crate::notices::scene::{announced, revise};

/// An announced session of so many items with long titles.
pub fn with_items(office: &Office, many: usize) -> String {
    let id = announced(office, &Planned::default());
    let long = |text: &str, number: usize| format!("{}, {number}", [text; 12].join(" "));
    revise(office, id, None, |order| {
        order.agenda = (1..=many)
            .map(|number| Matter {
                id: None,
                number: number.to_string(),
                title: Multilingual::new(
                    long("Өңірлердегі су шаруашылығын дамыту туралы", number),
                    long("О развитии водного хозяйства в регионах", number),
                ),
                speaker: None,
                access: Access::Open,
            })
            .collect();
    });
    office.letters();
    id.to_string()
}

both_engines!(
    the_sheet_says_all_of_it_in_both_languages_whatever_the_address,
    NOW,
    async |office: &Office| {
        let session = office.session(&Planned::default());
        for language in ["kk", "ru", "en"] {
            let sheet = page(office, &format!("/{language}/sessions/{session}/stand")).await;
            assert_eq!(sheet.matches("<h1").count(), 1, "{sheet}");
            says(
                &sheet,
                &[
                    "<html class=\"sheet-page\" lang=\"kk\"",
                    "Ашық отырыс",
                    "Открытое заседание",
                    "2026 жылғы 10 желтоқсан, бейсенбі",
                    "четверг, 10 декабря 2026 года",
                    "Астана уақыты (UTC+5)",
                    "Су үнемдеу туралы",
                    "О водосбережении",
                    "saule@example.org",
                    &format!("/kk/sessions/{session}</p>"),
                    "Версия листа: 1",
                ],
            );
            assert!(!sheet.contains("sheet-more"), "{sheet}");
        }
        let draft = office.session(&Planned {
            status: SessionStatus::Draft,
            ..Planned::default()
        });
        let (status, _) = office.get(&format!("/kk/sessions/{draft}/stand")).await;
        assert_eq!(status, 404);
    }
);

both_engines!(
    a_long_agenda_is_cut_and_says_so,
    NOW,
    async |office: &Office| {
        let session = with_items(office, 40);
        let sheet = page(office, &format!("/ru/sessions/{session}/stand")).await;
        says(
            &sheet,
            &[
                "Барлық мәселе: 40.",
                "Всего вопросов: 40.",
                "sheet-small",
                "…",
            ],
        );
        assert_eq!(sheet.matches("<li>").count(), 12, "{sheet}");
        let session = with_items(office, 3);
        let sheet = page(office, &format!("/ru/sessions/{session}/stand")).await;
        says(
            &sheet,
            &["Полный текст на странице заседания.", "sheet-middle"],
        );
    }
);

both_engines!(
    of_what_is_closed_it_says_the_decision_alone,
    NOW,
    async |office: &Office| {
        let id = of_two(office);
        close_whole(office, id);
        office.letters();
        let sheet = page(office, &format!("/kk/sessions/{id}/stand")).await;
        says(
            &sheet,
            &["Жабық отырыс", "17-Ж", "Основание: коммерческая тайна"],
        );
        for unsaid in [MARKER_KK, MARKER_RU, "Су үнемдеу", "sheet-agenda"] {
            assert!(!sheet.contains(unsaid), "{unsaid}: {sheet}");
        }
    }
);
