//! From a published lending rate to a [`RateOffer`], with tiers that compare by number alone.

use super::{RateOffer, note};
use crate::number::Decimal6;
use crate::product::{Category, LendingRate, LendingRateKind, Tier, TierUnit};
use crate::rules::text::{Statement, mentions};

/// A hundred, by which a fraction becomes a percentage.
const HUNDRED: i64 = 100;
/// One, in millionths.
const ONE: i64 = 1_000_000;

impl RateOffer {
    /// Digests a published rate of a product of this category.
    ///
    /// Tiers keep their bounds and names only, and only if it is certain what they bound:
    /// - amounts, in major units of money;
    /// - loan-to-value ratios, in percent: tiers by percent of home loans, and those whose name speaks of such a
    ///   ratio. Bounds given as fractions (0.8) become percentages, also where they are marked as amounts;
    /// - months of the loan's term. On home loans, margin loans and revolving credit, months are a fixed or first
    ///   period; so is a single month count, and one that ends with the fixed period of a business's loan.
    #[must_use]
    pub fn new(rate: &LendingRate, category: Category) -> Self {
        let fixed_months = fixed_months(rate);
        Self {
            kind: note::kind(rate, category),
            rate: rate.rate,
            comparison_rate: rate.comparison_rate.filter(|comparison| comparison.is_positive()),
            fixed_months,
            repayment_type: rate.repayment_type,
            loan_purpose: rate.loan_purpose,
            tiers: rate.tiers.iter().filter_map(|tier| bounds(tier, category, fixed_months)).collect(),
        }
    }
}

/// How long a fixed or introductory rate holds: as its value says, or as its only tier by months does.
fn fixed_months(rate: &LendingRate) -> Option<u16> {
    if !matches!(rate.kind, LendingRateKind::Fixed | LendingRateKind::Introductory) {
        return None;
    }
    rate.value.as_deref().and_then(months).or_else(|| {
        let mut periods = rate.tiers.iter().filter(|tier| tier.unit == TierUnit::Month);
        match (periods.next(), periods.next()) {
            (Some(only), None) if Some(only.min) == only.max => whole_months(only.min),
            _ => None,
        }
    })
}

fn whole_months(count: Decimal6) -> Option<u16> {
    u16::try_from(count.millionths() / ONE).ok().filter(|months| *months > 0)
}

/// Reads a period into months: an ISO 8601 duration of years and months (`P1Y6M`) or a plain statement
/// ("Fixed for 2 years"). Days, weeks and anything doubtful are `None`.
pub(crate) fn months(text: &str) -> Option<u16> {
    let text = text.trim();
    match text.strip_prefix(['P', 'p']) {
        Some(duration) if duration.starts_with(|c: char| c.is_ascii_digit()) => iso_months(duration),
        _ => stated_months(text),
    }
}

fn iso_months(mut duration: &str) -> Option<u16> {
    let mut total = 0_u16;
    for (unit, length) in [(['Y', 'y'], 12), (['M', 'm'], 1)] {
        if let Some((count, rest)) = duration.split_once(unit) {
            total = total.checked_add(count.parse::<u16>().ok()?.checked_mul(length)?)?;
            duration = rest;
        }
    }
    (duration.is_empty() && total > 0).then_some(total)
}

fn stated_months(text: &str) -> Option<u16> {
    const FILLERS: &[&str] = &[
        "a",
        "first",
        "fixed",
        "for",
        "interest",
        "introductory",
        "of",
        "period",
        "rate",
        "s",
        "term",
        "the",
        "month",
        "months",
        "year",
        "years",
        "yr",
        "yrs",
    ];
    let statement = Statement::new(text);
    let count: u16 =
        statement.lone_number(FILLERS).filter(|number| number.unit.is_empty())?.decimal().parse().ok()?;
    let counts = |units: &[&str]| statement.words.iter().any(|word| units.contains(&word.as_str()));
    let months = match (counts(&["year", "years", "yr", "yrs"]), counts(&["month", "months"])) {
        (true, false) => count.checked_mul(12)?,
        (false, true) => count,
        _ => return None,
    };
    (months > 0).then_some(months)
}

/// The tier with comparable bounds, or `None` if it is not certain what it bounds.
fn bounds(tier: &Tier, category: Category, fixed_months: Option<u16>) -> Option<Tier> {
    let about_lvr = speaks_of_lvr(&tier.name);
    let (unit, min, max) = match tier.unit {
        TierUnit::Percent if about_lvr || category == Category::HomeLoan => percentages(tier),
        TierUnit::Dollar if is_small(tier) && (about_lvr || tier.name.contains('%')) => percentages(tier),
        TierUnit::Dollar => (TierUnit::Dollar, tier.min, tier.max),
        TierUnit::Month if is_term(tier, category, fixed_months) => (TierUnit::Month, tier.min, tier.max),
        TierUnit::Percent | TierUnit::Month | TierUnit::Day => return None,
    };
    Some(Tier {
        name: tier.name.clone(),
        unit,
        min,
        max,
        per_slice: tier.per_slice,
        conditions: None,
        conditions_uri: None,
        info: None,
        info_uri: None,
    })
}

fn speaks_of_lvr(name: &str) -> bool {
    let name = name.to_lowercase().replace('-', " ");
    mentions(&name, &["lvr", "ltv", "lvrs"])
        || name.contains("loan to val")
        || name.split_whitespace().any(|word| word.contains("lvr"))
}

/// Whether a bound is too small for an amount of money lent.
fn is_small(tier: &Tier) -> bool {
    tier.max.is_some_and(|max| max.millionths() <= 200 * ONE)
}

