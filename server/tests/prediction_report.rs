//! How predictions turned out, over a real store: what visitors were told beside what lenders decided, drift, the
//! shadow, and audits of groups that refuse a model.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may")]

#[macro_use]
mod support;

use domain::borrower::{Borrower, CreditBand, Employment};
use domain::evaluation::{Audit, GroupOutcome, Shift};
use domain::event::{
    Answer, Application, Decision, DeclineReason, Impression, ModelInputs, Origin, Surface, earliest,
};
use domain::listing::Listing;
use domain::money::{Currency, Money};
use domain::query::{Need, SearchQuery};
use domain::terms::Terms;
use domain::time::Timestamp;
use predict::Subject;
use predict::features::SCHEMA;
use predict::metrics::logistic;
use predict::random::Random;
use predict::registry::gate::{Refusal, Thresholds};
use predict::registry::{ModelKind, Role};
use server::services::models::audit::{AuditError, Groups, audit};
use server::services::models::report::{PublicReport, ReportError, report};
use server::services::models::training::{Control, Outcome, train_from_decisions};
use server::services::models::{MoveError, Reason, holder, promote};
use server::services::progress::Silent;
use server::store::{RowWindow, Store, StoreError};
use std::collections::HashMap;
use std::sync::Arc;
use support::{TestDatabase, at, lender, loan};
use uuid::Uuid;

contract! {
    what_visitors_were_told_is_laid_beside_what_lenders_decided
    an_audit_refuses_a_model_and_keeps_nobody
    the_shadow_is_compared_on_what_neither_learned_from
    evaluations_and_audits_are_kept_beside_models
}

const KIND: ModelKind = ModelKind::Approval;
/// Decisions that are learned from and tested with.
const LEARNED: u32 = 3_600;
/// A minute each, so that everything happens within days.
const STEP: i64 = 60;

/// A lender who looks at the credit history alone, and those who ask it.
struct Market {
    store: Arc<dyn Store>,
    listing: Listing,
    random: Random,
    next: u32,
}

/// Somebody who applied.
struct Asked {
    id: Uuid,
    band: CreditBand,
}

impl Market {
    async fn new(database: &TestDatabase) -> Self {
        let store = database.store().await;
        let bank = lender(store.as_ref(), "a").await;
        let saved = store.save_products(bank.id, &[loan("1", "Car Loan")], at(0)).await.unwrap();
        let listing = store.product(saved[0].id().unwrap()).await.unwrap().unwrap().listing();
        Self { store, listing, random: Random::new(1), next: 0 }
    }

    fn now(&self) -> Timestamp {
        at(i64::from(self.next) * STEP)
    }

    /// What somebody earns grows by `richer`.
    fn query(&mut self, richer: i64) -> SearchQuery {
        let dollars = |major: i64| Money::from_major(major, Currency::AUD);
        let mut below = |most: usize| i64::try_from(self.random.below(most)).unwrap();
        let (income, amount, band) = (40_000 + richer + below(80_000), 5_000 + below(30_000), below(5));
        let borrower = Borrower {
            income_annual: Some(dollars(income)),
            credit_band: CreditBand::ALL.get(usize::try_from(band).unwrap()).copied(),
            employment: Some(Employment::Employed),
            ..Borrower::default()
        };
        let need = Need { amount: Some(dollars(amount)), term_months: Some(36), ..Need::default() };
        SearchQuery { need, borrower, ..SearchQuery::default() }
    }

    /// Somebody applies; with `told`, after having been shown that chance.
    async fn apply(&mut self, richer: i64, told: Option<f64>) -> Asked {
        let query = self.query(richer);
        let now = self.now();
        self.next += 1;
        let minted =
            |kind: u128| Uuid::from_u128(earliest(now).as_u128() | kind << 32 | u128::from(self.next));
        let terms = Terms::of(&self.listing, &query);
        let seen = Subject { listing: &self.listing, terms: &terms }.observation(&query);
        let inputs = Some(ModelInputs::new(SCHEMA, seen.values()).unwrap());
        let origin = Origin { pseudonym: None, surface: Surface::Page, bot: None };
        if let Some(approval) = told {
            let impression = Impression {
                id: minted(2),
                request_id: minted(3),
                shown_at: now,
                origin,
                product: self.listing.product_id,
                product_version: 1,
                category: self.listing.category,
                position: 1,
                page: 1,
                propensity: 1.0,
                exploration: false,
                policy_version: 1,
                model_version: "priors-1".to_owned(),
                approval,
                click: 0.1,
                showing: None,
                inputs: inputs.clone(),
            };
            self.store.add_impressions(&[impression]).await.unwrap();
        }
        let application = Application {
            id: minted(1),
            applied_at: now,
            origin,
            product: self.listing.product_id,
            product_version: 1,
            impression: told.map(|_| minted(2)),
            amount: query.amount().unwrap(),
            term_months: Some(36),
            inputs,
        };
        self.store.add_application(&application).await.unwrap();
        Asked { id: application.id, band: query.borrower.credit_band.unwrap() }
    }

