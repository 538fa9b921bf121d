//! The JSON of the API, built from the domain's answers. Names here are a promise to clients.

use super::changes::OpeningsDto;
use domain::answer::{Approval, InstitutionCount, RepaymentFigures, SearchAnswer, SearchResult};
use domain::eligibility::{Eligibility, RuleValue};
use domain::headline::Headline;
use domain::listing::{Listing, StandardFees};
use domain::money::Money;
use serde::Serialize;
use utoipa::ToSchema;

/// A page of ranked results.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SearchDto {
    /// How many products match.
    total: u64,
    /// Whether `total` is exact; otherwise an upper bound.
    total_is_exact: bool,
    /// How many of them have a rule known not to be met; they stand behind all others.
    not_met_total: u64,
    /// Whether `not_met_total` is exact; otherwise a lower bound.
    not_met_is_exact: bool,
    /// Whether the borrower's profile was used.
    personalised: bool,
    /// Whether what lenders pay the operator was allowed to count.
    payment_counts: bool,
    page: u32,
    per_page: u32,
    took_ms: f64,
    policy_version: u32,
    model_version: String,
    /// A token for `within`.
    result_set: String,
    /// The order of the results, for the parameter `order` of further pages.
    order: String,
    results: Vec<ResultDto>,
    facets: FacetsDto,
    /// What dropping one constraint would find; filled when nothing was found.
    relax: Vec<RelaxDto>,
    /// The smallest changes that would open more products.
    openings: OpeningsDto,
}

/// One ranked product.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ResultDto {
    product_id: String,
    name: String,
    category: &'static str,
    institution: InstitutionDto,
    /// The rate for this need; null if the lender publishes none that fits.
    rate: Option<RateDto>,
    amount: LimitsDto,
    term_months: TermDto,
    /// Null where amount, term or rate is unknown.
    repayment: Option<RepaymentDto>,
    fees: FeesDto,
    /// Null is unknown.
    secured: Option<bool>,
    /// Whether the price is negotiated per customer.
    tailored: bool,
    features: Vec<&'static str>,
    eligibility: EligibilityDto,
    approval: ApprovalDto,
    click: ClickDto,
    score: ScoreDto,
    /// That it was placed by a draw, to learn about it; null where its score alone decides. At most one result has it.
    exploration: Option<ExplorationDto>,
    /// Whether the lender pays to be shown.
    sponsored: bool,
    /// Whether product and lender are invented.
    fictional: bool,
    impression_id: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
struct InstitutionDto {
    id: String,
    name: String,
}

/// Yearly rates as decimal fractions.
#[derive(Debug, Serialize, ToSchema)]
struct RateDto {
    annual: f64,
    annual_max: f64,
    /// `fixed` or `variable`.
    kind: &'static str,
    /// Interest and known fees in one yearly rate, as the lender states it.
    comparison: Option<f64>,
    /// How long `annual` is fixed, where the lender says.
    fixed_months: Option<u16>,
    /// The variable rate that follows a fixed one, where the product publishes one.
    follows: Option<f64>,
    /// Whether it is for paying interest alone at first; instalment and total are then not known.
    interest_only: bool,
    /// When the lender last changed its figures (RFC 3339, UTC).
    as_of: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
struct LimitsDto {
    min: Option<String>,
    max: Option<String>,
    currency: String,
}

#[derive(Debug, Serialize, ToSchema)]
struct TermDto {
    min: Option<u16>,
    max: Option<u16>,
}

/// Money as decimal strings in major units.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RepaymentDto {
    amount: String,
    /// What reaches the borrower where fees are taken off at the start.
    amount_received: String,
    term_months: u16,
    instalment: String,
    /// The instalment once a fixed rate has ended before the loan does.
    later_instalment: Option<String>,
    /// Interest and known fees included; `fees_known` says whether fees may come on top.
    total_payable: String,
    /// The standard fees within the total; null where the lender publishes no fee at all.
    total_fees: Option<String>,
    total_interest: String,
    /// Whether every unavoidable fee is known; if not, the total is the least that is paid.
    fees_known: bool,
    currency: String,
}

