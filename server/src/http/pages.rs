//! Pages: leptos renders them whole, with what they need provided through context.

use super::audience::page_client;
use super::clicks;
use super::headers::page_policy;
use super::language;
use super::ports::PagePorts;
use super::session;
use super::staff::{Admission, AdmittedPorts};
use super::state::AppState;
use super::visitor::Visitor;
use actix_web::http::header::{CONTENT_LANGUAGE, CONTENT_SECURITY_POLICY, HeaderValue, VARY};
use actix_web::middleware::from_fn;
use actix_web::web::{self, Data};
use actix_web::{HttpMessage, Route};
use app::AssetPaths;
use app::ports::staff::StaffPorts;
use app::ports::{CatalogueCurrency, Now, Ports, RequestId};
use app::text::Language;
use leptos::prelude::*;
use leptos_actix::{Request, ResponseOptions};
use std::sync::Arc;

/// Answers every `GET` that nothing else does, unknown addresses included: they are pages too.
pub(super) fn route(state: Data<AppState>) -> Route {
    let assets = state.assets.paths();
    leptos_actix::render_app_async_with_context(
        move || provide_page_context(&state),
        move || shell(assets.clone()),
        leptos_router::Method::Get,
    )
}

fn shell(assets: AssetPaths) -> impl IntoView {
    app::shell(assets)
}

/// The page whose products are impressions.
const RESULTS: &str = "/search";

/// What a page may ask for. Runs before rendering, while the session can still be read.
fn provide_page_context(state: &Data<AppState>) {
    provide_context(CatalogueCurrency(state.currency));
    provide_context(Now(crate::clock::now()));
    provide_context(state.public_url.clone());
    let request = use_context::<Request>();
    let identity = request.as_ref().and_then(|request| Visitor::of(request).identity.clone());
    // Other pages search too, such as that of every component; what they show is no result.
    let results = request.as_ref().filter(|request| request.path() == RESULTS);
    let client = results.map(|request| page_client(request, state));
    let ports: Arc<dyn Ports> = Arc::new(PagePorts { state: state.clone(), identity, client });
    provide_context(ports);
    let admission = request.as_ref().and_then(|request| request.extensions().get::<Admission>().cloned());
    if let Some(admission) = admission {
        let ports: Arc<dyn StaffPorts> = Arc::new(AdmittedPorts { state: state.clone(), admission });
        provide_context(ports);
    }
    if let Some(request) = request {
        provide_context(session::viewer(&request));
        session::drop_form(&request);
        provide_language(language::of(&request));
        let id = request.extensions().get::<RequestId>().cloned();
        if let Some(id) = id {
            provide_context(id);
        }
    }
    if let (Some(response), Some(nonce)) = (use_context::<ResponseOptions>(), leptos::nonce::use_nonce())
        && let Ok(policy) = HeaderValue::from_str(&page_policy(&nonce))
    {
        response.insert_header(CONTENT_SECURITY_POLICY, policy);
    }
}

/// The language to write in, and what caches must know of it.
fn provide_language(language: Language) {
    provide_context(language);
    if let Some(response) = use_context::<ResponseOptions>() {
        response.insert_header(CONTENT_LANGUAGE, HeaderValue::from_static(language.tag()));
        response.append_header(VARY, HeaderValue::from_static("Cookie, Accept-Language"));
    }
}

/// Pages, forms and assets.
pub(super) fn routes(config: &mut web::ServiceConfig, state: &Data<AppState>) {
    super::staff::routes(config, state);
    config
        .route("/healthz", web::get().to(super::health::alive))
        .route("/readyz", web::get().to(super::health::ready))
        .route("/metrics", web::get().to(super::health::metrics))
        .route("/assets/{hash}/{file:.*}", web::get().to(super::assets::hashed))
        .route("/favicon.ico", web::get().to(super::assets::favicon))
        .route("/robots.txt", web::get().to(super::robots::robots))
        .route("/sitemap.xml", web::get().to(super::robots::sitemap))
        .route("/sitemap-pages.xml", web::get().to(super::robots::pages))
        .route("/sitemap-products-{part}.xml", web::get().to(super::robots::products))
        .route("/manifest.webmanifest", web::get().to(super::web_app::manifest))
        .route("/sw.js", web::get().to(super::web_app::worker))
        .route("/answers", web::post().to(super::answers::save))
        .route("/answers/clear", web::post().to(super::answers::clear))
        .route("/language", web::post().to(language::choose))
        .route("/preferences", web::post().to(super::preferences::save))
        .route("/account/link", web::post().to(super::account::ask))
        .route("/account/sign-in", web::post().to(super::account::sign_in))
        .route("/account/sign-out", web::post().to(super::account::sign_out))
        .route("/account/sign-out-everywhere", web::post().to(super::account::sign_out_everywhere))
        .route("/account/delete", web::post().to(super::account::delete))
        .route("/account/export", web::get().to(super::account::export))
        .route("/products/{id}/report", web::post().to(super::report::add))
        .route("/products/{id}/{action}", web::post().to(super::lists::change))
        .service(
            web::resource("/{page:.*}")
                .wrap(from_fn(clicks::count))
                .route(route(state.clone()))
                .default_service(web::to(super::api::method_not_allowed)),
        );
}
