//! Lending rates of a product, with their tiers and comparison rates.

use super::figures::{self, rate};
use super::json::Object;
use super::kinds::{Kind, Pricing};
use super::lenders::{Character, Lender};
use super::random::{Random, WHOLE};
use domain::borrower::CreditBand;
use domain::number::Decimal6;
use domain::product::LoanPurpose;
use domain::rate::Rate;
use domain::repayment::{ComparisonBasis, LoanFees, comparison_rate};
use serde_json::{Value, json};

/// What the rates of a product are worked out from.
pub(super) struct Brief<'a> {
    pub(super) lender: &'a Lender,
    pub(super) kind: &'a Kind,
    /// Fees that every borrower pays.
    pub(super) fees: LoanFees,
    /// Greatest amount in whole dollars.
    pub(super) max_amount: u64,
    /// Longest term in months.
    pub(super) max_months: u64,
}

/// A number of ten-thousandths as a decimal fraction: basis points as the standard's rate strings.
pub(super) fn decimal(ten_thousandths: u64) -> String {
    Decimal6::from_millionths(i64::try_from(ten_thousandths.saturating_mul(100)).unwrap_or(i64::MAX))
        .to_string()
}

/// The rates that a product publishes, in basis points turned to the standard's form. Empty if it publishes
/// none.
pub(super) fn draw(brief: &Brief<'_>, random: &mut Random) -> Vec<Value> {
    if !random.per_mille(figures::shares(brief.kind.category).rate) {
        return Vec::new();
    }
    let base = from_rate(brief, random);
    let rates = Rates { base, comparison_extra: comparison_extra(brief, base) };
    match brief.kind.pricing {
        Pricing::Personal => rates.personal(brief, random),
        Pricing::HomeVariable { purpose, interest_only, highest_lvr, packaged } => {
            rates.home_variable(purpose, interest_only, highest_lvr, packaged, random)
        }
        Pricing::HomeFixed { purpose } => rates.home_fixed(purpose, brief.lender, random),
        Pricing::HomeIntroductory { years } => rates.home_introductory(years, random),
        Pricing::Business { extra } => rates.business(extra, brief, random),
        Pricing::Card { transfer_months } => rates.card(transfer_months, random),
        Pricing::Revolving => vec![rates.entry("VARIABLE", base).into()],
        Pricing::Margin => rates.margin(),
        Pricing::Lease => {
            vec![rates.entry("FIXED", base).with("additionalValue", months(brief.max_months)).into()]
        }
    }
}

/// The product's lowest rate: its kind's distribution at the lender's place among all, give or take an eighth.
fn from_rate(brief: &Brief<'_>, random: &mut Random) -> u64 {
    let place = (brief.lender.price * 100 + random.below(2500)).saturating_sub(1250).min(WHOLE);
    let declined_elsewhere = brief.lender.character == Character::SecondChance;
    let table = match brief.kind.pricing {
        Pricing::Personal if declined_elsewhere => &rate::HIGH_RISK,
        _ => brief.kind.rate,
    };
    ending(table.at(place))
}

/// What fees add to a rate, in basis points rounded up, on the customary basis of comparison rates; `None`
/// where they are not used.
fn comparison_extra(brief: &Brief<'_>, base: u64) -> Option<u64> {
    let basis = ComparisonBasis::for_category(brief.kind.category)?;
    let nominal = Rate::from_millionths(i64::try_from(base * 100).ok()?);
    let cost = comparison_rate(nominal, brief.fees, basis).ok()?;
    let extra = cost.rate().millionths().saturating_sub(nominal.millionths());
    Some(u64::try_from(extra).unwrap_or_default().div_ceil(100))
}

/// Prices end in 4 or 9 hundredths of a percent, as most published ones do.
const fn ending(basis_points: u64) -> u64 {
    basis_points - basis_points % 5 + 4
}

/// A whole number of months as an ISO 8601 duration: `P18M`, `P5Y`.
pub(super) fn months(count: u64) -> String {
    if count.is_multiple_of(12) { format!("P{}Y", count / 12) } else { format!("P{count}M") }
}

