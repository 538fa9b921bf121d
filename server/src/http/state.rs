//! What handlers share.

use crate::http::assets::Assets;
use crate::http::cookies::SealedCookies;
use crate::jobs::index_sync::LiveIndex;
use crate::services::accounts::AccountService;
use crate::services::catalogue::CatalogueService;
use crate::services::events::EventService;
use crate::services::models::ModelsInForce;
use crate::services::models::report::PublicReport;
use crate::services::reports::ReportService;
use crate::services::search::SearchService;
use crate::services::sitemap::SitemapService;
use crate::services::staff::StaffService;
use crate::store::Store;
use app::head::PublicUrl;
use domain::money::Currency;
use metrics_exporter_prometheus::PrometheusHandle;
use std::sync::Arc;

/// What handlers share. Handlers call services; the store is here for readiness alone.
pub struct AppState {
    /// Searching.
    pub search: Arc<SearchService>,
    /// Products and the catalogue as a whole.
    pub catalogue: Arc<CatalogueService>,
    /// The ranking policy in force.
    pub policy: Arc<crate::services::policy::PolicyInForce>,
    /// The models in force.
    pub models: Arc<ModelsInForce>,
    /// How predictions turned out.
    pub predictions: Arc<PublicReport>,
    /// Accounts.
    pub accounts: Arc<AccountService>,
    /// Those who work with the site.
    pub staff: Arc<StaffService>,
    /// What happens to results once they are shown.
    pub events: Arc<EventService>,
    /// Reports of wrong figures.
    pub reports: Arc<ReportService>,
    /// The currency of amounts that borrowers type.
    pub currency: Currency,
    /// The addresses that search engines may know.
    pub sitemap: Arc<SitemapService>,
    /// The address under which the world reaches the site, where it is known.
    pub public_url: PublicUrl,
    /// Whether a reverse proxy says from where a request comes.
    pub(super) behind_proxy: bool,
    pub(super) cookies: SealedCookies,
    pub(super) index: Arc<LiveIndex>,
    pub(super) store: Arc<dyn Store>,
    pub(super) assets: Arc<Assets>,
    pub(super) metrics: PrometheusHandle,
}
