//! Servers as processes of their own, and what `/proc` says of them.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::Outcome;
use crate::database::Home;

/// The program, on this database.
pub fn otyrys(home: &Home) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_otyrys"));
    command
        .env("OTYRYS__DATABASE__URL", &home.url)
        .env("OTYRYS__MAIL__FOLDER", home.folder.path().join("letters"))
        .env("OTYRYS__LIMITS__PER_ADDRESS", "0")
        .env("OTYRYS__COMMENTS__VIEWERS_PER_ADDRESS", "0")
        .env("OTYRYS__LOG__FILTER", "warn");
    command
}

/// A server that listens; it ends with this value.
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Server {
    /// `otyrys serve` on this database.
    pub fn otyrys(home: &Home, with_worker: bool) -> Outcome<Self> {
        let mut command = otyrys(home);
        command
            .args(["serve", "--listen", "127.0.0.1:0"])
            .args((!with_worker).then_some("--no-worker"));
        Self::start(command)
    }

    /// The bare server that answers so many bytes.
    pub fn hello(bytes: usize) -> Outcome<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command.args(["--hello", &bytes.to_string()]);
        Self::start(command)
    }

    /// The server with a transaction a request.
    pub fn naive(home: &Home) -> Outcome<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command.args(["--naive", &home.url]);
        Self::start(command)
    }

    fn start(mut command: Command) -> Outcome<Self> {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        if let Some(output) = child.stdout.take() {
            BufReader::new(output).read_line(&mut line)?;
        }
        let Some(address) = line.trim().strip_prefix("listening on http://") else {
            child.kill()?;
            child.wait()?;
            return Err(format!("{command:?} did not listen").into());
        };
        let address = address.parse()?;
        Ok(Self { child, address })
    }

    /// Processor time so far, of all its threads, to the hundredth of a second.
    pub fn cpu(&self) -> Outcome<Duration> {
        let stat = self.proc("stat")?;
        // The name, in brackets, may hold anything; utime and stime are the 12th and 13th after it.
        let (_, after) = stat.rsplit_once(") ").ok_or("a stat without a name")?;
        let ticks = after
            .split(' ')
            .skip(11)
            .take(2)
            .map(str::parse::<u64>)
            .sum::<Result<u64, _>>()?;
        Ok(Duration::from_millis(ticks * 10))
    }

    /// Memory held, in bytes.
    pub fn resident_bytes(&self) -> Outcome<u32> {
        self.memory("VmRSS:")
    }

    /// The most memory held since [`Server::forget_peak`], in bytes.
    pub fn peak_bytes(&self) -> Outcome<u32> {
        self.memory("VmHWM:")
    }

    /// Lets the greatest memory held begin anew from what is held now.
    pub fn forget_peak(&self) -> Outcome<()> {
        // By this number Linux resets the mark (proc(5)).
        let reset = format!("/proc/{}/clear_refs", self.child.id());
        Ok(fs::write(reset, "5")?)
    }

    fn memory(&self, name: &str) -> Outcome<u32> {
        let status = self.proc("status")?;
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix(name))
            .ok_or_else(|| format!("a status without {name}"))?;
        let kib: u32 = line.trim().trim_end_matches(" kB").parse()?;
        Ok(kib * 1024)
    }

    fn proc(&self, file: &str) -> Outcome<String> {
        Ok(fs::read_to_string(format!(
            "/proc/{}/{file}",
            self.child.id()
        ))?)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may be gone already; then there is nothing to end.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
