//! What only Chromium's driver can do: commands of the browser's own protocol, and what its console says.

use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::{Value, json};

use super::Browser;

/// A command that only this driver has.
#[derive(Debug)]
struct OfTheDriver {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for OfTheDriver {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        let session = session.unwrap_or_default();
        base.join(&format!("session/{session}/{}", self.path))
    }

    fn method_and_body(&self, _: &url::Url) -> (reqwest::Method, Option<String>) {
        (reqwest::Method::POST, Some(self.body.to_string()))
    }
}

impl Browser {
    /// A command of Chromium's own protocol.
    pub async fn cdp(&self, command: &str, parameters: Value) -> Value {
        let body = json!({ "cmd": command, "params": parameters });
        let path = "goog/cdp/execute";
        let done = self.client.issue_cmd(OfTheDriver { path, body }).await;
        done.unwrap_or_else(|error| panic!("{command}: {error}"))
    }

    /// What the console says since it was asked last, each with its level.
    pub async fn console(&self) -> Vec<(String, String)> {
        let body = json!({ "type": "browser" });
        let said = self
            .client
            .issue_cmd(OfTheDriver {
                path: "se/log",
                body,
            })
            .await;
        let said = said.expect("the console");
        let lines = said.as_array().cloned().unwrap_or_default();
        let text = |line: &Value, key: &str| line[key].as_str().unwrap_or_default().to_owned();
        lines
            .iter()
            .map(|line| (text(line, "level"), text(line, "message")))
            .collect()
    }
}