/// A tier of a rate; bounds are inclusive.
fn tier(name: &str, unit: &str, min: Value, max: Option<u64>) -> Value {
    Object::sized(5)
        .with("name", name)
        .with("unitOfMeasure", unit)
        .with("minimumValue", min)
        .maybe("maximumValue", max)
        .with("rateApplicationMethod", "WHOLE_BALANCE")
        .into()
}

/// The loan-to-value ratio above `from` percent (0 for the lowest tier) up to `to`.
fn lvr_tier(from: u64, to: u64) -> Value {
    match from {
        0 => tier(&format!("LVR up to {to}%"), "PERCENT", json!(0), Some(to)),
        _ => {
            // Tiers may not overlap, so each begins a hundredth of a percent above the one before.
            let above: Value = json!(f64::from(u32::try_from(from).unwrap_or_default()) + 0.01);
            tier(&format!("LVR above {from}% up to {to}%"), "PERCENT", above, Some(to))
        }
    }
}

/// Rates of a product under construction.
struct Rates {
    /// The lowest, in basis points.
    base: u64,
    /// What fees add, where comparison rates are used.
    comparison_extra: Option<u64>,
}

impl Rates {
    fn entry(&self, kind: &str, basis_points: u64) -> Object {
        self.compared(kind, basis_points, basis_points)
    }

    /// A rate whose comparison rate starts from another one, because it does not last.
    fn compared(&self, kind: &str, basis_points: u64, in_the_long_run: u64) -> Object {
        Object::sized(12)
            .with("lendingRateType", kind)
            .with("rate", decimal(basis_points))
            .maybe("comparisonRate", self.comparison_extra.map(|extra| decimal(in_the_long_run + extra)))
            .with("calculationFrequency", "P1D")
            .with("applicationFrequency", "P1M")
            .with("interestPaymentDue", "IN_ARREARS")
    }

    fn home_entry(
        &self,
        kind: &str,
        basis_points: u64,
        long_run: u64,
        purpose: LoanPurpose,
        only: bool,
    ) -> Object {
        self.compared(kind, basis_points, long_run)
            .with("repaymentType", if only { "INTEREST_ONLY" } else { "PRINCIPAL_AND_INTEREST" })
            .with(
                "loanPurpose",
                match purpose {
                    LoanPurpose::OwnerOccupied => "OWNER_OCCUPIED",
                    LoanPurpose::Investment => "INVESTMENT",
                },
            )
    }

    fn personal(&self, brief: &Brief<'_>, random: &mut Random) -> Vec<Value> {
        let profile = brief.lender.character.profile();
        let fixed = random.per_mille(figures::FIXED_PERSONAL) || profile.risk_priced;
        let kind = if fixed { "FIXED" } else { "VARIABLE" };
        let period = fixed.then(|| months(brief.max_months));
        let entry = |bp: u64| self.entry(kind, bp).maybe("additionalValue", period.clone());
        if profile.risk_priced {
            let top =
                (self.base * random.draw(&rate::SPREAD_PERCENT) / 100).min(rate::CEILING).max(self.base);
            let bands = profile.bands;
            let steps = u64::try_from(bands.len()).unwrap_or(1).saturating_sub(1).max(1);
            return bands
                .iter()
                .zip(0..)
                .map(|(band, step)| {
                    let bp = ending(self.base + (top - self.base) * step / steps);
                    entry(bp).with("additionalInfo", history(*band)).into()
                })
                .collect();
        }
        let half = brief.max_amount / 2;
        if half >= 10_000 && random.per_mille(180) {
            let dearer = ending(self.base + random.between(50, 150));
            let small = tier("Smaller loans", "DOLLAR", json!(0), Some(half - 1));
            let large = tier("Larger loans", "DOLLAR", json!(half), Some(brief.max_amount));
            return vec![
                entry(dearer).with("tiers", vec![small]).into(),
                entry(self.base).with("tiers", vec![large]).into(),
            ];
        }
        vec![entry(self.base).into()]
    }

