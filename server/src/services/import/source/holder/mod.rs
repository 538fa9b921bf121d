//! A data holder's public product API: the list of products, page by page, then each product's detail.
//!
//! The address of the next page is taken from no answer: pages are counted at the address that the user named,
//! and links only say whether there is one more. So nothing a holder sends can direct requests elsewhere.

mod client;
mod retry;

use super::super::record::{self, Lender};
use super::super::{ImportError, cdr::names, cdr::names::CategoryName};
use super::{Item, Sender};
use crate::store::QuarantinedRecord;
use client::{Client, Failure, Versions};
use futures::StreamExt;
use reqwest::Url;
use serde_json::Value;
use std::collections::BTreeMap;
use std::collections::HashMap;
use std::time::Duration;

/// How to treat a data holder.
#[derive(Debug, Clone)]
pub struct HolderOptions {
    /// Details fetched at once.
    pub concurrency: usize,
    /// How long to wait for a connection.
    pub connect_timeout: Duration,
    /// How long an answer may take in all.
    pub timeout: Duration,
    /// How often a request is made before it counts as failed.
    pub attempts: u32,
    /// The wait after the first failure; doubled after each further one, and shortened at random.
    pub backoff: Duration,
    /// The longest wait, whatever the holder asks for.
    pub longest_wait: Duration,
    /// The largest answer that is read, unpacked.
    pub largest_answer: usize,
    /// Products a page.
    pub page_size: u32,
}

impl Default for HolderOptions {
    fn default() -> Self {
        Self {
            concurrency: 4,
            connect_timeout: Duration::from_secs(10),
            timeout: Duration::from_secs(30),
            attempts: 4,
            backoff: Duration::from_millis(500),
            longest_wait: Duration::from_secs(60),
            largest_answer: 16 * 1024 * 1024,
            page_size: 100,
        }
    }
}

/// Pages after which a list is taken for endless.
const MAX_PAGES: u32 = 10_000;

/// Products after which a list is taken for endless: far more than any lender has.
const MAX_PRODUCTS: usize = 100_000;

/// The list, from version 3 on.
const LIST_VERSIONS: Versions = Versions::new(&[(4, 3), (9, 1)]);
/// The detail; later versions than asked for at first are read too, what is new in them is kept raw.
const DETAIL_VERSIONS: Versions = Versions::new(&[(5, 3), (9, 1)]);

/// The address of the product list below the address a user named.
fn products_url(base: &Url) -> Url {
    let mut url = base.clone();
    url.set_query(None);
    url.set_fragment(None);
    let path = base.path().trim_end_matches('/');
    let path = if path.ends_with("/banking/products") {
        path.to_owned()
    } else if path.ends_with("/cds-au/v1") {
        format!("{path}/banking/products")
    } else {
        format!("{path}/cds-au/v1/banking/products")
    };
    url.set_path(&path);
    url
}

