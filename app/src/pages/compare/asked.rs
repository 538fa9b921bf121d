//! What a comparison's address asks for, and the addresses that lead on from it.

use crate::components::entry::Typed;
use crate::format::money_field;
use crate::t;
use domain::money::Currency;
use domain::product::ProductId;
use domain::query::{ParseOptions, SearchQuery};

/// The page.
pub const COMPARE: &str = "/compare";
/// How many products stand side by side.
pub const MOST: usize = 4;
/// What an address says of the need; it says nothing of the borrower.
const NEED: &[&str] = &["amount", "term_months", "purpose"];

/// What is compared, and for what need.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// The products, each once, at most [`MOST`].
    pub products: Vec<ProductId>,
    /// How many more were named than can be compared.
    pub beyond: usize,
    /// How many names are no product's id.
    pub unreadable: usize,
    /// Whether rows that are the same for all are left out.
    pub differences: bool,
    /// The need.
    pub query: SearchQuery,
    /// The need as typed, with its faults.
    pub typed: Typed,
}

impl Asked {
    /// Reads an address's names and values. A need that cannot be used is left out and said at its field;
    /// the comparison stands without it.
    #[must_use]
    pub fn read(pairs: &[(String, String)], currency: Currency) -> Self {
        let mut asked = Self { typed: Typed::read(pairs, NEED), ..Self::default() };
        let mut personalise = None;
        for (name, value) in pairs {
            match (name.as_str(), value.trim()) {
                ("product", "") => {}
                ("product", value) => match value.parse::<ProductId>() {
                    Ok(id) if asked.products.contains(&id) => {}
                    Ok(_) if asked.products.len() >= MOST => asked.beyond += 1,
                    Ok(id) => asked.products.push(id),
                    Err(_) => asked.unreadable += 1,
                },
                ("differences", value) => asked.differences = value == "true",
                // Whatever else it says than yes is a no.
                ("personalise", value) => personalise = (!value.is_empty()).then_some(value == "true"),
                _ => {}
            }
        }
        asked.query = SearchQuery { personalise, ..asked.need(currency) };
        asked
    }

    fn need(&mut self, currency: Currency) -> SearchQuery {
        let options = ParseOptions { currency, refuse_unknown: false };
        let mut usable: Vec<&'static str> = NEED.to_vec();
        loop {
            let pairs = usable.iter().map(|name| (*name, self.typed.value(name)));
            match SearchQuery::parse(pairs, options) {
                Ok(query) => return query,
                Err(errors) => {
                    let before = usable.len();
                    for error in errors {
                        if let Some(place) = usable.iter().position(|name| *name == error.field) {
                            let name = usable.remove(place);
                            self.typed.fail(name, fault(name));
                        }
                    }
                    // Every fault names a field; should one not, nothing of the need is used.
                    if usable.len() == before {
                        return SearchQuery::default();
                    }
                }
            }
        }
    }

    /// Names and values of the products and of how they are shown.
    #[must_use]
    pub fn shown(&self, products: &[ProductId]) -> Vec<(&'static str, String)> {
        let mut pairs: Vec<_> = products.iter().map(|id| ("product", id.to_string())).collect();
        if self.differences {
            pairs.push(("differences", "true".to_owned()));
        }
        if self.query.personalise == Some(false) {
            pairs.push(("personalise", "false".to_owned()));
        }
        pairs
    }

    /// The need's names and values, as far as it can be used.
    #[must_use]
    pub fn need_pairs(&self) -> Vec<(&'static str, String)> {
        let need = &self.query.need;
        let pairs = [
            ("amount", need.amount.map(money_field)),
            ("term_months", need.term_months.map(|months| months.to_string())),
            ("purpose", need.purpose.map(|purpose| purpose.name().to_owned())),
        ];
        pairs.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }

    /// The comparison of these products, for the same need.
    #[must_use]
    pub fn address(&self, products: &[ProductId]) -> String {
        let mut query = form_urlencoded::Serializer::for_suffix(format!("{COMPARE}?"), COMPARE.len() + 1);
        query.extend_pairs(self.shown(products)).extend_pairs(self.need_pairs());
        query.finish().trim_end_matches('?').to_owned()
    }

    /// The search for this need.
    #[must_use]
    pub fn search(&self) -> String {
        crate::address::Address::of(&self.query).search()
    }
}

fn fault(field: &str) -> String {
    match field {
        "amount" => t!("compare-fault-amount"),
        "term_months" => t!("compare-fault-term"),
        _ => t!("compare-fault-purpose"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "00000000-0000-7000-8000-00000000000a";
    const B: &str = "00000000-0000-7000-8000-00000000000b";

    fn read(pairs: &[(&str, &str)]) -> Asked {
        let pairs: Vec<_> = pairs.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
        Asked::read(&pairs, Currency::AUD)
    }

    #[test]
    fn an_address_is_read_and_written_alike() {
        let asked = read(&[
            ("product", A),
            ("product", B),
            ("product", A),
            ("amount", "15000"),
            ("term_months", "36"),
            ("purpose", "car"),
            ("differences", "true"),
            ("utm_source", "mail"),
        ]);
        assert_eq!(asked.products.len(), 2, "each once");
        assert_eq!(
            asked.address(&asked.products),
            format!(
                "/compare?product={A}&product={B}&differences=true&amount=15000&term_months=36&purpose=car"
            )
        );
        assert_eq!(read(&[]).address(&[]), "/compare");
    }

    #[test]
    fn nothing_of_the_borrower_is_taken_from_an_address_or_put_into_one() {
        let asked = read(&[("product", A), ("income_annual", "80000"), ("age", "30")]);
        assert!(asked.query.borrower.is_unknown());
        assert_eq!(asked.address(&asked.products), format!("/compare?product={A}"));
        let alone = read(&[("product", A), ("personalise", "false")]);
        assert!(
            alone.query.personalise == Some(false)
                && alone.address(&alone.products).ends_with("&personalise=false")
        );
    }

    #[test]
    fn what_cannot_be_used_is_said_and_the_rest_stands() {
        let asked = read(&[
            ("product", A),
            ("product", "x"),
            ("amount", "lots"),
            ("term_months", "36"),
            ("purpose", "moon"),
        ]);
        assert_eq!((asked.products.len(), asked.unreadable), (1, 1));
        let faulty: Vec<&str> = asked.typed.faults().iter().map(|fault| fault.field).collect();
        assert_eq!(faulty, ["amount", "purpose"]);
        assert_eq!((asked.query.need.amount, asked.query.need.term_months), (None, Some(36)));
        assert_eq!(asked.typed.value("amount"), "lots");
    }

    #[test]
    fn at_most_four_are_compared() {
        let ids: Vec<String> = (1..=6).map(|n| format!("00000000-0000-7000-8000-00000000000{n}")).collect();
        let pairs: Vec<(&str, &str)> = ids.iter().map(|id| ("product", id.as_str())).collect();
        let asked = read(&pairs);
        assert_eq!((asked.products.len(), asked.beyond), (4, 2));
    }
}