    async fn decide(&mut self, asked: &Asked, approved: bool) {
        let answer = if approved {
            Answer::Approved { amount: None, rate: None }
        } else {
            Answer::Declined(DeclineReason::CreditHistory)
        };
        let decision = Decision { application: asked.id, decided_at: self.now(), answer };
        self.store.add_decision(&decision).await.unwrap();
    }

    /// Applications that are decided by the lender's own rule.
    async fn decided(&mut self, count: u32, richer: i64) -> Vec<Asked> {
        let mut all = Vec::new();
        for _ in 0..count {
            let asked = self.apply(richer, None).await;
            let band = CreditBand::ALL.iter().position(|band| *band == asked.band).unwrap();
            let approved = self.random.unit() < logistic(3.0 - 1.5 * f64::from(u32::try_from(band).unwrap()));
            self.decide(&asked, approved).await;
            all.push(asked);
        }
        all
    }

    async fn train(&self, promotes: bool) -> Outcome {
        let control = Control { progress: Arc::new(Silent), cancelled: Arc::default() };
        let reason = Reason { actor: "a test", why: "to see", at: self.now() };
        train_from_decisions(&self.store, promotes, reason, &control).await.unwrap().unwrap()
    }
}

async fn what_visitors_were_told_is_laid_beside_what_lenders_decided(database: &TestDatabase) {
    let mut market = Market::new(database).await;
    let nothing = report(market.store.as_ref(), None, market.now()).await.unwrap();
    assert_eq!((nothing.predictor.as_str(), &nothing.model, &nothing.tested), ("priors-1", &None, &None));
    assert_eq!(nothing.told, domain::evaluation::Told::default());

    market.decided(LEARNED, 0).await;
    assert!(market.train(true).await.promoted);
    for number in 0..80 {
        let asked = market.apply(60_000, Some(if number < 40 { 0.75 } else { 0.2 })).await;
        // Of those told 75 %, thirty of forty are approved; of those told 20 %, ten.
        market.decide(&asked, number < 30 || (40..50).contains(&number)).await;
    }
    market.apply(60_000, Some(0.5)).await;
    let now = market.now();
    let made = report(market.store.as_ref(), Some(1), now).await.unwrap();
    let model = made.model.as_ref().unwrap();
    assert_eq!((model.name.as_str(), model.simulated), ("approval-1", false));
    let tested = made.tested.as_ref().unwrap();
    assert_eq!(tested.overall.rows + model.rows, u64::from(LEARNED));

    let told = &made.told;
    assert_eq!((told.undecided, told.without_chance), (1, u64::from(LEARNED)));
    let calibration = told.calibration.as_ref().unwrap();
    let bands: Vec<(u8, usize, f64)> =
        calibration.bands.iter().map(|band| (band.from, band.bin.rows, band.bin.observed)).collect();
    assert_eq!(bands, [(20, 40, 0.25), (70, 40, 0.75)]);
    assert_eq!(told.by_predictor[0].of, "priors-1");
    assert_eq!(told.by_predictor[0].figures.rows, 80);
    assert_eq!(calibration.by_lender[0].of, None, "80 decisions are too few to tell of a lender");

    // Everything happened within the last 30 days; those 81 earn more than those learned from.
    let drift = made.recent_drift.as_ref().unwrap();
    assert_eq!(drift.rows, u64::from(LEARNED) + 81);
    let later = Timestamp::from_micros(now.micros() + 30 * 86_400_000_000 - 81 * STEP * 1_000_000);
    let drift = report(market.store.as_ref(), Some(1), later).await.unwrap().recent_drift.unwrap();
    assert_eq!(drift.rows, 81, "older ones are not recent");
    let shift = |name: &str| drift.features.iter().find(|drift| drift.name == name).unwrap().shift;
    assert_eq!((shift("log_income"), shift("log_amount")), (Shift::Much, Shift::Little));

    let public = PublicReport::new(market.store.clone());
    let first = public.of(Some(1), now).await.unwrap();
    assert!(first.tested.as_ref().unwrap().by_lender.is_empty(), "no lender's figures are public");
    market.apply(0, Some(0.5)).await;
    assert_eq!(public.of(Some(1), market.now()).await.unwrap().told.undecided, 1, "kept for an hour");
    assert_eq!(public.of(None, market.now()).await.unwrap().predictor, "priors-1", "another's at once");
    database.execute("UPDATE model_evaluation SET evaluation = '{}'").await;
    let without = report(market.store.as_ref(), Some(1), now).await.unwrap();
    assert_eq!((without.tested, without.recent_drift), (None, None), "another program's is left out");
    assert_eq!(without.told.calibration, made.told.calibration);
    let unknown = report(market.store.as_ref(), Some(9), now).await;
    assert!(matches!(unknown, Err(ReportError::Unknown(_))), "{unknown:?}");
}

