//! A run: rank, show, click, decide, learn; then measure.

use super::events::{self, Session};
use super::measure::{Bin, Earned, Forecast, gap, reliability};
use super::ranker::Ranker;
use super::world::{Chances, Outcome, Visit, World};
use domain::time::Timestamp;
use serde::Serialize;

/// The fewest impressions that a run makes sense with.
pub const LEAST_IMPRESSIONS: u64 = 1_000;
/// The most impressions of a run.
pub const MOST_IMPRESSIONS: u64 = 100_000_000;
/// Within so many impressions of its coming a new product is to get its share.
const NEWCOMER_WINDOW: u64 = 2_000;
/// The part of the run, at its end, whose earnings are the headline.
const LATE: f64 = 0.2;
/// How many points the regret curve has.
const POINTS: u64 = 20;
/// After so many visits in a row without an offer the listings are taken to fit nobody.
const EMPTY_VISITS: u64 = 2_000;
/// Visits of the held-out part have numbers from here on, so that they are nobody's that the ranking learned from.
const HELD_OUT: u64 = 1 << 40;

/// How long a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// How many impressions are shown and learned from.
    pub impressions: u64,
    /// How many products a page shows.
    pub page_length: u32,
    /// How many further visits the reliability diagrams are drawn from, without learning.
    pub held_out_visits: u64,
}

impl Plan {
    /// So many impressions on pages of ten, and a fifth as many visits, 600 to 10,000, to measure by.
    #[must_use]
    pub fn new(impressions: u64) -> Self {
        Self { impressions, page_length: 10, held_out_visits: (impressions / 5).clamp(600, 10_000) }
    }
}

/// Why there can be no run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SimulationError {
    /// Too few or too many impressions.
    #[error(
        "a simulation shows between {LEAST_IMPRESSIONS} and {MOST_IMPRESSIONS} impressions; {0} were asked for"
    )]
    Impressions(u64),
    /// A page that shows nothing.
    #[error("a page shows at least one product")]
    PageLength,
    /// No borrower finds a product that could be shown.
    #[error("none of {0} listings can be offered to any borrower")]
    NoOffers(usize),
}

/// One point of the regret curve.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct CurvePoint {
    /// Impressions so far.
    pub impressions: u64,
    /// Approved clicks that the oracle would have earned beyond what was earned, so far.
    pub regret: f64,
    /// What was earned since the point before ÷ what the oracle would have.
    pub share_of_oracle: Option<f64>,
}

/// What a run came to. Earnings are approved clicks, in expectation under the truth: Σ P(examined) × relevance ×
/// P(approval), exploration counted; the oracle ranks by the truth on the very same borrowers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Impressions shown and learned from.
    pub impressions: u64,
    /// Pages.
    pub visits: u64,
    /// Clicks.
    pub clicks: u64,
    /// Applications.
    pub applications: u64,
    /// Applications approved.
    pub approvals: u64,
    /// Earned ÷ the oracle's, over the last fifth of the impressions.
    pub share_of_oracle: Option<f64>,
    /// Earned ÷ the oracle's, over the whole run from the first page on.
    pub share_of_oracle_overall: Option<f64>,
    /// What a random order would have earned ÷ the oracle's, over the whole run.
    pub share_of_random_order: Option<f64>,
    /// The larger of the two gaps below.
    pub max_calibration_gap: Option<f64>,
    /// The largest |predicted − observed| of the click's reliability diagram, on borrowers never learned from;
    /// observed is what endless draws from the truth would come to.
    pub click_calibration_gap: Option<f64>,
    /// The same of the approval's, over applications: every product shown counts as much as the chance that it is
    /// applied for.
    pub approval_calibration_gap: Option<f64>,
    /// The same over all products shown alike, those that hardly anybody applies for included; few of these ever teach.
    pub approval_calibration_gap_all_shown: Option<f64>,
    /// The exposure (places weighted by examination) that a product listed halfway got within the next 2,000
    /// impressions ÷ an equal share of the pages that could have shown it; at least 1 is fair.
    pub new_product_share: Option<f64>,
    /// The exposure that the oracle, which knows how good the product is, would have given it ÷ the same equal share.
    pub new_product_share_by_oracle: Option<f64>,
    /// How regret grew.
    pub regret_curve: Vec<CurvePoint>,
    /// The click's reliability diagram.
    pub click_reliability: Vec<Bin>,
    /// The approval's reliability diagram, over applications.
    pub approval_reliability: Vec<Bin>,
}

