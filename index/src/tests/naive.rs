//! What a search should find, listing by listing, without any index.

use crate::facts::{major_ceiling, major_floor};
use crate::text::reference::{
    Alternative, Concept, ListingTokenizer, QueryWord, allowed_edits, analyse, exact_term, stem,
};
use domain::eligibility::{Verdict, judge_verdict};
use domain::headline::{Headline, HeadlineFor};
use domain::listing::Listing;
use domain::money::Money;
use domain::product::RateType;
use domain::query::SearchQuery;
use std::collections::BTreeSet;
use tantivy::tokenizer::{TokenStream, Tokenizer};

/// A listing with the terms it is found by.
pub(crate) struct Known {
    pub(crate) listing: Listing,
    terms: BTreeSet<String>,
}

impl Known {
    pub(crate) fn new(listing: Listing) -> Self {
        let mut terms = BTreeSet::new();
        let topics = crate::schema::topics(&listing);
        for text in [&listing.name, &listing.institution_name, &topics, &listing.description] {
            let mut tokenizer = ListingTokenizer::new();
            let mut stream = tokenizer.token_stream(text);
            stream.process(&mut |token| {
                terms.insert(token.text.clone());
            });
        }
        Self { listing, terms }
    }
}

/// Which dimension to leave out of a filter.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Without {
    Nothing,
    Category,
    Institution,
    RateType,
}

/// The lowest headline rate of a type, or of any.
fn lowest(listing: &Listing, rate_type: Option<RateType>) -> Option<i64> {
    let wanted = HeadlineFor { rate_type, ..HeadlineFor::default() };
    Headline::choose(&listing.rates, &wanted).map(|headline| headline.annual.millionths())
}

/// Whether a listing satisfies a query, its text and eligibility apart.
pub(crate) fn passes(listing: &Listing, query: &SearchQuery, without: Without) -> bool {
    let filters = &query.filters;
    let within = |rate: Option<i64>| match filters.max_rate {
        Some(max) => rate.is_some_and(|rate| rate <= max.millionths()),
        None => rate.is_some(),
    };
    (without == Without::Category
        || query.need.categories.is_empty()
        || query.need.categories.contains(&listing.category))
        && (without == Without::Institution
            || filters.institutions.is_empty()
            || filters.institutions.contains(&listing.institution_id))
        && (without == Without::RateType
            || filters.rate_types.is_empty()
            || filters.rate_types.iter().any(|wanted| within(lowest(listing, Some(*wanted)))))
        && (filters.max_rate.is_none() || within(lowest(listing, None)))
        && filters.secured.is_none_or(|secured| listing.secured == Some(secured))
        && (!filters.no_annual_fee
            || (listing.fees.published && listing.fees.yearly.minor == 0 && !listing.fees.has_unknown))
        && filters.features.iter().all(|feature| listing.features.contains(feature))
}

/// Whether a rule that an index can hold is not met. Shares of income are left to the domain, and so are amounts that
/// differ by less than a major unit.
pub(crate) fn is_refused(listing: &Listing, query: &SearchQuery) -> bool {
    let mut rules = listing.rules.clone();
    rules.max_dti = None;
    let apart = |limit: Option<Money>, has: Option<Money>, round: fn(Money) -> u32| {
        limit.filter(|limit| has.is_none_or(|has| round(has) != round(*limit)))
    };
    rules.min_amount = apart(rules.min_amount, query.amount(), major_floor);
    rules.max_amount = apart(rules.max_amount, query.amount(), major_ceiling);
    rules.min_income = apart(rules.min_income, query.borrower.income_annual, major_floor);
    judge_verdict(&rules, query, None) == Verdict::NotMet
}

