//! From names and values, as they stand in a query string, a form or a JSON body, to a [`SearchQuery`].

use super::{SearchQuery, Sort};
use crate::error::FieldError;
use crate::money::{Currency, Money};
use crate::number::Decimal6;
use crate::rate::Rate;
use std::fmt::Display;
use std::str::FromStr;

/// Every parameter's name, in the order of the API's documentation.
pub const PARAMETERS: &[&str] = &[
    "q",
    "category",
    "amount",
    "term_months",
    "purpose",
    "income_annual",
    "age",
    "employment",
    "residency",
    "region",
    "credit_band",
    "existing_repayments_monthly",
    "property_value",
    "deposit",
    "institution",
    "rate_type",
    "max_rate",
    "secured",
    "feature",
    "eligible_only",
    "within",
    "sort",
    "personalise",
    "payment",
    "page",
    "per_page",
    "explain",
];

/// The longest text that is searched for, in characters.
const MAX_TEXT: usize = 200;
/// The greatest amount of money a parameter may name, in major units.
const MAX_AMOUNT: i64 = 1_000_000_000;
/// The longest term, in months: fifty years.
const MAX_TERM: u16 = 600;
/// The furthest page.
const MAX_PAGE: u32 = 1_000;
/// How many values a repeated parameter may have.
const MAX_VALUES: usize = 50;

/// How strictly to read.
#[derive(Debug, Clone, Copy)]
pub struct ParseOptions {
    /// The currency of amounts.
    pub currency: Currency,
    /// Whether a name that is no parameter is an error (the API) or passed over (a page's address, to which
    /// other sites add parameters of their own).
    pub refuse_unknown: bool,
}

impl SearchQuery {
    /// Reads a query from names and values. Empty values count as not given, as a form sends them.
    ///
    /// # Errors
    /// One entry per field that cannot be used, saying what would be right; nothing is guessed.
    pub fn parse<'a>(
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
        options: ParseOptions,
    ) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader { query: Self::default(), seen: Vec::new(), errors: Vec::new(), options };
        for (name, value) in pairs {
            let value = value.trim();
            if !value.is_empty() || !PARAMETERS.contains(&name) {
                reader.read(name, value);
            }
        }
        reader.check_together();
        if reader.errors.is_empty() { Ok(reader.query) } else { Err(reader.errors) }
    }
}

struct Reader {
    query: SearchQuery,
    seen: Vec<&'static str>,
    errors: Vec<FieldError>,
    options: ParseOptions,
}

impl Reader {
    fn read(&mut self, name: &str, value: &str) {
        let Some(&field) = PARAMETERS.iter().find(|known| **known == name) else {
            if self.options.refuse_unknown {
                self.fail(name, format!("there is no such parameter; there are {}", PARAMETERS.join(", ")));
            }
            return;
        };
        let repeatable = matches!(field, "category" | "institution" | "rate_type" | "feature");
        if !repeatable && self.seen.contains(&field) {
            self.fail(field, "is given more than once; give it once");
            return;
        }
        self.seen.push(field);
        match field {
            "q" => self.text(value),
            "category" | "institution" | "rate_type" | "feature" => self.repeated(field, value),
            "amount" | "income_annual" | "existing_repayments_monthly" | "property_value" | "deposit" => {
                self.money(field, value);
            }
            "term_months" => self.query.need.term_months = self.whole(field, value, 1, MAX_TERM),
            "age" => self.query.borrower.age = self.whole(field, value, 0, 130),
            "page" => self.query.page = self.whole(field, value, 1, MAX_PAGE).unwrap_or(1),
            "per_page" => self.query.per_page = self.whole(field, value, 1, 100).unwrap_or(20),
            "purpose" => self.query.need.purpose = self.named(field, value),
            "employment" => self.query.borrower.employment = self.named(field, value),
            "residency" => self.query.borrower.residency = self.named(field, value),
            "region" => self.query.borrower.region = self.named(field, value),
            "credit_band" => self.query.borrower.credit_band = self.named(field, value),
            "max_rate" => self.query.filters.max_rate = self.rate(field, value),
            "secured" => self.query.filters.secured = self.flag(field, value),
            "eligible_only" => self.query.filters.eligible_only = self.flag(field, value).unwrap_or_default(),
            "personalise" => self.query.personalise = self.flag(field, value),
            "payment" => self.query.payment = self.flag(field, value),
            "explain" => self.query.explain = self.flag(field, value).unwrap_or(true),
            "sort" => self.query.sort = self.named(field, value).unwrap_or(Sort::Best),
            "within" => self.within(value),
            _ => {}
        }
    }

