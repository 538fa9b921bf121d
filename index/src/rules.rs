//! Rules and bounds as comparisons of whole blocks of a column.
//!
//! Each check answers, for a block of 64 documents, which of them fail *for certain*. What cannot be told from
//! the numbers (a share of income, words of the lender) fails nobody here.

use crate::columns::{Column, Columns};
use crate::facts::{NO_MAX_U32, currency_code, major_ceiling, major_floor, position, rate_floor, region_bit};
use domain::borrower::{CreditBand, Employment, Residency};
use domain::money::Money;
use domain::product::Purpose;
use domain::query::SearchQuery;
use domain::rate::Rate;

/// Which documents of a block fail.
type Check<'a> = Box<dyn Fn(usize) -> u64 + 'a>;

/// Checks of which a document must fail none.
#[derive(Default)]
pub(crate) struct Checks<'a> {
    checks: Vec<Check<'a>>,
}

impl<'a> Checks<'a> {
    /// Which of the `asked` documents of a block fail any check.
    #[inline]
    pub(crate) fn failing(&self, block: usize, asked: u64) -> u64 {
        let mut failing = 0;
        for check in &self.checks {
            if asked & !failing == 0 {
                break;
            }
            failing |= check(block);
        }
        failing & asked
    }

    fn add<T>(&mut self, column: &'a Column<T>, fails: impl Fn(T) -> bool + 'a)
    where
        T: Copy + Default + PartialEq + TryFrom<u64>,
    {
        match column.constant() {
            Some(value) if !fails(value) => {}
            Some(_) => self.checks.push(Box::new(|_| u64::MAX)),
            None => self.checks.push(Box::new(move |block| column.mask(block, &fails))),
        }
    }

    /// A check that holds for documents of one currency only; amounts of different currencies do not compare.
    fn add_amount(
        &mut self,
        columns: &'a Columns,
        amount: Money,
        column: &'a Column<u32>,
        fails: impl Fn(u32) -> bool + 'a,
    ) {
        let currency = currency_code(amount.currency);
        match columns.facts.currency.constant() {
            Some(known) if known != currency => {}
            Some(_) => self.add(column, fails),
            None => self.checks.push(Box::new(move |block| {
                let failing = column.mask(block, &fails);
                if failing == 0 { 0 } else { failing & columns.facts.currency.mask(block, |c| c == currency) }
            })),
        }
    }

    /// A check against a set of accepted values, of which none is "no rule".
    fn add_set<T>(&mut self, column: &'a Column<T>, value: T)
    where
        T: Copy + Default + PartialEq + TryFrom<u64> + std::ops::BitAnd<Output = T> + 'a,
    {
        let none = T::default();
        self.add(column, move |accepted| accepted != none && accepted & value == none);
    }

    /// Products whose lowest rate is above `max`, or not known.
    pub(crate) fn add_max_rate(&mut self, lowest: &'a Column<u32>, max: Rate) {
        let max = rate_floor(max).min(NO_MAX_U32 - 1);
        self.add(lowest, move |rate| rate > max);
    }

    /// The rules that a borrower is known not to meet. [`domain::eligibility`] finds every one of them not met.
    pub(crate) fn add_rules(&mut self, columns: &'a Columns, query: &SearchQuery) {
        let facts = &columns.facts;
        let borrower = &query.borrower;
        if let Some(age) = borrower.age {
            self.add(&facts.min_age, move |least| age < least);
            self.add(&facts.max_age, move |most| age > most);
        }
        if let Some(income) = borrower.income_annual {
            let has = major_floor(income);
            self.add_amount(columns, income, &facts.min_income, move |least| has < least);
        }
        if let Some(residency) = borrower.residency {
            self.add_set(&facts.residencies, bit(Residency::ALL, &residency));
        }
        if let Some(employment) = borrower.employment {
            self.add_set(&facts.employments, bit(Employment::ALL, &employment));
        }
        if let Some(region) = &borrower.region {
            self.add_set(&facts.regions, region_bit(region));
        }
        if let Some(band) = borrower.credit_band {
            self.add_set(&facts.credit_bands, bit(CreditBand::ALL, &band));
        }
        self.add_need(columns, query);
    }

    fn add_need(&mut self, columns: &'a Columns, query: &SearchQuery) {
        let facts = &columns.facts;
        if let Some(purpose) = query.need.purpose {
            self.add_set(&facts.purposes, 1 << position(Purpose::ALL, &purpose));
        }
        if let Some(amount) = query.amount() {
            let (floor, ceiling) = (major_floor(amount), major_ceiling(amount));
            self.add_amount(columns, amount, &facts.min_amount, move |least| floor < least);
            self.add_amount(columns, amount, &facts.max_amount, move |most| ceiling > most);
        }
        if let Some(term) = query.need.term_months {
            self.add(&facts.min_term, move |least| term < least);
            self.add(&facts.max_term, move |most| term > most);
        }
        if let Some(lvr) = query.lvr() {
            let lvr = rate_floor(lvr);
            self.add(&facts.max_lvr, move |most| lvr > most);
        }
    }
}

fn bit<T: PartialEq>(all: &[T], value: &T) -> u8 {
    u8::try_from(1_u32 << position(all, value)).unwrap_or(0)
}

/// Which documents of a block publish limits on the amount.
pub(crate) fn bounded_amounts(columns: &Columns, block: usize) -> u64 {
    columns.facts.min_amount.mask(block, |least| least > 0)
        | columns.facts.max_amount.mask(block, |most| most != NO_MAX_U32)
}
