//! What ranks the pages of a simulated world, and learns from what comes of them.

use super::approval::LearnedApproval;
use super::world::{Offer, Outcome, Visit, World};
use crate::approval::Example;
use crate::click::ClickModel;
use crate::click::exploration::{self, Candidate, Placed};
use crate::features::Observation;
use crate::predictor::{Predictor, Subject};
use crate::priors::{self, ClickInputs};

/// One place of a page with what was predicted for it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shown {
    /// Which offer stands where.
    pub placed: Placed,
    /// The chance of a click there, the place counted.
    pub click: f64,
    /// The chance of approval after an application.
    pub approval: f64,
}

/// Ranks visits. It sees what a server would see: listings, queries and terms, never the truth.
pub trait Ranker {
    /// A page of at most `length` offers, best first. `draws` are two independent numbers, even in [0, 1).
    fn page(&self, world: &World, visit: &Visit, length: u32, draws: [f64; 2]) -> Vec<Shown>;

    /// Learns from what came of a page.
    fn learn(&mut self, world: &World, visit: &Visit, outcomes: &[Outcome]);
}

/// The ranking of the real pieces: relevance of the click model × chance of approval, one exploration slot.
#[derive(Debug, Clone, Default)]
pub struct Learner {
    /// The click model.
    pub clicks: ClickModel,
    /// What is learned of decisions.
    pub approval: LearnedApproval,
}

impl Ranker for Learner {
    fn page(&self, world: &World, visit: &Visit, length: u32, draws: [f64; 2]) -> Vec<Shown> {
        let approvals = approvals(self.approval.predictor(), world, visit);
        let mut candidates: Vec<(usize, Candidate)> = subjects(world, visit)
            .zip(approvals)
            .map(|((at, offer, subject), worth)| {
                let showing = offer.showing(subject.listing, &visit.query);
                (at, self.clicks.predict(&showing, visit.at).candidate(0.0, worth))
            })
            .collect();
        candidates.sort_by(|a, b| b.1.score().total_cmp(&a.1.score()).then(a.0.cmp(&b.0)));
        let ranked: Vec<Candidate> = candidates.iter().map(|(_, candidate)| *candidate).collect();
        let page = exploration::page(&ranked, usize::try_from(length).unwrap_or(usize::MAX), draws);
        let shown = page.into_iter().filter_map(|placed| {
            let (offer, candidate) = candidates.get(placed.candidate)?;
            Some(Shown {
                placed: Placed { candidate: *offer, ..placed },
                click: self.clicks.propensity(placed.position) * candidate.relevance,
                approval: candidate.worth,
            })
        });
        shown.collect()
    }

    fn learn(&mut self, world: &World, visit: &Visit, outcomes: &[Outcome]) {
        let positions: Vec<_> = subjects(world, visit)
            .map(|(at, _, subject)| {
                let outcome = outcomes.iter().find(|outcome| outcome.placed.candidate == at);
                (subject.listing, outcome.map(|outcome| outcome.placed.position))
            })
            .collect();
        let length = u32::try_from(outcomes.len()).unwrap_or(u32::MAX);
        self.clicks.offered(positions.into_iter(), length);
        for outcome in outcomes {
            let Some((offer, subject)) = subject(world, visit, outcome.placed.candidate) else { continue };
            let showing = offer.showing(subject.listing, &visit.query);
            let impression = self.clicks.impression(&showing, outcome.placed.position, visit.at);
            self.clicks.learn(&impression, outcome.clicked);
            if let Some(approved) = outcome.approved {
                let Observation { prior, .. } = subject.observation(&visit.query);
                let (case, prior) = (subject.case(&visit.query), f64::from(prior));
                self.approval.decided(Example { case, prior, approved, at: visit.at });
            }
        }
    }
}

/// The ranking of a catalogue that has learned nothing: the priors of click and approval, no exploration.
#[derive(Debug, Clone, Copy, Default)]
pub struct PriorRanker;

impl Ranker for PriorRanker {
    fn page(&self, world: &World, visit: &Visit, length: u32, _draws: [f64; 2]) -> Vec<Shown> {
        let approvals = approvals(&Predictor::default(), world, visit);
        let mut scored: Vec<(usize, f64, f64)> = subjects(world, visit)
            .zip(approvals)
            .map(|((at, offer, _), approval)| {
                let inputs = ClickInputs {
                    cost_value: offer.cost_value,
                    has_rate: offer.terms.headline.is_some(),
                    upfront_share: offer.upfront_share,
                };
                (at, priors::click(inputs).probability, approval)
            })
            .collect();
        scored.sort_by(|a, b| (b.1 * b.2).total_cmp(&(a.1 * a.2)).then(a.0.cmp(&b.0)));
        let shown = (1..=length).zip(scored).map(|(position, (candidate, click, approval))| Shown {
            placed: Placed { candidate, position, propensity: 1.0, explored: false },
            click,
            approval,
        });
        shown.collect()
    }

    fn learn(&mut self, _world: &World, _visit: &Visit, _outcomes: &[Outcome]) {}
}

/// The chance of approval of every offer, as a search asks for it.
fn approvals(predictor: &Predictor, world: &World, visit: &Visit) -> Vec<f64> {
    let asked: Vec<Subject<'_>> = subjects(world, visit).map(|(_, _, subject)| subject).collect();
    let approvals = predictor.approvals(&asked, &visit.query);
    approvals.into_iter().map(|approval| approval.probability).collect()
}

fn subjects<'a>(world: &'a World, visit: &'a Visit) -> impl Iterator<Item = (usize, &'a Offer, Subject<'a>)> {
    (0..visit.offers.len())
        .filter_map(|at| subject(world, visit, at).map(|(offer, subject)| (at, offer, subject)))
}

fn subject<'a>(world: &'a World, visit: &'a Visit, offer: usize) -> Option<(&'a Offer, Subject<'a>)> {
    let offer = visit.offers.get(offer)?;
    let listing = world.listings().get(offer.listing)?;
    Some((offer, Subject { listing, terms: &offer.terms }))
}
