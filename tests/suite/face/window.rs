//! A window of the browser on the office.

use std::time::Duration;

use actix_web::rt::time::sleep;
use fantoccini::wd::TimeoutConfiguration;
use serde_json::json;

use super::chromium::View;
use super::pages::Page;
use super::scene::Scene;
use crate::browser::{Browser, Scripts};

/// How long a page may take to come, and a script to look at it, on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// The browser, and the office that it looks at.
pub struct Window {
    pub browser: Browser,
    pub scene: Scene,
}

impl Window {
    /// `None` where Chromium is not at hand, having said so.
    pub async fn open() -> Option<Self> {
        let browser = Browser::open(Scripts::On, 1280).await?;
        let times = TimeoutConfiguration::new(Some(PATIENCE), Some(PATIENCE), None);
        browser.client.update_timeouts(times).await.expect("times");
        Some(Self {
            browser,
            scene: Scene::set().await,
        })
    }

    /// Loads a page, and what its form says where one is sent. Then scripts of ours may run.
    pub async fn load(&self, page: &Page, language: &str, view: View) {
        let (browser, office) = (&self.browser, &self.scene.office);
        browser.look(&office.url, view).await;
        browser.cookie(&office.url, ("language", language)).await;
        let signed_in = self.scene.cookie(page.who);
        browser
            .cookie(&office.url, ("__Host-otyrys", &signed_in))
            .await;
        browser.scripts(view.scripts).await;
        browser
            .go(office, &self.scene.address(page, language))
            .await;
        if let Some((form, fields)) = page.sent {
            let send = "
                const form = [...document.forms].find((one) => one.method === 'post' && new URL(one.action).pathname.endsWith(arguments[0]));
                for (const [name, value] of arguments[1]) form.elements[name].value = value;
                window.left = true;
                form.submit();";
            let typed = self.scene.typed(fields);
            browser.ask(send, vec![json!(form), json!(typed)]).await;
            self.until_next().await;
        }
        browser.scripts(true).await;
    }

    /// The page that was left is there no more.
    async fn until_next(&self) {
        let arrived = "return window.left !== true && document.readyState === 'complete'";
        for _ in 0..500 {
            if self.browser.ask(arrived, Vec::new()).await == json!(true) {
                return;
            }
            sleep(Duration::from_millis(10)).await;
        }
        panic!("a form leads nowhere");
    }

    pub async fn close(self) {
        self.browser.close().await;
        self.scene.office.letters();
        self.scene.office.close().await;
    }
}
