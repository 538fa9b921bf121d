//! What stands around every page.

use crate::components::language::{LanguageList, LanguageSwitch};
use crate::t;
use leptos::prelude::*;

/// The name, the ways in, the other languages, and a link past them for keyboards and screen readers.
#[component]
pub fn SiteHeader() -> impl IntoView {
    view! {
        <a class="skip-link" href="#main">{t!("site-skip")}</a>
        <header class="site-header">
            <div class="site-header__inner">
                <a class="brand" href="/">
                    <svg class="brand__mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" focusable="false">
                        <path class="brand__shade" d="M9 4h14l5 13H4z"/>
                        <path class="brand__glow" d="M9 20h14v2.5H9z"/>
                        <path class="brand__stem" d="M14.5 22.5h3V26H22v2.5H10V26h4.5z"/>
                    </svg>
                    <span>{t!("site-name")}</span>
                </a>
                <nav class="site-header__nav" aria-label=t!("site-nav-main")>
                    <ul class="site-nav">
                        <li><a href="/">{t!("site-nav-find")}</a></li>
                        <li><a href="/calculator">{t!("site-nav-calculators")}</a></li>
                        <li><a href="/saved">{t!("site-nav-saved")}</a></li>
                        <li><a href="/account">{t!("site-nav-account")}</a></li>
                    </ul>
                </nav>
                <LanguageSwitch/>
            </div>
        </header>
    }
}

/// Says that the catalogue is invented, on every page while it is.
#[component]
pub fn Banner() -> impl IntoView {
    view! {
        <aside class="banner" aria-label=t!("site-banner")>
            <p>
                <strong>{t!("site-banner-demonstration")}</strong>
                " "
                {t!("site-banner-invented")}
            </p>
        </aside>
    }
}

/// What should be said once on every page.
#[component]
pub fn SiteFooter() -> impl IntoView {
    view! {
        <footer class="site-footer">
            <div class="site-footer__inner">
                <p>{t!("site-credit-file")}</p>
                <p>{t!("site-no-advice")}</p>
                <nav aria-label=t!("site-nav-about")>
                    <ul class="site-footer__links">
                        <li><a href="/how-ranking-works">{t!("site-nav-ranking")}</a></li>
                        <li><a href="/how-ranking-works/predictions">{t!("predictions-title")}</a></li>
                        <li><a href="/privacy">{t!("site-nav-privacy")}</a></li>
                    </ul>
                </nav>
                <LanguageList/>
            </div>
        </footer>
    }
}
