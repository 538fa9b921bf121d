//! Invented listings and queries, the same for the same seed. Shared by the tests and the benchmark.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "small made-up numbers"
)]

use domain::borrower::{Borrower, CreditBand, Employment, Region, Residency};
use domain::listing::{Listing, RateOffer, StandardFees};
use domain::money::{Currency, Money};
use domain::product::{Category, FeatureKind, InstitutionId, LendingRateKind, ProductId, Purpose, RateType};
use domain::query::{Filters, Need, SearchQuery, Sort};
use domain::rate::Rate;
use domain::rules::{FreeTextRule, RuleKind, Rules};
use domain::time::Timestamp;
use uuid::Uuid;

const ADJECTIVES: &[&str] = &[
    "Basic",
    "Classic",
    "Essential",
    "Premium",
    "Platinum",
    "Flexible",
    "Simple",
    "Smart",
    "Low Rate",
    "Express",
    "First",
    "Advantage",
    "Complete",
    "Discounted",
    "Everyday",
    "Green",
    "Plus",
    "Rural",
    "Special",
    "Starter",
    "Student",
    "Rewards",
];
const CONDITIONS: &[&str] = &[
    "Fixed",
    "Variable",
    "Secured",
    "Unsecured",
    "Interest Only",
    "Package",
    "Investment",
    "Refinance",
    "Bridging",
];
const LENDERS: &[&str] = &[
    "Bluegum",
    "Coastal",
    "Harbour",
    "Wattle",
    "Southern Cross",
    "Outback",
    "Kingfisher",
    "Murray",
    "Pioneer",
    "Banksia",
    "Ironbark",
    "Lighthouse",
    "Magpie",
    "Opal",
    "Quokka",
    "Reef",
    "Tablelands",
    "Unity",
    "Victory",
    "Yarra",
];
const LENDER_KINDS: &[&str] = &["Bank", "Credit Union", "Mutual", "Building Society", "Finance"];
const SENTENCES: &[&str] = &[
    "Borrow for a new or used car, with repayments that stay the same.",
    "Our lowest variable rate for owner occupiers who want an offset account.",
    "Consolidate your debts into one monthly repayment.",
    "A line of credit for your business when cash flow is tight.",
    "Earn points on every purchase and enjoy no annual fee in the first year.",
    "Suitable for renovations, holidays, weddings and anything else.",
    "Pay interest only for up to five years on your investment property.",
    "For students and young professionals who need a little help.",
    "No fees, no fuss: apply online and hear from us the same day.",
    "Buy shares with a margin facility secured by your portfolio.",
    "Build your dream home and draw down funds as the construction progresses.",
    "Switch your mortgage to us and receive cashback.",
];
const REGIONS: &[&str] = &["NSW", "VIC", "QLD", "SA", "WA", "TAS", "ACT", "NT"];
const TEXTS: &[&str] = &[
    "car loan",
    "home loan fixed",
    "cheap car loans for students",
    "low rate credit card",
    "morgage",
    "renovat",
    "Harbour Bank",
    "mortgage refinance cashback",
    "unsecured personal loan",
    "interest only investment",
    "platinum rewards points",
    "房贷",
    "车贷",
    "信用卡 积分",
    "overdraft",
    "What happens if I just don't pay my student loans?",
    "margin loan for shares",
    "ofset acount",
    "wattle credit union premium",
    "zzzzqqqq",
    "lo",
    "line of credit business",
    "vehicle",
    "holiday",
    "classic",
];

/// A deterministic source of choices (SplitMix64).
pub(crate) struct Generator {
    state: u64,
    lenders: usize,
}

