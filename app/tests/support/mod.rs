//! Sample data in the shape the server answers with. Lenders and figures are invented.
#![allow(dead_code, reason = "each test file uses its part")]

pub mod html;
pub mod render;
pub mod words;

use app::pages::product::Lender;
use app::ports::{CatalogueSummary, ProductDetails, RateChange, Viewer};
use domain::answer::{
    Approval, ApprovalBand, Basis, Click, FacetCount, Facets, InstitutionCount, PageRecord, SearchAnswer,
    SearchResult,
};
use domain::borrower::{Borrower, CreditBand, Employment};
use domain::change::Change;
use domain::eligibility::{Eligibility, RuleValue, RuleVerdict, Verdict};
use domain::headline::Headline;
use domain::links::{HostCount, OfficialHosts};
use domain::listing::{Listing, StandardFees};
use domain::money::{Currency, Money};
use domain::openings::{Opening, Openings};
use domain::product::{
    Category, Constraint, ConstraintKind, EarlyRepayment, EligibilityCriterion, EligibilityKind, Feature,
    FeatureKind, Fee, FeeKind, InstitutionId, LendingRate, LendingRateKind, Links, Product, ProductId,
    RateType, RepaymentType, Supplement, Tier, TierUnit, UnreadField,
};
use domain::query::{OrderToken, ParseOptions, SearchQuery};
use domain::ranking::{Diversification, PartName, RankingPolicy, Score, ScorePart};
use domain::rate::Rate;
use domain::repayment::figures;
use domain::rules::{RuleKind, Rules};
use domain::time::Timestamp;
use std::sync::Arc;
use uuid::Uuid;

pub const HOSTILE: &str = "</title><script>alert(1)</script>\"><img src=x onerror=alert(1)>";

/// The sample products and lenders as attributes name them.
pub const NAMES: &[&str] = &[
    "Clear Personal Loan",
    "Everyday Loan",
    "Harbour Lane Mutual",
    "Tidewater Credit & Sons",
    "Banksia Bank",
    HOSTILE,
];

pub fn aud(major: i64) -> Money {
    Money::from_major(major, Currency::AUD)
}

