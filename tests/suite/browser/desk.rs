//! The desk in a browser.

use super::{Browser, Scripts};
use crate::harness::{Engine, Office, Planned};

#[actix_web::test]
async fn a_secretary_at_work() {
    let Some(browser) = Browser::open(Scripts::Off, 1280).await else {
        return;
    };
    let office = Office::open(Engine::Sqlite, "2026-12-04T09:00:00+05:00").expect("an office");
    office.session(&Planned::default());
    browser.go(&office, "/kk/").await;
    browser.says("Алқа отырысы: су шаруашылығы").await;
    browser.close().await;
    office.close().await;
}
