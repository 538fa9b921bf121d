//! Splits text into index terms.
//!
//! | text | terms |
//! |---|---|
//! | Latin and other alphabetic words | the word in lower case without accents (`loans`), which prefixes and typos are matched against, and its English stem behind a marker (`=loan`), which whole words are matched against |
//! | Chinese, Japanese kanji | the words that jieba finds (`=房贷`) and every single character (`=房`, `=贷`) |
//!
//! Apostrophes vanish (`don't` is `dont`); every other sign separates words.

use std::sync::LazyLock;
use tantivy::tokenizer::{
    AsciiFoldingFilter, Language, LowerCaser, Stemmer, TextAnalyzer, Token, TokenStream, Tokenizer,
};
use tantivy_jieba::JiebaTokenizer;

/// The name under which the tokenizer is registered with tantivy.
pub(crate) const TOKENIZER: &str = "lendlight";

/// Changes whenever a text is split into other terms, so that indexes built before are rebuilt.
pub(crate) const TOKENIZER_VERSION: u32 = 1;

/// What distinguishes a stem or a Chinese word from a word as written.
pub(crate) const EXACT: char = '=';

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Word {
    /// A word of an alphabetic script: folded, and its English stem.
    Latin { folded: String, stem: String },
    /// A run of Chinese characters, not yet divided.
    Chinese(String),
}

/// Loads what the first search would otherwise wait for: the Chinese dictionary (some 100 ms) and the tables of
/// the automata for misspelt words. Meant to be called off the request path.
pub fn warm() {
    let _ = chinese_words("房贷");
    super::words::warm_automata();
}

/// Whether a character is written without spaces between words.
pub(crate) fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// The words of a text, in order.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut folder = folder();
    let mut stemmer = stemmer();
    let folded = collect(&mut folder, text);
    let stems = collect(&mut stemmer, text);
    folded
        .into_iter()
        .zip(stems)
        .map(|(folded, stem)| {
            if folded.starts_with(is_chinese) { Word::Chinese(folded) } else { Word::Latin { folded, stem } }
        })
        .collect()
}

/// Lower case without accents, single spaces between words: how names are compared.
pub(crate) fn fold(text: &str) -> String {
    collect(&mut folder(), text).join(" ")
}

/// The English stem of a folded word.
pub(crate) fn stem(word: &str) -> String {
    collect(&mut stemmer(), word).concat()
}

/// Jieba's words of a run of Chinese characters, without overlaps.
pub(crate) fn chinese_words(run: &str) -> Vec<String> {
    collect_with(&mut JiebaTokenizer::with_search_mode(false), run)
}

fn folder() -> TextAnalyzer {
    static FOLDER: LazyLock<TextAnalyzer> = LazyLock::new(|| {
        TextAnalyzer::builder(ScriptTokenizer).filter(LowerCaser).filter(AsciiFoldingFilter).build()
    });
    FOLDER.clone()
}

fn stemmer() -> TextAnalyzer {
    static STEMMER: LazyLock<TextAnalyzer> = LazyLock::new(|| {
        TextAnalyzer::builder(ScriptTokenizer)
            .filter(LowerCaser)
            .filter(AsciiFoldingFilter)
            .filter(Stemmer::new(Language::English))
            .build()
    });
    STEMMER.clone()
}

fn collect(analyzer: &mut TextAnalyzer, text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    analyzer.token_stream(text).process(&mut |token| tokens.push(token.text.clone()));
    tokens
}

fn collect_with<T: Tokenizer>(tokenizer: &mut T, text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    tokenizer.token_stream(text).process(&mut |token| tokens.push(token.text.clone()));
    tokens
}

/// Splits text where words end or the script changes.
#[derive(Clone)]
struct ScriptTokenizer;

impl Tokenizer for ScriptTokenizer {
    type TokenStream<'a> = ScriptStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> ScriptStream<'a> {
        ScriptStream { rest: text, token: Token { position: usize::MAX, ..Token::default() } }
    }
}

struct ScriptStream<'a> {
    rest: &'a str,
    token: Token,
}

impl TokenStream for ScriptStream<'_> {
    fn advance(&mut self) -> bool {
        let start = self.rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        let Some(first) = start.chars().next() else { return false };
        let chinese = is_chinese(first);
        let belongs = |c: char| {
            if chinese { is_chinese(c) } else { is_apostrophe(c) || (c.is_alphanumeric() && !is_chinese(c)) }
        };
        let end = start.find(|c| !belongs(c)).unwrap_or(start.len());
        let (word, rest) = start.split_at(end);
        self.rest = rest;
        self.token.text.clear();
        self.token.text.extend(word.chars().filter(|c| !is_apostrophe(*c)));
        self.token.position = self.token.position.wrapping_add(1);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}')
}

/// Tantivy's tokenizer for every text field.
#[derive(Clone)]
pub(crate) struct ListingTokenizer {
    chinese: JiebaTokenizer,
}

impl ListingTokenizer {
    pub(crate) fn new() -> Self {
        Self { chinese: JiebaTokenizer::new() }
    }

    fn push_chinese(&mut self, run: &str, terms: &mut Vec<String>) {
        for word in collect_with(&mut self.chinese, run) {
            if word.chars().nth(1).is_some() {
                terms.push(format!("{EXACT}{word}"));
            }
        }
        terms.extend(run.chars().map(|c| format!("{EXACT}{c}")));
    }
}

impl Tokenizer for ListingTokenizer {
    type TokenStream<'a> = TermStream;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> TermStream {
        let mut terms = Vec::new();
        for word in words(text) {
            match word {
                Word::Latin { folded, stem } => {
                    terms.push(format!("{EXACT}{stem}"));
                    terms.push(folded);
                }
                Word::Chinese(run) => self.push_chinese(&run, &mut terms),
            }
        }
        TermStream { terms: terms.into_iter(), token: Token { position: usize::MAX, ..Token::default() } }
    }
}

/// The terms of a text.
pub(crate) struct TermStream {
    terms: std::vec::IntoIter<String>,
    token: Token,
}

impl TokenStream for TermStream {
    fn advance(&mut self) -> bool {
        let Some(term) = self.terms.next() else { return false };
        self.token.text = term;
        self.token.position = self.token.position.wrapping_add(1);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> Vec<String> {
        collect_with(&mut ListingTokenizer::new(), text)
    }

    #[test]
    fn english_words_are_folded_and_stemmed() {
        assert_eq!(terms("Renovations"), ["=renov", "renovations"]);
        assert_eq!(terms("Crédit-Café's"), ["=credit", "credit", "=cafe", "cafes"]);
        assert_eq!(fold("  The “Basic”  Home-Loan "), "the basic home loan");
    }

    #[test]
    fn chinese_is_found_by_word_and_by_character() {
        let terms = terms("个人住房贷款 Loan");
        for term in ["=个人", "=住房", "=贷款", "=房", "=贷", "=loan", "loan"] {
            assert!(terms.iter().any(|t| t == term), "{term} in {terms:?}");
        }
    }

    #[test]
    fn scripts_are_told_apart_without_spaces() {
        assert_eq!(
            words("ANZ房贷3年"),
            [
                Word::Latin { folded: "anz".into(), stem: "anz".into() },
                Word::Chinese("房贷".into()),
                Word::Latin { folded: "3".into(), stem: "3".into() },
                Word::Chinese("年".into()),
            ]
        );
    }

    #[test]
    fn anything_can_be_tokenized() {
        for text in ["", "'", "''''", "—…", "\u{0}", "e\u{301}", "ǅ ﬁ ß İ"] {
            let _ = terms(text);
        }
    }
}
