//! The products that a borrower keeps apart: saved, dismissed, and laid side by side.
//!
//! Every list has room for so many and no more, since an anonymous visitor's lists travel in a cookie. A full
//! list refuses; it never drops what was put into it earlier.

use crate::product::ProductId;
use serde::Serialize;
use uuid::Uuid;

named_enum! {
    /// One of the lists.
    pub enum List {
        /// Products to come back to.
        Saved = "saved",
        /// Products not to be shown in results.
        Dismissed = "dismissed",
        /// Products laid side by side.
        Compared = "compared",
    }
}

impl List {
    /// How many products the list has room for.
    #[must_use]
    pub const fn room(self) -> usize {
        match self {
            Self::Saved => 60,
            Self::Dismissed => 100,
            Self::Compared => 4,
        }
    }
}

/// The list has no room for another product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the list of {0} products is full")]
pub struct ListFull(pub List);

/// The bytes are not lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not lists of products")]
pub struct ListsError;

/// A borrower's lists, each in the order in which products came to it. A dismissed product is neither saved nor
/// compared.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Lists {
    saved: Vec<ProductId>,
    dismissed: Vec<ProductId>,
    compared: Vec<ProductId>,
}

impl Lists {
    /// A list's products, the one put there first first.
    #[must_use]
    pub fn of(&self, list: List) -> &[ProductId] {
        match list {
            List::Saved => &self.saved,
            List::Dismissed => &self.dismissed,
            List::Compared => &self.compared,
        }
    }

    /// Whether a product is on a list.
    #[must_use]
    pub fn has(&self, list: List, product: ProductId) -> bool {
        self.of(list).contains(&product)
    }

    /// Whether nothing is kept.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        List::ALL.iter().all(|list| self.of(*list).is_empty())
    }

    fn of_mut(&mut self, list: List) -> &mut Vec<ProductId> {
        match list {
            List::Saved => &mut self.saved,
            List::Dismissed => &mut self.dismissed,
            List::Compared => &mut self.compared,
        }
    }

    /// Puts a product on a list, and off those that contradict it. One that is there already stays where it is.
    ///
    /// # Errors
    /// [`ListFull`]; the lists are then as before.
    pub fn add(&mut self, list: List, product: ProductId) -> Result<(), ListFull> {
        if self.has(list, product) {
            return Ok(());
        }
        if self.of(list).len() >= list.room() {
            return Err(ListFull(list));
        }
        self.of_mut(list).push(product);
        match list {
            List::Dismissed => {
                self.remove(List::Saved, product);
                self.remove(List::Compared, product);
            }
            List::Saved | List::Compared => self.remove(List::Dismissed, product),
        }
        Ok(())
    }

    /// Takes a product off a list.
    pub fn remove(&mut self, list: List, product: ProductId) {
        self.of_mut(list).retain(|kept| *kept != product);
    }

    /// Adds what other lists hold, after what is here, as far as there is room. What is saved on either side stays
    /// saved, even where the other dismissed it. Answers how many products found no room.
    pub fn merge(&mut self, other: &Self) -> usize {
        let mut left_behind = 0;
        for list in [List::Saved, List::Compared, List::Dismissed] {
            for product in other.of(list) {
                let wanted = self.has(List::Saved, *product) || self.has(List::Compared, *product);
                if list == List::Dismissed && wanted {
                    continue;
                }
                left_behind += usize::from(self.add(list, *product).is_err());
            }
        }
        left_behind
    }

    /// The lists in few bytes: how many products each has, then their ids of 16 bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let ids = List::ALL.iter().flat_map(|list| self.of(*list));
        let lengths = List::ALL.iter().map(|list| u8::try_from(self.of(*list).len()).unwrap_or(u8::MAX));
        lengths.chain(ids.flat_map(|id| *id.0.as_bytes())).collect()
    }

    /// Lists from [`to_bytes`](Self::to_bytes).
    ///
    /// # Errors
    /// [`ListsError`] if the bytes are anything else.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ListsError> {
        let (lengths, ids) = bytes.split_at_checked(List::ALL.len()).ok_or(ListsError)?;
        let (ids, rest) = ids.as_chunks::<16>();
        let mut ids = ids.iter().map(|id| ProductId(Uuid::from_bytes(*id)));
        let mut lists = Self::default();
        for (list, length) in List::ALL.iter().zip(lengths) {
            for _ in 0..*length {
                lists.add(*list, ids.next().ok_or(ListsError)?).map_err(|_| ListsError)?;
            }
        }
        if rest.is_empty() && ids.next().is_none() { Ok(lists) } else { Err(ListsError) }
    }
}

named_enum! {
    /// What a visitor does with a product, as the last part of the address that the form is sent to.
    pub enum ListAction {
        /// Put it on the saved list.
        Save = "save",
        /// Take it off the saved list.
        Unsave = "unsave",
        /// Leave it out of results.
        Dismiss = "dismiss",
        /// Show it in results again.
        Restore = "restore",
        /// Lay it beside others.
        Compare = "compare",
        /// Take it from the comparison.
        Uncompare = "uncompare",
    }
}

