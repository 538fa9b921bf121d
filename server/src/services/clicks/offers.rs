//! What a node counts of new products until it writes it: how many first pages could have shown each.
//!
//! What was not shown leaves no event, so this is counted where pages are made, summed up, and written every few
//! seconds. A node that is killed forgets the last of it, which costs a new product a few pages of its promise.

use crate::store::ClickOffer;
use domain::answer::Offer;
use domain::product::ProductId;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use uuid::Uuid;

/// Of more products than this, those that come later are not counted until the others are written.
const MOST: usize = 10_000;

/// The counts of a node.
#[derive(Default)]
pub(super) struct Offers(Mutex<HashMap<ProductId, ClickOffer>>);

impl Offers {
    pub(super) fn add(&self, offers: &[Offer]) {
        let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for offer in offers {
            if counted.len() >= MOST && !counted.contains_key(&offer.product) {
                continue;
            }
            let sum = counted.entry(offer.product).or_insert_with(|| ClickOffer {
                id: Uuid::nil(),
                product: offer.product,
                lender: offer.lender,
                category: offer.category,
                pages: 0,
                exposure: 0.0,
                fair: 0.0,
            });
            sum.pages = sum.pages.saturating_add(1);
            sum.exposure += offer.exposure;
            sum.fair += offer.fair;
        }
    }

    /// What was counted since the last time, each under an id of its own.
    pub(super) fn take(&self) -> Vec<ClickOffer> {
        let counted = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        counted.into_values().map(|offer| ClickOffer { id: Uuid::now_v7(), ..offer }).collect()
    }

    /// Counts again what could not be written.
    pub(super) fn put_back(&self, offers: Vec<ClickOffer>) {
        let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for offer in offers {
            let sum = counted.entry(offer.product).or_insert(ClickOffer {
                pages: 0,
                exposure: 0.0,
                fair: 0.0,
                ..offer
            });
            sum.pages = sum.pages.saturating_add(offer.pages);
            sum.exposure += offer.exposure;
            sum.fair += offer.fair;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::product::{Category, InstitutionId};

    fn offer(product: u128, exposure: f64) -> Offer {
        Offer {
            product: ProductId(Uuid::from_u128(product)),
            lender: InstitutionId(Uuid::from_u128(9)),
            category: Category::PersonalLoan,
            exposure,
            fair: 0.25,
        }
    }

    #[test]
    fn pages_are_summed_up_by_product_and_survive_a_failed_write() {
        let offers = Offers::default();
        offers.add(&[offer(1, 0.5), offer(2, 0.0)]);
        let taken = offers.take();
        assert!(offers.take().is_empty());
        offers.add(&[offer(1, 0.0)]);
        offers.put_back(taken);
        let mut sums: Vec<_> = offers.take().into_iter().map(|o| (o.pages, o.exposure, o.fair)).collect();
        sums.sort_by_key(|sum| std::cmp::Reverse(sum.0));
        assert_eq!(sums, [(2, 0.5, 0.5), (1, 0.0, 0.25)]);
    }
}
