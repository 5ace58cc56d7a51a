//! Names of hosts, looked up by us: a connection goes to an address that was checked, and to no other. A name that
//! leads to the public internet when it is entered and to this machine when it is called is thus found out.

use std::fmt;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::networks::Reachable;

/// Who knows the addresses of a name.
pub type Lookup = Arc<dyn Fn(String) -> BoxFuture<'static, io::Result<Vec<IpAddr>>> + Send + Sync>;

/// The machine's own way of looking names up.
#[must_use]
pub fn of_the_machine() -> Lookup {
    Arc::new(|name| {
        async move {
            let found = tokio::net::lookup_host((name, 0)).await?;
            Ok(found.map(|address| address.ip()).collect())
        }
        .boxed()
    })
}

/// Why a name leads nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Barred {
    /// Nobody knows it.
    NoName,
    /// Everything that it leads to is in private networks.
    Private,
}

impl fmt::Display for Barred {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(match self {
            Self::NoName => "nobody knows the name",
            Self::Private => "it leads into a private network",
        })
    }
}

impl std::error::Error for Barred {}

/// The addresses of a name that may be called; at least one.
///
/// # Errors
/// [`Barred`].
pub async fn reachable(
    lookup: &Lookup,
    name: String,
    reachable: Reachable,
) -> Result<Vec<IpAddr>, Barred> {
    let found = lookup(name).await.map_err(|_| Barred::NoName)?;
    if found.is_empty() {
        return Err(Barred::NoName);
    }
    let allowed: Vec<IpAddr> = found
        .into_iter()
        .filter(|address| reachable.allows(*address))
        .collect();
    if allowed.is_empty() {
        return Err(Barred::Private);
    }
    Ok(allowed)
}

/// Names as the client of the calls looks them up.
pub(super) struct Checked {
    pub(super) lookup: Lookup,
    pub(super) reachable: Reachable,
}

impl Resolve for Checked {
    fn resolve(&self, name: Name) -> Resolving {
        let (lookup, allowed) = (Arc::clone(&self.lookup), self.reachable);
        Box::pin(async move {
            let found = reachable(&lookup, name.as_str().to_owned(), allowed).await?;
            // The port is that of the address called.
            let found = found.into_iter().map(|address| SocketAddr::new(address, 0));
            let found: Addrs = Box::new(found);
            Ok(found)
        })
    }
}
