//! The HTTP server: JSON API, pages, assets, health.

mod account;
mod answers;
mod api;
mod assets;
mod audience;
mod clicks;
mod client_address;
mod cookies;
mod headers;
mod health;
mod language;
mod lists;
mod local_path;
mod middleware;
mod pages;
mod ports;
mod preferences;
mod problem;
mod report;
mod request_id;
mod robots;
mod session;
mod staff;
mod state;
mod visitor;
mod web_app;

pub use assets::{Assets, AssetsError};
pub use problem::Problem;
pub use session::{has_key, load_key};
pub use staff::{Need, StaffRoute, table as staff_routes};
pub use state::AppState;

use self::cookies::SealedCookies;
use crate::clock;
use crate::config::Config;
use crate::jobs::index_sync::LiveIndex;
use crate::services::accounts::{AccountService, MailError, Mailer};
use crate::services::catalogue::CatalogueService;
use crate::services::events::EventService;
use crate::services::in_force::InForce;
use crate::services::models::report::PublicReport;
use crate::services::reports::ReportService;
use crate::services::search::SearchService;
use crate::services::sitemap::SitemapService;
use crate::services::staff::{StaffError, StaffService};
use crate::store::{Store, StoreError};
use actix_web::dev::Server;
use actix_web::http::header::LOCATION;
use actix_web::middleware::{Compress, NormalizePath, TrailingSlash, from_fn};
use actix_web::web::Data;
use actix_web::{App, HttpResponse, HttpServer};
use app::head::PublicUrl;
use domain::answer::SearchAnswer;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// A search's answer as the API's JSON, for the command line.
///
/// # Errors
/// Never in practice: the answer has no maps with keys that JSON lacks.
pub fn search_json(answer: &SearchAnswer, explain: bool) -> serde_json::Result<String> {
    serde_json::to_string(&api::dto::SearchDto::new(answer, explain))
}

/// Leads on to a page of this site.
fn see_other(address: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((LOCATION, address)).finish()
}

/// A server that is bound and ready to run.
pub struct Application {
    server: Server,
    staff: Arc<StaffService>,
    events: Arc<EventService>,
    address: SocketAddr,
    metrics: PrometheusHandle,
}

