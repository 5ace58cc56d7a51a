//! Values with a password in them.

use std::fmt;

use serde::Deserialize;
use url::Url;

/// An address that may hold a password. It never shows it: not in `{:?}`, not in `{}`.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// The value itself, for the one who connects with it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl fmt::Display for Secret {
    /// The address without password and parameters; dots where it is no address at all.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Ok(mut address) = Url::parse(&self.0) else {
            return out.write_str("…");
        };
        if address.password().is_some() && address.set_password(Some("***")).is_err() {
            return out.write_str("…");
        }
        address.set_query(None);
        out.write_str(address.as_str())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Secret({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_never_shown() {
        for (value, shown) in [
            (
                "postgres://otyrys:hunter2@db/otyrys",
                "postgres://otyrys:***@db/otyrys",
            ),
            (
                "postgres://db/otyrys?user=a&password=hunter2",
                "postgres://db/otyrys",
            ),
            (
                "smtp://a:hunter2@mail:587?tls=required",
                "smtp://a:***@mail:587",
            ),
            ("sqlite:data/otyrys.db", "sqlite:data/otyrys.db"),
            ("hunter2", "…"),
        ] {
            let secret = Secret::from(value.to_owned());
            assert_eq!(secret.to_string(), shown);
            assert!(!format!("{secret:?}").contains("hunter2"));
            assert_eq!(secret.expose(), value);
        }
    }
}
