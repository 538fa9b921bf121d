//! What the browser shows where there is no network. The service worker keeps it for everybody, so it says all of
//! it in every language and nothing of anybody.

use crate::components::title::PageTitle;
use crate::context::Page;
use crate::format::{money, money_exact, percent};
use crate::t;
use crate::text::Language;
use domain::money::{Currency, Money};
use domain::rate::Rate;
use domain::repayment::{LoanFees, figures};
use leptos::prelude::*;

/// The example of the guide: this much, in whole units of the currency, at 10 % a year.
const AMOUNT: i64 = 15_000;
const RATE: Rate = Rate::from_millionths(100_000);
/// Over these many years.
const YEARS: [u16; 3] = [1, 3, 5];

/// The page.
#[component]
pub fn OfflinePage() -> impl IntoView {
    let currency = Page::current().currency;
    let own = Language::current();
    let others = Language::ALL.iter().copied().filter(|language| *language != own);
    let all = std::iter::once(own).chain(others);
    view! {
        <PageTitle text=t!("web-offline-title")/>
        <div class="page page--narrow offline">
            {all.map(|language| in_language(language, language == own, currency)).collect_view()}
        </div>
    }
}

/// Everything in one language. Words are taken from the language that is provided, so another is provided to this
/// part alone.
fn in_language(language: Language, is_own: bool, currency: Currency) -> AnyView {
    let owner = Owner::current().map(|owner| owner.child()).unwrap_or_default();
    owner.with(|| {
        provide_context(language);
        let heading = t!("web-offline-title");
        let heading = if is_own {
            view! { <h1>{heading}</h1> }.into_any()
        } else {
            view! { <h2>{heading}</h2> }.into_any()
        };
        view! {
            <section class="prose" lang=language.tag()>
                {heading}
                <p class="lead">{t!("web-offline-lead")}</p>
                <p class="actions">
                    // The address that could not be reached: this page stands in its place.
                    <a class="button" href="">{t!("web-offline-retry")}</a>
                    <a class="button button--quiet" href="/">{t!("web-offline-home")}</a>
                </p>
                <h2>{t!("web-offline-kept-title")}</h2>
                <ul>
                    <li>{t!("web-offline-kept-form")}</li>
                    <li>{t!("web-offline-kept-answers")}</li>
                    <li>{t!("web-offline-kept-credit")}</li>
                </ul>
                <h2>{t!("web-offline-guide-title")}</h2>
                {guide(currency)}
                <div class="notice notice--warn">
                    <p><strong>{t!("web-offline-scam-title")}</strong></p>
                    <p>{t!("web-offline-scam")}</p>
                </div>
            </section>
        }
        .into_any()
    })
}

fn guide(currency: Currency) -> AnyView {
    let amount = Money::from_major(AMOUNT, currency);
    let examples = YEARS.iter().filter_map(|years| example(amount, *years)).collect_view();
    view! {
        <ul>
            <li>{t!("web-offline-guide-rate")}</li>
            <li>{t!("web-offline-guide-fees")}</li>
            <li>
                {t!("web-offline-guide-term", amount = money(amount), rate = percent(RATE))}
                <ul>{examples}</ul>
            </li>
            <li>{t!("web-offline-guide-early")}</li>
            <li>{t!("web-offline-guide-less")}</li>
        </ul>
    }
    .into_any()
}

fn example(amount: Money, years: u16) -> Option<AnyView> {
    let cost = figures(amount, RATE, years.checked_mul(12)?, LoanFees::none(amount.currency)).ok()?;
    let text = t!(
        "web-offline-guide-example",
        years = years,
        instalment = money_exact(cost.instalment),
        total = money_exact(cost.total_payable),
        interest = money_exact(cost.total_interest),
    );
    Some(view! { <li>{text}</li> }.into_any())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_says_everything_in_both_languages_and_reckons_right() {
        let html = Owner::new().with(|| {
            leptos_meta::provide_meta_context();
            provide_context(Language::Chinese);
            view! { <OfflinePage/> }.to_html()
        });
        // 15,000 at 10 % over 36 months: 15000 × (0.1/12) ÷ (1 − (1 + 0.1/12)^−36).
        assert_eq!(html.matches("484.01").count(), 2, "{html}");
        assert_eq!(html.matches("href=\"\"").count(), 2, "the same address again");
        let (first, second) = (html.find("lang=\"zh-Hans\"").unwrap(), html.find("lang=\"en-AU\"").unwrap());
        assert!(first < second, "the reader's language leads");
        assert!(html.contains("You are offline") && html.contains("您目前没有网络"));
        assert_eq!(html.matches("<h1").count(), 1);
    }
}