    fn fail(&mut self, field: &str, message: impl Into<String>) {
        let name: String = field.chars().take(60).collect();
        self.errors.push(FieldError::new(name, message));
    }

    fn text(&mut self, value: &str) {
        if value.chars().count() > MAX_TEXT {
            self.fail("q", format!("is longer than {MAX_TEXT} characters"));
        } else {
            self.query.text = Some(value.to_owned());
        }
    }

    fn within(&mut self, value: &str) {
        let fits =
            value.len() <= 64 && value.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        if fits {
            self.query.within = Some(value.to_owned());
        } else {
            self.fail("within", "is not a result_set token of an earlier answer");
        }
    }

    fn repeated(&mut self, field: &'static str, value: &str) {
        let filters = &mut self.query.filters;
        let outcome = match field {
            "category" => push(&mut self.query.need.categories, value),
            "rate_type" => push(&mut filters.rate_types, value),
            "feature" => push(&mut filters.features, value),
            _ => push(&mut filters.institutions, value)
                .map_err(|_| "is not an institution's id (a UUID)".to_owned()),
        };
        if let Err(message) = outcome {
            self.fail(field, message);
        }
    }

    fn named<T: FromStr<Err: Display>>(&mut self, field: &str, value: &str) -> Option<T> {
        value.parse().map_err(|error: T::Err| self.fail(field, error.to_string())).ok()
    }

    fn whole<T: FromStr + PartialOrd + Display + Copy>(
        &mut self,
        field: &str,
        value: &str,
        min: T,
        max: T,
    ) -> Option<T> {
        match value.parse::<T>() {
            Ok(number) if number >= min && number <= max => Some(number),
            _ => {
                self.fail(field, format!("must be a whole number from {min} to {max}"));
                None
            }
        }
    }

    fn flag(&mut self, field: &str, value: &str) -> Option<bool> {
        match value {
            "true" => Some(true),
            "false" => Some(false),
            _ => {
                self.fail(field, "must be true or false");
                None
            }
        }
    }

    fn rate(&mut self, field: &str, value: &str) -> Option<Rate> {
        match value.parse::<Decimal6>() {
            Ok(number) if (0..=1_000_000).contains(&number.millionths()) => {
                Some(Rate::from_millionths(number.millionths()))
            }
            _ => {
                self.fail(field, "must be a decimal fraction from 0 to 1: 0.0654 is 6.54 %");
                None
            }
        }
    }

    fn money(&mut self, field: &'static str, value: &str) {
        let currency = self.options.currency;
        let most = Money::from_major(MAX_AMOUNT, currency);
        let may_be_zero = matches!(field, "income_annual" | "existing_repayments_monthly" | "deposit");
        let least = i64::from(!may_be_zero);
        let amount = match Money::parse(value, currency) {
            Ok(amount) if (least..=most.minor).contains(&amount.minor) => amount,
            _ => {
                let from = if may_be_zero { "0" } else { "above 0" };
                self.fail(field, format!("must be an amount of {currency} from {from} to {MAX_AMOUNT}, such as 15000 or 15000.00"));
                return;
            }
        };
        let slot = match field {
            "amount" => &mut self.query.need.amount,
            "income_annual" => &mut self.query.borrower.income_annual,
            "existing_repayments_monthly" => &mut self.query.borrower.existing_repayments_monthly,
            "property_value" => &mut self.query.borrower.property_value,
            _ => &mut self.query.borrower.deposit,
        };
        *slot = Some(amount);
    }

