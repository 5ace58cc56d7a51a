//! stub
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;
#[derive(Clone, Debug)]
pub struct Settings {
    pub server: Server,
    pub limits: Limits,
    pub database: Database,
    pub words: W,
    pub applications: Ap,
    pub law: Law,
    pub log: Log,
}
#[derive(Clone, Debug)]
pub struct Server {
    pub trusted_proxies: Vec<Network>,
    pub public_url: Option<url::Url>,
    pub listen: SocketAddr,
    pub workers: usize,
}
#[derive(Clone, Debug)]
pub struct Limits {
    pub per_address: u32,
    pub body_bytes: usize,
}
#[derive(Clone, Debug)]
pub struct Network;
#[derive(Clone, Debug)]
pub struct W {
    pub folder: Option<PathBuf>,
}
#[derive(Clone, Debug)]
pub struct Ap {
    pub retention_days: u32,
}
#[derive(Clone, Debug)]
pub struct Law {}
impl Law {
    pub fn readings(&self) -> crate::law::deadlines::Readings {
        Default::default()
    }
    pub fn term_history(&self) -> crate::law::deadlines::TermHistory {
        Default::default()
    }
}
#[derive(Clone, Debug)]
pub struct Log {
    pub filter: String,
    pub format: LogFormat,
}
#[derive(Clone, Debug)]
pub enum LogFormat {
    Text,
    Json,
}
#[derive(Clone, Debug)]
pub struct Secret(String);
impl Secret {
    pub fn expose(&self) -> &str {
        &self.0
    }
}
#[derive(Clone, Debug)]
pub struct Database {
    pub url: Secret,
    pub read_url: Option<Secret>,
    pub read_connections: u32,
    pub write_lanes: usize,
    pub write_queue: usize,
    pub busy_timeout: Duration,
}
impl Settings {
    pub fn from_environment(_: Option<&Path>) -> Result<Self, Vec<String>> {
        Err(vec![])
    }
}
impl Network {
    pub fn contains(&self, _: IpAddr) -> bool {
        false
    }
}