/// Bounds in percent. A greatest value of at most 2, or a least one of 0.5 to 1 without a greatest, is a
/// fraction: no lender keeps a rate to loans below 2 % of a value.
fn percentages(tier: &Tier) -> (TierUnit, Decimal6, Option<Decimal6>) {
    let fraction = match tier.max {
        Some(max) if max.millionths() > 0 => max.millionths() <= 2 * ONE,
        _ => (ONE / 2..ONE).contains(&tier.min.millionths()),
    };
    let scale = |bound: Decimal6| {
        let factor = if fraction { HUNDRED } else { 1 };
        Decimal6::from_millionths(bound.millionths().saturating_mul(factor))
    };
    (TierUnit::Percent, scale(tier.min), tier.max.map(scale))
}

/// Whether a tier by months bounds the loan's term.
fn is_term(tier: &Tier, category: Category, fixed_months: Option<u16>) -> bool {
    let ends_with_fixed_period = fixed_months.is_some() && tier.max.and_then(whole_months) == fixed_months;
    match category {
        Category::HomeLoan | Category::MarginLoan | Category::CreditCard | Category::Overdraft => false,
        // A personal loan is often fixed for its whole term.
        Category::PersonalLoan => Some(tier.min) != tier.max,
        Category::BusinessLoan | Category::Lease | Category::TradeFinance => {
            Some(tier.min) != tier.max && !ends_with_fixed_period
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{rate, tier};
    use proptest::prelude::*;

    fn offer(kind: LendingRateKind, value: Option<&str>, tiers: Vec<Tier>, category: Category) -> RateOffer {
        let published = LendingRate { tiers, value: value.map(str::to_owned), ..rate(kind, 600) };
        RateOffer::new(&published, category)
    }

    #[test]
    fn periods_are_read_as_lenders_write_them() {
        for (text, expected) in [
            ("P3Y", Some(36)),
            ("P36M", Some(36)),
            (" P1Y6M", Some(18)),
            ("2 years", Some(24)),
            ("Fixed for 1 year", Some(12)),
            ("6 month introductory rate.", Some(6)),
            ("{ \"Term\": 36, \"Period\": \"Month(s)\" }", Some(36)),
            ("P7D", None),
            ("P0M", None),
            ("P99999Y", None),
            ("PT5M", None),
            ("Up to 7 years", None),
            ("purchase rate", None),
            ("", None),
        ] {
            assert_eq!(months(text), expected, "{text}");
        }
    }

    #[test]
    fn only_fixed_and_first_rates_have_a_period() {
        let home = Category::HomeLoan;
        assert_eq!(offer(LendingRateKind::Variable, Some("P1Y"), vec![], home).fixed_months, None);
        assert_eq!(offer(LendingRateKind::Fixed, Some("P5Y"), vec![], home).fixed_months, Some(60));
        let by_tier = tier("2 Year Fixed Rates", TierUnit::Month, "24", Some("24"));
        let offer = offer(LendingRateKind::Fixed, None, vec![by_tier], home);
        assert_eq!((offer.fixed_months, offer.tiers.len()), (Some(24), 0));
    }

    #[test]
    fn ratios_become_percentages_and_prose_is_dropped() {
        let published = vec![
            tier("LVR", TierUnit::Percent, "0.80001", Some("0.9")),
            tier("up to 60%", TierUnit::Dollar, "0.5", Some("0.6")),
            tier("Loan to Value Ratio", TierUnit::Percent, "81", Some("90")),
            tier("Balance", TierUnit::Dollar, "0", Some("100")),
        ];
        let tiers = offer(LendingRateKind::Variable, None, published, Category::HomeLoan).tiers;
        let bounds: Vec<_> = tiers
            .iter()
            .map(|tier| (tier.unit, tier.min.to_string(), tier.max.unwrap().to_string()))
            .collect();
        assert_eq!(
            bounds,
            [
                (TierUnit::Percent, "80.001".to_owned(), "90".to_owned()),
                (TierUnit::Percent, "50".to_owned(), "60".to_owned()),
                (TierUnit::Percent, "81".to_owned(), "90".to_owned()),
                (TierUnit::Dollar, "0".to_owned(), "100".to_owned()),
            ]
        );
        assert!(tiers.iter().all(|tier| tier.conditions.is_none()));
    }

    #[test]
    fn a_percentage_of_something_else_bounds_nothing() {
        let margin = tier("Commercial loan, no property", TierUnit::Percent, "0.1043", None);
        assert!(
            offer(LendingRateKind::Variable, None, vec![margin], Category::BusinessLoan).tiers.is_empty()
        );
        let lvr = tier("Vehicle LVR", TierUnit::Percent, "0", Some("120"));
        assert_eq!(offer(LendingRateKind::Variable, None, vec![lvr], Category::BusinessLoan).tiers.len(), 1);
    }

    #[test]
    fn months_bound_the_term_of_personal_loans_and_the_fixed_period_of_home_loans() {
        let term = tier("12 to 84 MONTH", TierUnit::Month, "12", Some("84"));
        let kept =
            |category| offer(LendingRateKind::Fixed, Some("P7Y"), vec![term.clone()], category).tiers.len();
        assert_eq!(kept(Category::PersonalLoan), 1);
        assert_eq!(kept(Category::HomeLoan), 0);
        assert_eq!(kept(Category::BusinessLoan), 0);
    }

    proptest! {
        #[test]
        fn reading_a_period_never_panics(text in "[\\PC0-9PYM]{0,30}") {
            let _ = months(&text);
        }
    }
}