/// Why the server cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The address cannot be listened on, or the session key not be read.
    #[error("{what}: {source}")]
    Io {
        /// What was tried.
        what: String,
        /// Why it failed.
        source: io::Error,
    },
    /// There are no built assets.
    #[error(transparent)]
    Assets(#[from] AssetsError),
    /// The store cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Mail cannot be sent as configured.
    #[error("configuration: {0}")]
    Mail(#[from] MailError),
}

impl Application {
    /// Binds the server; port 0 takes a free one. Nothing is answered before [`Application::run`].
    ///
    /// # Errors
    /// [`StartError`].
    pub async fn build(
        config: &Config,
        data_dir: &Path,
        store: Arc<dyn Store>,
        index: Arc<LiveIndex>,
        in_force: InForce,
    ) -> Result<Self, StartError> {
        Self::build_on(bind(config)?, config, data_dir, store, index, in_force).await
    }

    /// As [`Application::build`], on a port that [`bind`] bound before.
    ///
    /// # Errors
    /// [`StartError`].
    pub async fn build_on(
        listener: TcpListener,
        config: &Config,
        data_dir: &Path,
        store: Arc<dyn Store>,
        index: Arc<LiveIndex>,
        in_force: InForce,
    ) -> Result<Self, StartError> {
        let key =
            load_key(data_dir).map_err(|source| StartError::Io { what: "session key".to_owned(), source })?;
        let assets = Arc::new(Assets::load(&config.server.assets_dir)?);
        let limits = config.limits.clone();
        let search = SearchService::new(
            index.clone(),
            in_force.clone(),
            config.search.clone(),
            limits.concurrent_searches,
            limits.waiting_searches,
        );
        let search = Arc::new(search.exploring(config.clicks.exploration_share));
        let catalogue = Arc::new(CatalogueService::new(store.clone(), search.clone()));
        let sitemap = Arc::new(SitemapService::new(store.clone()));
        let currency = config.catalogue.currency;
        let metrics = recorder();
        let in_use = cannot_listen(config);
        let address = listener.local_addr().map_err(in_use)?;

        let site = match config.server.public_url.as_str() {
            "" => format!("http://{address}"),
            url => url.to_owned(),
        };
        let mailer = Arc::new(Mailer::new(&config.mail, data_dir)?);
        let (master, days) = (key.master(), config.session.days);
        let (events, worker) =
            EventService::new(store.clone(), &config.events, master, in_force.clicks.clone());
        let events = Arc::new(events);
        let accounts = AccountService::new(
            store.clone(),
            events.clone(),
            mailer.clone(),
            master,
            site.clone(),
            days,
            &limits,
        );
        let staff = Arc::new(StaffService::new(store.clone(), mailer, master, site, config.staff.clone()));
        let state = Data::new(AppState {
            search,
            catalogue,
            policy: in_force.policy,
            models: in_force.models,
            predictions: Arc::new(PublicReport::new(store.clone())),
            accounts: Arc::new(accounts),
            staff: staff.clone(),
            events: events.clone(),
            reports: Arc::new(ReportService::new(store.clone(), &limits)),
            currency,
            sitemap,
            public_url: PublicUrl::new(&config.server.public_url),
            behind_proxy: config.server.behind_proxy,
            cookies: SealedCookies::new(master, &config.session),
            index,
            store,
            assets,
            metrics: metrics.clone(),
        });
        let server = serve(listener, state, key, config).map_err(cannot_listen(config))?;
        // It ends with the last of those who hand impressions over, if not before.
        tokio::spawn(worker.run());
        Ok(Self { server, staff, events, address, metrics })
    }

    /// The process's metrics. They grow until they are asked for or their upkeep is run, which is left to the
    /// caller.
    #[must_use]
    pub fn metrics(&self) -> PrometheusHandle {
        self.metrics.clone()
    }

    /// A link that makes whoever opens it the first operator, where there is none yet.
    ///
    /// # Errors
    /// [`StaffError::Store`].
    pub async fn first_link(&self) -> Result<Option<String>, StaffError> {
        self.staff.first_link(clock::now()).await
    }

    /// The address that is listened on.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers requests until stopped through [`Application::handle`], and writes what was shown until then.
    ///
    /// # Errors
    /// If the operating system fails.
    pub async fn run(self) -> io::Result<()> {
        let outcome = self.server.await;
        self.events.close().await;
        outcome
    }

    /// Stops the server while it runs; requests under way are finished.
    #[must_use]
    pub fn handle(&self) -> actix_web::dev::ServerHandle {
        self.server.handle()
    }
}

/// Takes the port of the configuration, before anything that takes time is done for a server that could not
/// listen.
///
/// # Errors
/// [`StartError::Io`] if it is taken, or not this machine's.
pub fn bind(config: &Config) -> Result<TcpListener, StartError> {
    TcpListener::bind(config.server.listen).map_err(cannot_listen(config))
}

fn cannot_listen(config: &Config) -> impl Fn(io::Error) -> StartError + Copy {
    let listen = config.server.listen;
    move |source| StartError::Io { what: format!("cannot listen on {listen}"), source }
}

fn serve(
    listener: TcpListener,
    state: Data<AppState>,
    key: actix_web::cookie::Key,
    config: &Config,
) -> io::Result<Server> {
    // What leptos spawns while it renders runs on the worker's own runtime. Fails if it is set already, as it is
    // where tests start several servers.
    let _ = any_spawner::Executor::init_tokio();
    let (limits, session) = (config.limits.clone(), config.session.clone());
    let factory = move || {
        let (state, limits) = (state.clone(), limits.clone());
        App::new()
            .app_data(state.clone())
            .app_data(Data::new(limits.clone()))
            .configure(|routes| middleware::error_handlers(routes, &limits))
            .configure(api::routes)
            .configure(|routes| pages::routes(routes, &state))
            .wrap(from_fn(visitor::identify))
            .wrap(session::middleware(key.clone(), &session))
            .wrap(from_fn(middleware::head_as_get))
            .wrap(NormalizePath::new(TrailingSlash::Trim))
            .wrap(Compress::default())
            .wrap(from_fn(middleware::guard))
    };
    let mut server = HttpServer::new(factory)
        .disable_signals()
        .shutdown_timeout(config.server.shutdown_seconds)
        .client_request_timeout(Duration::from_secs(config.limits.request_seconds));
    if config.server.workers > 0 {
        server = server.workers(config.server.workers);
    }
    Ok(server.listen(listener)?.run())
}

/// The buckets of every histogram, in seconds: a search takes about a millisecond.
const SECONDS: &[f64] =
    &[0.000_25, 0.000_5, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];

/// The process's metrics. Installed once, since tests start several servers in one process.
fn recorder() -> PrometheusHandle {
    static RECORDER: OnceLock<PrometheusHandle> = OnceLock::new();
    RECORDER
        .get_or_init(|| {
            let builder = PrometheusBuilder::new();
            let recorder = match builder.set_buckets(SECONDS) {
                Ok(builder) => builder.build_recorder(),
                Err(_) => PrometheusBuilder::new().build_recorder(),
            };
            let handle = recorder.handle();
            if metrics::set_global_recorder(recorder).is_err() {
                tracing::warn!("another metrics recorder is installed: /metrics will stay empty");
            }
            handle
        })
        .clone()
}