/// Which listings fit a text; `None` if the text names nothing.
pub(crate) fn fits(known: &[Known], text: &str) -> Option<Vec<bool>> {
    let concepts = analyse(text);
    if concepts.is_empty() {
        return None;
    }
    let located: Vec<(bool, Vec<bool>)> =
        concepts.iter().map(|concept| (concept.required, locate(known, concept))).collect();
    let exists = |docs: &[bool]| docs.iter().any(|has| *has);
    let mut needed: Vec<&Vec<bool>> =
        located.iter().filter(|(required, docs)| *required && exists(docs)).map(|(_, docs)| docs).collect();
    if needed.is_empty() {
        needed = located.iter().map(|(_, docs)| docs).filter(|docs| exists(docs)).collect();
    }
    let counts: Vec<usize> =
        (0..known.len()).map(|doc| needed.iter().filter(|docs| docs[doc]).count()).collect();
    let all = needed.len();
    if all == 0 {
        return Some(vec![false; known.len()]);
    }
    let having = |least: usize| counts.iter().filter(|count| **count >= least).count();
    let least = if all <= 3 && having(all) > 0 {
        all
    } else {
        (1..=all)
            .rev()
            .find(|least| having(*least) >= 10 || (having(*least) > 0 && *least <= all.div_ceil(2)))
            .unwrap_or(1)
    };
    Some(counts.into_iter().map(|count| count >= least).collect())
}

fn locate(known: &[Known], concept: &Concept) -> Vec<bool> {
    let alternatives: Vec<Vec<bool>> = concept
        .alternatives
        .iter()
        .map(|Alternative { words, .. }| {
            let words: Vec<Vec<bool>> = words.iter().map(|word| find(known, word)).collect();
            (0..known.len()).map(|doc| words.iter().all(|docs| docs[doc])).collect()
        })
        .collect();
    (0..known.len()).map(|doc| alternatives.iter().any(|docs| docs[doc])).collect()
}

fn having(known: &[Known], test: impl Fn(&BTreeSet<String>) -> bool) -> Vec<bool> {
    known.iter().map(|known| test(&known.terms)).collect()
}

fn find(known: &[Known], word: &QueryWord) -> Vec<bool> {
    let exactly = |term: &str| having(known, |terms| terms.contains(&exact_term(term)));
    match word {
        QueryWord::Stem(stem) => exactly(stem),
        QueryWord::Chinese(word) => {
            let whole = exactly(word);
            if whole.contains(&true) {
                return whole;
            }
            having(known, |terms| word.chars().all(|c| terms.contains(&exact_term(&c.to_string()))))
        }
        QueryWord::Typed { folded, stem, may_continue } => {
            let whole = exactly(stem);
            let letters = folded.chars().count();
            let longer = || having(known, |terms| terms.iter().any(|term| term.starts_with(folded.as_str())));
            if whole.contains(&true) {
                if !may_continue || letters < 5 {
                    return whole;
                }
                return whole.iter().zip(longer()).map(|(a, b)| *a || b).collect();
            }
            if *may_continue && letters >= 2 && longer().contains(&true) {
                return longer();
            }
            for edits in 1..=usize::from(allowed_edits(letters)) {
                for prefix in [false, true] {
                    let similar = similar(known, folded, edits, prefix);
                    if (!prefix || *may_continue) && similar.contains(&true) {
                        return similar;
                    }
                }
            }
            whole
        }
    }
}

fn similar(known: &[Known], word: &str, edits: usize, prefix: bool) -> Vec<bool> {
    let mut alike = BTreeSet::new();
    for term in known.iter().flat_map(|known| &known.terms) {
        let near = if prefix {
            term.char_indices()
                .map(|(at, c)| at + c.len_utf8())
                .chain([0])
                .any(|end| distance(word, &term[..end]) <= edits)
        } else {
            distance(word, term) <= edits
        };
        if near {
            alike.insert(if term.starts_with('=') { term.clone() } else { exact_term(&stem(term)) });
        }
    }
    having(known, |terms| alike.iter().any(|term| terms.contains(term)))
}

/// Edits between two words, where swapping two neighbours is one (restricted Damerau-Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            rows[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let swap = if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    rows[i - 2][j - 2] + 1
                } else {
                    usize::MAX
                };
                let change = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                change.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1).min(swap)
            };
        }
    }
    rows[a.len()][b.len()]
}
