//! Invented listings, for a world that is given none.

use crate::random::Random;
use domain::borrower::{CreditBand, Employment, Residency};
use domain::listing::{Listing, RateOffer, StandardFees};
use domain::money::{Currency, Money};
use domain::product::{Category, InstitutionId, LendingRateKind, ProductId};
use domain::rate::Rate;
use domain::rules::Rules;
use domain::time::Timestamp;
use uuid::Uuid;

/// How many lenders there are.
const LENDERS: u64 = 14;
/// How many products each has, by category.
const RANGE: [(Category, u64); 2] = [(Category::PersonalLoan, 3), (Category::HomeLoan, 2)];

/// What ids are made of beside their number, so that they are no other catalogue's.
const PRODUCT: u128 = 0x5100_0000_0000_0000_0000_0000_0000_0000;
const LENDER: u128 = 0x5200_0000_0000_0000_0000_0000_0000_0000;

/// The listings of a seed.
pub(super) fn invented(seed: u64) -> Vec<Listing> {
    let mut listings = Vec::new();
    for lender in 0..LENDERS {
        let dearness = Random::keyed(seed, &[10, lender]).normal();
        for (category, count) in RANGE {
            for nth in 0..count {
                let number = u64::try_from(listings.len()).unwrap_or(u64::MAX);
                let mut random = Random::keyed(seed, &[11, number]);
                let mut listing = bare(lender, number, category);
                listing.name = format!("{} {}", name(category), nth + 1);
                price(&mut listing, dearness, &mut random);
                listing.rules = rules(category, &mut random);
                listing.decision_hours = random.happens(0.7).then(|| pick(&mut random, 1, &[4, 24, 48, 96]));
                listing.funding_hours = random.happens(0.5).then(|| pick(&mut random, 4, &[24, 72]));
                listings.push(listing);
            }
        }
    }
    listings
}

const fn name(category: Category) -> &'static str {
    match category {
        Category::HomeLoan => "Home Loan",
        _ => "Personal Loan",
    }
}

fn bare(lender: u64, number: u64, category: Category) -> Listing {
    Listing {
        product_id: ProductId(Uuid::from_u128(PRODUCT + u128::from(number))),
        version: 1,
        institution_id: InstitutionId(Uuid::from_u128(LENDER + u128::from(lender))),
        institution_name: format!("Lender {}", lender + 1),
        name: String::new(),
        description: String::new(),
        category,
        currency: Currency::AUD,
        rates: Vec::new(),
        fees: StandardFees::nothing(Currency::AUD),
        rules: Rules::default(),
        features: Vec::new(),
        purposes: Vec::new(),
        secured: Some(category == Category::HomeLoan),
        tailored: false,
        decision_hours: None,
        funding_hours: None,
        updated_at: None,
        listed_at: Timestamp::from_micros(0),
        sponsored: false,
        payout: None,
        fictional: true,
    }
}

fn price(listing: &mut Listing, dearness: f64, random: &mut Random) {
    let (middle, spread) = match listing.category {
        Category::HomeLoan => (0.0630, 0.0035),
        _ => (0.1050, 0.0200),
    };
    let yearly = (middle + spread * (0.7 * dearness + 0.7 * random.normal())).clamp(0.03, 0.30);
    let Some(rate) = Rate::from_fraction((yearly * 1e4).round() / 1e4) else { return };
    listing.rates.push(RateOffer {
        kind: if random.happens(0.5) { LendingRateKind::Fixed } else { LendingRateKind::Variable },
        rate,
        comparison_rate: None,
        fixed_months: None,
        repayment_type: None,
        loan_purpose: None,
        tiers: Vec::new(),
    });
    listing.fees.upfront = pick(random, aud(0), &[0, 150, 250, 395, 595].map(aud));
    listing.fees.yearly = pick(random, aud(0), &[0, 0, 60, 120, 180].map(aud));
}

fn rules(category: Category, random: &mut Random) -> Rules {
    use CreditBand::{Excellent, Fair, Good};
    let bands: [&[CreditBand]; 3] = [&[], &[Excellent, Good], &[Excellent, Good, Fair]];
    let is_home = category == Category::HomeLoan;
    let (least, most) = if is_home { (50_000, 2_500_000) } else { (2_000, 50_000) };
    Rules {
        min_age: Some(18),
        min_income: random.happens(0.4).then(|| aud(pick(random, 25_000, &[30_000, 35_000, 45_000]))),
        residencies: if random.happens(0.6) {
            vec![Residency::Citizen, Residency::PermanentResident]
        } else {
            Vec::new()
        },
        employments: if random.happens(0.3) {
            vec![Employment::Employed, Employment::SelfEmployed, Employment::Contractor, Employment::Retired]
        } else {
            Vec::new()
        },
        credit_bands: pick(random, &[][..], &bands).to_vec(),
        min_amount: Some(aud(least * pick(random, 1, &[1, 2]))),
        max_amount: Some(aud(most * pick(random, 1, &[1, 2]))),
        max_lvr: is_home.then(|| Rate::from_millionths(pick(random, 800_000, &[900_000, 950_000]))),
        max_dti: random.happens(0.3).then(|| Rate::from_millionths(pick(random, 450_000, &[550_000]))),
        ..Rules::default()
    }
}

const fn aud(major: i64) -> Money {
    Money::from_major(major, Currency::AUD)
}

/// The first value or one of the others, each as likely.
fn pick<T: Copy>(random: &mut Random, first: T, others: &[T]) -> T {
    let chance = random.unit() * (others.len() as f64 + 1.0);
    (1_u32..).zip(others).find(|(at, _)| chance < f64::from(*at)).map_or(first, |(_, other)| *other)
}