fn rate(text: &str) -> Rate {
    text.parse().unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub fn query(pairs: &[(&str, &str)]) -> SearchQuery {
    let options = ParseOptions { currency: Currency::AUD, refuse_unknown: true };
    SearchQuery::parse(pairs.iter().copied(), options).unwrap()
}

pub fn viewer() -> Viewer {
    let borrower = Borrower {
        income_annual: Some(aud(78_000)),
        age: Some(34),
        employment: Some(Employment::Employed),
        credit_band: Some(CreditBand::Good),
        region: Some("NSW".parse().unwrap()),
        existing_repayments_monthly: Some(aud(250)),
        ..Borrower::default()
    };
    Viewer { borrower, ..Viewer::default() }
}

pub fn catalogue() -> CatalogueSummary {
    CatalogueSummary { products: 302, institutions: 41, fictional: true }
}

fn listing(seed: u128, name: &str, lender: &str, fees: i64) -> Listing {
    Listing {
        product_id: ProductId(Uuid::from_u128(seed)),
        version: 3,
        institution_id: InstitutionId(Uuid::from_u128(1_000 + seed)),
        institution_name: lender.to_owned(),
        name: name.to_owned(),
        description: "An unsecured loan with level instalments.".to_owned(),
        category: Category::PersonalLoan,
        currency: Currency::AUD,
        rates: Vec::new(),
        fees: StandardFees {
            upfront: aud(fees),
            yearly: aud(60),
            has_unknown: seed == 2,
            ..StandardFees::nothing(Currency::AUD)
        },
        rules: Rules {
            min_amount: Some(aud(2_000)),
            max_amount: Some(aud(50_000)),
            min_term_months: Some(12),
            max_term_months: Some(84),
            ..Rules::default()
        },
        features: vec![FeatureKind::ExtraRepayments, FeatureKind::Redraw],
        purposes: Vec::new(),
        secured: Some(false),
        tailored: seed == 1,
        decision_hours: Some(4),
        funding_hours: Some(48),
        updated_at: (seed != 3).then(|| at("2024-08-12T03:04:05Z")),
        listed_at: at("2024-08-01T00:00:00Z"),
        sponsored: seed == 2,
        payout: None,
        fictional: true,
    }
}

fn score(approval: f64) -> Score {
    let weights = [
        (PartName::Eligibility, 1.0, 0.2),
        (PartName::Approval, approval, 0.3),
        (PartName::Cost, 0.82, 0.3),
        (PartName::Fit, 1.0, 0.1),
        (PartName::Speed, 0.48, 0.05),
        (PartName::Freshness, 0.61, 0.05),
        (PartName::Payout, 0.4, 0.0),
    ];
    let parts: Vec<ScorePart> = weights
        .into_iter()
        .map(|(name, value, weight)| ScorePart { name, value, weight, contribution: value * weight })
        .collect();
    Score { total: parts.iter().map(|part| part.contribution).sum(), parts }
}

fn rule(kind: RuleKind, verdict: Verdict, needs: RuleValue, has: Option<RuleValue>) -> RuleVerdict {
    RuleVerdict { rule: kind, verdict, needs: Some(needs), has }
}

fn met_rules() -> Vec<RuleVerdict> {
    vec![
        rule(RuleKind::MinAge, Verdict::Met, RuleValue::Whole(18), Some(RuleValue::Whole(34))),
        rule(
            RuleKind::MaxAmount,
            Verdict::Met,
            RuleValue::Amount(aud(50_000)),
            Some(RuleValue::Amount(aud(15_000))),
        ),
    ]
}

/// Good, sponsored with a rule missed, and one without a rate.
pub fn results() -> Vec<SearchResult> {
    let make = |listing: Listing, headline: Option<Headline>, eligibility, approval: Approval| SearchResult {
        repayment: headline.and_then(|h| figures(aud(15_000), h.annual, 36, &listing.fees).ok()),
        headline,
        eligibility,
        click: Click { probability: 0.08, basis: Basis::Prior },
        score: score(approval.probability),
        exploration: None,
        impression_id: Some(Uuid::from_u128(9)),
        approval,
        listing: Arc::new(listing),
    };
    let approval = |probability, band| Approval {
        probability,
        low: f64::max(probability - 0.12, 0.0),
        high: probability + 0.1,
        band,
        basis: Basis::Prior,
    };
    let headline = |low: &str, high: &str, kind, fixed_months| Headline {
        annual: rate(low),
        annual_max: rate(high),
        kind,
        comparison: Some(rate("0.0712")),
        fixed_months,
        follows: None,
        interest_only: false,
    };
    let mut unknown = met_rules();
    unknown.push(rule(
        RuleKind::Residency,
        Verdict::Unknown,
        RuleValue::Names(vec!["citizen".into(), "permanent_resident".into()]),
        None,
    ));
    unknown.push(rule(
        RuleKind::Other,
        Verdict::Unknown,
        RuleValue::Words("A good conduct of accounts over six months".into()),
        None,
    ));
    let mut missed = met_rules();
    missed.push(rule(
        RuleKind::MinIncome,
        Verdict::NotMet,
        RuleValue::Amount(aud(90_000)),
        Some(RuleValue::Amount(aud(78_000))),
    ));
    missed.push(rule(
        RuleKind::MinAmount,
        Verdict::NotMet,
        RuleValue::Amount(aud(20_000)),
        Some(RuleValue::Amount(aud(15_000))),
    ));
    vec![
        make(
            listing(1, "Clear Personal Loan", "Harbour Lane Mutual", 395),
            Some(headline("0.0654", "0.1299", RateType::Fixed, Some(36))),
            Eligibility { verdict: Verdict::Unknown, rules: unknown },
            approval(0.63, ApprovalBand::Good),
        ),
        make(
            listing(2, HOSTILE, "Tidewater Credit & Sons", 0),
            Some(headline("0.089", "0.089", RateType::Variable, None)),
            Eligibility { verdict: Verdict::NotMet, rules: missed },
            approval(0.02, ApprovalBand::Low),
        ),
        make(
            listing(3, "Everyday Loan", "Banksia Bank", 0),
            None,
            Eligibility { verdict: Verdict::Unknown, rules: Vec::new() },
            approval(0.5, ApprovalBand::NotEnoughData),
        ),
    ]
}

pub fn answer() -> SearchAnswer {
    let facet = |value, count| FacetCount { value, count };
    SearchAnswer {
        total: 214,
        total_is_exact: true,
        not_met_total: 1,
        not_met_is_exact: true,
        personalised: true,
        payment_counts: true,
        dismissed: 0,
        page: 2,
        per_page: 20,
        took_ms: 1.8,
        policy_version: 1,
        model_version: "priors-1".to_owned(),
        result_set: "token".to_owned(),
        results: results(),
        facets: Facets {
            category: vec![facet("personal_loan", 120), facet("home_loan", 94)],
            institution: (1..=14)
                .map(|n| InstitutionCount {
                    id: InstitutionId(Uuid::from_u128(1_000 + n)),
                    name: format!("Lender {n}"),
                    count: 20,
                })
                .collect(),
            rate_type: vec![facet("fixed", 80), facet("variable", 140)],
            feature: vec![facet("redraw", 70), facet("extra_repayments", 103), facet("offset", 31)],
        },
        relax: Vec::new(),
        openings: openings(),
        order: OrderToken { revision: 3, tried: None },
        record: PageRecord::default(),
    }
}

/// A larger amount that opens twelve loans and closes two, and a larger deposit of which no rate is known.
fn openings() -> Openings {
    let amount = Change::Amount { from: aud(15_000), to: aud(20_000) };
    let deposit = Change::Deposit { from: aud(5_000), to: aud(9_000) };
    Openings {
        changes: vec![
            Opening { change: amount, opens: 14, closes: 2, best_rate: Some(rate("0.062")) },
            Opening { change: deposit, opens: 1, closes: 0, best_rate: None },
        ],
        looked_at: 214,
        is_exact: true,
    }
}

fn lending_rate(kind: LendingRateKind, text: &str, tiers: Vec<Tier>) -> LendingRate {
    LendingRate {
        kind,
        rate: rate(text),
        comparison_rate: Some(rate("0.0712")),
        calculation_frequency: Some("P1D".to_owned()),
        application_frequency: Some("P1M".to_owned()),
        interest_due: None,
        repayment_type: Some(RepaymentType::PrincipalAndInterest),
        loan_purpose: None,
        tiers,
        value: (kind == LendingRateKind::Fixed).then(|| "P3Y".to_owned()),
        info: None,
        info_uri: None,
    }
}

fn fee(name: &str, kind: FeeKind, amount: Option<i64>, value: Option<&str>) -> Fee {
    Fee {
        name: name.to_owned(),
        kind,
        amount: amount.map(aud),
        balance_rate: None,
        transaction_rate: None,
        accrued_rate: None,
        accrual_frequency: None,
        currency: None,
        value: value.map(ToOwned::to_owned),
        info: None,
        info_uri: None,
        discounts: Vec::new(),
    }
}

pub fn details() -> ProductDetails {
    let tier = Tier {
        name: "Amount".to_owned(),
        unit: TierUnit::Dollar,
        min: "2000".parse().unwrap(),
        max: Some("50000".parse().unwrap()),
        per_slice: None,
        conditions: None,
        conditions_uri: None,
        info: None,
        info_uri: None,
    };
    let feature =
        |kind, info: &str| Feature { kind, value: None, info: Some(info.to_owned()), info_uri: None };
    let product = Product {
        external_id: "x".to_owned(),
        name: "Clear Personal Loan".to_owned(),
        description: "A personal loan for anything within reason, with the rate fixed for its whole life."
            .to_owned(),
        category: Category::PersonalLoan,
        brand: "HLM".to_owned(),
        brand_name: None,
        currency: Currency::AUD,
        tailored: true,
        effective_from: None,
        effective_to: None,
        updated_at: Some(at("2024-08-12T03:04:05Z")),
        links: Links {
            apply: Some("https://www.harbour-lane.example/apply".to_owned()),
            overview: Some("javascript:alert(1)".to_owned()),
            ..Links::default()
        },
        lending_rates: vec![
            lending_rate(LendingRateKind::Fixed, "0.0654", vec![tier.clone()]),
            lending_rate(LendingRateKind::Variable, "0.1299", vec![tier]),
            lending_rate(LendingRateKind::Discount, "-0.005", Vec::new()),
        ],
        deposit_rates: Vec::new(),
        fees: vec![
            fee("Establishment fee", FeeKind::Upfront, Some(395), None),
            fee("Monthly fee", FeeKind::Periodic, Some(5), Some("P1M")),
            fee("Late payment fee", FeeKind::Event, None, None),
        ],
        features: vec![
            feature(FeatureKind::ExtraRepayments, "No fee for repaying more than is due"),
            feature(FeatureKind::Redraw, "Take back what was repaid in advance"),
        ],
        constraints: vec![Constraint {
            kind: ConstraintKind::MinLimit,
            value: Some("2000.00".to_owned()),
            info: None,
            info_uri: None,
        }],
        eligibility: vec![EligibilityCriterion {
            kind: EligibilityKind::MinAge,
            value: Some("18".to_owned()),
            info: None,
            info_uri: None,
        }],
        bundles: Vec::new(),
        card_art: Vec::new(),
        supplement: Supplement {
            decision_hours: Some(4),
            funding_hours: Some(48),
            early_repayment: Some(EarlyRepayment { allowed: true, fee: Some(aud(0)), note: None }),
            ..Supplement::default()
        },
        unread: vec![UnreadField {
            path: "fees".to_owned(),
            raw: "{}".to_owned(),
            reason: "no name".to_owned(),
        }],
    };
    let result = results().remove(0);
    ProductDetails {
        product: Arc::new(product),
        result,
        withdrawn_at: None,
        history: vec![
            RateChange {
                at: at("2024-05-03T00:00:00Z"),
                from: Some(rate("0.0629")),
                to: Some(rate("0.0654")),
            },
            RateChange { at: at("2023-11-20T00:00:00Z"), from: None, to: Some(rate("0.0629")) },
        ],
        raises: domain::answer::Raises::default(),
        reasons: Vec::new(),
    }
}

/// The lender of the sample product, with two other products and two hosts.
pub fn lender() -> Lender {
    let addresses = [
        "https://www.harbour-lane.example/apply",
        "https://harbour-lane.example/loans",
        "https://harbour-lane.example/fees",
        "https://harbour-lane-forms.example/terms",
    ];
    let hosts = OfficialHosts {
        hosts: HostCount::count(addresses.into_iter()),
        abn: Some("51824753556".to_owned()),
        licence: None,
    };
    Lender { others: results().split_off(1), hosts: Some(hosts) }
}

pub fn policy(payout: f64) -> RankingPolicy {
    let weights = [
        (PartName::Eligibility, 0.2),
        (PartName::Approval, 0.3),
        (PartName::Click, 0.05),
        (PartName::Cost, 0.3),
        (PartName::Fit, 0.1),
        (PartName::Payout, payout),
    ];
    RankingPolicy {
        version: 1,
        note: "The first policy".to_owned(),
        weights: weights.into_iter().collect(),
        diversification: Diversification { window: 10, max_per_institution: 2 },
        published_at: at("2026-01-02T00:00:00Z"),
    }
}
