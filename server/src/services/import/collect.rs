//! From a source's items to the store: batches, and what is no longer on offer.

use super::source::Item;
use super::{ImportError, ImportSummary};
use crate::services::progress::Progress;
use crate::store::{InstitutionDraft, Saved, Store, StoreError};
use domain::product::{InstitutionId, Product};
use domain::time::Timestamp;
use std::collections::HashMap;
use uuid::Uuid;

/// Products of a lender that are saved together.
const BATCH: usize = 100;
/// Products that may wait to be saved.
const MAX_WAITING: usize = 400;
/// Products after which a resumable import saves everything and notes where it is: what an interruption costs.
const CHECKPOINT: usize = 25;

/// What is known of a lender during an import.
struct Lender {
    /// As the source describes it; `None` if it never did.
    draft: Option<InstitutionDraft>,
    /// Its id, once it is saved.
    id: Option<InstitutionId>,
    /// Products on offer, to be saved.
    on_offer: Vec<Product>,
    /// Products withdrawn, to be saved.
    withdrawn: Vec<Product>,
    /// The ids of all its products that the source lists.
    listed: Vec<String>,
    /// Whether `listed` is everything it lists.
    is_whole: bool,
}

impl Default for Lender {
    fn default() -> Self {
        let (on_offer, withdrawn, listed) = (Vec::new(), Vec::new(), Vec::new());
        Self { draft: None, id: None, on_offer, withdrawn, listed, is_whole: true }
    }
}

/// Gathers items into batches and saves them.
pub(super) struct Collector<'s> {
    store: &'s dyn Store,
    at: Timestamp,
    /// The run to note progress of.
    run: Option<Uuid>,
    mark: Option<String>,
    lenders: HashMap<String, Lender>,
    waiting: usize,
    summary: ImportSummary,
    progress: &'s dyn Progress,
}

impl<'s> Collector<'s> {
    pub(super) fn new(
        store: &'s dyn Store,
        at: Timestamp,
        run: Option<Uuid>,
        progress: &'s dyn Progress,
    ) -> Self {
        let (lenders, summary) = (HashMap::new(), ImportSummary::default());
        Self { store, at, run, mark: None, lenders, waiting: 0, summary, progress }
    }

    fn lender(&mut self, key: String) -> &mut Lender {
        self.lenders.entry(key).or_default()
    }

    /// Takes in how a lender is called; the first description counts.
    pub(super) fn introduce(&mut self, draft: InstitutionDraft) {
        self.lender(draft.source_key.clone()).draft.get_or_insert(draft);
    }

    /// Takes an item in; saves when enough have gathered.
    pub(super) async fn take(&mut self, item: Item) -> Result<(), ImportError> {
        match item {
            Item::Lender(draft) => self.introduce(draft),
            Item::Listed { lender, external_id } => self.lender(lender).listed.push(external_id),
            Item::Product { lender, product, on_offer } => {
                self.summary.read += 1;
                self.summary.count_unread(&product.unread);
                self.take_product(lender, *product, on_offer).await?;
            }
            Item::NotLending => {
                self.summary.read += 1;
                self.summary.not_lending += 1;
            }
            Item::Superseded => {
                self.summary.read += 1;
                self.summary.superseded += 1;
            }
            Item::Resumed => {
                self.summary.resumed += 1;
                self.progress.advance(1);
            }
            Item::Quarantined { lender, record } => {
                self.summary.read += 1;
                self.summary.count_quarantined(&record.reason);
                self.store.quarantine(&record, self.at).await?;
                match (lender, record.external_id) {
                    (Some(lender), Some(external_id)) => self.lender(lender).listed.push(external_id),
                    (Some(lender), None) => self.lender(lender).is_whole = false,
                    (None, _) => self.summary.is_partial = true,
                }
            }
            Item::Failed { what, reason, list_is_whole } => {
                self.summary.failed.push((what, reason));
                self.summary.is_partial |= !list_is_whole;
            }
            Item::Mark(mark) => self.mark = Some(mark),
            Item::Begin { what, total } => self.progress.begin(what, total),
            Item::Steps(steps) => self.progress.advance(steps),
            Item::End => self.progress.end(),
        }
        let is_due = if self.run.is_some() { CHECKPOINT } else { MAX_WAITING };
        if self.waiting >= is_due {
            self.save_all().await?;
        }
        Ok(())
    }

