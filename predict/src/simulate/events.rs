//! A simulated world as a stream of events: who came, what was shown where, what was clicked, applied for, decided.
//!
//! This is what a catalogue without visitors is trained on: `Events::new(&world, &mut ranker, 10)` over a
//! [`World::over`] the catalogue's listings yields one [`Session`] after the other, without end.

use super::ranker::{Ranker, Shown};
use super::world::{Outcome, Visit, World};
use crate::random::Random;
use domain::product::Category;

/// One borrower's visit with everything that came of it.
#[derive(Debug, Clone)]
pub struct Session {
    /// Who asked, for what, and what could be shown.
    pub visit: Visit,
    /// The page with its predictions.
    pub shown: Vec<Shown>,
    /// What came of each place, in the page's order.
    pub outcomes: Vec<Outcome>,
}

/// Endless sessions, the ranking learning from each before the next.
#[derive(Debug)]
pub struct Events<'a, R> {
    world: &'a World,
    ranker: &'a mut R,
    page_length: u32,
    next: u64,
}

impl<'a, R: Ranker> Events<'a, R> {
    /// From the first visit on.
    pub fn new(world: &'a World, ranker: &'a mut R, page_length: u32) -> Self {
        Self { world, ranker, page_length, next: 0 }
    }
}

impl<R: Ranker> Iterator for Events<'_, R> {
    type Item = Session;

    /// The next visit; its page is empty where no product could be offered.
    fn next(&mut self) -> Option<Session> {
        let visit = self.world.visit(self.next, World::time(self.next), |_| true);
        self.next += 1;
        let session = serve(self.world, self.ranker, visit, self.page_length);
        self.ranker.learn(self.world, &session.visit, &session.outcomes);
        Some(session)
    }
}

/// Ranks a visit, shows the page, and waits for what comes of it.
pub(super) fn serve<R: Ranker>(world: &World, ranker: &R, visit: Visit, length: u32) -> Session {
    let mut random = Random::keyed(world.seed(), &[7, visit.number]);
    let shown = ranker.page(world, &visit, length, [random.unit(), random.unit()]);
    let outcomes = shown.iter().map(|shown| world.outcome(&visit, shown.placed)).collect();
    Session { visit, shown, outcomes }
}

/// The listing that comes later than the others: any one of the category that has most.
pub(super) fn newcomer(world: &World) -> Option<usize> {
    let of = |category: Category| {
        world.listings().iter().enumerate().filter(move |(_, listing)| listing.category == category)
    };
    let category = Category::ALL.iter().copied().max_by_key(|category| of(*category).count())?;
    let choices: Vec<(usize, f64)> = of(category).map(|(at, _)| (at, 1.0)).collect();
    Random::keyed(world.seed(), &[8]).weighted(&choices).copied()
}
