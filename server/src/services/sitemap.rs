//! The addresses that search engines may know: the catalogue's half of the sitemap.

pub use crate::store::OnOffer;

use crate::store::{Store, StoreError};
use domain::product::Category;
use std::sync::Arc;
use tokio::sync::Mutex;

/// How many products are asked for at a time.
const A_TIME: u32 = 10_000;

/// What may be found of a catalogue. Empty while any product of it is invented.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Addresses {
    /// The categories that have products.
    pub categories: Vec<Category>,
    /// The products on offer, in the order of their ids.
    pub products: Vec<OnOffer>,
}

/// The sitemap of one node.
pub struct SitemapService {
    store: Arc<dyn Store>,
    /// The newest addresses and the number of the change that they hold for: 24 bytes a product. Who asks while
    /// they are read waits, so that they are read once.
    known: Mutex<Option<(u64, Arc<Addresses>)>>,
}

impl SitemapService {
    /// A service over a store.
    #[must_use]
    pub fn new(store: Arc<dyn Store>) -> Self {
        Self { store, known: Mutex::new(None) }
    }

    /// The addresses as of the catalogue's newest change; read from the store where it has changed since.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn addresses(&self) -> Result<Arc<Addresses>, StoreError> {
        let mut known = self.known.lock().await;
        let seq = self.store.head_seq().await?;
        if let Some((_, addresses)) = known.as_ref().filter(|(at, _)| *at == seq) {
            return Ok(addresses.clone());
        }
        let addresses = Arc::new(self.read().await?);
        *known = Some((seq, addresses.clone()));
        Ok(addresses)
    }

    async fn read(&self) -> Result<Addresses, StoreError> {
        if self.store.counts().await?.fictional > 0 {
            return Ok(Addresses::default());
        }
        let categories = self.store.counts_by_category().await?;
        let categories = categories.into_iter().map(|(category, _)| category).collect();
        let mut products: Vec<OnOffer> = Vec::new();
        loop {
            let page = self.store.on_offer_after(products.last().map(|last| last.id), A_TIME).await?;
            if page.is_empty() {
                return Ok(Addresses { categories, products });
            }
            products.extend(page);
        }
    }
}