/// Runs a ranking through a world; `progress` is told of impressions as they are shown.
///
/// # Errors
/// [`SimulationError`] where the plan or the listings allow no run.
pub fn run<R: Ranker>(
    world: &World,
    ranker: &mut R,
    plan: Plan,
    progress: &mut dyn FnMut(u64),
) -> Result<Report, SimulationError> {
    if !(LEAST_IMPRESSIONS..=MOST_IMPRESSIONS).contains(&plan.impressions) {
        return Err(SimulationError::Impressions(plan.impressions));
    }
    if plan.page_length == 0 {
        return Err(SimulationError::PageLength);
    }
    let mut tally = Tally::new(world, plan);
    let (mut number, mut empty) = (0, 0);
    while tally.impressions < plan.impressions {
        let listed = |listing| tally.is_listed(listing);
        let session =
            events::serve(world, ranker, world.visit(number, World::time(number), listed), plan.page_length);
        number += 1;
        if session.outcomes.is_empty() {
            empty += 1;
            if empty >= EMPTY_VISITS {
                return Err(SimulationError::NoOffers(world.listings().len()));
            }
            continue;
        }
        empty = 0;
        ranker.learn(world, &session.visit, &session.outcomes);
        tally.add(world, &session);
        progress(session.outcomes.len() as u64);
    }
    Ok(tally.report(held_out(world, ranker, plan, World::time(number))))
}

/// Reliability on borrowers never learned from.
struct Reliability {
    clicks: Vec<Bin>,
    decisions: Vec<Bin>,
    approvals: Vec<Bin>,
}

fn held_out<R: Ranker>(world: &World, ranker: &R, plan: Plan, at: Timestamp) -> Reliability {
    let (mut clicks, mut decisions, mut approvals) = (Vec::new(), Vec::new(), Vec::new());
    for number in 0..plan.held_out_visits {
        let visit = world.visit(HELD_OUT + number, at, |_| true);
        let session = events::serve(world, ranker, visit, plan.page_length);
        for shown in &session.shown {
            let Some(truth) = session.visit.truth(shown.placed.candidate) else { continue };
            let click = world.attention(shown.placed.position) * truth.relevance;
            clicks.push(Forecast { predicted: shown.click, truth: click, weight: 1.0 });
            let approval = Forecast { predicted: shown.approval, truth: truth.approval, weight: 1.0 };
            approvals.push(approval);
            decisions.push(Forecast { weight: click, ..approval });
        }
    }
    let [clicks, decisions, approvals] = [clicks, decisions, approvals].map(reliability);
    Reliability { clicks, decisions, approvals }
}

/// What is counted during a run.
struct Tally {
    plan: Plan,
    newcomer: Option<usize>,
    impressions: u64,
    visits: u64,
    clicks: u64,
    applications: u64,
    approvals: u64,
    all: Earned,
    late: Earned,
    since_point: Earned,
    curve: Vec<CurvePoint>,
    newcomer_exposure: f64,
    newcomer_fair: f64,
    newcomer_oracle: f64,
}

impl Tally {
    fn new(world: &World, plan: Plan) -> Self {
        Self {
            plan,
            newcomer: events::newcomer(world),
            impressions: 0,
            visits: 0,
            clicks: 0,
            applications: 0,
            approvals: 0,
            all: Earned::default(),
            late: Earned::default(),
            since_point: Earned::default(),
            curve: Vec::new(),
            newcomer_exposure: 0.0,
            newcomer_fair: 0.0,
            newcomer_oracle: 0.0,
        }
    }

    const fn has_arrived(&self) -> bool {
        self.impressions >= self.plan.impressions / 2
    }

    fn is_listed(&self, listing: usize) -> bool {
        self.has_arrived() || self.newcomer != Some(listing)
    }

