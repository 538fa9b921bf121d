//! Answers as the fields of a form hold them, and what becomes of a form that is sent.

use super::step::Step;
use crate::format::{money_field, term};
use domain::borrower::Borrower;
use domain::error::{Fault, FieldError};
use domain::money::{Currency, Money};
use domain::product::Category;
use domain::query::{Need, ParseOptions, SearchQuery};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The texts of fields, by the parameter's name.
pub type Values = BTreeMap<String, String>;

/// The longest text that is kept to be shown again beside its fault, in characters.
const KEPT: usize = 60;

/// How far a borrower came in the form.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Progress {
    /// What they need.
    pub need: Need,
    /// The furthest step they came to.
    pub reached: Step,
    /// The income of which they were asked whether it is a month's, so that it is not asked again.
    pub income_asked: Option<Money>,
}

impl Progress {
    /// Whether nothing was told yet.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// The answers known, as texts that can be typed.
#[must_use]
pub fn known(need: &Need, borrower: &Borrower) -> Values {
    let mut values = Values::new();
    let mut put = |name: &str, value: Option<String>| {
        values.extend(value.map(|value| (name.to_owned(), value)));
    };
    let Need { categories, amount, term_months, purpose } = need;
    if let [category] = categories.as_slice() {
        put("category", Some(category.name().to_owned()));
    }
    put("amount", amount.map(money_field));
    put("term_months", term_months.map(term));
    put("purpose", purpose.map(|value| value.name().to_owned()));
    let Borrower {
        income_annual,
        age,
        employment,
        residency,
        region,
        credit_band,
        existing_repayments_monthly,
        property_value,
        deposit,
    } = borrower;
    put("income_annual", income_annual.map(money_field));
    put("age", age.map(|age| age.to_string()));
    put("employment", employment.map(|value| value.name().to_owned()));
    put("residency", residency.map(|value| value.name().to_owned()));
    put("region", region.as_ref().map(ToString::to_string));
    put("credit_band", credit_band.map(|value| value.name().to_owned()));
    put("existing_repayments_monthly", existing_repayments_monthly.map(money_field));
    put("property_value", property_value.map(money_field));
    put("deposit", deposit.map(money_field));
    values
}

/// The need that an address names; `None` where it names none. What cannot be read is passed over.
#[must_use]
pub fn need_in_address(query: &[(String, String)], currency: Currency) -> Option<Need> {
    let named = query.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let named: Vec<(&str, &str)> = named.filter(|(name, _)| Step::Need.fields().contains(name)).collect();
    let options = ParseOptions { currency, refuse_unknown: false };
    let read = SearchQuery::parse(named.iter().copied(), options).or_else(|errors| {
        let readable = |(name, _): &&(&str, &str)| !errors.iter().any(|error| error.field == *name);
        SearchQuery::parse(named.iter().filter(readable).copied(), options)
    });
    read.ok().map(|query| query.need).filter(|need| *need != Need::default())
}

/// Reads answers. The step of the need wants an amount, or a home's value and the deposit.
///
/// # Errors
/// One entry per field that cannot be used, in the order of the pages.
pub fn read(
    values: &Values,
    currency: Currency,
    amount_needed: bool,
) -> Result<SearchQuery, Vec<FieldError>> {
    let pairs = values.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let read = if amount_needed {
        SearchQuery::parse_form(pairs, currency).and_then(|query| {
            let kinds = &query.need.categories;
            let may_follow = kinds.is_empty() || kinds.contains(&Category::HomeLoan);
            if query.need.amount.is_some() || may_follow {
                Ok(query)
            } else {
                Err(vec![FieldError::new("amount", Fault::AmountNeeded)])
            }
        })
    } else {
        SearchQuery::parse(pairs, ParseOptions { currency, refuse_unknown: false })
    };
    read.map_err(|mut errors| {
        errors.sort_by_key(|error| place(&error.field));
        errors
    })
}

fn place(field: &str) -> usize {
    Step::ALL.iter().flat_map(|step| step.fields()).take_while(|other| **other != field).count()
}

/// What becomes of a form that was sent.
#[derive(Debug, Clone, PartialEq)]
pub struct Taken {
    /// Every answer that can be used, those of before included.
    pub query: SearchQuery,
    /// Where something cannot be used: the first step with a fault, and what was typed there.
    pub faulty: Option<(Step, Values)>,
}

/// Takes what was sent: fields not sent stay as they are, empty ones are answers taken back. What can be used is
/// never lost for what cannot.
pub fn take<'a>(
    known: Values,
    sent: impl Iterator<Item = (&'a str, &'a str)>,
    step: Option<Step>,
    currency: Currency,
) -> Taken {
    let mut typed = known.clone();
    for (name, value) in sent.filter(|(name, _)| Step::asking(name).is_some()) {
        typed.insert(name.to_owned(), value.trim().to_owned());
    }
    let errors = match read(&typed, currency, matches!(step, None | Some(Step::Need))) {
        Ok(query) => return Taken { query, faulty: None },
        Err(errors) => errors,
    };
    let at = errors.iter().find_map(|error| Step::asking(&error.field)).unwrap_or_default();
    let here = |name: &str| at.fields().contains(&name) && errors.iter().any(|error| error.field == name);
    let faulty = typed.iter().filter(|(name, _)| here(name));
    let mut faulty: Values = faulty.map(|(name, text)| (name.clone(), shortened(text))).collect();
    for error in errors.iter().filter(|error| here(&error.field)) {
        faulty.entry(error.field.clone()).or_default();
    }
    // As it was before; without it where that does not go with the rest.
    let (mut before, mut without) = (typed.clone(), typed);
    for error in &errors {
        without.remove(&error.field);
        match known.get(&error.field) {
            Some(value) => before.insert(error.field.clone(), value.clone()),
            None => before.remove(&error.field),
        };
    }
    let usable = [before, without, known].iter().find_map(|values| read(values, currency, false).ok());
    Taken { query: usable.unwrap_or_default(), faulty: Some((at, faulty)) }
}

/// A text as it is kept. What is too long is cut, and its mark keeps it a fault.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(KEPT) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// Twelve times a monthly income; `None` where no amount is that large.
#[must_use]
pub fn a_year_of(income: Money) -> Option<Money> {
    Some(Money::new(income.minor.checked_mul(12)?, income.currency))
}

#[cfg(test)]
mod tests;
