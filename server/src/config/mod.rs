//! Configuration: built-in defaults, then a file, then `LENDLIGHT_SECTION__KEY` environment variables.
//!
//! One struct per concern. `lendlight.toml` in the repository states every default; a test compares them.
//! The session key is no part of it: it is made at the first start and kept in the data directory.

mod clicks;
mod events;
mod models;
mod staff;

pub use clicks::ClicksConfig;
pub use events::EventsConfig;
pub use models::ModelsConfig;
pub use staff::StaffConfig;

use domain::money::Currency;
use secrecy::SecretString;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// The file read from the working folder when none is named.
pub const DEFAULT_FILE: &str = "lendlight.toml";

/// Everything that can be configured.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// The HTTP server.
    pub server: ServerConfig,
    /// Limits on requests.
    pub limits: LimitsConfig,
    /// The database.
    pub database: DatabaseConfig,
    /// The catalogue.
    pub catalogue: CatalogueConfig,
    /// Searching.
    pub search: SearchConfig,
    /// The browser session.
    pub session: SessionConfig,
    /// What is recorded of results once they are shown.
    pub events: EventsConfig,
    /// How the chance of a click is learned, and new products are tried.
    pub clicks: ClicksConfig,
    /// How models are trained and put into force.
    pub models: ModelsConfig,
    /// How those who work with the site sign in.
    pub staff: StaffConfig,
    /// Sending mail.
    pub mail: MailConfig,
    /// Pulling products from data holders.
    pub import: ImportConfig,
    /// Logging.
    pub log: LogConfig,
}

/// The HTTP server.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ServerConfig {
    /// The address to listen on.
    #[serde(deserialize_with = "address")]
    pub listen: SocketAddr,
    /// Worker threads; 0 is one per core.
    pub workers: usize,
    /// How long requests under way may take once the server is asked to stop.
    pub shutdown_seconds: u64,
    /// Where built assets lie; empty looks beside the executable, then uses those embedded in it.
    pub assets_dir: PathBuf,
    /// The address under which the world reaches the site (`https://loans.example`); empty is unknown, and links in
    /// mail begin with the address listened on. Never taken from a request, whose headers anybody may write.
    pub public_url: String,
    /// Whether a reverse proxy writes `X-Forwarded-For`: limits then count by the last address in it.
    pub behind_proxy: bool,
}

/// Limits on requests.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LimitsConfig {
    /// The largest request body, in bytes.
    pub body_bytes: usize,
    /// The longest address, query included, in bytes.
    pub address_bytes: usize,
    /// How long a request may take.
    pub request_seconds: u64,
    /// How many searches may run at once; further ones wait.
    pub concurrent_searches: usize,
    /// How many searches may wait; beyond that they are refused with 503.
    pub waiting_searches: usize,
    /// How many sign-in links one e-mail address may be sent in an hour.
    pub links_per_email: u32,
    /// How many sign-in links may be asked for from one network address in an hour.
    pub links_per_address: u32,
    /// How many wrong figures may be reported from one network address in an hour.
    pub reports_per_address: u32,
}

/// The database.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DatabaseConfig {
    /// `postgres://…` or `sqlite://…`; empty is `lendlight.db` in the data directory. May hold a password.
    pub url: SecretString,
    /// Connections to keep at most.
    pub max_connections: u32,
}

/// The catalogue.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CatalogueConfig {
    /// The currency of amounts that borrowers type.
    pub currency: Currency,
    /// Whether an empty catalogue is filled with invented products at the first start.
    pub demo: bool,
}

/// Searching.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SearchConfig {
    /// How many candidates the index hands to ranking at a time.
    pub candidates: usize,
    /// How many ranked searches are kept in memory.
    pub cached_searches: u64,
    /// How many predicted chances are kept in memory, about a hundred bytes each.
    pub cached_predictions: u64,
    /// For how long they are kept.
    pub cache_seconds: u64,
    /// For how long an answer's result set can be searched within.
    pub result_set_minutes: u64,
}

/// The browser session.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SessionConfig {
    /// How long answers are remembered.
    pub days: i64,
    /// Whether the cookie is sent over HTTPS only. Turn it on wherever HTTPS is served.
    pub secure: bool,
}

/// Sending mail.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MailConfig {
    /// `smtps://user:password@host` or `smtp://user:password@host:587?tls=required`; empty writes letters into
    /// the folder `mail` of the data directory.
    pub smtp_url: SecretString,
    /// Whom letters are from.
    pub from: String,
}

/// Pulling products from data holders.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ImportConfig {
    /// Requests to one holder at a time.
    pub concurrency: usize,
    /// How long one request may take.
    pub timeout_seconds: u64,
    /// How often a failed request is tried again.
    pub retries: u32,
}

/// Logging.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LogConfig {
    /// What to log, as `tracing` filter directives.
    pub filter: String,
    /// `text` for people, `json` for machines.
    pub format: LogFormat,
}

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    Text,
    /// For machines.
    Json,
}

