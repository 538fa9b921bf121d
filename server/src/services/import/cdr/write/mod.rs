//! One product → one *BankingProductDetail* object, in the flat form of version 4.

mod entries;
mod unread;

use super::{EXTENSION, keys, names};
use domain::money::Currency;
use domain::product::{Link, Links, Product, Supplement};
use serde_json::{Map, Value};

/// A JSON object under construction that leaves out what is absent.
#[derive(Default)]
struct Object(Map<String, Value>);

impl Object {
    fn new() -> Self {
        Self::default()
    }

    fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.0.insert(key.to_owned(), value.into());
        self
    }

    fn with_text(self, key: &str, text: &str) -> Self {
        if text.is_empty() { self } else { self.with(key, text) }
    }

    fn with_shown(self, key: &str, value: Option<impl ToString>) -> Self {
        match value {
            Some(value) => self.with(key, value.to_string()),
            None => self,
        }
    }

    fn with_list<T>(self, key: &str, items: &[T], write: impl Fn(&T) -> Value) -> Self {
        if items.is_empty() { self } else { self.with(key, items.iter().map(write).collect::<Vec<_>>()) }
    }

    fn with_object(self, key: &str, object: Object) -> Self {
        if object.0.is_empty() { self } else { self.with(key, object) }
    }

    /// The three fields that nearly every entry ends with.
    fn with_words(self, value: &Option<String>, info: &Option<String>, uri: &Option<String>) -> Self {
        self.with_shown("additionalValue", value.as_ref())
            .with_shown("additionalInfo", info.as_ref())
            .with_shown("additionalInfoUri", uri.as_ref())
    }
}

impl From<Object> for Value {
    fn from(object: Object) -> Self {
        Self::Object(object.0)
    }
}

/// Writes a product's detail: [`read::product`](super::read::product) of it is the same product, provided that
/// it came from there or that every text in it is either absent or not empty, and that the amounts of a fee are
/// in the currency which the fee states, or else in the product's.
#[must_use]
pub fn product(product: &Product) -> Value {
    let detail = Object::new()
        .with("productId", product.external_id.as_str())
        .with_shown("effectiveFrom", product.effective_from)
        .with_shown("effectiveTo", product.effective_to)
        .with_shown("lastUpdated", product.updated_at)
        .with("productCategory", names::category_name(product.category))
        .with("name", product.name.as_str())
        .with_text("description", &product.description)
        .with_text("brand", &product.brand)
        .with_shown("brandName", product.brand_name.as_ref())
        .with_shown("applicationUri", product.links.apply.as_ref())
        .with("isTailored", product.tailored)
        .with_object("additionalInformation", links(&product.links))
        .with_list("cardArt", &product.card_art, entries::card_art)
        .with_list("bundles", &product.bundles, entries::bundle)
        .with_list("features", &product.features, entries::feature)
        .with_list("constraints", &product.constraints, entries::constraint)
        .with_list("eligibility", &product.eligibility, |c| entries::criterion(c, "eligibilityType"))
        .with_list("fees", &product.fees, entries::fee)
        .with_list("depositRates", &product.deposit_rates, entries::deposit_rate)
        .with_list("lendingRates", &product.lending_rates, entries::lending_rate)
        .with_object(EXTENSION, extension(product));
    let mut detail = Value::from(detail);
    for field in &product.unread {
        unread::put_back(&mut detail, field);
    }
    detail
}

fn links(links: &Links) -> Object {
    let more = |link: &Link| {
        Object::new()
            .with_shown("description", link.description.as_ref())
            .with_shown("additionalInfoUri", link.uri.as_ref())
            .into()
    };
    Object::new()
        .with_shown("overviewUri", links.overview.as_ref())
        .with_shown("termsUri", links.terms.as_ref())
        .with_shown("eligibilityUri", links.eligibility.as_ref())
        .with_shown("feesAndPricingUri", links.fees_and_pricing.as_ref())
        .with_shown("bundleUri", links.bundle.as_ref())
        .with_list(keys::MORE_OVERVIEW, &links.more_overview, more)
        .with_list(keys::MORE_TERMS, &links.more_terms, more)
        .with_list(keys::MORE_ELIGIBILITY, &links.more_eligibility, more)
        .with_list(keys::MORE_FEES, &links.more_fees_and_pricing, more)
        .with_list(keys::MORE_BUNDLES, &links.more_bundles, more)
}

/// The supplement's fields that differ from what is assumed without them.
fn extension(product: &Product) -> Object {
    let to_map = |supplement: &Supplement| match serde_json::to_value(supplement) {
        Ok(Value::Object(map)) => map,
        _ => Map::new(),
    };
    let assumed = to_map(&Supplement::default());
    let stated =
        to_map(&product.supplement).into_iter().filter(|(key, value)| assumed.get(key) != Some(value));
    let extension = Object(stated.collect());
    match product.currency {
        Currency::AUD => extension,
        currency => extension.with("currency", currency.code()),
    }
}