/// What sets lenders of this holder apart that are known by their brand only.
fn home(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

/// Sends what a holder publishes.
pub(super) async fn read(
    base: Url,
    options: HolderOptions,
    resume_after: Option<String>,
    sender: &Sender,
) -> Result<(), ImportError> {
    let url = products_url(&base);
    let refused = |reason: String| ImportError::Source { source_name: url.to_string(), reason };
    let client = Client::new(&options).map_err(|failure| refused(failure.to_string()))?;
    let holder = &Holder { client, home: home(&url), url: url.clone(), options };
    let _ = sender.send(Item::Begin { what: "Reading the list of products", total: None }).await;
    let list = holder.list(sender).await.map_err(|failure| refused(failure.to_string()))?;
    let _ = sender.send(Item::End).await;
    for lender in list.lenders.values() {
        let _ = sender.send(Item::Lender(lender.draft.clone())).await;
    }
    for (external_id, lender) in &list.products {
        let (lender, external_id) = (lender.clone(), external_id.clone());
        let _ = sender.send(Item::Listed { lender, external_id }).await;
    }
    let total = u64::try_from(list.products.len()).ok();
    let _ = sender.send(Item::Begin { what: "Importing products", total }).await;
    // In the order of ids, which is what a resumed import relies on.
    let is_saved = |id: &str| resume_after.as_deref().is_some_and(|mark| id <= mark);
    let (saved, due): (Vec<_>, Vec<_>) = list.products.into_iter().partition(|(id, _)| is_saved(id));
    for _ in saved {
        let _ = sender.send(Item::Resumed).await;
    }
    let mut details = futures::stream::iter(due)
        .map(|(id, lender)| async move {
            let item = holder.detail(&id, &lender).await;
            (id, item)
        })
        .buffered(holder.options.concurrency.max(1));
    while let Some((id, item)) = details.next().await {
        for item in [item, Item::Mark(id), Item::Steps(1)] {
            if sender.send(item).await.is_err() {
                return Ok(());
            }
        }
    }
    let _ = sender.send(Item::End).await;
    Ok(())
}

struct Holder {
    client: Client,
    /// The list's address.
    url: Url,
    home: String,
    options: HolderOptions,
}

/// A holder's products that are credit.
#[derive(Default)]
struct List {
    /// By id, with their lender's key.
    products: BTreeMap<String, String>,
    lenders: HashMap<String, Lender>,
}

impl Holder {
    /// Reads the list to its end, or as far as it goes; that it goes nowhere is an error.
    async fn list(&self, sender: &Sender) -> Result<List, Failure> {
        let mut list = List::default();
        let mut seen = std::collections::HashSet::new();
        for page in 1..=MAX_PAGES {
            let mut url = self.url.clone();
            url.query_pairs_mut()
                .append_pair("page", &page.to_string())
                .append_pair("page-size", &self.options.page_size.to_string());
            let answer = match self.client.get(&url, LIST_VERSIONS).await {
                Ok(answer) => answer,
                Err(failure) if page == 1 => return Err(failure),
                Err(failure) => {
                    self.stop_listing(page, &failure.to_string(), sender).await;
                    break;
                }
            };
            let Some(entries) = answer.pointer("/data/products").and_then(Value::as_array) else {
                let failure = Failure::Unusable("no data.products in the answer".to_owned());
                if page == 1 {
                    return Err(failure);
                }
                self.stop_listing(page, &failure.to_string(), sender).await;
                break;
            };
            let mut is_new = false;
            for entry in entries {
                let _ = sender.send(Item::Steps(1)).await;
                is_new |= seen.insert(entry.get("productId").map(Value::to_string));
                self.take_entry(entry, &mut list, sender).await;
            }
            if !has_more(&answer, page) {
                break;
            }
            if !is_new || page == MAX_PAGES || seen.len() >= MAX_PRODUCTS {
                self.stop_listing(page, "the list repeats itself or has no end", sender).await;
                break;
            }
        }
        Ok(list)
    }

    async fn stop_listing(&self, page: u32, reason: &str, sender: &Sender) {
        let what = format!("{} page {page}", self.url);
        let _ = sender.send(Item::Failed { what, reason: reason.to_owned(), list_is_whole: false }).await;
    }

    async fn take_entry(&self, entry: &Value, list: &mut List, sender: &Sender) {
        let category = entry.get("productCategory").and_then(Value::as_str).map(names::category);
        if category == Some(CategoryName::NotLending) {
            let _ = sender.send(Item::NotLending).await;
            return;
        }
        let lender = record::lender(entry, Some(&self.home));
        let id = entry.get("productId").and_then(Value::as_str).filter(|id| !id.trim().is_empty());
        if let (Some(lender), Some(id)) = (lender.clone(), id) {
            let key = lender.draft.source_key.clone();
            list.products.insert(id.to_owned(), key.clone());
            match list.lenders.get_mut(&key) {
                Some(known) if lender.quality < known.quality => *known = lender,
                Some(_) => {}
                None => {
                    list.lenders.insert(key, lender);
                }
            }
            return;
        }
        let record = QuarantinedRecord {
            source: self.url.to_string(),
            external_id: id.map(str::to_owned),
            raw: entry.to_string(),
            reason: "an entry of the list without a product id or a brand".to_owned(),
        };
        let lender = lender.map(|lender| lender.draft.source_key);
        let _ = sender.send(Item::Quarantined { lender, record }).await;
    }

    /// A product's detail, under the id and the lender that the list gives it.
    async fn detail(&self, id: &str, lender: &str) -> Item {
        let mut url = self.url.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.push(id);
        }
        let place = url.to_string();
        let answer = match self.client.get(&url, DETAIL_VERSIONS).await {
            Ok(answer) => answer,
            Err(failure) => {
                return Item::Failed { what: place, reason: failure.to_string(), list_is_whole: true };
            }
        };
        match super::item(&answer, Some(&self.home), || place) {
            Item::Product { mut product, on_offer, .. } => {
                id.clone_into(&mut product.external_id);
                Item::Product { lender: lender.to_owned(), product, on_offer }
            }
            Item::Quarantined { mut record, .. } => {
                record.external_id = Some(id.to_owned());
                Item::Quarantined { lender: Some(lender.to_owned()), record }
            }
            item => item,
        }
    }
}

/// Whether an answer says that there are more pages: by a link to the next, or by their number.
fn has_more(answer: &Value, page: u32) -> bool {
    let next = answer.pointer("/links/next").and_then(Value::as_str).is_some_and(|next| !next.is_empty());
    let pages = answer.pointer("/meta/totalPages").and_then(Value::as_u64);
    next || pages.is_some_and(|pages| u64::from(page) < pages)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_list_is_found_below_whatever_address_people_copy() {
        for base in [
            "https://api.example.com",
            "https://api.example.com/cds-au/v1/",
            "https://api.example.com/cds-au/v1/banking/products?page=3#top",
        ] {
            let url = products_url(&base.parse().unwrap());
            assert_eq!(url.as_str(), "https://api.example.com/cds-au/v1/banking/products", "{base}");
        }
        let below: Url = "https://example.com:8443/bank/".parse().unwrap();
        assert_eq!(products_url(&below).path(), "/bank/cds-au/v1/banking/products");
        assert_eq!(home(&below), "example.com:8443");
    }

    #[test]
    fn a_next_page_is_linked_or_counted() {
        assert!(has_more(&json!({"links": {"next": "https://elsewhere"}}), 1));
        assert!(has_more(&json!({"links": {}, "meta": {"totalPages": 2}}), 1));
        assert!(!has_more(&json!({"links": {"next": ""}, "meta": {"totalPages": 2}}), 2));
        assert!(!has_more(&json!({}), 1));
    }
}
