//! What stands around every page.

use crate::t;
use leptos::prelude::*;

/// The name, the ways in, and a link past them for keyboards and screen readers.
#[component]
pub fn SiteHeader() -> impl IntoView {
    view! {
        <a class="skip-link" href="#main">"Skip to content"</a>
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
                <nav aria-label="Main">
                    <ul class="site-nav">
                        <li><a href="/">"Find a loan"</a></li>
                        <li><a href="/how-ranking-works">"How ranking works"</a></li>
                    </ul>
                </nav>
            </div>
        </header>
    }
}

/// Says that the catalogue is invented, on every page while it is.
#[component]
pub fn Banner() -> impl IntoView {
    view! {
        <aside class="banner" aria-label="About this catalogue">
            <p>
                <strong>"Demonstration. "</strong>
                "Every lender and every loan shown here is invented. Nothing on this site can be applied for."
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
                <p>
                    "Looking at loans here does not touch your credit file. A lender checks it when you apply with \
                     that lender."
                </p>
                <p>
                    "Comparing is information, not financial advice. Borrowing less, later or not at all can be \
                     the best offer."
                </p>
                <nav aria-label="About">
                    <ul class="site-footer__links">
                        <li><a href="/how-ranking-works">"How ranking works"</a></li>
                        <li><a href="/privacy">"Privacy"</a></li>
                    </ul>
                </nav>
            </div>
        </footer>
    }
}