    fn add(&mut self, world: &World, session: &Session) {
        let arrived = self.impressions.saturating_sub(self.plan.impressions / 2);
        if self.has_arrived() && arrived < NEWCOMER_WINDOW {
            self.add_newcomer(world, session);
        }
        let earned = earned(world, session);
        self.all.add(earned);
        self.since_point.add(earned);
        if self.impressions as f64 >= (1.0 - LATE) * self.plan.impressions as f64 {
            self.late.add(earned);
        }
        self.visits += 1;
        let count = |holds: fn(&Outcome) -> bool| {
            session.outcomes.iter().filter(|outcome| holds(outcome)).count() as u64
        };
        self.impressions += count(|_| true);
        self.clicks += count(|outcome| outcome.clicked);
        self.applications += count(|outcome| outcome.applied);
        self.approvals += count(|outcome| outcome.approved == Some(true));
        let due = (self.curve.len() as u64 + 1) * self.plan.impressions / POINTS;
        if self.impressions >= due {
            let share_of_oracle = self.since_point.share();
            let regret = self.all.regret();
            self.curve.push(CurvePoint { impressions: self.impressions, regret, share_of_oracle });
            self.since_point = Earned::default();
        }
    }

    fn add_newcomer(&mut self, world: &World, session: &Session) {
        let offers = &session.visit.offers;
        let Some(offer) = offers.iter().position(|offer| Some(offer.listing) == self.newcomer) else {
            return;
        };
        let shown = session.outcomes.iter().find(|outcome| outcome.placed.candidate == offer);
        self.newcomer_exposure += shown.map_or(0.0, |outcome| world.attention(outcome.placed.position));
        let page: f64 = attention_of(world, session.outcomes.len()).sum();
        self.newcomer_fair += page / offers.len() as f64;
        let place = oracle_order(&session.visit).position(|best| best == offer);
        let place = place.filter(|place| *place < session.outcomes.len());
        self.newcomer_oracle +=
            place.and_then(|place| u32::try_from(place + 1).ok()).map_or(0.0, |place| world.attention(place));
    }

    fn report(self, reliability: Reliability) -> Report {
        let Reliability { clicks, decisions, approvals } = reliability;
        let (click_gap, approval_gap) = (gap(&clicks), gap(&decisions));
        let fair = |exposure: f64| (self.newcomer_fair > 0.0).then(|| exposure / self.newcomer_fair);
        Report {
            impressions: self.impressions,
            visits: self.visits,
            clicks: self.clicks,
            applications: self.applications,
            approvals: self.approvals,
            share_of_oracle: self.late.share(),
            share_of_oracle_overall: self.all.share(),
            share_of_random_order: self.all.chance_share(),
            max_calibration_gap: click_gap.zip(approval_gap).map(|(click, approval)| click.max(approval)),
            click_calibration_gap: click_gap,
            approval_calibration_gap: approval_gap,
            approval_calibration_gap_all_shown: gap(&approvals),
            new_product_share: fair(self.newcomer_exposure),
            new_product_share_by_oracle: fair(self.newcomer_oracle),
            regret_curve: self.curve,
            click_reliability: clicks,
            approval_reliability: decisions,
        }
    }
}

/// What a page earns, beside what the oracle and a random order would.
fn earned(world: &World, session: &Session) -> Earned {
    let value = |offer| session.visit.truth(offer).map_or(0.0, |chances| chances.value());
    let shown = session.outcomes.iter();
    let shown =
        shown.map(|outcome| world.attention(outcome.placed.position) * value(outcome.placed.candidate));
    let length = session.outcomes.len();
    let oracle = attention_of(world, length).zip(oracle_order(&session.visit));
    let all = session.visit.truths();
    let mean = all.iter().map(Chances::value).sum::<f64>() / all.len().max(1) as f64;
    Earned {
        shown: shown.sum(),
        oracle: oracle.map(|(attention, offer)| attention * value(offer)).sum(),
        chance: attention_of(world, length).map(|attention| attention * mean).sum(),
    }
}

fn attention_of(world: &World, length: usize) -> impl Iterator<Item = f64> {
    (1..).take(length).map(|position| world.attention(position))
}

/// The offers, truly best first.
fn oracle_order(visit: &Visit) -> impl Iterator<Item = usize> {
    let mut order: Vec<(usize, f64)> = visit.truths().iter().map(Chances::value).enumerate().collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    order.into_iter().map(|(offer, _)| offer)
}

#[cfg(test)]
mod tests;
