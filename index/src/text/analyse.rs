//! What a borrower's words look for.
//!
//! A query becomes a list of *concepts*. A concept is a set of alternatives, an alternative a list of words that
//! must stand together in a listing. Stop words are dropped; what the borrower hopes for (`cheap`) is optional.

use super::tokenizer::{Word, chinese_words, is_chinese, stem, words};
use super::vocabulary::{chinese_term, english, is_chinese_stop_word};

/// A query has at most this many concepts; what follows is not looked for.
const MAX_CONCEPTS: usize = 16;

/// Something a listing should be about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Concept {
    /// The ways to find it.
    pub(crate) alternatives: Vec<Alternative>,
    /// Whether a listing without it is a poorer answer, or only one with less of what was hoped for.
    pub(crate) required: bool,
}

/// Words that all must stand in a listing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Alternative {
    /// The words.
    pub(crate) words: Vec<QueryWord>,
    /// Whether it is a synonym of what was typed, which counts one level less.
    pub(crate) synonym: bool,
}

/// How a word is looked for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum QueryWord {
    /// By stem only: words that the vocabulary supplied.
    Stem(String),
    /// By stem, and if no listing has it by words like it.
    Typed {
        /// As typed, folded.
        folded: String,
        /// Its stem.
        stem: String,
        /// Whether it may be the beginning of a word: the query ends with it.
        may_continue: bool,
    },
    /// A Chinese word, and if no listing has it all of its characters.
    Chinese(String),
}

/// Analyses a query. Empty if no word of it names anything.
pub(crate) fn analyse(text: &str) -> Vec<Concept> {
    let mut concepts: Vec<Concept> = Vec::new();
    let tokens = words(text);
    let open_end = text.ends_with(char::is_alphanumeric);
    let last = tokens.len().saturating_sub(1);
    for (i, token) in tokens.into_iter().enumerate() {
        match token {
            Word::Latin { folded, stem } => {
                concepts.extend(latin_concept(folded, stem, open_end && i == last));
            }
            Word::Chinese(run) => chinese_concepts(&run, &mut concepts),
        }
    }
    let mut distinct: Vec<Concept> = Vec::with_capacity(concepts.len());
    for concept in concepts {
        let known = distinct.iter().any(|other| first_stem(other) == first_stem(&concept));
        if !known && distinct.len() < MAX_CONCEPTS {
            distinct.push(concept);
        }
    }
    if distinct.iter().all(|concept| !concept.required) {
        distinct.iter_mut().for_each(|concept| concept.required = true);
    }
    distinct
}

/// What makes two concepts the same: the first word of the first alternative.
fn first_stem(concept: &Concept) -> Option<Vec<&str>> {
    let words = &concept.alternatives.first()?.words;
    Some(
        words
            .iter()
            .map(|word| match word {
                QueryWord::Stem(stem) | QueryWord::Typed { stem, .. } => stem.as_str(),
                QueryWord::Chinese(word) => word.as_str(),
            })
            .collect(),
    )
}

fn latin_concept(folded: String, stem: String, may_continue: bool) -> Option<Concept> {
    let vocabulary = english();
    if vocabulary.is_stop_word(&folded) {
        return None;
    }
    let required = !vocabulary.is_wish(&folded);
    let synonyms = vocabulary.synonyms(&stem).to_vec();
    let mut alternatives =
        vec![Alternative { words: vec![QueryWord::Typed { folded, stem, may_continue }], synonym: false }];
    alternatives.extend(
        synonyms.into_iter().map(|stem| Alternative { words: vec![QueryWord::Stem(stem)], synonym: true }),
    );
    Some(Concept { alternatives, required })
}

fn chinese_concepts(run: &str, concepts: &mut Vec<Concept>) {
    let mut rest = run;
    let mut unknown = String::new();
    while let Some(first) = rest.chars().next() {
        if let Some((term, meanings)) = chinese_term(rest) {
            unknown_chinese(&std::mem::take(&mut unknown), concepts);
            concepts.push(translated(term, meanings));
            rest = rest.strip_prefix(term).unwrap_or_default();
        } else {
            unknown.push(first);
            rest = rest.strip_prefix(first).unwrap_or_default();
        }
    }
    unknown_chinese(&unknown, concepts);
}

fn translated(term: &str, meanings: &[&str]) -> Concept {
    let mut alternatives =
        vec![Alternative { words: vec![QueryWord::Chinese(term.to_owned())], synonym: false }];
    alternatives.extend(meanings.iter().map(|english| Alternative {
        words: english.split(' ').map(|word| QueryWord::Stem(stem(word))).collect(),
        synonym: false,
    }));
    Concept { alternatives, required: true }
}

fn unknown_chinese(run: &str, concepts: &mut Vec<Concept>) {
    if run.is_empty() {
        return;
    }
    for word in chinese_words(run) {
        if word.starts_with(is_chinese) && !is_chinese_stop_word(&word) {
            let words = vec![QueryWord::Chinese(word)];
            concepts
                .push(Concept { alternatives: vec![Alternative { words, synonym: false }], required: true });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        analyse(text).iter().filter_map(first_stem).map(|stems| stems.join("+")).collect()
    }

    #[test]
    fn sentences_are_reduced_to_what_they_are_about() {
        assert_eq!(
            names("What happens if I just don't pay my student loans?"),
            ["happen", "pay", "student", "loan"]
        );
        let concepts = analyse("cheap car loans for students");
        assert_eq!(concepts.iter().map(|c| c.required).collect::<Vec<_>>(), [false, true, true, true]);
    }

    #[test]
    fn wishes_alone_are_looked_for() {
        assert!(analyse("low").iter().all(|concept| concept.required));
        assert_eq!(names("what should I do"), [""; 0]);
    }

    #[test]
    fn only_the_last_word_may_continue_and_only_while_it_is_open() {
        let continues = |text: &str| {
            analyse(text).iter().any(|concept| {
                concept
                    .alternatives
                    .iter()
                    .any(|a| a.words.iter().any(|w| matches!(w, QueryWord::Typed { may_continue: true, .. })))
            })
        };
        assert!(continues("home lo"));
        assert!(!continues("home lo "));
        assert!(!continues("mortgage?"));
    }

    #[test]
    fn chinese_terms_are_looked_for_in_both_languages() {
        assert_eq!(names("我想办一个信用卡"), ["信用卡"]);
        assert_eq!(names("低利率房贷"), ["房贷"]);
        let concepts = analyse("车贷");
        let english = concepts[0]
            .alternatives
            .iter()
            .any(|a| a.words == [QueryWord::Stem("car".into()), QueryWord::Stem("loan".into())]);
        assert!(english, "{concepts:?}");
    }

    #[test]
    fn words_typed_twice_count_once_and_long_queries_end() {
        assert_eq!(names("loan loans LOAN"), ["loan"]);
        let long: String = (0..60).map(|i| format!("word{i} ")).collect();
        assert_eq!(analyse(&long).len(), MAX_CONCEPTS);
    }
}