impl Generator {
    /// Choices that follow from `seed`, for a catalogue of `lenders` lenders.
    pub(crate) fn new(seed: u64, lenders: usize) -> Self {
        Self { state: seed, lenders }
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub(crate) fn pick<T: Clone>(&mut self, values: &[T]) -> T {
        let at = self.below(values.len());
        values[at].clone()
    }

    fn some<T: Clone>(&mut self, percent: usize, values: &[T]) -> Option<T> {
        self.chance(percent).then(|| self.pick(values))
    }

    fn several<T: Clone + PartialEq>(&mut self, values: &[T], most: usize) -> Vec<T> {
        let mut chosen = Vec::new();
        for _ in 0..=self.below(most) {
            let value = self.pick(values);
            if !chosen.contains(&value) {
                chosen.push(value);
            }
        }
        chosen
    }

    fn several_or_none<T: Clone + PartialEq>(&mut self, percent: usize, values: &[T], most: usize) -> Vec<T> {
        if self.chance(percent) { self.several(values, most) } else { Vec::new() }
    }

    fn money(&mut self, from: i64, to: i64) -> Money {
        let major = from + (self.next() % (to - from) as u64) as i64;
        let cents = if self.chance(5) { self.below(100) as i64 } else { 0 };
        Money::new(major / 500 * 500 * 100 + cents, Currency::AUD)
    }

    /// The `number`-th lender's id and name.
    pub(crate) fn lender(number: usize) -> (InstitutionId, String) {
        let name = LENDERS[number % LENDERS.len()];
        let kind = LENDER_KINDS[number / LENDERS.len() % LENDER_KINDS.len()];
        let name = match number / (LENDERS.len() * LENDER_KINDS.len()) {
            0 => format!("{name} {kind}"),
            more => format!("{name} {kind} {more}"),
        };
        (InstitutionId(Uuid::from_u128(0x1000_0000 + number as u128)), name)
    }

    /// The listing of product `number`.
    pub(crate) fn listing(&mut self, number: u64) -> Listing {
        let category = match self.below(100) {
            0..50 => Category::HomeLoan,
            50..64 => Category::PersonalLoan,
            64..76 => Category::BusinessLoan,
            76..88 => Category::CreditCard,
            88..94 => Category::Overdraft,
            94..97 => Category::Lease,
            97..99 => Category::MarginLoan,
            _ => Category::TradeFinance,
        };
        let lender = self.below(self.lenders);
        let (institution_id, institution_name) = Self::lender(lender);
        let id = u128::from(number) << 64 | u128::from(self.next());
        Listing {
            product_id: ProductId(Uuid::from_u128(id)),
            version: 1,
            institution_id,
            institution_name,
            name: self.name(category),
            description: self.description(),
            category,
            currency: Currency::AUD,
            rates: self.rates(category),
            fees: StandardFees {
                upfront: self.money(0, 1_000),
                yearly: self.money(0, 500),
                exit: Money::zero(Currency::AUD),
                has_unknown: self.chance(10),
                published: self.chance(90),
            },
            rules: self.rules(category),
            features: self.several_or_none(85, FeatureKind::ALL, 8),
            purposes: self.several_or_none(40, Purpose::ALL, 3),
            secured: self.some(60, &[true, false]),
            tailored: self.chance(10),
            decision_hours: self.some(20, &[1, 24, 48, 120]),
            funding_hours: self.some(20, &[1, 24, 72]),
            updated_at: self.chance(90).then(|| {
                Timestamp::from_micros(1_580_000_000_000_000 + (self.next() % 140_000_000) as i64 * 1_000_000)
            }),
            listed_at: Timestamp::from_micros(1_723_420_800_000_000),
            sponsored: false,
            payout: None,
            fictional: true,
        }
    }

    fn name(&mut self, category: Category) -> String {
        let kind = match category {
            Category::PersonalLoan => {
                self.pick(&["Personal Loan", "Car Loan", "Personal Loan", "Holiday Loan"])
            }
            Category::HomeLoan => self.pick(&["Home Loan", "Mortgage", "Housing Loan", "Home Loan"]),
            Category::BusinessLoan => self.pick(&["Business Loan", "Commercial Loan", "Equipment Loan"]),
            Category::CreditCard => self.pick(&["Credit Card", "Visa Card", "Mastercard"]),
            Category::Overdraft => self.pick(&["Overdraft", "Line of Credit"]),
            Category::Lease => "Equipment Lease",
            Category::MarginLoan => "Margin Loan",
            Category::TradeFinance => "Trade Finance",
        };
        let adjective = self.some(70, ADJECTIVES).map(|word| format!("{word} ")).unwrap_or_default();
        let condition = self.some(45, CONDITIONS).map(|word| format!("{word} ")).unwrap_or_default();
        let years = if self.chance(25) { format!(" {} Years", 1 + self.below(7)) } else { String::new() };
        format!("{adjective}{condition}{kind}{years}")
    }

    fn description(&mut self) -> String {
        let mut text = self.pick(SENTENCES).to_owned();
        if self.chance(40) {
            text = format!("{text} {}", self.pick(SENTENCES));
        }
        if self.chance(2) {
            text.push_str(" 个人住房贷款，利率优惠。");
        }
        text
    }

    fn rates(&mut self, category: Category) -> Vec<RateOffer> {
        use LendingRateKind as Kind;
        let base = match category {
            Category::HomeLoan => 55_000,
            Category::CreditCard => 120_000,
            _ => 70_000,
        };
        let count = if self.chance(6) { 0 } else { 1 + self.below(4) };
        (0..count)
            .map(|_| RateOffer {
                kind: self.pick(&[
                    Kind::Fixed,
                    Kind::Variable,
                    Kind::Variable,
                    Kind::Introductory,
                    Kind::Discount,
                ]),
                rate: Rate::from_millionths(
                    base + self.below(600) as i64 * 100 - if self.chance(2) { 200_000 } else { 0 },
                ),
                comparison_rate: None,
                fixed_months: None,
                repayment_type: None,
                loan_purpose: None,
                tiers: Vec::new(),
            })
            .collect()
    }

    fn rules(&mut self, category: Category) -> Rules {
        let home = category == Category::HomeLoan;
        let foreign = if self.chance(2) { "NZD".parse().unwrap() } else { Currency::AUD };
        let least = self.money(500, if home { 100_000 } else { 10_000 });
        let most = self.money(20_000, if home { 5_000_000 } else { 100_000 });
        Rules {
            min_age: self.some(80, &[18, 18, 18, 21]),
            max_age: self.some(5, &[65, 75, 80]),
            min_income: self.chance(10).then(|| Money::new(self.money(10_000, 90_000).minor, foreign)),
            residencies: self.several_or_none(70, Residency::ALL, 3),
            residencies_on_conditions: self.several_or_none(20, Residency::ALL, 1),
            employments: self.several_or_none(10, Employment::ALL, 4),
            regions: self
                .several_or_none(15, REGIONS, 4)
                .into_iter()
                .map(|region| region.parse().unwrap())
                .collect(),
            credit_bands: self.several_or_none(15, CreditBand::ALL, 3),
            min_amount: self.chance(76).then_some(Money::new(least.minor, foreign)),
            max_amount: self.chance(56).then_some(most),
            min_term_months: self.some(40, &[6, 12, 24]),
            max_term_months: self.some(40, &[60, 84, 360]),
            max_lvr: self
                .chance(if home { 60 } else { 2 })
                .then(|| Rate::from_millionths(600_000 + self.below(8) as i64 * 50_000)),
            max_dti: self.some(10, &[Rate::from_millionths(350_000)]),
            purposes: self.several_or_none(15, Purpose::ALL, 3),
            applicants: Vec::new(),
            free_text: self
                .chance(30)
                .then(|| FreeTextRule { kind: RuleKind::Other, text: "Lending criteria apply.".to_owned() })
                .into_iter()
                .collect(),
        }
    }

    /// A query of any kind.
    pub(crate) fn query(&mut self) -> SearchQuery {
        SearchQuery {
            text: self.some(50, TEXTS).map(str::to_owned),
            need: Need {
                categories: self.several_or_none(35, Category::ALL, 2),
                amount: self.chance(60).then(|| self.money(1_000, 600_000)),
                term_months: self.some(40, &[3, 12, 36, 60, 300, 400]),
                purpose: self.some(25, Purpose::ALL),
            },
            borrower: self.borrower(),
            filters: Filters {
                institutions: if self.chance(20) {
                    (0..=self.below(3)).map(|_| Self::lender(self.below(self.lenders)).0).collect()
                } else {
                    Vec::new()
                },
                rate_types: self.several_or_none(25, RateType::ALL, 1),
                max_rate: self
                    .chance(25)
                    .then(|| Rate::from_millionths(55_000 + self.below(60) as i64 * 1_000)),
                secured: self.some(20, &[true, false]),
                no_annual_fee: self.chance(20),
                features: self.several_or_none(20, FeatureKind::ALL, 2),
                eligible_only: self.chance(40),
            },
            sort: self.pick(Sort::ALL),
            ..SearchQuery::default()
        }
    }

    fn borrower(&mut self) -> Borrower {
        let property_value = self.chance(25).then(|| self.money(300_000, 900_000));
        Borrower {
            income_annual: self.chance(50).then(|| self.money(5_000, 150_000)),
            age: self.some(60, &[17, 18, 19, 30, 55, 70, 90]),
            employment: self.some(40, Employment::ALL),
            residency: self.some(40, Residency::ALL),
            region: self.some(30, REGIONS).map(|region| region.parse::<Region>().unwrap()),
            credit_band: self.some(30, CreditBand::ALL),
            existing_repayments_monthly: None,
            property_value,
            deposit: property_value
                .filter(|_| self.chance(60))
                .map(|value| Money::new(value.minor / 5, value.currency)),
        }
    }
}
