//! Completions of what a borrower has begun to type.
//!
//! Categories, purposes and lenders are few and compared one by one; product names come from the index's
//! dictionary of names, which holds every name from each of its words on, sorted. From four letters on, one
//! letter may be wrong where nothing fits as typed.

use crate::bitmap::Bitmap;
use crate::error::IndexError;
use crate::product_index::ProductIndex;
use crate::snapshot::Snapshot;
use crate::text::{allowed_edits, category_words, chinese_names, fold, is_chinese, purpose_words};
use domain::answer::{Suggestion, SuggestionKind};
use domain::listing::Listing;
use domain::product::{Category, Purpose};
use std::collections::BTreeMap;
use std::sync::Arc;
use tantivy::postings::TermInfo;
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, Term};

/// At most so many names are looked at, in alphabetical order, before the best are chosen.
const MAX_NAMES: usize = 100;
/// At most so many lenders are suggested at once.
const MAX_LENDERS: usize = 3;
/// At most so many categories and purposes are suggested at once.
const MAX_TOPICS: usize = 3;
/// What is typed beyond this many characters is not completed.
const MAX_TYPED: usize = 60;

impl ProductIndex {
    /// Completes `typed`: categories and purposes first, then lenders, then product names, each name once, the
    /// most frequent first. At most `limit`.
    ///
    /// # Errors
    /// [`IndexError`] if the index's files cannot be read.
    pub fn suggest(&self, typed: &str, limit: usize) -> Result<Vec<Suggestion>, IndexError> {
        let typed: String = fold(typed).chars().take(MAX_TYPED).collect();
        if typed.is_empty() || limit == 0 {
            return Ok(Vec::new());
        }
        let snapshot = self.snapshot();
        let mut suggestions = Vec::new();
        for edits in 0..=allowed_edits(typed.chars().count()).min(1) {
            suggestions = topics(&typed, edits);
            suggestions.extend(lenders(&snapshot, &typed, edits));
            if suggestions.len() < limit {
                let names = self.names(&snapshot, &typed, edits, limit - suggestions.len())?;
                suggestions.extend(names.iter().map(|listing| Suggestion {
                    kind: SuggestionKind::Product,
                    text: listing.name.trim().to_owned(),
                    value: listing.product_id.to_string(),
                }));
            }
            if !suggestions.is_empty() {
                break;
            }
        }
        suggestions.truncate(limit);
        Ok(suggestions)
    }

    /// One listing of each name that can continue `typed`, the most frequent names first.
    fn names(
        &self,
        snapshot: &Snapshot,
        typed: &str,
        edits: u8,
        limit: usize,
    ) -> Result<Vec<Arc<Listing>>, IndexError> {
        let mut found: BTreeMap<String, Name> = BTreeMap::new();
        let field = self.fields().completions;
        for (i, reader) in snapshot.searcher.segment_readers().iter().enumerate() {
            let Some(segment) = snapshot.segments.get(i) else { continue };
            let inverted = reader.inverted_index(field)?;
            for info in terms(inverted.terms(), field, typed, edits)? {
                let Some(doc) = first_alive(&inverted, &info, &segment.alive)? else { continue };
                let listing = self.listing(snapshot, i, doc)?;
                let name = fold(&listing.name);
                let starts = name.starts_with(typed);
                let known = found.entry(name).or_insert_with(|| Name { starts, listings: 0, listing });
                known.listings = known.listings.max(info.doc_freq);
            }
        }
        let mut names: Vec<Name> = found.into_values().collect();
        // Stable: names alike stay in alphabetical order.
        names.sort_by_key(|name| (!name.starts, std::cmp::Reverse(name.listings)));
        Ok(names.into_iter().take(limit).map(|name| name.listing).collect())
    }
}

/// A product name that may be meant.
struct Name {
    /// Whether it begins with what was typed, rather than having it further on.
    starts: bool,
    /// How many listings have it in the largest segment.
    listings: u32,
    listing: Arc<Listing>,
}

/// The first terms of a dictionary that continue `typed`, give or take `edits` letters.
fn terms(
    dictionary: &tantivy::termdict::TermDictionary,
    field: tantivy::schema::Field,
    typed: &str,
    edits: u8,
) -> Result<Vec<TermInfo>, IndexError> {
    let mut found = Vec::new();
    if edits == 0 {
        let mut stream = dictionary.range().ge(typed).into_stream()?;
        while found.len() < MAX_NAMES && stream.advance() && stream.key().starts_with(typed.as_bytes()) {
            found.push(stream.value().clone());
        }
    } else {
        let automaton =
            FuzzyTermQuery::new_prefix(Term::from_field_text(field, typed), edits, true).automaton()?;
        let mut stream = dictionary.search(&automaton).into_stream()?;
        while found.len() < MAX_NAMES && stream.advance() {
            found.push(stream.value().clone());
        }
    }
    Ok(found)
}

fn first_alive(
    inverted: &tantivy::InvertedIndexReader,
    info: &TermInfo,
    alive: &Bitmap,
) -> Result<Option<DocId>, IndexError> {
    let mut postings = inverted.read_block_postings_from_terminfo(info, IndexRecordOption::Basic)?;
    while postings.block_len() > 0 {
        if let Some(doc) = postings.docs().iter().find(|doc| alive.contains(**doc)) {
            return Ok(Some(*doc));
        }
        postings.advance();
    }
    Ok(None)
}

