//! The pages in a real browser: Chromium, driven through chromedriver, as people meet them.

mod commands;
mod desk;
mod journey;
pub mod paper;

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use actix_web::rt::time::sleep;

use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use tempfile::TempDir;

use crate::harness::Office;

/// A window that lives as long as this.
pub struct Browser {
    /// The window.
    pub client: Client,
    driver: Child,
    /// Held open: the driver stops when it cannot speak.
    _output: BufReader<ChildStdout>,
    /// What the browser writes down goes with this folder.
    _profile: TempDir,
}

/// Whether the pages may run scripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scripts {
    /// As most people have it.
    On,
    /// As the cheapest telephone has it.
    Off,
}

impl Browser {
    /// `None` where Chromium is not at hand, having said so.
    pub async fn open(scripts: Scripts, width: u32) -> Option<Self> {
        #[expect(
            clippy::disallowed_methods,
            reason = "where the driver is, only the environment knows"
        )]
        let Ok(program) = std::env::var("TEST_CHROMEDRIVER") else {
            println!("left out: TEST_CHROMEDRIVER is not set; tests/run installs it and sets it");
            return None;
        };
        let profile = tempfile::tempdir().expect("a folder");
        let mut driver = Command::new(program)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver");
        let mut output = BufReader::new(driver.stdout.take().expect("its output"));
        let port = output
            .by_ref()
            .lines()
            .map_while(Result::ok)
            .find_map(|line| {
                let rest = line.split_once("successfully on port ")?.1;
                rest.trim_end_matches('.').parse::<u16>().ok()
            })
            .expect("the port of chromedriver");
        let allowed = if scripts == Scripts::On { 1 } else { 2 };
        let options = json!({
            "args": [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--disable-dev-shm-usage", format!("--window-size={width},1200"),
                format!("--user-data-dir={}", profile.path().display()),
            ],
            "prefs": { "profile.managed_default_content_settings.javascript": allowed },
        });
        let mut capabilities = serde_json::Map::new();
        capabilities.insert("goog:chromeOptions".to_owned(), options);
        let logs = json!({ "browser": "ALL" });
        capabilities.insert("goog:loggingPrefs".to_owned(), logs);
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .expect("a window");
        Some(Self {
            client,
            driver,
            _output: output,
            _profile: profile,
        })
    }

    /// Opens a page of the office.
    pub async fn go(&self, office: &Office, path: &str) {
        let address = format!("{}{path}", office.url);
        self.client.goto(&address).await.expect("a page");
    }

    /// Types into the field of this name, in the place of what stands there.
    pub async fn fill(&self, name: &str, text: &str) {
        let selector = format!("[name='{name}']:not([type=hidden])");
        let field = self.client.find(Locator::Css(&selector)).await;
        let field = field.unwrap_or_else(|_| panic!("no field {name}"));
        field.clear().await.expect("an empty field");
        field.send_keys(text).await.expect("a filled field");
    }

    /// Sets a field that is not typed into letter by letter, as a date.
    pub async fn set(&self, name: &str, value: &str) {
        let script = "document.querySelector(`[name='${arguments[0]}']:not([type=hidden])`).value = arguments[1]";
        let arguments = vec![json!(name), json!(value)];
        self.client
            .execute(script, arguments)
            .await
            .expect("a set field");
    }

    /// Presses the button, or follows the link, that says this, and waits for the page that it leads to. What only
    /// those hear who do not see the page may follow.
    pub async fn press(&self, says: &str) {
        let page = self
            .client
            .find(Locator::Css("html"))
            .await
            .expect("a page");
        let path = format!(
            "//*[self::button or self::a][normalize-space()='{says}' or starts-with(normalize-space(), '{says}:') or starts-with(normalize-space(), '{says} :')][not(@aria-hidden)]"
        );
        let found = self.client.find(Locator::XPath(&path)).await;
        let Ok(found) = found else {
            panic!("nothing says «{says}» on: {}", self.text().await)
        };
        found.click().await.expect("a click");
        let begun = Instant::now();
        // The page that was pressed on goes stale when the next one has come.
        while page.tag_name().await.is_ok() {
            assert!(
                begun.elapsed() < Duration::from_secs(20),
                "«{says}» leads nowhere"
            );
            sleep(Duration::from_millis(10)).await;
        }
    }

    /// What the page says.
    pub async fn text(&self) -> String {
        let body = self.client.find(Locator::Css("body")).await;
        body.expect("a page").text().await.expect("its text")
    }

    /// The page says this.
    pub async fn says(&self, words: &str) {
        let text = self.text().await;
        assert!(text.contains(words), "«{words}» is not said on: {text}");
    }

    /// The path of the page that is shown.
    pub async fn path(&self) -> String {
        let url = self.client.current_url().await.expect("an address");
        url.path().to_owned()
    }

    /// Closes the window.
    pub async fn close(mut self) {
        self.client.clone().close().await.ok();
        self.driver.kill().ok();
        self.driver.wait().ok();
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        self.driver.kill().ok();
        self.driver.wait().ok();
    }
}
