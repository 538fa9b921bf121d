//! From names and values, as they stand in a query string, a form or a JSON body, to a [`SearchQuery`].

use super::{SearchQuery, Sort};
use crate::error::{Fault, FieldError};
use crate::money::{Currency, Money};
use crate::number::Decimal6;
use crate::rate::Rate;
use crate::typed;
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
    "no_annual_fee",
    "feature",
    "eligible_only",
    "within",
    "sort",
    "personalise",
    "payment",
    "explore",
    "order",
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
/// The greatest age, in years.
const MAX_AGE: u8 = 130;
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

    /// Reads the borrower's form, whose one question that must be answered is the amount. What is no parameter
    /// is passed over.
    ///
    /// # Errors
    /// As [`SearchQuery::parse`]; and where no amount is given, nor follows from property value and deposit.
    pub fn parse_form<'a>(
        pairs: impl IntoIterator<Item = (&'a str, &'a str)> + Clone,
        currency: Currency,
    ) -> Result<Self, Vec<FieldError>> {
        let answered =
            pairs.clone().into_iter().any(|(name, value)| name == "amount" && !value.trim().is_empty());
        let needed = || FieldError::new("amount", Fault::AmountNeeded);
        match Self::parse(pairs, ParseOptions { currency, refuse_unknown: false }) {
            Ok(query) if query.amount().is_some() => Ok(query),
            Ok(_) => Err(vec![needed()]),
            Err(errors) if answered => Err(errors),
            Err(errors) => Err(std::iter::once(needed()).chain(errors).collect()),
        }
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
                self.fail(name, Fault::Unknown { known: PARAMETERS });
            }
            return;
        };
        let repeatable = matches!(field, "category" | "institution" | "rate_type" | "feature");
        if !repeatable && self.seen.contains(&field) {
            self.fail(field, Fault::Repeated);
            return;
        }
        self.seen.push(field);
        match field {
            "q" => self.text(value),
            "category" | "institution" | "rate_type" | "feature" => self.repeated(field, value),
            "amount" | "income_annual" | "existing_repayments_monthly" | "property_value" | "deposit" => {
                self.money(field, value);
            }
            "term_months" => self.query.need.term_months = self.term(field, value),
            "age" => self.query.borrower.age = self.whole(field, typed::age(value), 0, MAX_AGE),
            "page" => self.query.page = self.whole(field, typed::whole(value), 1, MAX_PAGE).unwrap_or(1),
            "per_page" => self.query.per_page = self.whole(field, typed::whole(value), 1, 100).unwrap_or(20),
            "purpose" => self.query.need.purpose = self.named(field, value),
            "employment" => self.query.borrower.employment = self.named(field, value),
            "residency" => self.query.borrower.residency = self.named(field, value),
            "region" => self.query.borrower.region = self.named(field, value),
            "credit_band" => self.query.borrower.credit_band = self.named(field, value),
            "max_rate" => self.query.filters.max_rate = self.rate(field, value),
            "secured" => self.query.filters.secured = self.flag(field, value),
            "no_annual_fee" => self.query.filters.no_annual_fee = self.flag(field, value).unwrap_or_default(),
            "eligible_only" => self.query.filters.eligible_only = self.flag(field, value).unwrap_or_default(),
            "personalise" => self.query.personalise = self.flag(field, value),
            "payment" => self.query.payment = self.flag(field, value),
            "explore" => self.query.explore = self.flag(field, value),
            "order" => self.query.order = self.named(field, value),
            "explain" => self.query.explain = self.flag(field, value).unwrap_or(true),
            "sort" => self.query.sort = self.named(field, value).unwrap_or(Sort::Best),
            "within" => self.within(value),
            _ => {}
        }
    }

    fn fail(&mut self, field: &str, fault: impl Into<Fault>) {
        let name: String = field.chars().take(60).collect();
        self.errors.push(FieldError::new(name, fault));
    }

    fn text(&mut self, value: &str) {
        if value.chars().count() > MAX_TEXT {
            self.fail("q", Fault::TooLong { most: MAX_TEXT });
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
            self.fail("within", Fault::Token);
        }
    }

    fn repeated(&mut self, field: &'static str, value: &str) {
        let filters = &mut self.query.filters;
        let outcome = match field {
            "category" => push(&mut self.query.need.categories, value.parse()),
            "rate_type" => push(&mut filters.rate_types, value.parse()),
            "feature" => push(&mut filters.features, value.parse()),
            _ => push(&mut filters.institutions, value.parse().map_err(|_| Fault::Institution)),
        };
        if let Err(fault) = outcome {
            self.fail(field, fault);
        }
    }

    fn named<T: FromStr<Err: Into<Fault>>>(&mut self, field: &str, value: &str) -> Option<T> {
        value.parse().map_err(|error: T::Err| self.fail(field, error)).ok()
    }

    fn whole<T: TryFrom<u64> + Into<u64> + Copy>(
        &mut self,
        field: &str,
        number: Option<u64>,
        least: T,
        most: T,
    ) -> Option<T> {
        let (least, most) = (least.into(), most.into());
        let number =
            number.filter(|number| (least..=most).contains(number)).and_then(|n| T::try_from(n).ok());
        if number.is_none() {
            self.fail(field, Fault::Whole { least, most });
        }
        number
    }

    fn term(&mut self, field: &str, value: &str) -> Option<u16> {
        let months = typed::months(value).and_then(|months| u16::try_from(months).ok());
        let term = months.filter(|months| (1..=MAX_TERM).contains(months));
        if term.is_none() {
            self.fail(field, Fault::Term { least: 1, most: MAX_TERM.into() });
        }
        term
    }

    fn flag(&mut self, field: &str, value: &str) -> Option<bool> {
        match value {
            "true" => Some(true),
            "false" => Some(false),
            _ => {
                self.fail(field, Fault::Flag);
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
                self.fail(field, Fault::Share);
                None
            }
        }
    }

    fn money(&mut self, field: &'static str, value: &str) {
        let currency = self.options.currency;
        let most = Money::from_major(MAX_AMOUNT, currency);
        let may_be_zero = matches!(field, "income_annual" | "existing_repayments_monthly" | "deposit");
        let least = i64::from(!may_be_zero);
        let amount = typed::amount(value, currency);
        let Some(amount) = amount.filter(|amount| (least..=most.minor).contains(&amount.minor)) else {
            self.fail(field, Fault::Amount { currency, may_be_zero, most: MAX_AMOUNT });
            return;
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
            self.fail("deposit", Fault::NotBelow { other: "property_value" });
        }
    }
}

fn push<T: PartialEq>(values: &mut Vec<T>, parsed: Result<T, impl Into<Fault>>) -> Result<(), Fault> {
    let parsed = parsed.map_err(Into::into)?;
    if values.len() >= MAX_VALUES {
        return Err(Fault::TooMany { most: MAX_VALUES });
    }
    if !values.contains(&parsed) {
        values.push(parsed);
    }
    Ok(())
}

#[cfg(test)]
mod tests;
