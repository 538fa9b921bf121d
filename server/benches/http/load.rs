//! A load of keep-alive connections that ask as fast as they are answered, with as little work as can be: what
//! the client burns, the server lacks.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Connections at once.
const CONNECTIONS: usize = 8;

/// What a load found.
pub(crate) struct Outcome {
    latencies: Vec<Duration>,
    elapsed: Duration,
}

impl Outcome {
    /// Requests answered a second.
    pub(crate) fn per_second(&self) -> f64 {
        self.latencies.len() as f64 / self.elapsed.as_secs_f64()
    }

    /// The latency below which so many per mille lie.
    fn quantile(&self, per_mille: usize) -> Duration {
        let last = self.latencies.len().saturating_sub(1);
        self.latencies.get(last * per_mille / 1000).copied().unwrap_or_default()
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:>9.0} requests/s   p50 {:>8.2?}   p99 {:>8.2?}",
            self.per_second(),
            self.quantile(500),
            self.quantile(990)
        )
    }
}

/// Asks `path(0)`, `path(1)`, … over several connections until `duration` has passed. Every answer must be 200.
pub(crate) async fn load(
    address: SocketAddr,
    duration: Duration,
    path: impl Fn(usize) -> String + Send + Sync + 'static,
) -> io::Result<Outcome> {
    let (next, path) = (Arc::new(AtomicUsize::new(0)), Arc::new(path));
    let started = Instant::now();
    let connections: Vec<_> = (0..CONNECTIONS)
        .map(|_| {
            let (next, path) = (next.clone(), path.clone());
            tokio::spawn(async move {
                let mut connection = Connection::open(address).await?;
                let mut latencies = Vec::new();
                while started.elapsed() < duration {
                    let path = path(next.fetch_add(1, Ordering::Relaxed));
                    let asked = Instant::now();
                    connection.get(&path).await?;
                    latencies.push(asked.elapsed());
                }
                Ok::<_, io::Error>(latencies)
            })
        })
        .collect();
    let mut latencies = Vec::new();
    for connection in connections {
        latencies.extend(connection.await.map_err(io::Error::other)??);
    }
    let elapsed = started.elapsed();
    latencies.sort_unstable();
    Ok(Outcome { latencies, elapsed })
}

struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Connection {
    async fn open(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::with_capacity(256 * 1024) })
    }

    async fn get(&mut self, path: &str) -> io::Result<()> {
        let request = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n");
        self.stream.write_all(request.as_bytes()).await?;
        self.buffer.clear();
        loop {
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            if is_complete(&self.buffer) {
                break;
            }
        }
        if self.buffer.starts_with(b"HTTP/1.1 200") {
            return Ok(());
        }
        let head: String = String::from_utf8_lossy(&self.buffer).chars().take(400).collect();
        Err(io::Error::other(format!("{path}: {head}")))
    }
}

/// Whether a whole answer has arrived: by its length, or by the end of its last chunk.
fn is_complete(answer: &[u8]) -> bool {
    let Some(end) = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n") else { return false };
    let head = String::from_utf8_lossy(answer.get(..end).unwrap_or_default()).to_ascii_lowercase();
    match head
        .split("content-length: ")
        .nth(1)
        .and_then(|rest| rest.split("\r\n").next()?.parse::<usize>().ok())
    {
        Some(length) => answer.len() >= end + 4 + length,
        None => answer.ends_with(b"0\r\n\r\n"),
    }
}
