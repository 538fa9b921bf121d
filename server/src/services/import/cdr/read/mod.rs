//! One *BankingProductDetail* object → one product.

mod fees;
mod fields;
mod offer;
mod rates;
mod supplement;

use super::names::{self, CategoryName};
use super::{EXTENSION, keys};
use domain::money::Currency;
use domain::product::{Category, Link, Links, Product};
use fields::{Fields, Path, Unread};
use serde_json::Value;

/// Why an object is not a product of this catalogue.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAProduct {
    /// It is a savings account or the like.
    #[error("{0} is no kind of credit")]
    NotLending(String),
    /// It lacks what every product has.
    #[error("{0}")]
    Unreadable(String),
}

/// Reads a product's detail. The result lacks nothing that `data` says: what has no typed place or cannot be
/// read is in [`Product::unread`], ordered by path.
///
/// A product without `productId` goes under an id made of its category and name.
///
/// # Errors
/// [`NotAProduct`] where `data` is not an object, has no name, or no category that this catalogue holds.
pub fn product(data: &Value) -> Result<Product, NotAProduct> {
    let Value::Object(map) = data else {
        return Err(NotAProduct::Unreadable("not a JSON object".to_owned()));
    };
    let unread = Unread::default();
    let mut fields = Fields::new(map, Path::ROOT, &unread);
    let (name, category, external_id) = identify(&mut fields)?;
    let (supplement, currency) = fields.object(EXTENSION, supplement::read).unwrap_or((None, None));
    let currency = currency.unwrap_or(Currency::AUD);
    let mut product = Product {
        external_id,
        name,
        description: fields.text("description").unwrap_or_default(),
        category,
        brand: fields.text("brand").unwrap_or_default(),
        brand_name: fields.text("brandName"),
        currency,
        tailored: fields.parse("isTailored").unwrap_or(false),
        effective_from: fields.parse("effectiveFrom"),
        effective_to: fields.parse("effectiveTo"),
        updated_at: fields.parse("lastUpdated"),
        links: links(&mut fields),
        lending_rates: rates::lending(&mut fields),
        deposit_rates: rates::deposit(&mut fields),
        fees: fees::read(&mut fields, currency),
        features: offer::features(&mut fields),
        constraints: offer::constraints(&mut fields),
        eligibility: offer::eligibility(&mut fields, "eligibility", "eligibilityType"),
        bundles: offer::bundles(&mut fields),
        card_art: offer::card_art(&mut fields),
        supplement: supplement.unwrap_or_default(),
        unread: Vec::new(),
    };
    fields.finish();
    product.unread = unread.into_inner();
    product.unread.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(product)
}

/// The id that [`product`] reads, without reading the rest.
#[must_use]
pub fn external_id(data: &Value) -> Option<String> {
    let unread = Unread::default();
    let mut fields = Fields::new(data.as_object()?, Path::ROOT, &unread);
    identify(&mut fields).ok().map(|(_, _, external_id)| external_id)
}

/// A product's name, category and id.
fn identify(fields: &mut Fields<'_>) -> Result<(String, Category, String), NotAProduct> {
    let name = fields.required("name", non_blank).map_err(NotAProduct::Unreadable)?;
    let category = category(fields)?;
    let external_id = fields
        .read("productId", non_blank)
        .unwrap_or_else(|| format!("{}:{}", category.name(), name.to_lowercase()));
    Ok((name, category, external_id))
}

/// The text, unless it is blank.
fn non_blank(text: &str) -> Result<String, &'static str> {
    if text.trim().is_empty() { Err("blank") } else { Ok(text.to_owned()) }
}

fn category(fields: &mut Fields<'_>) -> Result<Category, NotAProduct> {
    let text = fields.required("productCategory", non_blank).map_err(NotAProduct::Unreadable)?;
    match names::category(&text) {
        CategoryName::Lending(category) => Ok(category),
        CategoryName::NotLending => Err(NotAProduct::NotLending(text)),
        CategoryName::Unknown => Err(NotAProduct::Unreadable(format!(
            "productCategory: {text:?} is not a category that the standard knows"
        ))),
    }
}

fn links(fields: &mut Fields<'_>) -> Links {
    let apply = fields.text("applicationUri");
    let more = |fields: &mut Fields<'_>, key| {
        fields.list(key, |link| {
            Ok(Link { description: link.text("description"), uri: link.text("additionalInfoUri") })
        })
    };
    let information = fields.object("additionalInformation", |info| Links {
        apply: None,
        overview: info.text("overviewUri"),
        terms: info.text("termsUri"),
        eligibility: info.text("eligibilityUri"),
        fees_and_pricing: info.text("feesAndPricingUri"),
        bundle: info.text("bundleUri"),
        more_overview: more(info, keys::MORE_OVERVIEW),
        more_terms: more(info, keys::MORE_TERMS),
        more_eligibility: more(info, keys::MORE_ELIGIBILITY),
        more_fees_and_pricing: more(info, keys::MORE_FEES),
        more_bundles: more(info, keys::MORE_BUNDLES),
    });
    Links { apply, ..information.unwrap_or_default() }
}