impl ServerConfig {
    /// The site's address, with which links begin where no request says more.
    #[must_use]
    pub fn site(&self) -> String {
        match self.public_url.as_str() {
            "" => format!("http://{}", self.listen),
            url => url.to_owned(),
        }
    }
}

impl Default for ServerConfig {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 3000)),
            workers: 0,
            shutdown_seconds: 8,
            assets_dir: PathBuf::new(),
            public_url: String::new(),
            behind_proxy: false,
        }
    }
}

impl Default for LimitsConfig {
    fn default() -> Self {
        Self {
            body_bytes: 64 * 1024,
            address_bytes: 8 * 1024,
            request_seconds: 10,
            concurrent_searches: 8,
            waiting_searches: 256,
            links_per_email: 5,
            links_per_address: 20,
            reports_per_address: 10,
        }
    }
}

impl Default for DatabaseConfig {
    fn default() -> Self {
        Self { url: SecretString::from(""), max_connections: 8 }
    }
}

impl Default for CatalogueConfig {
    fn default() -> Self {
        Self { currency: Currency::AUD, demo: true }
    }
}

impl Default for SearchConfig {
    fn default() -> Self {
        Self {
            candidates: 400,
            cached_searches: 500,
            cached_predictions: 400_000,
            cache_seconds: 60,
            result_set_minutes: 60,
        }
    }
}

impl Default for SessionConfig {
    fn default() -> Self {
        Self { days: 30, secure: false }
    }
}

impl Default for MailConfig {
    fn default() -> Self {
        Self { smtp_url: SecretString::from(""), from: "Lendlight <no-reply@lendlight.example>".to_owned() }
    }
}

impl Default for ImportConfig {
    fn default() -> Self {
        Self { concurrency: 4, timeout_seconds: 20, retries: 4 }
    }
}

impl Default for LogConfig {
    fn default() -> Self {
        Self { filter: "info,tantivy=warn,sqlx=warn".to_owned(), format: LogFormat::Text }
    }
}

impl Config {
    /// Reads the configuration: defaults, then `file` (or `lendlight.toml` in the working folder, if it is
    /// there), then the environment.
    ///
    /// # Errors
    /// A message naming the key that is unknown or has a value that cannot be used.
    pub fn load(file: Option<&Path>) -> Result<Self, ConfigError> {
        let environment = environment(std::env::vars_os())?;
        let source = match file {
            Some(path) => config::File::from(path).format(config::FileFormat::Toml).required(true),
            None => config::File::new(DEFAULT_FILE, config::FileFormat::Toml).required(false),
        };
        let loaded: Self = config::Config::builder()
            .add_source(source)
            .add_source(
                config::Environment::with_prefix("LENDLIGHT")
                    .prefix_separator("_")
                    .separator("__")
                    .try_parsing(true)
                    .source(Some(environment)),
            )
            .build()?
            .try_deserialize()?;
        loaded.check()?;
        Ok(loaded)
    }

    fn check(&self) -> Result<(), ConfigError> {
        let at_least_one = [
            ("limits.concurrent_searches", self.limits.concurrent_searches > 0),
            ("limits.body_bytes", self.limits.body_bytes > 0),
            ("database.max_connections", self.database.max_connections > 0),
            ("search.candidates", self.search.candidates > 0),
            ("import.concurrency", self.import.concurrency > 0),
        ];
        // Times far beyond any use, which the clocks they are added to could not hold.
        let up_to_a_year = [
            ("server.shutdown_seconds", self.server.shutdown_seconds <= YEAR),
            ("limits.request_seconds", (1..=YEAR).contains(&self.limits.request_seconds)),
            ("search.cache_seconds", self.search.cache_seconds <= YEAR),
            ("search.result_set_minutes", self.search.result_set_minutes <= YEAR / 60),
            ("session.days", (1..=365).contains(&self.session.days)),
            ("import.timeout_seconds", (1..=YEAR).contains(&self.import.timeout_seconds)),
        ];
        let at_least_one = at_least_one.map(|(key, fits)| (key, fits, "must be at least 1"));
        let up_to_a_year = up_to_a_year.map(|(key, fits)| (key, fits, "must be above 0 and at most a year"));
        if let Some((key, _, needs)) = at_least_one
            .into_iter()
            .chain(up_to_a_year)
            .chain(self.events.checks())
            .chain(self.clicks.checks())
            .chain(self.models.checks())
            .chain(self.staff.checks())
            .find(|(_, fits, _)| !fits)
        {
            return Err(ConfigError::Value { key, needs });
        }
        if !self.server.public_url.is_empty() && !is_site(&self.server.public_url) {
            let needs = "must be like https://loans.example: scheme and host, nothing after them";
            return Err(ConfigError::Value { key: "server.public_url", needs });
        }
        Ok(())
    }
}

