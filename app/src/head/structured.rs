//! Structured data (JSON-LD in the words of <https://schema.org>), from which search engines read what a page is
//! about.
//!
//! Only what the lender publishes stands there, and what is unknown is left out. Invented and withdrawn products
//! have none: to a search engine they would be loans that one can get.

use super::address::PublicUrl;
use crate::components::link::external;
use crate::ports::ProductDetails;
use crate::t;
use crate::text::named;
use domain::headline::{Headline, HeadlineFor};
use domain::listing::{Listing, RateOffer};
use domain::money::Money;
use domain::product::{Category, Product};
use domain::rate::Rate;
use leptos::prelude::*;
use serde_json::{Map, Value, json};

/// The home page's: the site, and that it can be searched.
#[must_use]
pub fn of_home() -> AnyView {
    block(website(&PublicUrl::current(), &t!("site-name")))
}

/// A product's: itself and the way to it.
#[must_use]
pub(super) fn of_product(details: &ProductDetails) -> AnyView {
    let listing = &details.result.listing;
    if listing.fictional || details.withdrawn_at.is_some() {
        return ().into_any();
    }
    let site = PublicUrl::current();
    let way = [
        (t!("site-name"), "/".to_owned()),
        (
            named("web-products", listing.category.name()),
            format!("{}?category={}", crate::address::SEARCH, listing.category.name()),
        ),
        (listing.name.clone(), format!("/products/{}", listing.product_id)),
    ];
    let product = product(&details.product, listing, &site);
    view! {
        {block(Some(product))}
        {block(breadcrumbs(&way, &site))}
    }
    .into_any()
}

/// A data block. Browsers do not run it, so the content security policy lets it be.
fn block(data: Option<Value>) -> AnyView {
    data.map(|data| view! { <script type="application/ld+json" inner_html=embedded(&data)></script> })
        .into_any()
}

/// JSON that can stand inside a script element: no text in it can end the element or begin a comment.
fn embedded(data: &Value) -> String {
    data.to_string()
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

/// The site with its search; nothing where its address is not known.
fn website(site: &PublicUrl, name: &str) -> Option<Value> {
    Some(json!({
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": name,
        "url": site.whole("/")?,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": site.whole("/search?q={search_term_string}")?,
            },
            "query-input": "required name=search_term_string",
        },
    }))
}

/// The way from the home page to a page, as names and paths; nothing where the site's address is not known.
fn breadcrumbs(way: &[(String, String)], site: &PublicUrl) -> Option<Value> {
    let steps: Option<Vec<Value>> = way
        .iter()
        .zip(1..)
        .map(|((name, path), position)| {
            Some(
                json!({ "@type": "ListItem", "position": position, "name": name, "item": site.whole(path)? }),
            )
        })
        .collect();
    Some(json!({ "@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": steps? }))
}

/// A product as its lender publishes it, whoever looks.
///
/// schema.org's `annualPercentageRate` includes fees: that is the comparison rate, where the lender states one.
/// `interestRate` is the rate alone.
fn product(product: &Product, listing: &Listing, site: &PublicUrl) -> Value {
    let offers: Vec<RateOffer> =
        product.lending_rates.iter().map(|rate| RateOffer::new(rate, product.category)).collect();
    let headline = Headline::choose(&offers, &HeadlineFor::default());
    let rules = &listing.rules;
    let description = product.description.trim();
    let properties = [
        ("@context", Some(json!("https://schema.org"))),
        ("@type", Some(json!(kind(product.category)))),
        ("name", Some(json!(product.name))),
        ("description", (!description.is_empty()).then(|| json!(description))),
        ("url", site.whole(&format!("/products/{}", listing.product_id)).map(Value::from)),
        ("provider", Some(json!({ "@type": "Organization", "name": listing.institution_name }))),
        ("currency", Some(json!(product.currency.code()))),
        ("interestRate", headline.and_then(interest)),
        (
            "annualPercentageRate",
            headline.and_then(|found| found.comparison).and_then(per_cent).map(Value::from),
        ),
        ("amount", amount(rules.min_amount, rules.max_amount)),
        ("loanTerm", months(rules.min_term_months, rules.max_term_months)),
        (
            "feesAndCommissionsSpecification",
            product.links.fees_and_pricing.as_deref().and_then(external).map(|(address, _)| json!(address)),
        ),
    ];
    let known = properties.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(known.collect::<Map<_, _>>())
}

const fn kind(category: Category) -> &'static str {
    match category {
        Category::CreditCard => "CreditCard",
        Category::HomeLoan => "MortgageLoan",
        Category::PersonalLoan | Category::BusinessLoan | Category::Overdraft | Category::MarginLoan => {
            "LoanOrCredit"
        }
        Category::Lease | Category::TradeFinance => "FinancialProduct",
    }
}

/// The yearly rate in per cent, or its range.
fn interest(headline: Headline) -> Option<Value> {
    let (low, high) = (per_cent(headline.annual)?, per_cent(headline.annual_max)?);
    Some(if headline.annual == headline.annual_max {
        json!(low)
    } else {
        json!({ "@type": "QuantitativeValue", "minValue": low, "maxValue": high, "unitCode": "P1" })
    })
}

fn per_cent(rate: Rate) -> Option<f64> {
    i32::try_from(rate.millionths()).ok().map(|millionths| f64::from(millionths) / 10_000.0)
}

fn amount(least: Option<Money>, most: Option<Money>) -> Option<Value> {
    let currency = least.or(most)?.currency;
    let mut value = json!({ "@type": "MonetaryAmount", "currency": currency.code() });
    put(&mut value, "minValue", least.map(Money::to_f64).map(Value::from));
    put(&mut value, "maxValue", most.map(Money::to_f64).map(Value::from));
    Some(value)
}

fn months(least: Option<u16>, most: Option<u16>) -> Option<Value> {
    least.or(most)?;
    let mut value = json!({ "@type": "QuantitativeValue", "unitCode": "MON" });
    put(&mut value, "minValue", least.map(Value::from));
    put(&mut value, "maxValue", most.map(Value::from));
    Some(value)
}

fn put(object: &mut Value, name: &str, value: Option<Value>) {
    if let (Some(object), Some(value)) = (object.as_object_mut(), value) {
        object.insert(name.to_owned(), value);
    }
}

#[cfg(test)]
mod tests;
