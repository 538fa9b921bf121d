//! The ground truth: what clicks and decisions truly depend on, over any listings.
//!
//! **Rules.** A product of which a rule is known not to be met is never offered. **Approval**: log-odds of a base per
//! category, the lender's strictness, the product, the credit band (how much it matters differs by lender), the burden
//! (all repayments ÷ income; its slope differs by lender), employment and LVR; four lenders in ten have an unpublished
//! rule besides. **Relevance**, the chance of a click when examined: log-odds of the place by cost, the lender's name,
//! the product, its appeal for needs of about this amount, speed and fees. **Clicks** follow the position-based model,
//! examination falling as position to the power of −0.5 to −1, by seed. Of those who click, a fixed share applies, and
//! the lender decides.
//!
//! Everything hidden is drawn from the seed and the ids of lender and product, so it does not depend on the order of
//! the listings, nor on what others there are.

use super::borrowers;
use super::catalogue;
use crate::click::exploration::Placed;
use crate::click::feature::{Leaves, Showing, fold};
use crate::click::maths::{bucket, logistic};
use crate::random::Random;
use domain::borrower::{CreditBand, Employment};
use domain::eligibility::Verdict;
use domain::listing::Listing;
use domain::money::{Currency, Money};
use domain::product::Category;
use domain::query::SearchQuery;
use domain::ranking::parts::{self, CostScale};
use domain::terms::Terms;
use domain::time::Timestamp;

/// Of those who click, so many apply.
pub const APPLY: f64 = 0.6;
/// How much of a page is ever looked at.
const DEEPEST: usize = 40;
/// Time between two visits: nine minutes, in microseconds.
const BETWEEN_VISITS: i64 = 9 * 60 * 1_000_000;
/// When the first borrower comes: 2026-01-01.
const FIRST_VISIT: i64 = 1_767_225_600_000_000;
/// Where the appeal of a product changes with the amount, in major units.
const AMOUNTS: [f64; 4] = [8_000.0, 20_000.0, 60_000.0, 400_000.0];

/// What keys the streams of draws.
#[derive(Debug, Clone, Copy)]
enum Stream {
    Attention,
    Lender,
    Product,
    Taste,
    Visit,
    Outcome,
}

impl Stream {
    fn of(self, seed: u64, keys: &[u64]) -> Random {
        let stream = match self {
            Self::Attention => 1,
            Self::Lender => 2,
            Self::Product => 3,
            Self::Taste => 4,
            Self::Visit => 5,
            Self::Outcome => 6,
        };
        let keys: Vec<u64> = std::iter::once(stream).chain(keys.iter().copied()).collect();
        Random::keyed(seed, &keys)
    }
}

/// A world: listings and what is true of them.
#[derive(Debug, Clone)]
pub struct World {
    seed: u64,
    currency: Currency,
    listings: Vec<Listing>,
    truths: Vec<Truth>,
    categories: Vec<(Category, f64)>,
    attention: Vec<f64>,
}

/// What is true of a product.
#[derive(Debug, Clone, Copy)]
struct Truth {
    key: u64,
    appeal: f64,
    leniency: f64,
    credit_weight: f64,
    burden_slope: f64,
    unpublished: Option<Unpublished>,
}

/// A rule that a lender has and does not publish; who does not meet it is seldom approved.
#[derive(Debug, Clone, Copy)]
enum Unpublished {
    Income(f64),
    Payroll,
    GoodCredit,
}

/// A product that a page may show a borrower.
#[derive(Debug, Clone, Copy)]
pub struct Offer {
    /// Its place among the world's listings.
    pub listing: usize,
    /// What it comes to.
    pub terms: Terms,
    /// Its place among the alternatives by cost: 1 the cheapest, 0 the dearest or unknown.
    pub cost_value: f64,
    /// Fees at the start ÷ amount.
    pub upfront_share: Option<f64>,
}

