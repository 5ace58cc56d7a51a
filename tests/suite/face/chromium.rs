//! Chromium as a page is looked at: how wide, in which colours, with or without scripts, and what its console says.

use serde_json::{Value, json};

use crate::browser::Browser;

/// How the page is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct View {
    /// CSS pixels.
    pub width: u32,
    /// The colours.
    pub theme: Theme,
    /// Whether scripts may run while the page comes.
    pub scripts: bool,
}

/// In which colours and sizes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    Light,
    Dark,
    /// Large type and strong contrast, by the switch of the site.
    Large,
}

/// The cookie of the switch to large type, and what it says then.
const LARGE: (&str, &str) = ("view", "large");

impl View {
    /// Twelve: 320 and 1280 pixels, light, dark and large, with and without scripts.
    pub fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for width in [320, 1280] {
            for theme in [Theme::Light, Theme::Dark, Theme::Large] {
                for scripts in [false, true] {
                    all.push(Self {
                        width,
                        theme,
                        scripts,
                    });
                }
            }
        }
        all
    }

    /// Six of them in which each two of width, theme and scripts meet; three that follow each other have both widths
    /// and all themes.
    pub const PAIRS: [Self; 6] = [
        Self::of(320, Theme::Light, false),
        Self::of(1280, Theme::Dark, false),
        Self::of(320, Theme::Large, false),
        Self::of(1280, Theme::Light, true),
        Self::of(320, Theme::Dark, true),
        Self::of(1280, Theme::Large, true),
    ];

    const fn of(width: u32, theme: Theme, scripts: bool) -> Self {
        Self {
            width,
            theme,
            scripts,
        }
    }
}

impl Browser {
    /// The window is so wide and high, in CSS pixels.
    pub async fn size(&self, width: u32, height: u32) {
        let metrics =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.cdp("Emulation.setDeviceMetricsOverride", metrics)
            .await;
    }

    /// What the person prefers, as `("prefers-color-scheme", "dark")`; what is not named is as usual.
    pub async fn prefers(&self, features: &[(&str, &str)]) {
        let features: Vec<Value> = features
            .iter()
            .map(|(name, value)| json!({ "name": name, "value": value }))
            .collect();
        let media = json!({ "media": "", "features": features });
        self.cdp("Emulation.setEmulatedMedia", media).await;
    }

    /// A cookie of this site; empty = none.
    pub async fn cookie(&self, origin: &str, (name, value): (&str, &str)) {
        // Browsers send what is marked for https to this machine itself too, but take it from there alone.
        let url = origin.replace("http://", "https://");
        if value.is_empty() {
            let which = json!({ "name": name, "url": url });
            self.cdp("Network.deleteCookies", which).await;
            return;
        }
        let cookie =
            json!({ "name": name, "value": value, "url": url, "path": "/", "secure": true });
        let set = self.cdp("Network.setCookie", cookie).await;
        assert_eq!(set["success"], json!(true), "{name}");
    }

    /// Looks so from now on.
    pub async fn look(&self, origin: &str, view: View) {
        self.size(view.width, 900).await;
        let scheme = if view.theme == Theme::Dark {
            "dark"
        } else {
            "light"
        };
        self.prefers(&[("prefers-color-scheme", scheme)]).await;
        let large = if view.theme == Theme::Large {
            LARGE.1
        } else {
            ""
        };
        self.cookie(origin, (LARGE.0, large)).await;
    }

    /// Scripts of pages run, or do not.
    pub async fn scripts(&self, run: bool) {
        let disabled = json!({ "value": !run });
        self.cdp("Emulation.setScriptExecutionDisabled", disabled)
            .await;
    }

    /// A script of ours, which runs in any case.
    pub async fn ask(&self, script: &str, arguments: Vec<Value>) -> Value {
        let said = self.client.execute(script, arguments).await;
        said.unwrap_or_else(|error| panic!("{error}: {script}"))
    }
}