impl ListAction {
    /// The list that the action changes.
    #[must_use]
    pub const fn list(self) -> List {
        match self {
            Self::Save | Self::Unsave => List::Saved,
            Self::Dismiss | Self::Restore => List::Dismissed,
            Self::Compare | Self::Uncompare => List::Compared,
        }
    }

    /// Does it.
    ///
    /// # Errors
    /// [`ListFull`] if a product is to be put on a list that has no room.
    pub fn apply(self, lists: &mut Lists, product: ProductId) -> Result<(), ListFull> {
        match self {
            Self::Save | Self::Dismiss | Self::Compare => lists.add(self.list(), product),
            Self::Unsave | Self::Restore | Self::Uncompare => {
                lists.remove(self.list(), product);
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn id(number: u128) -> ProductId {
        ProductId(Uuid::from_u128(number))
    }

    fn lists(saved: &[u128], dismissed: &[u128], compared: &[u128]) -> Lists {
        let ids = |numbers: &[u128]| numbers.iter().map(|number| id(*number)).collect();
        Lists { saved: ids(saved), dismissed: ids(dismissed), compared: ids(compared) }
    }

    #[test]
    fn a_full_list_refuses_and_drops_nothing() {
        for list in List::ALL {
            let mut lists = Lists::default();
            for number in 0..list.room() as u128 {
                lists.add(*list, id(number)).unwrap();
            }
            let before = lists.clone();
            assert_eq!(lists.add(*list, id(1_000)), Err(ListFull(*list)));
            assert_eq!(lists, before);
            assert_eq!(lists.add(*list, id(0)), Ok(()), "what is there already needs no room");
            assert_eq!(lists, before);
        }
    }

    #[test]
    fn dismissing_takes_a_product_off_the_other_lists_and_saving_brings_it_back() {
        let mut kept = lists(&[1, 2], &[], &[1]);
        ListAction::Dismiss.apply(&mut kept, id(1)).unwrap();
        assert_eq!(kept, lists(&[2], &[1], &[]));
        ListAction::Compare.apply(&mut kept, id(1)).unwrap();
        assert_eq!(kept, lists(&[2], &[], &[1]));
        ListAction::Uncompare.apply(&mut kept, id(1)).unwrap();
        ListAction::Unsave.apply(&mut kept, id(2)).unwrap();
        assert!(kept.is_empty());
    }

    #[test]
    fn merging_keeps_what_either_side_saved() {
        let mut account = lists(&[1], &[2, 3], &[]);
        assert_eq!(account.merge(&lists(&[2, 4], &[1, 5], &[6])), 0);
        assert_eq!(account, lists(&[1, 2, 4], &[3, 5], &[6]));
    }

    #[test]
    fn merging_says_what_found_no_room() {
        let mut account = lists(&[], &[], &[1, 2, 3]);
        assert_eq!(account.merge(&lists(&[], &[], &[3, 4, 5, 6])), 2);
        assert_eq!(account, lists(&[], &[], &[1, 2, 3, 4]));
    }

    #[test]
    fn every_action_names_its_list() {
        for action in ListAction::ALL {
            let mut kept = lists(&[1], &[2], &[3]);
            for number in [1, 2, 3, 4] {
                action.apply(&mut kept, id(number)).unwrap();
            }
            let adds = matches!(action, ListAction::Save | ListAction::Dismiss | ListAction::Compare);
            assert_eq!(kept.has(action.list(), id(4)), adds, "{action}");
            assert_eq!(kept.of(action.list()).len(), if adds { 4 } else { 0 }, "{action}");
        }
    }

    proptest! {
        #[test]
        fn lists_survive_their_bytes_and_stay_apart(
            steps in proptest::collection::vec((0..ListAction::ALL.len(), 0_u128..40), 0..120),
        ) {
            let mut kept = Lists::default();
            for (action, number) in steps {
                let _ = ListAction::ALL[action].apply(&mut kept, id(number));
                for product in kept.of(List::Dismissed) {
                    prop_assert!(!kept.has(List::Saved, *product) && !kept.has(List::Compared, *product));
                }
            }
            prop_assert_eq!(Lists::from_bytes(&kept.to_bytes()), Ok(kept));
        }

        #[test]
        fn whatever_bytes_are_read_nothing_breaks(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            if let Ok(kept) = Lists::from_bytes(&bytes) {
                prop_assert_eq!(Lists::from_bytes(&kept.to_bytes()), Ok(kept));
            }
        }
    }

    #[test]
    fn bytes_that_are_no_lists_are_refused() {
        for bytes in [&[][..], &[0, 0], &[1, 0, 0], &[0, 0, 0, 7], &[0, 0, 5]] {
            assert_eq!(Lists::from_bytes(bytes), Err(ListsError), "{bytes:?}");
        }
    }
}