/// The true chances of an offer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chances {
    /// Of a click when examined.
    pub relevance: f64,
    /// Of approval after an application.
    pub approval: f64,
}

impl Chances {
    /// The chance that an examined offer becomes a click of somebody who would be approved.
    #[must_use]
    pub fn value(&self) -> f64 {
        self.relevance * self.approval
    }
}

/// A borrower who searches, and what could be shown.
#[derive(Debug, Clone)]
pub struct Visit {
    /// Counts visits from 0.
    pub number: u64,
    /// When.
    pub at: Timestamp,
    /// Who asks, for what.
    pub query: SearchQuery,
    /// What could be shown, in the order of the listings.
    pub offers: Vec<Offer>,
    truths: Vec<Chances>,
}

impl Visit {
    /// What is true of an offer: for measuring; a ranker must not look.
    #[must_use]
    pub fn truth(&self, offer: usize) -> Option<Chances> {
        self.truths.get(offer).copied()
    }

    /// The truth of all offers.
    #[must_use]
    pub fn truths(&self) -> &[Chances] {
        &self.truths
    }
}

impl Offer {
    /// The offer as the click model sees it.
    #[must_use]
    pub fn showing<'a>(&self, listing: &'a Listing, query: &SearchQuery) -> Showing<'a> {
        Showing {
            listing,
            amount: query.amount(),
            term_months: query.need.term_months,
            cost_value: self.cost_value,
            has_rate: self.terms.headline.is_some(),
            upfront_share: self.upfront_share,
            verdict: self.terms.verdict,
            leaves: Leaves::default(),
        }
    }
}

impl World {
    /// A world of invented lenders.
    #[must_use]
    pub fn invented(seed: u64) -> Self {
        Self::over(catalogue::invented(seed), seed)
    }

    /// A world over given listings, such as those of the demo catalogue. Of several currencies, the first listing's
    /// is the one that borrowers ask in.
    #[must_use]
    pub fn over(listings: Vec<Listing>, seed: u64) -> Self {
        let currency = listings.first().map_or(Currency::AUD, |listing| listing.currency);
        let count = |category| listings.iter().filter(|listing| listing.category == category).count();
        // What has more products is asked for more, though not in proportion.
        let categories = Category::ALL.iter().map(|category| (*category, (count(*category) as f64).sqrt()));
        Self {
            seed,
            currency,
            categories: categories.collect(),
            truths: listings.iter().map(|listing| truth(seed, listing)).collect(),
            attention: attention(seed),
            listings,
        }
    }

    /// The listings.
    #[must_use]
    pub fn listings(&self) -> &[Listing] {
        &self.listings
    }

    /// The seed.
    #[must_use]
    pub const fn seed(&self) -> u64 {
        self.seed
    }

    /// The true chance that a place (from 1) is looked at.
    #[must_use]
    pub fn attention(&self, position: u32) -> f64 {
        let at = usize::try_from(position.max(1) - 1).unwrap_or(usize::MAX);
        self.attention.get(at).or(self.attention.last()).copied().unwrap_or(1.0)
    }

    /// When the borrower of a number comes: one every nine minutes, from 2026 on.
    #[must_use]
    pub fn time(number: u64) -> Timestamp {
        let since = i64::try_from(number).unwrap_or(i64::MAX).saturating_mul(BETWEEN_VISITS);
        Timestamp::from_micros(FIRST_VISIT.saturating_add(since))
    }