/// Fees that every borrower pays, as far as they are fixed amounts; null where the lender publishes no fee at all.
#[derive(Debug, Serialize, ToSchema)]
struct FeesDto {
    upfront: Option<String>,
    yearly: Option<String>,
    exit: Option<String>,
    /// Whether an unavoidable fee may exist whose amount is not published.
    has_unknown: bool,
    /// Whether the lender publishes any fee of this product.
    published: bool,
    currency: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EligibilityDto {
    /// `met`, `not_met` or `unknown`.
    verdict: &'static str,
    rules: Vec<RuleDto>,
}

#[derive(Debug, Serialize, ToSchema)]
struct RuleDto {
    rule: &'static str,
    verdict: &'static str,
    /// What the lender asks for.
    #[schema(value_type = Option<Object>)]
    needs: Option<ValueDto>,
    /// What the borrower has; null if they have not said.
    #[schema(value_type = Option<Object>)]
    has: Option<ValueDto>,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum ValueDto {
    Whole(u32),
    Text(String),
    Ratio(f64),
    Names(Vec<String>),
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ApprovalDto {
    probability: f64,
    band: &'static str,
    basis: &'static str,
    low: f64,
    high: f64,
}

#[derive(Debug, Serialize, ToSchema)]
struct ClickDto {
    probability: f64,
    basis: &'static str,
}

/// A place that tries what little is known of.
#[derive(Debug, Serialize, ToSchema)]
struct ExplorationDto {
    /// The place that it got, from 1.
    place: u32,
    /// The place that its score would give it.
    rank: u32,
    /// The chance with which the draw put it there.
    propensity: f64,
}

/// `total` is the sum of the parts' contributions.
#[derive(Debug, Serialize, ToSchema)]
struct ScoreDto {
    total: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    parts: Option<Vec<PartDto>>,
}

#[derive(Debug, Serialize, ToSchema)]
struct PartDto {
    name: &'static str,
    value: f64,
    weight: f64,
    contribution: f64,
}

#[derive(Debug, Serialize, ToSchema)]
struct FacetsDto {
    category: Vec<CountDto>,
    institution: Vec<InstitutionCountDto>,
    rate_type: Vec<CountDto>,
    feature: Vec<CountDto>,
}

#[derive(Debug, Serialize, ToSchema)]
struct CountDto {
    value: &'static str,
    count: u64,
}

#[derive(Debug, Serialize, ToSchema)]
struct InstitutionCountDto {
    /// The lender's id, as the `institution` parameter takes it.
    value: String,
    name: String,
    count: u64,
}

#[derive(Debug, Serialize, ToSchema)]
struct RelaxDto {
    drop: &'static str,
    would_find: u64,
}

impl SearchDto {
    /// The answer as JSON; `explain` decides whether each score shows its parts.
    pub(crate) fn new(answer: &SearchAnswer, explain: bool) -> Self {
        let counts = |counts: &[domain::answer::FacetCount]| {
            counts.iter().map(|c| CountDto { value: c.value, count: c.count }).collect()
        };
        Self {
            total: answer.total,
            total_is_exact: answer.total_is_exact,
            not_met_total: answer.not_met_total,
            not_met_is_exact: answer.not_met_is_exact,
            personalised: answer.personalised,
            payment_counts: answer.payment_counts,
            page: answer.page,
            per_page: answer.per_page,
            took_ms: round(answer.took_ms, 3),
            policy_version: answer.policy_version,
            model_version: answer.model_version.clone(),
            result_set: answer.result_set.clone(),
            order: answer.order.to_string(),
            results: answer.results.iter().map(|result| ResultDto::new(result, explain)).collect(),
            facets: FacetsDto {
                category: counts(&answer.facets.category),
                institution: answer.facets.institution.iter().map(InstitutionCountDto::new).collect(),
                rate_type: counts(&answer.facets.rate_type),
                feature: counts(&answer.facets.feature),
            },
            relax: answer.relax.iter().map(|r| RelaxDto { drop: r.drop, would_find: r.would_find }).collect(),
            openings: OpeningsDto::new(&answer.openings),
        }
    }
}

impl InstitutionCountDto {
    fn new(lender: &InstitutionCount) -> Self {
        Self { value: lender.id.to_string(), name: lender.name.clone(), count: lender.count }
    }
}

impl ResultDto {
    /// One result as JSON.
    pub(crate) fn new(result: &SearchResult, explain: bool) -> Self {
        let listing = &result.listing;
        let money = |amount: Option<Money>| amount.map(Money::to_decimal);
        Self {
            product_id: listing.product_id.to_string(),
            name: listing.name.clone(),
            category: listing.category.name(),
            institution: InstitutionDto {
                id: listing.institution_id.to_string(),
                name: listing.institution_name.clone(),
            },
            rate: result.headline.map(|headline| RateDto::new(&headline, listing)),
            amount: LimitsDto {
                min: money(listing.rules.min_amount),
                max: money(listing.rules.max_amount),
                currency: listing.currency.to_string(),
            },
            term_months: TermDto { min: listing.rules.min_term_months, max: listing.rules.max_term_months },
            repayment: result.repayment.map(|figures| RepaymentDto::new(&figures, &listing.fees)),
            fees: FeesDto::new(&listing.fees),
            secured: listing.secured,
            tailored: listing.tailored,
            features: listing.features.iter().map(|feature| feature.name()).collect(),
            eligibility: EligibilityDto::new(&result.eligibility),
            approval: ApprovalDto::new(&result.approval),
            click: ClickDto {
                probability: round(result.click.probability, 4),
                basis: result.click.basis.name(),
            },
            score: ScoreDto::new(&result.score, explain),
            exploration: result.exploration.map(|exploration| ExplorationDto {
                place: exploration.place,
                rank: exploration.rank,
                propensity: round(exploration.propensity, 6),
            }),
            sponsored: listing.sponsored,
            fictional: listing.fictional,
            impression_id: result.impression_id.map(|id| id.to_string()),
        }
    }
}

impl RateDto {
    fn new(headline: &Headline, listing: &Listing) -> Self {
        Self {
            annual: headline.annual.fraction(),
            annual_max: headline.annual_max.fraction(),
            kind: headline.kind.name(),
            comparison: headline.comparison.map(domain::rate::Rate::fraction),
            fixed_months: headline.fixed_months,
            follows: headline.follows.map(domain::rate::Rate::fraction),
            interest_only: headline.interest_only,
            as_of: listing.updated_at.map(|at| at.to_string()),
        }
    }
}

impl ApprovalDto {
    /// A chance as JSON.
    pub(crate) fn new(approval: &Approval) -> Self {
        Self {
            probability: round(approval.probability, 4),
            band: approval.band.name(),
            basis: approval.basis.name(),
            low: round(approval.low, 4),
            high: round(approval.high, 4),
        }
    }
}

impl FeesDto {
    fn new(fees: &StandardFees) -> Self {
        let published = |amount: Money| fees.published.then(|| amount.to_decimal());
        Self {
            upfront: published(fees.upfront),
            yearly: published(fees.yearly),
            exit: published(fees.exit),
            has_unknown: !fees.are_known(),
            published: fees.published,
            currency: fees.upfront.currency.to_string(),
        }
    }
}

impl RepaymentDto {
    /// Figures as JSON, worked out with these fees.
    pub(crate) fn new(figures: &RepaymentFigures, fees: &StandardFees) -> Self {
        Self {
            amount: figures.amount.to_decimal(),
            amount_received: figures.amount_received.to_decimal(),
            term_months: figures.term_months,
            instalment: figures.instalment.to_decimal(),
            later_instalment: figures.later_instalment.map(Money::to_decimal),
            total_payable: figures.total_payable.to_decimal(),
            total_fees: fees.published.then(|| figures.total_fees.to_decimal()),
            total_interest: figures.total_interest.to_decimal(),
            fees_known: fees.are_known(),
            currency: figures.amount.currency.to_string(),
        }
    }
}

impl EligibilityDto {
    /// Verdicts as JSON.
    pub(crate) fn new(eligibility: &Eligibility) -> Self {
        let rules = eligibility.rules.iter().map(|rule| RuleDto {
            rule: rule.rule.name(),
            verdict: rule.verdict.name(),
            needs: rule.needs.as_ref().map(ValueDto::new),
            has: rule.has.as_ref().map(ValueDto::answer),
        });
        Self { verdict: eligibility.verdict.name(), rules: rules.collect() }
    }
}

impl ValueDto {
    /// What a borrower has is one value, where what a lender asks for may be any of several.
    fn answer(value: &RuleValue) -> Self {
        match value {
            RuleValue::Names(names) => match names.as_slice() {
                [one] => Self::Text(one.clone()),
                _ => Self::Names(names.clone()),
            },
            value => Self::new(value),
        }
    }

    fn new(value: &RuleValue) -> Self {
        match value {
            RuleValue::Whole(number) => Self::Whole(*number),
            RuleValue::Amount(amount) => Self::Text(amount.to_decimal()),
            RuleValue::Ratio(ratio) => Self::Ratio(ratio.fraction()),
            RuleValue::Names(names) => Self::Names(names.clone()),
            RuleValue::Words(words) => Self::Text(words.clone()),
        }
    }
}

impl ScoreDto {
    fn new(score: &domain::ranking::Score, explain: bool) -> Self {
        let parts = explain.then(|| {
            let part = |part: &domain::ranking::ScorePart| PartDto {
                name: part.name.name(),
                value: round(part.value, 6),
                weight: part.weight,
                contribution: round(part.contribution, 6),
            };
            score.parts.iter().map(part).collect()
        });
        Self { total: round(score.total, 6), parts }
    }
}

/// `value` with so many digits after the point: more would claim a precision that is not there.
fn round(value: f64, digits: i32) -> f64 {
    let unit = 10_f64.powi(digits);
    (value * unit).round() / unit
}