    /// Checks that need several fields.
    fn check_together(&mut self) {
        let borrower = &self.query.borrower;
        if let (Some(value), Some(deposit)) = (borrower.property_value, borrower.deposit)
            && deposit.minor >= value.minor
        {
            self.fail("deposit", "must be less than property_value");
        }
    }
}

fn push<T: FromStr<Err: Display> + PartialEq>(values: &mut Vec<T>, value: &str) -> Result<(), String> {
    let parsed = value.parse().map_err(|error: T::Err| error.to_string())?;
    if values.len() >= MAX_VALUES {
        return Err(format!("is given more than {MAX_VALUES} times"));
    }
    if !values.contains(&parsed) {
        values.push(parsed);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::product::Category;
    use proptest::prelude::*;

    const STRICT: ParseOptions = ParseOptions { currency: Currency::AUD, refuse_unknown: true };

    fn fields(pairs: &[(&str, &str)]) -> Vec<String> {
        SearchQuery::parse(pairs.iter().copied(), STRICT).unwrap_err().into_iter().map(|e| e.field).collect()
    }

    #[test]
    fn reads_every_kind_of_parameter() {
        let query = SearchQuery::parse(
            [
                ("q", " car loan "),
                ("category", "personal_loan"),
                ("category", "home_loan"),
                ("amount", "15000"),
                ("term_months", "36"),
                ("age", "30"),
                ("region", "au-nsw"),
                ("max_rate", "0.1"),
                ("secured", "false"),
                ("sort", "rate"),
                ("income_annual", ""),
            ],
            STRICT,
        )
        .unwrap();
        assert_eq!(query.text.as_deref(), Some("car loan"));
        assert_eq!(query.need.categories, [Category::PersonalLoan, Category::HomeLoan]);
        assert_eq!(query.need.amount, Some(Money::from_major(15_000, Currency::AUD)));
        assert_eq!(query.borrower.region.as_ref().map(crate::borrower::Region::code), Some("NSW"));
        assert_eq!(query.filters.secured, Some(false));
        assert_eq!(query.borrower.income_annual, None);
    }

    #[test]
    fn names_every_field_that_cannot_be_used() {
        assert_eq!(
            fields(&[
                ("amount", "lots"),
                ("age", "-3"),
                ("sort", "cheapest"),
                ("per_page", "0"),
                ("colour", "red")
            ]),
            ["amount", "age", "sort", "per_page", "colour"]
        );
        assert_eq!(fields(&[("page", "1"), ("page", "2")]), ["page"]);
        assert_eq!(fields(&[("property_value", "500000"), ("deposit", "500000")]), ["deposit"]);
        assert_eq!(fields(&[("amount", "0")]), ["amount"]);
    }

    #[test]
    fn a_page_passes_over_foreign_parameters() {
        let lenient = ParseOptions { refuse_unknown: false, ..STRICT };
        assert!(SearchQuery::parse([("utm_source", "mail")], lenient).is_ok());
    }

    #[test]
    fn amount_and_lvr_follow_from_property_and_deposit() {
        let query =
            SearchQuery::parse([("property_value", "500000"), ("deposit", "100000")], STRICT).unwrap();
        assert_eq!(query.amount(), Some(Money::from_major(400_000, Currency::AUD)));
        assert_eq!(query.lvr(), Some(Rate::from_millionths(800_000)));
    }

    proptest! {
        #[test]
        fn never_panics(pairs in proptest::collection::vec((0..PARAMETERS.len(), "\\PC{0,40}"), 0..20)) {
            let pairs: Vec<(&str, &str)> = pairs.iter().map(|(i, v)| (PARAMETERS[*i], v.as_str())).collect();
            let _ = SearchQuery::parse(pairs, STRICT);
        }
    }
}
