//! From text to words, on both sides: what listings are indexed under, and what a borrower's words look for.

mod analyse;
mod matching;
mod tokenizer;
mod vocabulary;
mod words;

pub(crate) use analyse::analyse;
pub(crate) use matching::{TextMatch, TextSegment, find};
pub use tokenizer::warm;
pub(crate) use tokenizer::{ListingTokenizer, TOKENIZER, TOKENIZER_VERSION, fold, is_chinese};
pub(crate) use vocabulary::{category_words, chinese_names, feature_words, purpose_words};
pub(crate) use words::{WordCache, allowed_edits, new_cache as new_word_cache};

/// What the reference implementation of the tests shares with the index: how words are taken apart.
#[cfg(test)]
pub(crate) mod reference {
    pub(crate) use super::analyse::{Alternative, Concept, QueryWord, analyse};
    pub(crate) use super::tokenizer::{ListingTokenizer, stem};
    pub(crate) use super::words::{allowed_edits, exact as exact_term};
}
