//! The chance of approval in a simulated market: what a server answers, learned as a server learns it.
//!
//! Decisions are [`Example`]s, [`train`] learns from them, the [gate](crate::registry::gate) says whether what was
//! learned may answer, and a [`Predictor`] does, by the priors until then. Only the schedule is the simulation's own: a
//! server learns every night; a market that begins with nobody, whenever its decisions have grown by a tenth.

use crate::approval::{ApprovalModel, Example, Incumbent, LEAST, Trained, Training, train};
use crate::predictor::Predictor;
use crate::priors;
use crate::registry::gate::{Thresholds, refusals};
use crate::trees::Unobserved;
use std::sync::Arc;

/// The decisions of a market, and what answers by what was learned of them.
#[derive(Debug, Clone, Default)]
pub struct LearnedApproval {
    decisions: Vec<Example>,
    next_training: usize,
    predictor: Predictor,
    in_force: Option<(u32, Arc<ApprovalModel>)>,
}

impl LearnedApproval {
    /// What answers.
    #[must_use]
    pub const fn predictor(&self) -> &Predictor {
        &self.predictor
    }

    /// Takes in a decision, and learns anew where it is time to.
    pub fn decided(&mut self, decision: Example) {
        self.decisions.push(decision);
        let count = self.decisions.len();
        if count >= self.next_training.max(LEAST) {
            self.next_training = count + count / 10;
            self.learn(decision);
        }
    }

    fn learn(&mut self, latest: Example) {
        let name = self.predictor.name();
        let incumbent = match &self.in_force {
            Some((_, model)) => Incumbent::Model(&name, model),
            None => Incumbent::Priors(priors::VERSION),
        };
        let training = Training { incumbent, simulated: true, seed: 1, now: latest.at, code_version: "" };
        // Decisions that nothing can be learned from (all alike) leave what answers in place, as on a server.
        let Ok(Some(Trained { model, record, .. })) = train(&self.decisions, &training, &mut Unobserved)
        else {
            return;
        };
        if refusals(&record.quality, &Thresholds::default()).is_empty() {
            let version = self.predictor.version().map_or(1, |version| version + 1);
            let model = Arc::new(model);
            self.predictor = Predictor::with(version, model.clone());
            self.in_force = Some((version, model));
        }
    }
}
