//! The document around every page, and the routes.

use crate::components::layout::{Banner, SiteFooter, SiteHeader};
use crate::context::Page;
use crate::head::{BrowserTags, PageTags, StartScript};
use crate::pages::{
    account::{AccountPage, DeleteAccountPage, SignInPage},
    answers::{AboutYouPage, MoneyPage, ReviewPage},
    calculator::CalculatorPage,
    compare::ComparePage,
    design::DesignPage,
    error::{ErrorView, NotFoundPage},
    home::HomePage,
    offline::OfflinePage,
    predictions::PredictionsPage,
    privacy::PrivacyPage,
    product::ProductPage,
    ranking::RankingPage,
    report::ReportPage,
    saved::SavedPage,
    search::SearchPage,
    staff::{
        AuditPage, ChoosePasswordPage, CodePage, ConfirmPage, ForgottenPage, InvitationPage, PeoplePage,
        SecurityPage, StaffHomePage, StaffSignInPage,
    },
};
use crate::t;
use crate::text::Language;
use crate::words;
use domain::error::ErrorCode;
use leptos::prelude::*;
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::{SsrMode, path};

/// Where the built assets are, as addresses on this site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssetPaths {
    /// The style sheet.
    pub css: String,
    /// The folder under which `lendlight.js` and `lendlight_bg.wasm` lie.
    pub pkg_dir: String,
    /// The icon, an SVG.
    pub favicon: String,
}

/// The document of every page. The server provides through context: `Arc<dyn Ports>`, `Viewer`, `Language`,
/// and, where it has them, `CatalogueCurrency`, `Now` and `RequestId`.
pub fn shell(assets: AssetPaths) -> impl IntoView {
    provide_meta_context();
    view! {
        <!DOCTYPE html>
        <html lang=Language::current().tag()>
            <head>
                <Head assets=assets.clone()/>
                <PageTags assets=assets.clone()/>
                <StartScript assets/>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

#[component]
fn Head(assets: AssetPaths) -> impl IntoView {
    view! {
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <link rel="stylesheet" href=assets.css.clone()/>
        <BrowserTags assets/>
    }
}

/// The routes. Every page is rendered whole before it is sent, so that its status is right and no script is
/// needed to put it together.
#[component]
pub fn App() -> impl IntoView {
    let page = Page::current();
    view! {
        <SiteHeader/>
        {Suspend::new(async move {
            let catalogue = match &page.ports {
                Some(ports) => ports.catalogue(&page.viewer).await.ok(),
                None => None,
            };
            catalogue.filter(|catalogue| catalogue.fictional).map(|_| view! { <Banner/> })
        })}
        <main id="main" tabindex="-1">
            <Router>
                <FlatRoutes fallback=|| view! { <NotFoundPage/> }>
                    <Route path=path!("/") view=HomePage ssr=SsrMode::Async/>
                    <Route path=path!("/answers/about-you") view=AboutYouPage ssr=SsrMode::Async/>
                    <Route path=path!("/answers/money") view=MoneyPage ssr=SsrMode::Async/>
                    <Route path=path!("/answers/review") view=ReviewPage ssr=SsrMode::Async/>
                    <Route path=path!("/search") view=SearchPage ssr=SsrMode::Async/>
                    <Route path=path!("/products/:id") view=ProductPage ssr=SsrMode::Async/>
                    <Route path=path!("/compare") view=ComparePage ssr=SsrMode::Async/>
                    <Route path=path!("/calculator") view=CalculatorPage ssr=SsrMode::Async/>
                    <Route path=path!("/design") view=DesignPage ssr=SsrMode::Async/>
                    <Route path=path!("/how-ranking-works") view=RankingPage ssr=SsrMode::Async/>
                    <Route path=path!("/how-ranking-works/predictions") view=PredictionsPage ssr=SsrMode::Async/>
                    <Route path=path!("/offline") view=OfflinePage ssr=SsrMode::Async/>
                    <Route path=path!("/privacy") view=PrivacyPage ssr=SsrMode::Async/>
                    <Route path=path!("/saved") view=SavedPage ssr=SsrMode::Async/>
                    <Route path=path!("/account") view=AccountPage ssr=SsrMode::Async/>
                    <Route path=path!("/account/sign-in") view=SignInPage ssr=SsrMode::Async/>
                    <Route path=path!("/account/delete") view=DeleteAccountPage ssr=SsrMode::Async/>
                    <Route path=path!("/products/:id/report") view=ReportPage ssr=SsrMode::Async/>
                    <Route path=path!("/staff") view=StaffHomePage ssr=SsrMode::Async/>
                    <Route path=path!("/staff/sign-in") view=StaffSignInPage ssr=SsrMode::Async/>
                    <Route path=path!("/staff/code") view=CodePage ssr=SsrMode::Async/>
                    <Route path=path!("/staff/confirm") view=ConfirmPage ssr=SsrMode::Async/>
                    <Route path=path!("/staff/password") view=ForgottenPage ssr=SsrMode::Async/>
                    <Route path=path!("/staff/password/choose") view=ChoosePasswordPage ssr=SsrMode::Async/>
                    <Route path=path!("/staff/invitation") view=InvitationPage ssr=SsrMode::Async/>
                    <Route path=path!("/staff/security") view=SecurityPage ssr=SsrMode::Async/>
                    <Route path=path!("/staff/people") view=PeoplePage ssr=SsrMode::Async/>
                    <Route path=path!("/staff/audit") view=AuditPage ssr=SsrMode::Async/>
                    <Route path=path!("/institutions/:institution/people") view=PeoplePage ssr=SsrMode::Async/>
                </FlatRoutes>
            </Router>
        </main>
        <SiteFooter/>
    }
}

/// A whole document that says what went wrong, for faults outside the pages (a request that is too large, a
/// server too busy). It needs no script and nothing but the style sheet.
#[must_use]
pub fn error_document(
    assets: &AssetPaths,
    code: ErrorCode,
    request_id: Option<&str>,
    language: Language,
) -> String {
    let (assets, request_id) = (assets.clone(), request_id.map(ToOwned::to_owned));
    Owner::new().with(|| {
        provide_context(language);
        let document = view! {
            <html lang=language.tag()>
                <head>
                    <Head assets/>
                    <title>{format!("{} · {}", words::error_title(code), t!("site-name"))}</title>
                </head>
                <body>
                    <SiteHeader/>
                    <main id="main" tabindex="-1">
                        <ErrorView code request_id/>
                    </main>
                    <SiteFooter/>
                </body>
            </html>
        };
        format!("<!DOCTYPE html>{}", document.to_html())
    })
}
