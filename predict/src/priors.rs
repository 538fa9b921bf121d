//! Documented assumptions in place of models.
//!
//! **Approval** starts from a base rate per category and moves on the log-odds scale with what is known of
//! borrower and need: the instalment burden (repayments ÷ income), credit history, employment, the
//! loan-to-value ratio, and the lender's rules that are met. A rule known not to be met makes approval a
//! remote exception. Each answer not given widens the interval, and with too few answers no band is named.
//! The home-loan base is the approval share of the US register of home-loan applications (HMDA, 74 %); the
//! others are assumptions below or near it, to be replaced by each operator's own decisions.
//!
//! **Click** starts from a base rate and moves with the product's cost relative to the alternatives, the
//! fees at the start and whether a rate is published at all: attributes of the product alone, never its
//! position.
//!
//! Age, sex, ethnicity, religion and marital status are not inputs. Age matters only through a lender's own
//! rule.

use crate::approval::weightiest;
use crate::metrics::{logistic, logit};
use domain::answer::{Approval, ApprovalBand, Basis, Click, Reason, ReasonKind};
use domain::borrower::{Borrower, CreditBand, Employment};
use domain::eligibility::Verdict;
use domain::listing::Listing;
use domain::money::Money;
use domain::product::Category;
use domain::query::SearchQuery;
use domain::rate::Rate;
use domain::terms::Terms;

/// The version of the assumptions on approval, which models are compared with; changes with any figure of theirs.
pub const VERSION: &str = "priors-1";

/// The burden (all repayments ÷ income) at which the odds are neither raised nor lowered.
const NEUTRAL_BURDEN: f64 = 0.30;
/// How fast the log-odds fall as the burden grows.
const BURDEN_SLOPE: f64 = 5.0;
/// Burdens above this count as this.
const MAX_BURDEN: f64 = 1.5;
/// The amount ÷ yearly income that stands in for the burden where no instalment can be worked out.
const NEUTRAL_AMOUNT_TO_INCOME: f64 = 0.5;
/// Approval where a published rule is not met: lenders seldom make exceptions.
const NOT_MET: f64 = 0.02;
/// What each met rule adds to the log-odds, up to [`MET_AT_MOST`].
const PER_MET_RULE: f64 = 0.08;
const MET_AT_MOST: f64 = 0.40;
/// Half the interval's width on the log-odds scale with every answer given, and what each missing one adds.
const HALF_WIDTH: f64 = 0.45;
const PER_MISSING_ANSWER: f64 = 0.15;
/// Of income, employment and credit history, how many must be known before a band is named.
const ANSWERS_NEEDED: usize = 2;
/// The share of shown products that are clicked, in the middle of the market.
const CLICK_BASE: f64 = 0.06;

/// What the approval prior looks at.
#[derive(Debug, Clone, Copy)]
pub struct ApprovalInputs<'a> {
    /// What the borrower has said.
    pub borrower: &'a Borrower,
    /// The kind of credit.
    pub category: Category,
    /// The overall verdict of the lender's rules.
    pub verdict: Verdict,
    /// How many rules are met.
    pub rules_met: usize,
    /// The amount asked for.
    pub amount: Option<Money>,
    /// The monthly instalment, where it can be worked out.
    pub instalment: Option<Money>,
    /// The loan-to-value ratio.
    pub lvr: Option<Rate>,
}

impl<'a> ApprovalInputs<'a> {
    /// What there is to look at of a product for a query, its terms being `terms`.
    #[must_use]
    pub fn new(listing: &Listing, query: &'a SearchQuery, terms: &Terms) -> Self {
        Self {
            borrower: &query.borrower,
            category: listing.category,
            verdict: terms.verdict,
            rules_met: terms.rules_met,
            amount: query.amount(),
            instalment: terms.instalment,
            lvr: query.lvr(),
        }
    }
}

/// Whether the approval prior of a category depends on an answer, named as parameters are. What a property is
/// worth counts above 80 % of it only, which no loan but one for a property reaches.
#[must_use]
pub fn depends_on(answer: &str, category: Category) -> bool {
    match answer {
        "amount" | "income_annual" | "employment" | "credit_band" | "existing_repayments_monthly" => true,
        "term_months" => category.is_instalment_credit(),
        "property_value" | "deposit" => category == Category::HomeLoan,
        _ => false,
    }
}