async fn an_audit_refuses_a_model_and_keeps_nobody(database: &TestDatabase) {
    let mut market = Market::new(database).await;
    let asked = market.decided(LEARNED, 0).await;
    assert!(!market.train(false).await.promoted);
    let groups = |of: fn(usize, &Asked) -> &'static str| Groups {
        attributes: vec!["group".to_owned()],
        of: asked.iter().enumerate().map(|(at, asked)| (asked.id, vec![of(at, asked).to_owned()])).collect(),
    };
    // A group that happens to have a worse credit history is favoured less often.
    let worse = groups(|_, asked| if asked.band == CreditBand::ALL[0] { "one" } else { "other" });
    let store = market.store.clone();
    let audited = audit(store.as_ref(), 1, worse, "an auditor", market.now()).await.unwrap();
    assert!(audited.rows < 600, "only what it did not learn from: {}", audited.rows);
    assert!(matches!(&audited.refusals[..], [Refusal::Unfair { .. }]), "{:?}", audited.refusals);
    let reason = Reason { actor: "a test", why: "to see", at: market.now() };
    let refused = promote(store.as_ref(), (KIND, 1), &Thresholds::default(), reason).await;
    assert!(matches!(&refused, Err(MoveError::Refused { .. })), "{refused:?}");
    assert_eq!(holder(store.as_ref(), KIND, Role::InForce).await.unwrap(), None);

    let kept = serde_json::to_string(&store.audits(KIND, 1).await.unwrap()).unwrap();
    assert!(asked.iter().all(|asked| !kept.contains(&asked.id.to_string())), "nobody is kept");

    // Groups that have nothing to do with the credit history: the later audit counts.
    let alike = groups(|at, _| if at % 2 == 0 { "even" } else { "odd" });
    let audited = audit(store.as_ref(), 1, alike, "an auditor", market.now()).await.unwrap();
    assert_eq!(audited.refusals, []);
    promote(store.as_ref(), (KIND, 1), &Thresholds::default(), reason).await.unwrap();
    assert_eq!(report(store.as_ref(), Some(1), market.now()).await.unwrap().audits.len(), 2);

    let strangers = Groups {
        attributes: vec!["group".to_owned()],
        of: HashMap::from([(Uuid::from_u128(7), vec!["one".to_owned()])]),
    };
    let none = audit(store.as_ref(), 1, strangers, "an auditor", market.now()).await;
    assert!(matches!(none, Err(AuditError::NoRows(1))), "{none:?}");
}

async fn the_shadow_is_compared_on_what_neither_learned_from(database: &TestDatabase) {
    let mut market = Market::new(database).await;
    market.decided(LEARNED, 0).await;
    let first = market.train(true).await;
    assert_eq!(report(market.store.as_ref(), Some(1), market.now()).await.unwrap().shadow, None);
    market.decided(400, 0).await;
    let second = market.train(false).await;
    assert!(first.promoted && !second.promoted);
    let compared = report(market.store.as_ref(), Some(1), market.now()).await.unwrap().shadow.unwrap();
    assert_eq!((compared.name.as_str(), compared.against.as_str()), ("approval-2", "approval-1"));
    assert_eq!(compared.rows, second.record.quality.rows, "the later model's test rows are new to both");
    let against = second.record.quality.against.unwrap();
    assert!(
        (compared.log_loss_difference - against.log_loss_difference).abs() < 1e-9,
        "{compared:?} {against:?}"
    );
}

async fn evaluations_and_audits_are_kept_beside_models(database: &TestDatabase) {
    let mut market = Market::new(database).await;
    market.decided(LEARNED, 0).await;
    let store = market.store.clone();
    market.train(false).await;
    let evaluation = store.evaluation(KIND, 1).await.unwrap().unwrap();
    assert!(!evaluation.tested.by_month.is_empty());
    let again = store.add_evaluation(KIND, 1, &evaluation).await;
    assert!(matches!(again, Err(StoreError::Conflict(_))), "{again:?}");
    assert!(store.add_evaluation(KIND, 9, &evaluation).await.is_err(), "of a model that is there");
    assert_eq!(store.evaluation(KIND, 9).await.unwrap(), None, "old models have none");
    assert_eq!(store.evaluation(ModelKind::Click, 1).await.unwrap(), None);

    let group = GroupOutcome { attribute: "sex".to_owned(), group: "f".to_owned(), rows: 7, favoured: 0.5 };
    let audits = [at(1), at(2)].map(|at| Audit { at, actor: "x".to_owned(), groups: vec![group.clone()] });
    for audit in &audits {
        store.add_audit(KIND, 1, audit).await.unwrap();
    }
    assert_eq!(store.audits(KIND, 1).await.unwrap(), audits);
    assert_eq!(store.audits(KIND, 2).await.unwrap(), []);

    let window = RowWindow { after: None, from: at(0), until: market.now(), limit: 10 };
    assert_eq!(store.shown_chances(window).await.unwrap(), [], "nobody was shown anything");
    let asked = market.apply(0, Some(0.25)).await;
    let shown = store.shown_chances(RowWindow { until: at(10_000_000), ..window }).await.unwrap();
    assert_eq!((shown[0].application, shown[0].approval), (asked.id, 0.25));
    let next = RowWindow { after: Some(asked.id), until: at(10_000_000), ..window };
    assert_eq!(store.shown_chances(next).await.unwrap(), []);
}
