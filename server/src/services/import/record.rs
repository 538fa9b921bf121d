//! One record of a source: whose product it is, and the product.

use super::cdr::read::{self, NotAProduct};
use crate::store::InstitutionDraft;
use domain::product::Product;
use serde_json::Value;

/// How good a name a record gives its lender: a source's records need not agree, and the best is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NameQuality {
    /// The register's.
    Registered,
    /// The brand's, as people would write it.
    Readable,
    /// A code.
    Code,
}

/// A record's lender as that record describes it.
#[derive(Debug, Clone)]
pub(super) struct Lender {
    pub(super) draft: InstitutionDraft,
    pub(super) quality: NameQuality,
}

/// What a record turned out to be.
pub(super) enum Record {
    /// A product of a lender.
    Product {
        lender: Lender,
        product: Box<Product>,
        /// Whether the source says that it is still on the lender's list.
        on_offer: bool,
    },
    /// An account that is no credit.
    NotLending,
    /// Neither.
    Unreadable { lender: Option<Lender>, external_id: Option<String>, reason: String },
}

/// The product's detail: under `data` where the record is a response or a line of a file, else the record.
pub(super) fn data(record: &Value) -> &Value {
    record.get("data").filter(|data| data.is_object()).unwrap_or(record)
}

/// Reads a record. `home` sets lenders apart that are known by their brand only: a data holder's host.
pub(super) fn read(record: &Value, home: Option<&str>) -> Record {
    let lender = lender(record, home);
    let product = match read::product(data(record)) {
        Ok(product) => product,
        Err(NotAProduct::NotLending(_)) => return Record::NotLending,
        Err(NotAProduct::Unreadable(reason)) => {
            let external_id = text(data(record), "productId");
            return Record::Unreadable { lender, external_id, reason };
        }
    };
    let Some(lender) = lender else {
        let reason = "no lender: neither a brand nor a brand's id".to_owned();
        return Record::Unreadable { lender: None, external_id: Some(product.external_id), reason };
    };
    let on_offer = record.pointer("/_src/in_last_product_list").and_then(Value::as_bool).unwrap_or(true);
    Record::Product { lender, product: Box::new(product), on_offer }
}

/// A record's lender and product id, if it has both.
pub(super) fn identity(record: &Value, home: Option<&str>) -> Option<(Lender, String)> {
    Some((lender(record, home)?, read::external_id(data(record))?))
}

/// A record's lender: by the register's brand id where the source gives one, else by the brand's name.
pub(super) fn lender(record: &Value, home: Option<&str>) -> Option<Lender> {
    let source = record.get("_src");
    let of_source = |key| source.and_then(|source| text(source, key));
    let data = data(record);
    let (brand, brand_name) = (text(data, "brand"), text(data, "brandName"));
    let source_key = match of_source("brand_id") {
        Some(id) => id,
        None => {
            let brand = brand.as_deref().or(brand_name.as_deref())?.to_lowercase();
            home.map_or_else(|| format!("brand:{brand}"), |home| format!("holder:{home}/{brand}"))
        }
    };
    let brands = [brand_name, brand].into_iter().flatten();
    let (name, quality) = match of_source("register_brand_name") {
        Some(name) => (name, NameQuality::Registered),
        None => brands
            .map(|name| {
                let quality = if is_code(&name) { NameQuality::Code } else { NameQuality::Readable };
                (name, quality)
            })
            .min_by_key(|(_, quality)| *quality)
            .unwrap_or_else(|| (source_key.clone(), NameQuality::Code)),
    };
    let is_true = |value: Option<&Value>| value.and_then(Value::as_bool).unwrap_or(false);
    let fictional = is_true(record.pointer("/_src/fictional"))
        || is_true(data.get(super::cdr::EXTENSION).and_then(|extension| extension.get("fictional")));
    let draft = InstitutionDraft { source_key, name, abn: of_source("abn"), fictional };
    Some(Lender { draft, quality })
}

/// Brand codes are short, or have neither a small letter nor a space.
fn is_code(name: &str) -> bool {
    name.chars().count() < 3 || !name.chars().any(|c| c.is_lowercase() || c.is_whitespace())
}

/// A text with its white space tidied, unless there is none.
fn text(object: &Value, key: &str) -> Option<String> {
    let text = match object.get(key)? {
        Value::String(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn lender_of(record: &Value) -> (String, String) {
        let draft = lender(record, None).unwrap().draft;
        (draft.source_key, draft.name)
    }

    #[test]
    fn a_lender_goes_by_its_register_id_and_its_most_readable_name() {
        let record = json!({"_src": {"brand_id": "b-1", "register_brand_name": " Southern  Cross "},
            "data": {"brand": "S", "brandName": "SCCU"}});
        assert_eq!(lender_of(&record), ("b-1".to_owned(), "Southern Cross".to_owned()));
        let record = json!({"_src": {"brand_id": "b-2"}, "data": {"brand": "Y", "brandName": "Your Mutual"}});
        assert_eq!(lender_of(&record), ("b-2".to_owned(), "Your Mutual".to_owned()));
        let record = json!({"_src": {"brand_id": "b-3"},
            "data": {"brand": "Northern Inland Credit Union", "brandName": "NICU"}});
        assert_eq!(lender_of(&record).1, "Northern Inland Credit Union");
    }

    #[test]
    fn without_a_register_id_the_brand_is_the_key() {
        let record = json!({"brand": "Kiwi Bank", "name": "Loan"});
        assert_eq!(lender_of(&record), ("brand:kiwi bank".to_owned(), "Kiwi Bank".to_owned()));
        let key = lender(&record, Some("api.example.com")).unwrap().draft.source_key;
        assert_eq!(key, "holder:api.example.com/kiwi bank");
        assert!(lender(&json!({"data": {"brand": " "}}), None).is_none());
    }
}