/// The answers not given that widen the interval, named as parameters are.
pub fn missing(query: &SearchQuery) -> impl Iterator<Item = &'static str> {
    gaps(&query.borrower, query.amount()).into_iter().filter(|(_, is_gap)| *is_gap).map(|(name, _)| name)
}

/// The answers that the width of the interval depends on, and which are missing; the first three decide
/// whether a band is named.
const fn gaps(borrower: &Borrower, amount: Option<Money>) -> [(&'static str, bool); 5] {
    [
        ("income_annual", borrower.income_annual.is_none()),
        ("employment", borrower.employment.is_none()),
        ("credit_band", borrower.credit_band.is_none()),
        ("existing_repayments_monthly", borrower.existing_repayments_monthly.is_none()),
        ("amount", amount.is_none()),
    ]
}

/// The approval prior.
#[must_use]
pub fn approval(inputs: ApprovalInputs<'_>) -> Approval {
    if inputs.verdict == Verdict::NotMet {
        return Approval {
            probability: NOT_MET,
            low: 0.0,
            high: 0.05,
            band: ApprovalBand::Low,
            basis: Basis::Prior,
        };
    }
    let effects: f64 = addends(&inputs).iter().map(|(_, effect)| effect).sum();
    let log_odds = logit(base_rate(inputs.category)) + effects;
    let gaps = gaps(inputs.borrower, inputs.amount);
    let half = HALF_WIDTH + PER_MISSING_ANSWER * gaps.iter().filter(|(_, is_gap)| *is_gap).count() as f64;
    let probability = logistic(log_odds);
    Approval {
        probability,
        low: logistic(log_odds - half),
        high: logistic(log_odds + half),
        band: named_band(probability, inputs.borrower),
        basis: Basis::Prior,
    }
}

/// What moves the chance away from the category's base rate, in log-odds, by what it is about.
fn addends(inputs: &ApprovalInputs<'_>) -> [(ReasonKind, f64); 6] {
    let borrower = inputs.borrower;
    let (burden, rest) = burden_effects(inputs);
    [
        (ReasonKind::Rules, (inputs.rules_met as f64 * PER_MET_RULE).min(MET_AT_MOST)),
        burden,
        rest,
        (ReasonKind::CreditHistory, borrower.credit_band.map_or(0.0, credit_effect)),
        (ReasonKind::Employment, borrower.employment.map_or(0.0, employment_effect)),
        (ReasonKind::LoanToValue, inputs.lvr.map_or(0.0, lvr_effect)),
    ]
}

/// What speaks for and against an approval beside the category's base rate, the weightiest first.
#[must_use]
pub fn reasons(inputs: &ApprovalInputs<'_>) -> Vec<Reason> {
    if inputs.verdict == Verdict::NotMet {
        return vec![Reason { kind: ReasonKind::Rules, contribution: logit(NOT_MET) }];
    }
    weightiest(addends(inputs).into_iter())
}

/// A probability in words, where enough of income, employment and credit history is known to name one.
#[must_use]
pub fn named_band(probability: f64, borrower: &Borrower) -> ApprovalBand {
    let known = gaps(borrower, None).iter().take(3).filter(|(_, is_gap)| !*is_gap).count();
    if known < ANSWERS_NEEDED { ApprovalBand::NotEnoughData } else { band(probability) }
}

/// A probability in words.
#[must_use]
pub fn band(probability: f64) -> ApprovalBand {
    match probability {
        p if p >= 0.70 => ApprovalBand::High,
        p if p >= 0.50 => ApprovalBand::Good,
        p if p >= 0.30 => ApprovalBand::Fair,
        _ => ApprovalBand::Low,
    }
}

/// What the click prior looks at.
#[derive(Debug, Clone, Copy)]
pub struct ClickInputs {
    /// The product's place among the alternatives by cost: 1 the cheapest, 0 the dearest or unknown.
    pub cost_value: f64,
    /// Whether a rate is published.
    pub has_rate: bool,
    /// Fees at the start ÷ amount; `None` if unknown.
    pub upfront_share: Option<f64>,
}

/// What stands in for fees at the start that are not known: of 10,000 dollars, 100. What is unknown is not free.
const USUAL_UPFRONT_SHARE: f64 = 0.01;

/// The click prior.
#[must_use]
pub fn click(inputs: ClickInputs) -> Click {
    let probability = logistic(logit(CLICK_BASE) + click_effect(inputs));
    Click { probability, basis: Basis::Prior }
}

/// How far cost, rate and fees move the log-odds of a click from those of a product in the middle of the market.
#[must_use]
pub fn click_effect(inputs: ClickInputs) -> f64 {
    let rate = if inputs.has_rate { 1.6 * (inputs.cost_value - 0.5) } else { -1.0 };
    let fees = -20.0 * inputs.upfront_share.unwrap_or(USUAL_UPFRONT_SHARE).clamp(0.0, 0.1);
    rate + fees
}

const fn base_rate(category: Category) -> f64 {
    match category {
        Category::HomeLoan => 0.74,
        Category::PersonalLoan | Category::BusinessLoan | Category::TradeFinance => 0.50,
        Category::CreditCard | Category::Overdraft | Category::Lease | Category::MarginLoan => 0.55,
    }
}

/// Falls with the share of income that repayments take; 0 where the income is unknown. Where no instalment can be
/// worked out, what is owed already and the amount count apart.
fn burden_effects(inputs: &ApprovalInputs<'_>) -> ((ReasonKind, f64), (ReasonKind, f64)) {
    let none = (ReasonKind::Amount, 0.0);
    let Some(income) = inputs.borrower.income_annual.map(Money::to_f64) else {
        return ((ReasonKind::Burden, 0.0), none);
    };
    let existing = inputs.borrower.existing_repayments_monthly.map_or(0.0, Money::to_f64) * 12.0;
    let asked = inputs.instalment.map(|instalment| instalment.to_f64() * 12.0);
    if income <= 0.0 {
        return ((ReasonKind::Income, -BURDEN_SLOPE * (MAX_BURDEN - NEUTRAL_BURDEN)), none);
    }
    if let Some(asked) = asked {
        let burden = ((existing + asked) / income).min(MAX_BURDEN);
        return ((ReasonKind::Burden, -BURDEN_SLOPE * (burden - NEUTRAL_BURDEN)), none);
    }
    let debts = (ReasonKind::Debts, -BURDEN_SLOPE * (existing / income).min(MAX_BURDEN));
    let amount = inputs
        .amount
        .map_or(0.0, |amount| -0.5 * ((amount.to_f64() / income).min(5.0) - NEUTRAL_AMOUNT_TO_INCOME));
    (debts, (ReasonKind::Amount, amount))
}

const fn credit_effect(band: CreditBand) -> f64 {
    match band {
        CreditBand::Excellent => 0.9,
        CreditBand::Good => 0.4,
        CreditBand::Fair => -0.5,
        CreditBand::Poor => -1.6,
        CreditBand::None => -0.7,
    }
}

const fn employment_effect(employment: Employment) -> f64 {
    match employment {
        Employment::Employed => 0.25,
        Employment::Contractor => 0.0,
        Employment::SelfEmployed | Employment::Retired => -0.15,
        Employment::Casual => -0.3,
        Employment::Student => -0.8,
        Employment::Unemployed => -1.8,
    }
}

/// Nothing up to 80 %, then falling: above it lenders ask for insurance or refuse.
fn lvr_effect(lvr: Rate) -> f64 {
    -8.0 * (lvr.fraction() - 0.80).clamp(0.0, 0.5)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::money::Currency;
    use proptest::prelude::*;

    fn aud(major: i64) -> Money {
        Money::from_major(major, Currency::AUD)
    }

    fn inputs(borrower: &Borrower) -> ApprovalInputs<'_> {
        ApprovalInputs {
            borrower,
            category: Category::PersonalLoan,
            verdict: Verdict::Unknown,
            rules_met: 0,
            amount: Some(aud(15_000)),
            instalment: Some(aud(460)),
            lvr: None,
        }
    }

    fn earning(income: i64) -> Borrower {
        Borrower {
            income_annual: Some(aud(income)),
            employment: Some(Employment::Employed),
            credit_band: Some(CreditBand::Good),
            ..Borrower::default()
        }
    }

    #[test]
    fn without_answers_no_band_is_named() {
        let nobody = Borrower::default();
        assert_eq!(approval(inputs(&nobody)).band, ApprovalBand::NotEnoughData);
        let earner = Borrower { income_annual: Some(aud(80_000)), ..Borrower::default() };
        assert_eq!(approval(inputs(&earner)).band, ApprovalBand::NotEnoughData);
        assert_eq!(approval(inputs(&earning(80_000))).band, ApprovalBand::High);
    }

    #[test]
    fn the_answers_said_to_matter_are_those_that_move_the_estimate() {
        type Edit = fn(&mut Borrower);
        let known = Borrower { existing_repayments_monthly: Some(aud(300)), ..earning(60_000) };
        let before = approval(inputs(&known));
        let without = |change: Edit| {
            let mut borrower = known.clone();
            change(&mut borrower);
            approval(inputs(&borrower))
        };
        let changes: [(&str, Edit); 7] = [
            ("income_annual", |b| b.income_annual = None),
            ("employment", |b| b.employment = None),
            ("credit_band", |b| b.credit_band = None),
            ("existing_repayments_monthly", |b| b.existing_repayments_monthly = None),
            ("age", |b| b.age = Some(30)),
            ("region", |b| b.region = "NSW".parse().ok()),
            ("deposit", |b| b.deposit = Some(aud(1))),
        ];
        for (answer, change) in changes {
            assert_eq!(depends_on(answer, Category::PersonalLoan), without(change) != before, "{answer}");
        }
    }

    #[test]
    fn a_rule_not_met_makes_approval_a_remote_exception() {
        let borrower = earning(80_000);
        let refused = approval(ApprovalInputs { verdict: Verdict::NotMet, ..inputs(&borrower) });
        assert_eq!(refused.band, ApprovalBand::Low);
        assert!(refused.high < approval(inputs(&borrower)).low);
    }

    #[test]
    fn each_answer_narrows_the_interval() {
        let nobody = Borrower::default();
        let width = |a: Approval| logit(a.high) - logit(a.low);
        assert!(width(approval(inputs(&earning(80_000)))) < width(approval(inputs(&nobody))));
    }

    #[test]
    fn a_product_without_a_rate_is_clicked_less_than_a_middling_one() {
        let middling = ClickInputs { cost_value: 0.5, has_rate: true, upfront_share: Some(0.0) };
        let silent = ClickInputs { has_rate: false, cost_value: 0.0, upfront_share: None };
        assert!((click(middling).probability - CLICK_BASE).abs() < 1e-12);
        assert!(click(silent).probability < CLICK_BASE);
        let of = |upfront_share| click(ClickInputs { upfront_share, ..middling }).probability;
        assert!(of(Some(0.0)) > of(None) && of(None) > of(Some(0.03)), "unknown fees are not no fees");
    }

    proptest! {
        #[test]
        fn more_income_never_lowers_and_a_higher_instalment_never_raises(
            income in 0_i64..500_000, more in 0_i64..500_000, instalment in 1_i64..20_000, extra in 0_i64..20_000,
        ) {
            let (poorer, richer) = (earning(income), earning(income + more));
            let base = approval(ApprovalInputs { instalment: Some(aud(instalment)), ..inputs(&poorer) });
            let with_more = approval(ApprovalInputs { instalment: Some(aud(instalment)), ..inputs(&richer) });
            let heavier = approval(ApprovalInputs { instalment: Some(aud(instalment + extra)), ..inputs(&poorer) });
            prop_assert!(with_more.probability >= base.probability);
            prop_assert!(heavier.probability <= base.probability);
            for a in [base, with_more, heavier] {
                prop_assert!(0.0 <= a.low && a.low <= a.probability && a.probability <= a.high && a.high <= 1.0);
            }
        }
    }
}
