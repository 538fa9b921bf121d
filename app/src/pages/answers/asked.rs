//! What a step's page is made from.

use super::state::{Progress, known, need_in_address, read};
use super::step::Step;
use crate::components::form::Filled;
use crate::context::Page;
use domain::answer::MatchCount;
use domain::borrower::Borrower;
use domain::money::Currency;
use domain::product::Category;
use domain::query::{Need, SearchQuery};
use domain::questions::QuestionUse;

/// The parameter by which a step is asked to say what is wrong with the form that was just sent.
pub const AGAIN: &str = "again";
/// The parameter that names an answer to be asked back about.
pub const CHECK: &str = "check";
/// The parameter and field that say where to go after the step.
pub const THEN: &str = "then";
/// Its value for the results.
pub const RESULTS: &str = "results";

/// Everything that a step's page shows.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The step.
    pub step: Step,
    /// What is in its fields, and what is wrong with it. The answers of other steps are there, too.
    pub filled: Filled,
    /// What is needed.
    pub need: Need,
    /// Whether the need stands in the page's address, so that the form has to carry it.
    pub carries_need: bool,
    /// Who asks.
    pub borrower: Borrower,
    /// How far they came.
    pub progress: Progress,
    /// Whether to ask back about an income that looks like a month's.
    pub checks_income: bool,
    /// Whether the form leads to the results.
    pub to_results: bool,
    /// What each answer is good for; `None` where that is not known.
    pub uses: Option<Vec<QuestionUse>>,
    /// How many products match.
    pub count: Option<MatchCount>,
    /// The currency that amounts are typed in.
    pub currency: Currency,
}

impl Asked {
    /// Puts together what is known, what was typed and what the server says of it. Sets the status.
    pub async fn load(page: &Page, step: Step) -> Self {
        let mut asked = Self::of(page, step);
        if !asked.filled.errors.is_empty() {
            page.set_status(422);
        }
        if let Some(ports) = &page.ports {
            let query = SearchQuery { need: asked.need.clone(), ..SearchQuery::default() };
            asked.uses = ports.questions(&page.viewer, &asked.need.categories).await.ok();
            asked.count = ports.count(&page.viewer, &query).await.ok();
        }
        asked
    }

    /// The same without what the server has to be asked for.
    #[must_use]
    pub fn of(page: &Page, step: Step) -> Self {
        let viewer = &page.viewer;
        let said = |name: &str, value: &str| page.pairs().any(|pair| pair == (name, value));
        let in_address = need_in_address(&page.query, page.currency);
        let need = in_address.clone().unwrap_or_else(|| viewer.progress.need.clone());
        let mut filled = Filled { values: known(&need, &viewer.borrower), errors: Vec::new() };
        let typed = viewer.form.iter().filter(|(name, _)| step.fields().contains(&name.as_str()));
        let typed: Vec<_> = typed.map(|(name, text)| (name.clone(), text.clone())).collect();
        if said(AGAIN, "true") && !typed.is_empty() {
            filled.values.extend(typed);
            let errors = read(&filled.values, page.currency, step == Step::Need).err().unwrap_or_default();
            let here = errors.into_iter().filter(|error| step.fields().contains(&error.field.as_str()));
            filled.errors = here.collect();
        }
        Self {
            step,
            filled,
            need,
            carries_need: in_address.is_some(),
            borrower: viewer.borrower.clone(),
            progress: viewer.progress.clone(),
            checks_income: said(CHECK, "income"),
            to_results: said(THEN, RESULTS),
            uses: None,
            count: None,
            currency: page.currency,
        }
    }

    /// The one category chosen.
    #[must_use]
    pub fn category(&self) -> Option<Category> {
        match self.need.categories.as_slice() {
            [category] => Some(*category),
            _ => None,
        }
    }

    /// What an answer is good for, where that is known.
    #[must_use]
    pub fn use_of(&self, field: &str) -> Option<QuestionUse> {
        self.uses.as_ref()?.iter().find(|found| found.field == field).copied()
    }

    /// Whether the answer can change any result for what is needed. What is wrong is always shown.
    #[must_use]
    pub fn asks(&self, field: &str) -> bool {
        let about_a_home = matches!(field, "property_value" | "deposit");
        let is_home = self.need.categories.contains(&Category::HomeLoan);
        let matters = self.uses.is_none() || self.use_of(field).is_some();
        (matters && (is_home || !about_a_home)) || self.filled.error(field).is_some()
    }

    /// Whether anything was told.
    #[must_use]
    pub fn is_known(&self) -> bool {
        !self.borrower.is_unknown() || !self.progress.is_nothing()
    }
}
