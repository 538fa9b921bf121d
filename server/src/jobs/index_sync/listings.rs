//! From the store's products to the index's listings.

use crate::store::{CatalogChange, Store, StoreError, StoredProduct};
use domain::listing::Listing;
use domain::product::ProductId;
use index::Change;
use std::collections::{HashMap, HashSet};

/// The listings of those products that are on offer.
///
/// A product whose document cannot be read is left out, and said so: one damaged row must not keep all others
/// from being found.
pub(super) async fn offered(
    store: &dyn Store,
    ids: &[ProductId],
) -> Result<HashMap<ProductId, Listing>, StoreError> {
    let products = match store.products(ids).await {
        Err(StoreError::Corrupt { .. }) => readable(store, ids).await?,
        answer => answer?,
    };
    Ok(products
        .into_iter()
        .filter(|product| product.withdrawn_at.is_none())
        .map(|product| (product.id, product.listing()))
        .collect())
}

async fn readable(store: &dyn Store, ids: &[ProductId]) -> Result<Vec<StoredProduct>, StoreError> {
    let mut products = Vec::with_capacity(ids.len());
    for id in ids {
        match store.product(*id).await {
            Err(error @ StoreError::Corrupt { .. }) => {
                tracing::error!(%error, "a product cannot be found until it is saved again");
            }
            answer => products.extend(answer?),
        }
    }
    Ok(products)
}

/// What the index has to do about changes of the catalogue: every product once, as it is now.
pub(super) async fn changes(store: &dyn Store, changes: &[CatalogChange]) -> Result<Vec<Change>, StoreError> {
    let ids: HashSet<ProductId> = changes.iter().map(|change| change.product_id).collect();
    let ids: Vec<ProductId> = ids.into_iter().collect();
    let mut offered = offered(store, &ids).await?;
    Ok(ids
        .into_iter()
        .map(|id| match offered.remove(&id) {
            Some(listing) => Change::Upsert(Box::new(listing)),
            None => Change::Remove(id),
        })
        .collect())
}
