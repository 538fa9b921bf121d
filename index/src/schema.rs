//! The index's schema: every field in one struct.
//!
//! A listing is stored whole, as postcard bytes, so a search never asks a database. Beside it stand the words it
//! is found by, without positions or frequencies, and its [`Facts`] as fast fields.

use crate::columns::Lender;
use crate::error::IndexError;
use crate::facts::{FactFields, Facts};
use crate::text::{
    ListingTokenizer, TOKENIZER, TOKENIZER_VERSION, category_words, feature_words, fold, purpose_words,
};
use domain::listing::Listing;
use domain::product::{InstitutionId, ProductId};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use tantivy::schema::{Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions, Value};
use tantivy::store::Compressor;
use tantivy::{Index, IndexSettings, TantivyDocument, Term};

/// Changes whenever a stored listing is encoded in another way, so that indexes built before are rebuilt.
const LISTING_FORMAT: u32 = 3;
/// Stored listings are read one by one, at random: small blocks cost less to unpack.
const STORE_BLOCK: usize = 4_096;
/// The fast field of lenders.
pub(crate) const LENDER_LABEL: &str = "lender_label";
/// A name is completed from its first words only.
const MAX_COMPLETED_WORDS: usize = 6;

/// Every field.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fields {
    /// The product's id; listings are replaced by it.
    product: Field,
    /// The lender's id, for filters.
    institution: Field,
    /// The product's name.
    name: Field,
    /// The lender's name.
    lender: Field,
    /// Category, purposes and features in words.
    topics: Field,
    /// The lender's description.
    description: Field,
    /// The name, folded, from each of its words on: for completions.
    pub(crate) completions: Field,
    /// The lender's id and name, as one fast value.
    lender_label: Field,
    /// The listing itself.
    listing: Field,
    facts: FactFields,
}

impl Fields {
    fn new() -> (Self, Schema) {
        let mut schema = Schema::builder();
        let indexed = |tokenizer: &str| {
            TextOptions::default().set_indexing_options(
                TextFieldIndexing::default()
                    .set_tokenizer(tokenizer)
                    .set_fieldnorms(false)
                    .set_index_option(IndexRecordOption::Basic),
            )
        };
        let fields = Self {
            product: schema.add_text_field("product", indexed("raw")),
            institution: schema.add_text_field("institution", indexed("raw")),
            name: schema.add_text_field("name", indexed(TOKENIZER)),
            lender: schema.add_text_field("lender", indexed(TOKENIZER)),
            topics: schema.add_text_field("topics", indexed(TOKENIZER)),
            description: schema.add_text_field("description", indexed(TOKENIZER)),
            completions: schema.add_text_field("completions", indexed("raw")),
            lender_label: schema.add_text_field(LENDER_LABEL, TextOptions::default().set_fast("raw")),
            listing: schema.add_bytes_field("listing", STORED),
            facts: FactFields::add_to(&mut schema),
        };
        (fields, schema.build())
    }

    /// The fields that words are looked for in, most prominent first.
    pub(crate) const fn text(&self) -> [Field; 4] {
        [self.name, self.lender, self.topics, self.description]
    }

    /// What a product's document is replaced and removed by.
    pub(crate) fn product_term(&self, id: ProductId) -> Term {
        Term::from_field_text(self.product, &id.to_string())
    }

    /// What a lender's documents are found by.
    pub(crate) fn institution_term(&self, id: InstitutionId) -> Term {
        Term::from_field_text(self.institution, &id.to_string())
    }

    /// A listing as a document.
    pub(crate) fn document(&self, listing: &Listing) -> Result<TantivyDocument, IndexError> {
        let mut document = TantivyDocument::new();
        document.add_text(self.product, listing.product_id.to_string());
        document.add_text(self.institution, listing.institution_id.to_string());
        document.add_text(self.name, &listing.name);
        document.add_text(self.lender, &listing.institution_name);
        document.add_text(self.topics, topics(listing));
        document.add_text(self.description, &listing.description);
        for completion in completions(&listing.name) {
            document.add_text(self.completions, completion);
        }
        document.add_text(self.lender_label, lender_label(listing));
        document.add_bytes(self.listing, &postcard::to_allocvec(listing)?);
        self.facts.write(&Facts::of(listing), &mut document);
        Ok(document)
    }

    /// The listing of a document.
    pub(crate) fn listing(&self, document: &TantivyDocument) -> Result<Listing, IndexError> {
        let bytes = document
            .get_first(self.listing)
            .and_then(|value| value.as_bytes())
            .ok_or_else(|| IndexError::Damaged("a document without a listing".to_owned()))?;
        Ok(postcard::from_bytes(bytes)?)
    }
}

pub(crate) fn topics(listing: &Listing) -> String {
    let mut words = category_words(listing.category).to_owned();
    for purpose in &listing.purposes {
        let _ = write!(words, " {}", purpose_words(*purpose));
    }
    for feature in &listing.features {
        let _ = write!(words, " {}", feature_words(*feature));
    }
    words.push_str(match listing.secured {
        Some(true) => " secured",
        Some(false) => " unsecured",
        None => "",
    });
    words
}

/// A folded name from each of its words on: "visa credit card", "credit card", "card".
fn completions(name: &str) -> Vec<String> {
    let name = fold(name);
    let starts = std::iter::once(0).chain(name.match_indices(' ').map(|(at, _)| at + 1));
    starts.take(MAX_COMPLETED_WORDS).filter_map(|at| name.get(at..)).map(str::to_owned).collect()
}

fn lender_label(listing: &Listing) -> String {
    format!("{} {}", listing.institution_id, listing.institution_name)
}

/// Reads what [`lender_label`] writes.
pub(crate) fn read_lender_label(label: &str) -> Option<Lender> {
    let (id, name) = label.split_once(' ')?;
    Some(Lender { id: id.parse().ok()?, name: name.to_owned() })
}

/// The schema with its fields.
pub(crate) fn schema() -> (Fields, Schema) {
    Fields::new()
}

/// How documents are stored.
pub(crate) fn settings() -> IndexSettings {
    IndexSettings {
        docstore_compression: Compressor::Lz4,
        docstore_blocksize: STORE_BLOCK,
        docstore_compress_dedicated_thread: false,
        ..IndexSettings::default()
    }
}

/// Gives an index its tokenizer.
pub(crate) fn register_tokenizer(index: &Index) {
    index.tokenizers().register(TOKENIZER, ListingTokenizer::new());
}

/// Identifies what an index was built with: its schema, how text becomes terms, how listings are encoded.
#[must_use]
pub fn schema_hash() -> String {
    let (_, schema) = schema();
    let fields = serde_json::to_string(&schema).unwrap_or_default();
    let digest = Sha256::digest(format!("{fields}\n{TOKENIZER_VERSION}\n{LISTING_FORMAT}"));
    digest.iter().take(16).fold(String::with_capacity(32), |mut hash, byte| {
        let _ = write!(hash, "{byte:02x}");
        hash
    })
}