/// Categories and purposes whose words, English or Chinese, continue what was typed.
fn topics(typed: &str, edits: u8) -> Vec<Suggestion> {
    let categories = Category::ALL.iter().map(|category| {
        (SuggestionKind::Category, label(category.name()), category.name(), category_words(*category))
    });
    let purposes = Purpose::ALL.iter().filter(|purpose| **purpose != Purpose::Other).map(|purpose| {
        (SuggestionKind::Purpose, label(purpose.name()), purpose.name(), purpose_words(*purpose))
    });
    let mut found: Vec<(bool, Suggestion)> = categories
        .chain(purposes)
        .filter_map(|(kind, text, value, words)| {
            let starts = continues(&text.to_lowercase(), typed, edits);
            let fits = starts || continues_any(words, typed, edits) || continues_chinese(&text, words, typed);
            fits.then(|| (starts, Suggestion { kind, text, value: value.to_owned() }))
        })
        .collect();
    found.sort_by_key(|(starts, _)| !starts);
    found.into_iter().map(|(_, suggestion)| suggestion).take(MAX_TOPICS).collect()
}

/// `personal_loan` as "Personal loan".
fn label(name: &str) -> String {
    let mut label = name.replace('_', " ");
    if let Some(first) = label.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    label
}

fn continues_chinese(label: &str, words: &str, typed: &str) -> bool {
    typed.starts_with(is_chinese)
        && std::iter::once(label.to_lowercase().as_str())
            .chain(words.split(' '))
            .flat_map(chinese_names)
            .any(|name| name.starts_with(typed))
}

fn lenders(snapshot: &Snapshot, typed: &str, edits: u8) -> Vec<Suggestion> {
    let mut found: Vec<_> = snapshot
        .lenders
        .iter()
        .zip(&snapshot.folded_lenders)
        .zip(&snapshot.lender_listings)
        .filter(|(_, listings)| **listings > 0)
        .filter_map(|((lender, folded), listings)| {
            let starts = continues(folded, typed, edits);
            (starts || continues_any(folded, typed, edits)).then_some((!starts, u64::MAX - listings, lender))
        })
        .collect();
    found.sort_by(|a, b| (a.0, a.1, &a.2.name).cmp(&(b.0, b.1, &b.2.name)));
    found
        .into_iter()
        .take(MAX_LENDERS)
        .map(|(.., lender)| Suggestion {
            kind: SuggestionKind::Institution,
            text: lender.name.clone(),
            value: lender.id.to_string(),
        })
        .collect()
}

/// Whether a text continues what was typed from one of its later words on.
fn continues_any(text: &str, typed: &str, edits: u8) -> bool {
    text.match_indices(' ')
        .any(|(at, _)| text.get(at + 1..).is_some_and(|rest| continues(rest, typed, edits)))
        || continues(text, typed, edits)
}

/// Whether a text begins with what was typed, give or take one letter.
fn continues(text: &str, typed: &str, edits: u8) -> bool {
    if edits == 0 { text.starts_with(typed) } else { begins_almost(text, typed) }
}

/// Whether some beginning of `text` is one edit from `typed`: a letter wrong, missing, too many, or two swapped.
fn begins_almost(text: &str, typed: &str) -> bool {
    let (mut text, mut typed) = (text.chars(), typed.chars());
    loop {
        let (text_here, typed_here) = (text.clone(), typed.clone());
        match (text.next(), typed.next()) {
            (_, None) => return true,
            (Some(a), Some(b)) if a == b => {}
            (a, Some(b)) => {
                let (wrong_text, wrong_typed) = (text.as_str(), typed.as_str());
                let missing = wrong_text.starts_with(typed_here.as_str());
                let too_many = text_here.as_str().starts_with(wrong_typed);
                let swapped = a.is_some_and(|a| wrong_text.starts_with(b) && wrong_typed.starts_with(a))
                    && rest(wrong_text).starts_with(rest(wrong_typed));
                return missing || too_many || swapped || wrong_text.starts_with(wrong_typed);
            }
        }
    }
}

/// All but the first character.
fn rest(text: &str) -> &str {
    let mut chars = text.chars();
    chars.next();
    chars.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter_may_be_wrong() {
        for typed in ["mortg", "mrtg", "morrtg", "mortx", "omrt", "mxrtg"] {
            assert!(begins_almost("mortgage", typed), "{typed}");
        }
        for typed in ["mxxtg", "xortx", "gage"] {
            assert!(!begins_almost("mortgage", typed), "{typed}");
        }
    }

    #[test]
    fn topics_are_found_by_their_words_in_both_languages() {
        let first = |typed: &str| topics(typed, 0).into_iter().map(|s| s.value).next();
        assert_eq!(first("pers").as_deref(), Some("personal_loan"));
        assert_eq!(first("mortg").as_deref(), Some("home_loan"));
        assert_eq!(first("renov").as_deref(), Some("home_improvement"));
        assert_eq!(first("房贷").as_deref(), Some("home_loan"));
        assert_eq!(first("信用").as_deref(), Some("credit_card"));
        assert_eq!(topics("zzz", 0), []);
    }
}
