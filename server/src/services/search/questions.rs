//! Which questions matter for a kind of credit, from the products on offer.

use super::{SearchError, SearchService};
use domain::product::Category;
use domain::query::{Need, SearchQuery};
use domain::questions::{QuestionTally, QuestionUse};
use index::{ProductIndex, Window};
use predict::priors;
use std::sync::Arc;

/// So many products of a category are counted at most. A national catalogue has a few thousand in all; of a
/// larger one, those that the index puts first stand for the rest, and the answer says of how many it speaks.
const COUNTED: usize = 20_000;

impl SearchService {
    /// How many products on offer in these categories (all, if none is named) have a rule or rates that each
    /// answer matters to. Counted once for each state of the index.
    ///
    /// # Errors
    /// [`SearchError`] if there is no index, if it fails, or if too much is asked for at once.
    pub async fn questions(
        self: &Arc<Self>,
        categories: &[Category],
    ) -> Result<Vec<QuestionUse>, SearchError> {
        let index = self.index.current().ok_or(SearchError::NotReady)?;
        let mut wanted = if categories.is_empty() { Category::ALL.to_vec() } else { categories.to_vec() };
        wanted.sort_unstable();
        wanted.dedup();
        let seq = index.seq();
        let (mut counted, mut missing) = (Vec::with_capacity(wanted.len()), Vec::new());
        for category in wanted {
            match self.tallies.get(&(seq, category)) {
                Some(known) => counted.push((category, known)),
                None => missing.push(category),
            }
        }
        if !missing.is_empty() {
            let count = move |_: &Self| {
                let counted = missing
                    .into_iter()
                    .map(|category| tally(&index, category).map(|fresh| (category, fresh)));
                counted.collect::<Result<Vec<_>, SearchError>>()
            };
            for (category, fresh) in self.in_turn(count).await? {
                self.tallies.insert((seq, category), fresh);
                counted.push((category, fresh));
            }
        }
        let mut sum = QuestionTally::default();
        counted.iter().for_each(|(_, tally)| sum += *tally);
        let with_products = counted.iter().filter(|(_, tally)| !tally.is_empty());
        let with_products: Vec<Category> = with_products.map(|(category, _)| *category).collect();
        Ok(sum.uses(|field| with_products.iter().any(|category| priors::depends_on(field, *category))))
    }
}

fn tally(index: &ProductIndex, category: Category) -> Result<QuestionTally, SearchError> {
    let need = Need { categories: vec![category], ..Need::default() };
    let query = SearchQuery { need, ..SearchQuery::default() };
    let mut tally = QuestionTally::default();
    for hit in index.candidates(&query, &[], Window { offset: 0, limit: COUNTED })?.hits {
        tally.add(&hit.listing);
    }
    Ok(tally)
}