    /// A visit; the same number brings the same borrower. Only products for which `is_listed` (by their place among
    /// the listings) is true can be offered.
    #[must_use]
    pub fn visit(&self, number: u64, at: Timestamp, is_listed: impl Fn(usize) -> bool) -> Visit {
        let mut random = Stream::Visit.of(self.seed, &[number]);
        let category = random.weighted(&self.categories).copied().unwrap_or(Category::PersonalLoan);
        let query = borrowers::query(category, self.currency, &mut random);
        let of_category = |(at, listing): &(usize, &Listing)| {
            listing.category == category && listing.currency == self.currency && is_listed(*at)
        };
        let judged: Vec<(usize, Terms, Option<f64>)> = self
            .listings
            .iter()
            .enumerate()
            .filter(of_category)
            .map(|(at, listing)| (at, listing, Terms::of(listing, &query)))
            .filter(|(.., terms)| terms.verdict != Verdict::NotMet)
            .map(|(at, listing, terms)| (at, terms, cost(listing, &query, &terms)))
            .collect();
        let scale = CostScale::new(judged.iter().filter_map(|(.., cost)| *cost));
        let mut visit = Visit {
            number,
            at,
            query,
            offers: Vec::with_capacity(judged.len()),
            truths: Vec::with_capacity(judged.len()),
        };
        for (place, terms, cost) in judged {
            let Some((listing, truth)) = self.listings.get(place).zip(self.truths.get(place)) else {
                continue;
            };
            let upfront_share = visit.query.amount().and_then(|amount| listing.fees.upfront_share(amount));
            let offer = Offer { listing: place, terms, cost_value: scale.value(cost), upfront_share };
            visit.truths.push(Chances {
                relevance: truth.relevance(self.seed, listing, &visit.query, &offer),
                approval: truth.approval(listing, &visit.query, &terms),
            });
            visit.offers.push(offer);
        }
        visit
    }

    /// What comes of showing an offer at a place. The draws belong to borrower and product, so that two rankings can
    /// be compared on the same borrowers.
    #[must_use]
    pub fn outcome(&self, visit: &Visit, placed: Placed) -> Outcome {
        let chances = visit.truth(placed.candidate).unwrap_or(Chances { relevance: 0.0, approval: 0.0 });
        let listing = visit.offers.get(placed.candidate).map(|offer| offer.listing);
        let key = listing.and_then(|at| self.truths.get(at)).map_or(0, |truth| truth.key);
        let mut random = Stream::Outcome.of(self.seed, &[visit.number, key]);
        let examined = random.happens(self.attention(placed.position));
        let relevant = random.happens(chances.relevance);
        let applies = random.happens(APPLY);
        let would_be_approved = random.happens(chances.approval);
        let clicked = examined && relevant;
        let applied = clicked && applies;
        Outcome { placed, clicked, approved: applied.then_some(would_be_approved), applied }
    }
}

/// What came of one impression.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outcome {
    /// What was shown where; its candidate is the offer.
    pub placed: Placed,
    /// Whether it was clicked.
    pub clicked: bool,
    /// Whether an application followed.
    pub applied: bool,
    /// The lender's decision, where there was an application.
    pub approved: Option<bool>,
}

fn attention(seed: u64) -> Vec<f64> {
    let mut random = Stream::Attention.of(seed, &[]);
    let decline = random.between(0.5, 1.0);
    let mut places: Vec<f64> =
        (1..=DEEPEST).map(|place| (place as f64).powf(-decline) * (0.08 * random.normal()).exp()).collect();
    places.sort_by(|a, b| b.total_cmp(a));
    let first = places.first().copied().unwrap_or(1.0);
    places.iter().map(|place| place / first).collect()
}

fn truth(seed: u64, listing: &Listing) -> Truth {
    let key = fold(listing.product_id.0);
    let mut lender = Stream::Lender.of(seed, &[fold(listing.institution_id.0)]);
    let name = 0.5 * lender.normal();
    let leniency = 0.7 * lender.normal();
    let credit_weight = lender.between(0.7, 1.4);
    let burden_slope = lender.between(3.0, 7.0);
    let unpublished = lender.happens(0.4).then(|| match lender.between(0.0, 3.0) {
        kind if kind < 1.0 => Unpublished::Income(lender.between(35_000.0, 60_000.0)),
        kind if kind < 2.0 => Unpublished::Payroll,
        _ => Unpublished::GoodCredit,
    });
    let mut product = Stream::Product.of(seed, &[key]);
    Truth {
        key,
        appeal: name + 0.5 * product.normal(),
        leniency: leniency + 0.25 * product.normal(),
        credit_weight,
        burden_slope,
        unpublished,
    }
}

