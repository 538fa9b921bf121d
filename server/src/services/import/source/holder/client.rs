//! Asking a data holder: versions, time and size limits, and trying again.

use super::HolderOptions;
use super::retry::{self, Waits};
use crate::services::import::source::json;
use reqwest::header::RETRY_AFTER;
use reqwest::redirect::Policy;
use reqwest::{Response, StatusCode, Url};
use serde_json::Value;
use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Redirects that are followed, and only to where the request went in the first place.
const MAX_REDIRECTS: usize = 5;

/// Why an address gave no answer.
#[derive(Debug)]
pub(super) enum Failure {
    /// The connection failed, or broke off.
    Connection(String),
    /// The holder answered with an error.
    Status(StatusCode),
    /// The answer is not what it should be.
    Unusable(String),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Connection(reason) | Self::Unusable(reason) => f.write_str(reason),
            Self::Status(status) => write!(f, "answered {status}"),
        }
    }
}

impl Failure {
    fn connection(error: &reqwest::Error) -> Self {
        let mut reason = error.to_string();
        let mut cause = std::error::Error::source(error);
        while let Some(deeper) = cause {
            reason = format!("{reason}: {deeper}");
            cause = deeper.source();
        }
        Self::Connection(reason)
    }
}

/// The versions of an endpoint to ask for, as (highest, lowest) pairs: the next where a holder has none of them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Versions(&'static [(u8, u8)]);

impl Versions {
    pub(super) const fn new(pairs: &'static [(u8, u8)]) -> Self {
        Self(pairs)
    }
}

/// Whether a redirect stays with the server that was asked: the same origin, or the same host by TLS.
fn stays_with(asked: &Url, to: &Url) -> bool {
    let is_upgrade = asked.scheme() == "http" && to.scheme() == "https" && to.port().is_none();
    asked.origin() == to.origin() || (is_upgrade && asked.host() == to.host())
}

/// One request's outcome.
enum Outcome {
    Answer(Value),
    /// The holder has none of the versions asked for.
    OtherVersion,
    /// Trying again may help, after as long as the holder says.
    Retry(Failure, Option<std::time::Duration>),
    Final(Failure),
}

/// A client for one holder.
pub(super) struct Client {
    http: reqwest::Client,
    waits: Waits,
    attempts: u32,
    largest_answer: usize,
    /// How many pairs of versions the holder has refused.
    refused: AtomicUsize,
}

impl Client {
    pub(super) fn new(options: &HolderOptions) -> Result<Self, Failure> {
        let same_host = Policy::custom(|attempt| {
            let stays = attempt.previous().first().is_some_and(|first| stays_with(first, attempt.url()));
            if stays && attempt.previous().len() <= MAX_REDIRECTS { attempt.follow() } else { attempt.stop() }
        });
        let http = reqwest::Client::builder()
            .user_agent(concat!("lendlight/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(options.connect_timeout)
            .timeout(options.timeout)
            .redirect(same_host)
            .build()
            .map_err(|error| Failure::connection(&error))?;
        Ok(Self {
            http,
            waits: Waits { first: options.backoff, longest: options.longest_wait },
            attempts: options.attempts.max(1),
            largest_answer: options.largest_answer,
            refused: AtomicUsize::new(0),
        })
    }

    /// The JSON at an address.
    pub(super) async fn get(&self, url: &Url, versions: Versions) -> Result<Value, Failure> {
        let mut failed = 0;
        loop {
            let refused = self.refused.load(Ordering::Relaxed);
            let Some(pair) = versions.0.get(refused.min(versions.0.len().saturating_sub(1))) else {
                return Err(Failure::Status(StatusCode::NOT_ACCEPTABLE));
            };
            let (failure, asked) = match self.ask(url, *pair).await {
                Outcome::Answer(answer) => return Ok(answer),
                Outcome::Final(failure) => return Err(failure),
                Outcome::OtherVersion if refused + 1 < versions.0.len() => {
                    self.refused.fetch_max(refused + 1, Ordering::Relaxed);
                    continue;
                }
                Outcome::OtherVersion => return Err(Failure::Status(StatusCode::NOT_ACCEPTABLE)),
                Outcome::Retry(failure, asked) => (failure, asked),
            };
            failed += 1;
            if failed >= self.attempts {
                return Err(failure);
            }
            let wait = self.waits.after(failed, asked);
            tracing::debug!(%url, %failure, ?wait, "asking again");
            tokio::time::sleep(wait).await;
        }
    }

    async fn ask(&self, url: &Url, (highest, lowest): (u8, u8)) -> Outcome {
        let request = self
            .http
            .get(url.clone())
            .header("x-v", highest.to_string())
            .header("x-min-v", lowest.to_string())
            .header("accept", "application/json");
        match request.send().await {
            Ok(response) => self.answer(response).await,
            Err(error) if error.is_builder() || error.is_redirect() => {
                Outcome::Final(Failure::connection(&error))
            }
            Err(error) => Outcome::Retry(Failure::connection(&error), None),
        }
    }

    async fn answer(&self, response: Response) -> Outcome {
        let status = response.status();
        match status {
            StatusCode::OK => {}
            StatusCode::NOT_ACCEPTABLE => return Outcome::OtherVersion,
            StatusCode::REQUEST_TIMEOUT
            | StatusCode::TOO_MANY_REQUESTS
            | StatusCode::INTERNAL_SERVER_ERROR
            | StatusCode::BAD_GATEWAY
            | StatusCode::SERVICE_UNAVAILABLE
            | StatusCode::GATEWAY_TIMEOUT => {
                let after = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok());
                let asked = after.and_then(|after| retry::asked_for(after, crate::clock::now()));
                return Outcome::Retry(Failure::Status(status), asked);
            }
            status if status.is_redirection() => {
                return Outcome::Final(Failure::Unusable("redirects to another host".to_owned()));
            }
            _ => return Outcome::Final(Failure::Status(status)),
        }
        match self.body(response).await {
            // A body cut short, or a maintenance page: often gone a moment later.
            Ok(text) => match json::parse(&text) {
                Ok(answer) => Outcome::Answer(answer),
                Err(reason) => Outcome::Retry(Failure::Unusable(reason), None),
            },
            Err(failure @ Failure::Connection(_)) => Outcome::Retry(failure, None),
            Err(failure) => Outcome::Final(failure),
        }
    }

    /// The body, unless it is too large.
    async fn body(&self, mut response: Response) -> Result<String, Failure> {
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| Failure::connection(&error))? {
            if body.len() + chunk.len() > self.largest_answer {
                return Err(Failure::Unusable(format!("larger than {} bytes", self.largest_answer)));
            }
            body.extend_from_slice(&chunk);
        }
        String::from_utf8(body).map_err(|_| Failure::Unusable("not UTF-8".to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn redirects_stay_with_the_host() {
        let stays = |asked: &str, to: &str| stays_with(&asked.parse().unwrap(), &to.parse().unwrap());
        assert!(stays("https://bank.example/a", "https://bank.example/b"));
        assert!(stays("http://bank.example/a", "https://bank.example/a"));
        assert!(!stays("https://bank.example/", "http://bank.example/"));
        assert!(!stays("http://bank.example/", "http://bank.example:8080/"));
        assert!(!stays("http://bank.example/", "https://bank.example:8443/"));
        assert!(!stays("https://bank.example/", "https://bank.example.evil/"));
    }
}
