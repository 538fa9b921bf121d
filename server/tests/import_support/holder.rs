//! A data holder that answers as a test tells it to, on loopback.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// A request as a test sees it.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    /// Path and query.
    pub(crate) target: String,
    /// Headers by lower-case name.
    pub(crate) headers: HashMap<String, String>,
    /// How often this target was asked for, this time included.
    pub(crate) tries: u32,
}

/// What a holder sends.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: String,
    /// A length to claim instead of the true one.
    pub(crate) claimed_length: Option<usize>,
}

impl Reply {
    pub(crate) fn json(body: &serde_json::Value) -> Self {
        Self { status: 200, headers: Vec::new(), body: body.to_string(), claimed_length: None }
    }

    pub(crate) fn status(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: String::new(), claimed_length: None }
    }

    pub(crate) fn with_header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

/// The stand-in; it answers until the test process ends.
pub(crate) struct Holder {
    pub(crate) url: String,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl Holder {
    /// Starts to answer on a free port.
    pub(crate) fn start(answer: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let requests: Arc<Mutex<Vec<Request>>> = Arc::default();
        let (answer, seen) = (Arc::new(answer), Arc::clone(&requests));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (answer, seen) = (Arc::clone(&answer), Arc::clone(&seen));
                std::thread::spawn(move || {
                    let _ = serve(&stream, answer.as_ref(), &seen);
                });
            }
        });
        Self { url, requests }
    }

    /// The requests so far.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }
}

fn serve(
    stream: &TcpStream,
    answer: &dyn Fn(&Request) -> Reply,
    seen: &Mutex<Vec<Request>>,
) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    // A client may open a connection that it then does not need.
    let Some(target) = first.split(' ').nth(1).map(str::to_owned) else { return Ok(()) };
    let mut headers = HashMap::new();
    for line in lines {
        let line = line?;
        let Some((name, value)) = line.split_once(':') else { break };
        headers.insert(name.to_lowercase(), value.trim().to_owned());
    }
    let request = {
        let mut seen = seen.lock().unwrap();
        let tries = 1 + u32::try_from(seen.iter().filter(|r| r.target == target).count()).unwrap();
        let request = Request { target, headers, tries };
        seen.push(request.clone());
        request
    };
    let reply = answer(&request);
    let mut out = stream;
    write!(out, "HTTP/1.1 {} X\r\nConnection: close\r\n", reply.status)?;
    for (name, value) in &reply.headers {
        write!(out, "{name}: {value}\r\n")?;
    }
    let length = reply.claimed_length.unwrap_or(reply.body.len());
    write!(out, "Content-Length: {length}\r\n\r\n{}", reply.body)?;
    out.flush()
}