    fn home_variable(
        &self,
        purpose: LoanPurpose,
        interest_only: bool,
        highest_lvr: u64,
        packaged: bool,
        random: &mut Random,
    ) -> Vec<Value> {
        let mut start = self.base + purpose_extra(purpose, random);
        let only_extra = random.draw(&rate::INTEREST_ONLY_EXTRA);
        if interest_only {
            start += only_extra;
        }
        let tiered = random.per_mille(figures::TIERED_HOME);
        let mut rates = Vec::with_capacity(8);
        let steps = if tiered { lvr_steps(start, highest_lvr, random) } else { vec![(None, ending(start))] };
        for (tier, bp) in &steps {
            let entry = self.home_entry("VARIABLE", *bp, *bp, purpose, interest_only);
            rates.push(entry.maybe("tiers", tier.clone().map(|tier| vec![tier])).into());
        }
        if tiered && !interest_only && random.per_mille(300) {
            for (tier, bp) in &steps {
                let bp = ending(bp + only_extra);
                let entry = self.home_entry("VARIABLE", bp, bp, purpose, true);
                rates.push(entry.maybe("tiers", tier.clone().map(|tier| vec![tier])).into());
            }
        }
        if packaged {
            rates.push(reduction("BUNDLE_DISCOUNT_VARIABLE", random.between(2, 8) * 5, super::text::PACKAGE));
        } else if random.per_mille(figures::HOME_DISCOUNT) {
            rates.push(reduction(
                "DISCOUNT",
                random.between(1, 4) * 5,
                "Taken off the variable rate in the first year.",
            ));
        }
        rates
    }

    fn home_fixed(&self, purpose: LoanPurpose, lender: &Lender, random: &mut Random) -> Vec<Value> {
        // Interest of the first years as a percentage of all interest, both discounted, of 25 years at 6.5 %.
        const INTEREST_WHILE_FIXED: [u64; 5] = [10, 20, 29, 37, 44];
        let extra = purpose_extra(purpose, random);
        let reverts_to = self.base + extra + random.between(30, 120);
        let dear_above_80 = random.per_mille(350).then(|| random.draw(&figures::rate::LVR_STEP[1].1));
        let place = lender.price * 100;
        let mut rates = Vec::with_capacity(10);
        for ((years, table), weight) in rate::HOME_FIXED.iter().zip(INTEREST_WHILE_FIXED) {
            // Two and three years are offered by all, the others by most.
            if !matches!(years, 2 | 3) && random.per_mille(250) {
                continue;
            }
            let bp = ending(table.at(place) + extra);
            let mut push = |bp: u64, tiers: Option<Vec<Value>>| {
                let afterwards = reverts_to.max(bp);
                let long_run = (bp * weight + afterwards * (100 - weight)).div_ceil(100);
                let entry = self.home_entry("FIXED", bp, long_run, purpose, false);
                rates.push(entry.with("additionalValue", format!("P{years}Y")).maybe("tiers", tiers).into());
            };
            match dear_above_80 {
                None => push(bp, None),
                Some(step) => {
                    push(bp, Some(vec![lvr_tier(0, 80)]));
                    push(ending(bp + step), Some(vec![lvr_tier(80, 90)]));
                }
            }
        }
        rates
    }

    fn home_introductory(&self, years: u64, random: &mut Random) -> Vec<Value> {
        let purpose = LoanPurpose::OwnerOccupied;
        let first = ending(self.base.saturating_sub(random.between(20, 60)));
        let introductory = self
            .home_entry("INTRODUCTORY", first, self.base, purpose, false)
            .with("additionalValue", months(years * 12));
        vec![introductory.into(), self.home_entry("VARIABLE", self.base, self.base, purpose, false).into()]
    }

    fn business(&self, extra: u64, brief: &Brief<'_>, random: &mut Random) -> Vec<Value> {
        let bp = ending(self.base + extra);
        match (random.per_mille(figures::FIXED_BUSINESS), brief.kind.months) {
            (true, Some(_)) => [12, 36, 60]
                .into_iter()
                .filter(|term| *term <= brief.max_months)
                .zip([0, 15, 35])
                .map(|(term, more)| {
                    self.entry("FIXED", bp + more).with("additionalValue", months(term)).into()
                })
                .collect(),
            _ if brief.lender.character == Character::Bank && random.per_mille(150) => {
                vec![self.entry("MARKET_LINKED", bp).with("additionalValue", "Bank bill swap rate").into()]
            }
            _ => vec![self.entry("VARIABLE", bp).into()],
        }
    }