    async fn take_product(
        &mut self,
        key: String,
        product: Product,
        on_offer: bool,
    ) -> Result<(), StoreError> {
        let lender = self.lender(key.clone());
        if on_offer {
            lender.listed.push(product.external_id.clone());
            lender.on_offer.push(product);
        } else {
            lender.withdrawn.push(product);
        }
        let is_due = lender.on_offer.len().max(lender.withdrawn.len()) >= BATCH;
        self.waiting += 1;
        if is_due { self.save(&key).await } else { Ok(()) }
    }

    /// Saves a lender's waiting products.
    async fn save(&mut self, key: &str) -> Result<(), StoreError> {
        let Some(lender) = self.lenders.get_mut(key) else {
            return Ok(());
        };
        let on_offer = std::mem::take(&mut lender.on_offer);
        let withdrawn = std::mem::take(&mut lender.withdrawn);
        let count = on_offer.len() + withdrawn.len();
        let (Some(draft), true) = (&lender.draft, count > 0) else {
            return Ok(());
        };
        let id = match lender.id {
            Some(id) => id,
            None => self.store.save_institution(draft, self.at).await?.id,
        };
        lender.id = Some(id);
        self.waiting = self.waiting.saturating_sub(count);
        if !on_offer.is_empty() {
            let saved = self.store.save_products(id, &on_offer, self.at).await?;
            self.count(&saved);
        }
        if !withdrawn.is_empty() {
            let saved = self.store.save_withdrawn_products(id, &withdrawn, self.at).await?;
            self.summary.withdrawn += count_of(&saved, |s| matches!(s, Saved::Created(_)));
            self.count(&saved);
        }
        Ok(())
    }

    fn count(&mut self, saved: &[Saved]) {
        self.summary.created += count_of(saved, |s| matches!(s, Saved::Created(_)));
        self.summary.changed += count_of(saved, |s| matches!(s, Saved::Changed(_)));
        self.summary.unchanged += count_of(saved, |s| matches!(s, Saved::Unchanged(_)));
        self.summary.withdrawn += count_of(saved, |s| matches!(s, Saved::Withdrawn(_)));
        for _ in 0..count_of(saved, |s| matches!(s, Saved::Quarantined)) {
            self.summary.count_quarantined("refused by the schema");
        }
    }

    /// Saves everything that waits, and then notes where the import is.
    async fn save_all(&mut self) -> Result<(), StoreError> {
        let due = |lender: &Lender| !lender.on_offer.is_empty() || !lender.withdrawn.is_empty();
        let keys: Vec<String> =
            self.lenders.iter().filter(|(_, lender)| due(lender)).map(|(key, _)| key.clone()).collect();
        for key in keys {
            self.save(&key).await?;
        }
        if let (Some(run), Some(mark)) = (self.run, self.mark.take()) {
            self.store.progress_import(run, &mark, self.at).await?;
        }
        Ok(())
    }

    /// Saves the rest and withdraws what is no longer listed.
    pub(super) async fn finish(mut self) -> Result<ImportSummary, StoreError> {
        self.save_all().await?;
        if self.summary.is_partial {
            return Ok(self.summary);
        }
        for (key, lender) in self.lenders {
            if !lender.is_whole {
                self.summary.is_partial = true;
                continue;
            }
            let id = match lender.id {
                Some(id) => Some(id),
                None => self.store.institution_by_key(&key).await?.map(|institution| institution.id),
            };
            if let Some(id) = id {
                self.summary.withdrawn += self.store.withdraw_missing(id, &lender.listed, self.at).await?;
            }
        }
        Ok(self.summary)
    }
}

fn count_of(saved: &[Saved], is: impl Fn(&Saved) -> bool) -> u64 {
    saved.iter().map(|saved| u64::from(is(saved))).sum()
}
