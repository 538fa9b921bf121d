//! Figures measured in real data, which the demo catalogue's figures are drawn from.
//!
//! Rates, limits, fees and shares come from the 2,902 credit products that 100 Australian bank brands
//! published under the Consumer Data Right (crawled until 2024-08-12): per product category, the 5th, 10th,
//! 25th, 50th, 75th, 90th and 95th percentile of what is published (nearest-rank; entries that do not parse or
//! are not positive left out). Lenders to people whom banks decline are hardly in that set, so their rates
//! are the upper fifth of its personal-loan rates, with ceilings as 90 New Zealand personal and car loans of 2025
//! state them. Rates are in basis points, amounts in whole Australian dollars, shares in thousandths.
//!
//! What departs from the measurement is the mix of categories ([`MIX`]), tilted towards what a borrower tries
//! first, and what the standard has no field for, which nobody publishes and is therefore assumed.

use super::random::Quantiles;
use domain::product::Category;

/// How many of [`MIX_TOTAL`] products are of each category. The real set is 64 % home loans.
pub(super) const MIX: [(Category, u64); 8] = [
    (Category::PersonalLoan, 90),
    (Category::HomeLoan, 110),
    (Category::BusinessLoan, 30),
    (Category::CreditCard, 35),
    (Category::Overdraft, 12),
    (Category::Lease, 9),
    (Category::MarginLoan, 8),
    (Category::TradeFinance, 6),
];

const fn quantiles(values: [u64; 7]) -> Quantiles {
    Quantiles::new(values)
}

/// Yearly rates in basis points.
pub(super) mod rate {
    use super::{Quantiles, quantiles};

    /// Lowest rate of unsecured personal loans (n = 140).
    pub(crate) const PERSONAL: Quantiles = quantiles([674, 744, 877, 999, 1249, 1424, 1599]);
    /// Lowest rate of personal loans called secured (n = 39).
    pub(crate) const SECURED: Quantiles = quantiles([649, 678, 734, 790, 849, 1139, 1174]);
    /// Lowest rate of car and other vehicle loans (n = 109).
    pub(crate) const CAR: Quantiles = quantiles([599, 624, 699, 799, 914, 1069, 1189]);
    /// Lowest rate of loans for solar panels, batteries and electric cars (n = 29).
    pub(crate) const GREEN: Quantiles = quantiles([499, 579, 589, 649, 699, 749, 929]);
    /// Lowest rate of debt-consolidation loans (n = 5, so the ends are the sample's).
    pub(crate) const CONSOLIDATION: Quantiles = quantiles([899, 899, 1299, 1399, 1749, 1824, 1824]);
    /// Personal-loan rates of 13 % and above, Australia and New Zealand (n = 101).
    pub(crate) const HIGH_RISK: Quantiles = quantiles([1325, 1350, 1399, 1595, 1824, 2050, 2059]);
    /// The highest rate a risk-priced personal loan states (95th percentile, New Zealand, n = 55).
    pub(crate) const CEILING: u64 = 2995;
    /// Highest rate as a percentage of the lowest, where a personal loan states several (n = 26).
    pub(crate) const SPREAD_PERCENT: Quantiles = quantiles([117, 127, 158, 241, 275, 275, 275]);

    /// Lowest variable rate of a home loan, owner-occupied, principal and interest (n = 479).
    pub(crate) const HOME_VARIABLE: Quantiles = quantiles([599, 604, 619, 648, 734, 815, 865]);
    /// The same of the dearest quarter of home loans, whatever their purpose (n = 296).
    pub(crate) const HOME_NEAR_PRIME: Quantiles = quantiles([768, 769, 796, 839, 903, 941, 961]);
    /// What a lender adds for an investment property (n = 87 brands).
    pub(crate) const INVESTMENT_EXTRA: Quantiles = quantiles([0, 15, 20, 25, 35, 70, 105]);
    /// What a lender adds for paying interest only (n = 69 brands).
    pub(crate) const INTEREST_ONLY_EXTRA: Quantiles = quantiles([0, 10, 30, 50, 109, 146, 339]);
    /// Fixed rates, owner-occupied, principal and interest, by years fixed (n = 177 to 274).
    pub(crate) const HOME_FIXED: [(u64, Quantiles); 5] = [
        (1, quantiles([600, 614, 629, 649, 674, 764, 764])),
        (2, quantiles([585, 594, 599, 629, 674, 739, 739])),
        (3, quantiles([579, 579, 599, 629, 669, 734, 734])),
        (4, quantiles([604, 610, 634, 665, 694, 744, 744])),
        (5, quantiles([599, 609, 639, 669, 689, 749, 749])),
    ];
    /// Steps between neighbouring tiers of the loan-to-value ratio, by the upper tier's bound in percent:
    /// 60 to 80 (n = 332; the steps at 70 are within it), 80 to 90 (n = 376), 90 to 95 (n = 45).
    pub(crate) const LVR_STEP: [(u64, Quantiles); 3] = [
        (80, quantiles([0, 0, 0, 0, 5, 15, 20])),
        (90, quantiles([0, 0, 0, 10, 25, 35, 60])),
        (95, quantiles([20, 20, 20, 45, 50, 80, 100])),
    ];