    fn card(&self, transfer_months: Option<u64>, random: &mut Random) -> Vec<Value> {
        let cash = ending(random.draw(&rate::CASH_ADVANCE)).max(self.base);
        let mut rates =
            vec![self.entry("PURCHASE", self.base).into(), self.entry("CASH_ADVANCE", cash).into()];
        if let Some(longest) = transfer_months {
            let bp = random.pick(&[0, 99, 199, 299, 499]).copied().unwrap_or_default();
            let term = random.between(1, longest / 6) * 6;
            rates.push(self.entry("BALANCE_TRANSFER", bp).with("additionalValue", months(term)).into());
        }
        rates
    }

    fn margin(&self) -> Vec<Value> {
        let bounds: [(&str, u64, Option<u64>, u64); 3] = [
            ("Below 250,000", 0, Some(249_999), 50),
            ("250,000 to 999,999", 250_000, Some(999_999), 25),
            ("1,000,000 and more", 1_000_000, None, 0),
        ];
        bounds
            .into_iter()
            .map(|(name, min, max, more)| {
                let tiers = vec![tier(name, "DOLLAR", json!(min), max)];
                self.entry("VARIABLE", self.base + more).with("tiers", tiers).into()
            })
            .collect()
    }
}

/// What a lender adds for the purpose of a home loan.
fn purpose_extra(purpose: LoanPurpose, random: &mut Random) -> u64 {
    match purpose {
        LoanPurpose::OwnerOccupied => 0,
        LoanPurpose::Investment => random.draw(&rate::INVESTMENT_EXTRA),
    }
}

/// Rates by loan-to-value ratio, never falling as it rises.
fn lvr_steps(start: u64, highest: u64, random: &mut Random) -> Vec<(Option<Value>, u64)> {
    let lowest = if random.per_mille(500) { 60 } else { 70 };
    let mut bp = ending(start);
    let mut steps = vec![(Some(lvr_tier(0, lowest)), bp)];
    let mut from = lowest;
    for (to, table) in rate::LVR_STEP.iter().filter(|(to, _)| *to <= highest) {
        bp = ending(bp + random.draw(table));
        steps.push((Some(lvr_tier(from, *to)), bp));
        from = *to;
    }
    steps
}

/// A reduction of another rate.
fn reduction(kind: &str, basis_points: u64, info: &str) -> Value {
    Object::sized(5)
        .with("lendingRateType", kind)
        .with("rate", decimal(basis_points))
        .with("additionalInfo", info)
        .into()
}

/// Whom a rate by credit history is for.
const fn history(band: CreditBand) -> &'static str {
    match band {
        CreditBand::Excellent => "With an excellent credit history",
        CreditBand::Good => "With a good credit history",
        CreditBand::Fair => "With a fair credit history",
        CreditBand::Poor => "With a poor credit history",
        CreditBand::None => "Without a credit history",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_printed_as_the_standard_has_them() {
        assert_eq!(decimal(654), "0.0654");
        assert_eq!(decimal(2000), "0.2");
        assert_eq!((months(18), months(60)), ("P18M".to_owned(), "P5Y".to_owned()));
        assert_eq!((ending(650), ending(654), ending(659)), (654, 654, 659));
    }

    #[test]
    fn tiers_of_the_loan_to_value_ratio_touch_without_overlapping() {
        let steps = lvr_steps(620, 95, &mut Random::keyed(5, &[]));
        let bounds: Vec<(f64, u64)> = steps
            .iter()
            .filter_map(|(tier, _)| tier.as_ref())
            .map(|tier| (tier["minimumValue"].as_f64().unwrap(), tier["maximumValue"].as_u64().unwrap()))
            .collect();
        assert_eq!(bounds.first().map(|(from, _)| *from), Some(0.0));
        assert_eq!(bounds.last().map(|(_, to)| *to), Some(95));
        for pair in bounds.windows(2) {
            assert!((pair[1].0 - pair[0].1 as f64 - 0.01).abs() < 1e-9, "{bounds:?}");
        }
    }
}