impl Truth {
    fn relevance(&self, seed: u64, listing: &Listing, query: &SearchQuery, offer: &Offer) -> f64 {
        let price = if offer.terms.headline.is_some() { 2.4 * (offer.cost_value - 0.5) } else { -1.5 };
        let fees = -15.0 * offer.upfront_share.unwrap_or_default().clamp(0.0, 0.08);
        let amount = bucket(query.amount().map_or(0.0, Money::to_f64), &AMOUNTS);
        let taste = 0.3 * Stream::Taste.of(seed, &[self.key, amount]).normal();
        logistic(-1.0 + price + fees + self.appeal + taste + 0.6 * parts::speed(listing))
    }

    fn approval(&self, listing: &Listing, query: &SearchQuery, terms: &Terms) -> f64 {
        let borrower = &query.borrower;
        let income = borrower.income_annual.map_or(1.0, Money::to_f64).max(1.0);
        let base = match listing.category {
            Category::HomeLoan => 1.6,
            _ => 0.9,
        };
        let credit = borrower.credit_band.map_or(0.0, credit_effect);
        let work = borrower.employment.map_or(0.0, employment_effect);
        let lvr = query.lvr().map_or(0.0, |lvr| -6.0 * (lvr.fraction() - 0.8).clamp(0.0, 0.3));
        let burden = -self.burden_slope * (burden(query, terms).min(1.2) - 0.25);
        let unpublished = match self.unpublished {
            Some(Unpublished::Income(least)) if income < least => -2.5,
            Some(Unpublished::Payroll) if borrower.employment != Some(Employment::Employed) => -2.5,
            Some(Unpublished::GoodCredit)
                if !matches!(borrower.credit_band, Some(CreditBand::Excellent | CreditBand::Good)) =>
            {
                -2.5
            }
            _ => 0.0,
        };
        logistic(base + self.leniency + self.credit_weight * credit + work + lvr + burden + unpublished)
    }
}

const fn credit_effect(band: CreditBand) -> f64 {
    match band {
        CreditBand::Excellent => 1.2,
        CreditBand::Good => 0.5,
        CreditBand::Fair => -0.5,
        CreditBand::Poor => -2.0,
        CreditBand::None => -0.9,
    }
}

const fn employment_effect(employment: Employment) -> f64 {
    match employment {
        Employment::Employed => 0.2,
        Employment::Contractor => 0.0,
        Employment::SelfEmployed | Employment::Retired => -0.3,
        Employment::Casual => -0.5,
        Employment::Student => -1.0,
        Employment::Unemployed => -2.2,
    }
}

/// All repayments ÷ income; credit without instalments counts 3 % of its limit a month.
pub(super) fn burden(query: &SearchQuery, terms: &Terms) -> f64 {
    let income = query.borrower.income_annual.map_or(1.0, Money::to_f64).max(1.0);
    let existing = query.borrower.existing_repayments_monthly.map_or(0.0, Money::to_f64);
    let asked = terms.instalment.or(query.amount()).map_or(0.0, Money::to_f64);
    let monthly = if terms.instalment.is_some() { asked } else { 0.03 * asked };
    12.0 * (existing + monthly) / income
}

/// What alternatives are compared by: the yearly rate and fees as a share of the amount.
fn cost(listing: &Listing, query: &SearchQuery, terms: &Terms) -> Option<f64> {
    let headline = terms.headline?;
    let rate = headline.comparison.map_or(headline.annual, |comparison| comparison.max(headline.annual));
    let amount = query.amount()?.to_f64().max(1.0);
    let years = query.need.term_months.map_or(1.0, |months| f64::from(months) / 12.0);
    Some(rate.fraction() + (listing.fees.yearly.to_f64() + listing.fees.upfront.to_f64() / years) / amount)
}