    /// Business loans (n = 560).
    pub(crate) const BUSINESS: Quantiles = quantiles([619, 649, 699, 770, 839, 1002, 1295]);
    /// Overdrafts (n = 130).
    pub(crate) const OVERDRAFT: Quantiles = quantiles([799, 829, 919, 1080, 1450, 1743, 1900]);
    /// Margin loans, variable (n = 17).
    pub(crate) const MARGIN: Quantiles = quantiles([900, 925, 950, 983, 1008, 1027, 1033]);
    /// Purchases on cards without rewards (n = 74).
    pub(crate) const CARD_PLAIN: Quantiles = quantiles([899, 995, 1099, 1249, 1445, 1899, 1999]);
    /// Purchases on cards with rewards (n = 80).
    pub(crate) const CARD_REWARDS: Quantiles = quantiles([1295, 1399, 1999, 2074, 2099, 2099, 2149]);
    /// Purchases on business cards (n = 33).
    pub(crate) const CARD_BUSINESS: Quantiles = quantiles([999, 999, 1299, 1757, 1949, 2024, 2024]);
    /// Cash advances on cards (n = 183).
    pub(crate) const CASH_ADVANCE: Quantiles = quantiles([1076, 1150, 1445, 2024, 2199, 2199, 2199]);
}

/// Least and greatest amounts in whole dollars.
pub(super) mod limit {
    use super::{Quantiles, quantiles};

    /// Unsecured personal loans (n = 89 and 71).
    pub(crate) const PERSONAL: [Quantiles; 2] = [
        quantiles([500, 1000, 2000, 3000, 5000, 5000, 15_000]),
        quantiles([10_000, 25_000, 30_000, 50_000, 75_000, 100_000, 100_000]),
    ];
    /// Car loans (n = 75 and 55).
    pub(crate) const CAR: [Quantiles; 2] = [
        quantiles([1000, 1000, 4000, 5000, 5000, 15_000, 20_000]),
        quantiles([50_000, 50_000, 80_000, 100_000, 150_000, 150_000, 200_000]),
    ];
    /// Green loans (n = 15 and 6).
    pub(crate) const GREEN: [Quantiles; 2] = [
        quantiles([1000, 1000, 2000, 3000, 5000, 10_000, 10_000]),
        quantiles([30_000, 50_000, 50_000, 75_000, 150_000, 150_000, 150_000]),
    ];
    /// First loans and loans after trouble: the real set's smallest tenth, widened by hand.
    pub(crate) const SMALL: [Quantiles; 2] = [
        quantiles([500, 500, 1000, 1000, 2000, 2000, 2000]),
        quantiles([4000, 5000, 8000, 10_000, 15_000, 20_000, 20_000]),
    ];
    /// Home loans (n = 963 and 184).
    pub(crate) const HOME: [Quantiles; 2] = [
        quantiles([5000, 10_000, 25_000, 50_000, 150_000, 150_000, 250_000]),
        quantiles([500_000, 1_000_000, 2_000_000, 2_000_000, 4_500_000, 5_000_000, 5_000_000]),
    ];
    /// Business loans (n = 218 and 110).
    pub(crate) const BUSINESS: [Quantiles; 2] = [
        quantiles([1000, 1000, 15_000, 50_000, 50_000, 250_000, 500_000]),
        quantiles([150_000, 250_000, 4_000_000, 4_500_000, 4_500_000, 5_000_000, 10_000_000]),
    ];
    /// Cards (n = 177 and 96).
    pub(crate) const CARD: [Quantiles; 2] = [
        quantiles([500, 500, 1000, 1000, 6000, 15_000, 15_000]),
        quantiles([10_000, 15_000, 20_000, 50_000, 80_000, 100_000, 250_000]),
    ];
    /// Overdrafts (n = 52 and 26).
    pub(crate) const OVERDRAFT: [Quantiles; 2] = [
        quantiles([500, 500, 2000, 5000, 20_000, 50_000, 100_000]),
        quantiles([10_000, 20_000, 20_000, 50_000, 500_000, 2_000_000, 3_000_000]),
    ];
    /// Margin loans: minima measured (n = 8), maxima assumed.
    pub(crate) const MARGIN: [Quantiles; 2] = [
        quantiles([20_000, 20_000, 20_000, 20_000, 20_000, 20_000, 50_000]),
        quantiles([500_000, 500_000, 1_000_000, 2_000_000, 5_000_000, 5_000_000, 5_000_000]),
    ];
    /// Leases: minima measured (n = 10), maxima assumed.
    pub(crate) const LEASE: [Quantiles; 2] = [
        quantiles([15_000, 15_000, 15_000, 15_000, 15_000, 20_000, 20_000]),
        quantiles([80_000, 100_000, 120_000, 150_000, 250_000, 500_000, 500_000]),
    ];
    /// Trade finance: one minimum measured, maxima assumed.
    pub(crate) const TRADE: [Quantiles; 2] = [
        quantiles([50_000, 50_000, 100_000, 100_000, 100_000, 100_000, 250_000]),
        quantiles([500_000, 1_000_000, 2_000_000, 5_000_000, 5_000_000, 10_000_000, 10_000_000]),
    ];
}

