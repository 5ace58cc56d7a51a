//! Argon2id with the parameters that OWASP names: 19 MiB, two passes, one lane. A hash takes a tenth of a second of
//! one core, so as many run at once as there are cores; the others wait a little, and then are told to come again.

use std::sync::LazyLock;
use std::time::Duration;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::rules::{LONGEST, normal};
use crate::database::Broken;

/// Memory in KiB, passes, lanes.
const COST: (u32, u32, u32) = (19_456, 2, 1);

/// How long a hash may wait for a core.
const PATIENCE: Duration = Duration::from_secs(5);

/// What is verified where there is no account or no password: so that neither time nor answer tells.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$b3R5cnlzb3R5cnlzb3R5cg$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

static CORES: LazyLock<Semaphore> =
    LazyLock::new(|| Semaphore::new(std::thread::available_parallelism().map_or(2, usize::from)));

/// What is stored of a new password.
///
/// # Errors
/// [`Broken::Busy`] when all cores are at work on others.
pub async fn hash(password: String) -> Result<String, Broken> {
    on_a_core(move || hash_here(&password)).await?
}

/// The same on the calling thread: for commands.
///
/// # Errors
/// [`Broken::Data`] when the machine gives no random salt.
pub fn hash_here(password: &str) -> Result<String, Broken> {
    let hashed = argon2()?
        .hash_password(normal(password).as_bytes())
        .map_err(|error| Broken::Data(format!("a password cannot be hashed: {error}")))?;
    Ok(hashed.to_string())
}

/// Whether a password is the one stored; against nothing it never is, and that takes as long.
///
/// # Errors
/// [`Broken::Busy`] when all cores are at work on others; [`Broken::Data`] for a hash that is none.
pub async fn matches(password: String, stored: Option<String>) -> Result<bool, Broken> {
    on_a_core(move || {
        let known = stored.is_some();
        let stored = stored.unwrap_or_else(|| NOBODYS.to_owned());
        let stored = PasswordHash::new(&stored)
            .map_err(|error| Broken::Data(format!("a stored password: {error}")))?;
        // Nobody has a longer one; what is sent all the same is not worth the reading.
        let password: String = normal(&password).chars().take(LONGEST + 1).collect();
        let right = argon2()?
            .verify_password(password.as_bytes(), &stored)
            .is_ok();
        Ok(known && right)
    })
    .await?
}

fn argon2() -> Result<Argon2<'static>, Broken> {
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, None)
        .map_err(|error| Broken::Data(format!("parameters of argon2: {error}")))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

async fn on_a_core<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Broken> {
    let turn = timeout(PATIENCE, CORES.acquire()).await;
    let Ok(Ok(turn)) = turn else {
        return Err(Broken::Busy);
    };
    let done = tokio::task::spawn_blocking(move || {
        // Held until the work is over, also when whoever asked has gone away.
        let _turn = turn;
        work()
    });
    done.await.map_err(|_| Broken::Panicked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[actix_web::test]
    async fn a_password_matches_its_own_hash_alone() {
        let stored = hash("тау мен өзен 7".to_owned()).await.unwrap();
        assert!(
            stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{stored}"
        );
        let matches = async |text: &str| matches(text.to_owned(), Some(stored.clone())).await;
        assert!(matches("тау мен өзен 7").await.unwrap());
        assert!(!matches("тау мен өзен 8").await.unwrap());
    }

    #[actix_web::test]
    async fn composed_and_decomposed_letters_are_one_password() {
        let stored = hash("й и ё — қой айран".to_owned()).await.unwrap();
        let decomposed = "и\u{306} и е\u{308} — қои\u{306} аи\u{306}ран";
        assert!(matches(decomposed.to_owned(), Some(stored)).await.unwrap());
    }

    #[actix_web::test]
    async fn nobodys_password_is_of_the_same_cost_and_matches_nothing() {
        let stored = PasswordHash::new(NOBODYS).unwrap();
        assert_eq!(
            stored.params.to_string(),
            format!("m={},t={},p={}", COST.0, COST.1, COST.2)
        );
        assert_eq!(stored.hash.map(|hash| hash.len()), Some(32));
        assert!(!matches("whatever it is".to_owned(), None).await.unwrap());
    }
}