/// Reads an address to listen on; what is none is told what one looks like.
fn address<'de, D: Deserializer<'de>>(from: D) -> Result<SocketAddr, D::Error> {
    let text = String::deserialize(from)?;
    text.parse().map_err(|_| {
        D::Error::custom(format!(
            "`{text}` is no address to listen on; one looks like \"127.0.0.1:3000\" or \"[::]:3000\""
        ))
    })
}

/// Whether an address is one of a whole site.
fn is_site(address: &str) -> bool {
    address.parse::<actix_web::http::Uri>().is_ok_and(|uri| {
        let is_web = matches!(uri.scheme_str(), Some("https" | "http"));
        let is_plain = uri.authority().is_some_and(|name| !name.as_str().contains('@'));
        is_web && is_plain && uri.path() == "/" && uri.query().is_none()
    })
}

/// A year, in seconds.
const YEAR: u64 = 365 * 24 * 3600;

/// The variables that set keys.
fn environment(
    variables: impl Iterator<Item = (OsString, OsString)>,
) -> Result<config::Map<String, String>, ConfigError> {
    let mut keys = config::Map::new();
    for (name, value) in variables {
        let Ok(name) = name.into_string() else { continue };
        if name.strip_prefix("LENDLIGHT_").is_some_and(|key| key.contains("__")) {
            let value = value.into_string().map_err(|_| ConfigError::Encoding(name.clone()))?;
            keys.insert(name, value);
        }
    }
    Ok(keys)
}

/// Why a configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file or the environment cannot be read.
    #[error("configuration: {0}")]
    Read(#[from] config::ConfigError),
    /// A variable's value is no text.
    #[error("configuration: the environment variable {0} is not UTF-8")]
    Encoding(String),
    /// A value is out of range.
    #[error("configuration: {key} {needs}")]
    Value {
        /// Which key.
        key: &'static str,
        /// What would be right.
        needs: &'static str,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from_toml(text: &str) -> Result<Config, config::ConfigError> {
        config::Config::builder()
            .add_source(config::File::from_str(text, config::FileFormat::Toml))
            .build()?
            .try_deserialize()
    }

    #[test]
    fn the_sample_states_every_default() {
        let sample = include_str!("../../../lendlight.toml");
        let stated = from_toml(sample).unwrap();
        assert_eq!(format!("{stated:?}"), format!("{:?}", Config::default()));
        // A key missing from the sample would still be equal, so count them: one `: ` a key or section.
        let keys = sample.lines().filter(|line| line.contains(" = ") && !line.starts_with('#')).count();
        let sections = sample.lines().filter(|line| line.starts_with('[')).count();
        assert_eq!(keys + sections, format!("{:?}", Config::default()).matches(": ").count());
    }

    #[test]
    fn an_unknown_key_is_refused_by_name() {
        let message = from_toml("[server]\nlitsen = \"127.0.0.1:1\"").unwrap_err().to_string();
        assert!(message.contains("litsen"), "{message}");
    }

    #[test]
    fn a_public_url_is_a_site_and_nothing_below_it() {
        for good in ["https://loans.example", "https://loans.example/", "http://loans.example:8080"] {
            assert!(is_site(good), "{good}");
        }
        for bad in [
            "loans.example",
            "https://",
            "ftp://loans.example",
            "https://loans.example/x",
            "https://a@b.example",
            "https://loans.example/?q=1",
            "https://loans example",
            "/",
        ] {
            assert!(!is_site(bad), "{bad}");
            let server = ServerConfig { public_url: bad.to_owned(), ..ServerConfig::default() };
            let config = Config { server, ..Config::default() };
            assert!(config.check().unwrap_err().to_string().contains("server.public_url"));
        }
    }

    #[test]
    fn a_time_that_no_clock_holds_is_refused() {
        let config = Config {
            search: SearchConfig { cache_seconds: u64::MAX, ..SearchConfig::default() },
            ..Config::default()
        };
        assert!(config.check().unwrap_err().to_string().contains("search.cache_seconds"));
        assert!(Config::default().check().is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn variables_of_others_may_hold_anything() {
        use std::os::unix::ffi::OsStringExt;

        let odd = || OsString::from_vec(vec![0xff]);
        let read = |name: &str| environment([(name.into(), odd()), (odd(), "1".into())].into_iter());
        assert!(read("OTHER").unwrap().is_empty());
        assert!(read("LENDLIGHT_LOG__FILTER").unwrap_err().to_string().contains("LENDLIGHT_LOG__FILTER"));
    }

    #[test]
    fn a_zero_where_one_is_needed_is_refused() {
        let config = Config {
            limits: LimitsConfig { concurrent_searches: 0, ..LimitsConfig::default() },
            ..Config::default()
        };
        assert!(config.check().unwrap_err().to_string().contains("limits.concurrent_searches"));
    }
}