/// How often a category's products publish something, in thousandths.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shares {
    /// A usable rate.
    pub(super) rate: u64,
    /// A price that is negotiated per customer.
    pub(super) tailored: u64,
    /// A least amount.
    pub(super) min_limit: u64,
    /// A greatest amount.
    pub(super) max_limit: u64,
    /// A least age.
    pub(super) min_age: u64,
    /// Residency.
    pub(super) residency: u64,
    /// That the applicant is a person.
    pub(super) natural_person: u64,
    /// Employment.
    pub(super) employment: u64,
    /// A least income, through the standard's own field.
    pub(super) min_income: u64,
    /// A rule in free text only.
    pub(super) other: u64,
}

/// The measured shares of a category. Leases and trade finance publish almost no rate (2 of 16, 0 of 2); half
/// and a third of the demo's do, so that there is something to compare.
pub(super) const fn shares(category: Category) -> Shares {
    let [
        rate,
        tailored,
        min_limit,
        max_limit,
        min_age,
        residency,
        natural_person,
        employment,
        min_income,
        other,
    ] = match category {
        Category::PersonalLoan => [934, 64, 740, 570, 830, 770, 440, 170, 10, 490],
        Category::HomeLoan => [980, 30, 590, 220, 810, 790, 450, 180, 0, 690],
        Category::BusinessLoan => [740, 134, 620, 310, 310, 500, 30, 190, 0, 440],
        Category::CreditCard => [925, 56, 830, 480, 830, 630, 430, 40, 160, 490],
        Category::Overdraft => [816, 79, 480, 220, 470, 360, 250, 60, 0, 460],
        Category::Lease => [500, 500, 690, 300, 190, 60, 60, 60, 0, 190],
        Category::MarginLoan => [1000, 0, 890, 300, 560, 670, 330, 0, 110, 440],
        Category::TradeFinance => [330, 500, 500, 300, 0, 500, 0, 500, 0, 400],
    };
    Shares {
        rate,
        tailored,
        min_limit,
        max_limit,
        min_age,
        residency,
        natural_person,
        employment,
        min_income,
        other,
    }
}

/// Least yearly incomes that cards state (n = 35).
pub(super) const CARD_MIN_INCOME: Quantiles =
    quantiles([20_000, 20_000, 25_000, 30_000, 36_000, 75_000, 76_000]);
/// Share of personal loans whose rate is fixed.
pub(super) const FIXED_PERSONAL: u64 = 430;
/// Share of business loans whose rate is fixed.
pub(super) const FIXED_BUSINESS: u64 = 480;
/// Share of home loans with several variable rates, by loan-to-value ratio or repayment type: 27 % in the real
/// set, half here.
pub(super) const TIERED_HOME: u64 = 500;
/// Share of home loans that state a discount beside their rate.
pub(super) const HOME_DISCOUNT: u64 = 38;
