//! Deriving [`Rules`] from what a lender publishes.
//!
//! The direction of every doubt is the same: a rule is typed only if it is certain, and never stricter than the
//! lender's words; whatever else is said stays in [`Rules::free_text`].
//!
//! - Several limits of one kind are alternatives (secured and unsecured): the widest counts.
//! - A figure that its remark takes back for some ("higher amounts considered") is not typed.
//! - A remark that names a further figure is kept beside the typed rule.
//! - Where the supplement speaks, it wins.

use super::limits::{self, Limit};
use super::vocabulary;
use super::{ApplicantKind, FreeTextRule, RuleKind, Rules};
use crate::borrower::{Employment, Residency};
use crate::listing::RateOffer;
use crate::money::Money;
use crate::product::{
    Category, Constraint, ConstraintKind, EligibilityCriterion, EligibilityKind, Product, TierUnit,
};
use crate::rate::Rate;

impl Rules {
    /// The rules that a product's constraints, eligibility criteria, rate tiers and supplement state.
    #[must_use]
    pub fn derive(product: &Product) -> Self {
        let mut reader = Reader { product, rules: Self::default() };
        reader.constraints();
        reader.criteria();
        reader.terms();
        reader.supplement();
        reader.rules
    }
}

struct Reader<'a> {
    product: &'a Product,
    rules: Rules,
}

impl Reader<'_> {
    fn free_text(&mut self, kind: RuleKind, value: Option<&str>, info: Option<&str>) {
        let text = match (stated(value), stated(info)) {
            (Some(value), Some(info)) if value != info => format!("{value}: {info}"),
            (Some(text), _) | (None, Some(text)) => text.to_owned(),
            // A criterion without words is published all the same; its kind is all there is to say.
            (None, None) => String::new(),
        };
        let rule = FreeTextRule { kind, text };
        if !self.rules.free_text.contains(&rule) {
            self.rules.free_text.push(rule);
        }
    }

    fn constraints(&mut self) {
        let product = self.product;
        for constraint in &product.constraints {
            match constraint.kind {
                ConstraintKind::MinLimit | ConstraintKind::MinBalance | ConstraintKind::OpeningBalance => {
                    self.amount_limit(RuleKind::MinAmount, constraint);
                }
                ConstraintKind::MaxLimit | ConstraintKind::MaxBalance => {
                    self.amount_limit(RuleKind::MaxAmount, constraint);
                }
                ConstraintKind::MaxLvr => self.max_lvr(constraint),
                ConstraintKind::MinLvr | ConstraintKind::Other => {
                    self.free_text(RuleKind::Other, constraint.value.as_deref(), constraint.info.as_deref());
                }
            }
        }
    }

    /// A least or greatest amount. On a loan, a balance is what is owed, so its limits are limits of the amount.
    /// Lenders without a greatest amount leave it out or write 0, and name a share of the property's value in
    /// the remark.
    fn amount_limit(&mut self, kind: RuleKind, constraint: &Constraint) {
        let (value, info) = (stated(constraint.value.as_deref()), stated(constraint.info.as_deref()));
        let currency = self.product.currency;
        let greatest = kind == RuleKind::MaxAmount;
        let figure = value.or(info).map_or(Limit::Unclear, |text| limits::amount(text, currency));
        let nothing = Money::from_major(if greatest { 0 } else { 1 }, currency);
        let unlimited = match figure {
            Limit::Is(amount) => amount <= nothing,
            Limit::Unlimited => true,
            Limit::Unclear => false,
        };
        let share = info.filter(|_| greatest).and_then(limits::lvr_statement);
        if let Some(share) = share {
            self.widen_lvr(share);
            if unlimited || value.is_none() {
                return;
            }
        }
        match figure {
            _ if unlimited => {
                let unexplained = greatest && figure != Limit::Unlimited && info.is_some();
                if unexplained || limits::names_another(info, 1.0) {
                    self.free_text(kind, value, info);
                }
            }
            Limit::Is(amount) if !limits::is_hedged(info) => {
                self.widen_amount(kind, amount);
                if share.is_none() && limits::names_another(info, amount.to_f64()) {
                    self.free_text(kind, None, info);
                }
            }
            _ if value.or(info).is_some() => self.free_text(kind, value, info),
            _ => {}
        }
    }

    fn widen_amount(&mut self, kind: RuleKind, amount: Money) {
        if kind == RuleKind::MaxAmount {
            let so_far = self.rules.max_amount;
            self.rules.max_amount = Some(so_far.map_or(amount, |so_far| so_far.max(amount)));
        } else {
            let so_far = self.rules.min_amount;
            self.rules.min_amount = Some(so_far.map_or(amount, |so_far| so_far.min(amount)));
        }
    }

    fn max_lvr(&mut self, constraint: &Constraint) {
        let (value, info) = (constraint.value.as_deref(), constraint.info.as_deref());
        let share = stated(value)
            .map_or_else(|| stated(info).and_then(limits::lvr_statement), limits::ratio)
            .filter(|_| !limits::is_hedged(info));
        match share {
            Some(share) => self.widen_lvr(share),
            None => self.free_text(RuleKind::MaxLvr, value, info),
        }
    }

    fn widen_lvr(&mut self, share: Rate) {
        self.rules.max_lvr = Some(self.rules.max_lvr.map_or(share, |so_far| so_far.max(share)));
    }

    fn criteria(&mut self) {
        let product = self.product;
        for criterion in &product.eligibility {
            match criterion.kind {
                EligibilityKind::MinAge => self.age_limit(RuleKind::MinAge, criterion),
                EligibilityKind::MaxAge => self.age_limit(RuleKind::MaxAge, criterion),
                EligibilityKind::MinIncome => self.min_income(criterion),
                EligibilityKind::MinTurnover => self.criterion_text(RuleKind::Other, criterion),
                EligibilityKind::Other => {
                    // Without words there is nothing that could be asked for.
                    if stated(criterion.value.as_deref()).or(stated(criterion.info.as_deref())).is_some() {
                        self.criterion_text(RuleKind::Other, criterion);
                    }
                }
                // Every borrower here is a person; the rest is read together below.
                EligibilityKind::NaturalPerson
                | EligibilityKind::ResidencyStatus
                | EligibilityKind::EmploymentStatus
                | EligibilityKind::Business
                | EligibilityKind::PensionRecipient
                | EligibilityKind::Staff
                | EligibilityKind::Student => {}
            }
        }
        self.residency();
        self.employment();
        self.applicants();
    }

    /// Keeps a criterion in the lender's words, unless they are a formality: that says nothing of who
    /// qualifies.
    fn criterion_text(&mut self, kind: RuleKind, criterion: &EligibilityCriterion) {
        let (value, info) = (criterion.value.as_deref(), criterion.info.as_deref());
        let mut words = [stated(value), stated(info)].into_iter().flatten().peekable();
        if words.peek().is_none() || !words.all(vocabulary::is_formality) {
            self.free_text(kind, value, info);
        }
    }

    fn age_limit(&mut self, kind: RuleKind, criterion: &EligibilityCriterion) {
        let (value, info) = (stated(criterion.value.as_deref()), stated(criterion.info.as_deref()));
        let years = match value {
            Some(value) => limits::age(value),
            None => info.and_then(limits::age),
        };
        // A greatest age below the age of majority contradicts itself: it is a least age in the wrong field.
        let plausible = years.filter(|&years| kind == RuleKind::MinAge || years > 18);
        match plausible.filter(|_| !limits::is_hedged(info)) {
            Some(years) => {
                let slot =
                    if kind == RuleKind::MinAge { &mut self.rules.min_age } else { &mut self.rules.max_age };
                *slot = Some(slot.map_or(years, |so_far| {
                    if kind == RuleKind::MinAge { so_far.min(years) } else { so_far.max(years) }
                }));
                if limits::names_another(info, years.into()) {
                    self.free_text(kind, None, info);
                }
            }
            None => self.criterion_text(kind, criterion),
        }
    }

    fn min_income(&mut self, criterion: &EligibilityCriterion) {
        let (value, info) = (stated(criterion.value.as_deref()), stated(criterion.info.as_deref()));
        let figure =
            value.or(info).map_or(Limit::Unclear, |text| limits::amount(text, self.product.currency));
        match figure {
            Limit::Is(income) if !limits::is_hedged(info) => {
                self.rules.min_income =
                    Some(self.rules.min_income.map_or(income, |so_far| so_far.min(income)));
            }
            Limit::Unlimited => {}
            _ => self.criterion_text(RuleKind::MinIncome, criterion),
        }
    }

    fn of_kind(&self, kind: EligibilityKind) -> impl Iterator<Item = &EligibilityCriterion> + Clone {
        self.product.eligibility.iter().filter(move |criterion| criterion.kind == kind)
    }

    fn lists(&self, kind: EligibilityKind) -> bool {
        self.of_kind(kind).next().is_some()
    }

    /// Several statements on residency are alternatives, so one that cannot be read leaves all unread.
    fn residency(&mut self) {
        let readings: Option<Vec<_>> = self
            .of_kind(EligibilityKind::ResidencyStatus)
            .map(|criterion| {
                let texts = statements(criterion, RESIDENCY_CODES);
                let readings: Vec<_> = texts.map(vocabulary::residency).collect::<Option<_>>()?;
                (!readings.is_empty()).then_some(readings)
            })
            .collect();
        match readings {
            Some(readings) => {
                let readings: Vec<_> = readings.into_iter().flatten().collect();
                let any = |list: fn(&vocabulary::Residencies) -> &Vec<Residency>, wanted: Residency| {
                    readings.iter().any(|reading| list(reading).contains(&wanted))
                };
                for &residency in Residency::ALL {
                    if any(|reading| &reading.accepted, residency) {
                        self.rules.residencies.push(residency);
                    } else if any(|reading| &reading.on_conditions, residency) {
                        self.rules.residencies_on_conditions.push(residency);
                    }
                }
            }
            None => self.all_as_text(EligibilityKind::ResidencyStatus, RuleKind::Residency),
        }
    }

    /// Read only if neither students nor pensioners are named beside it: those are then alternatives to work.
    fn employment(&mut self) {
        let others_qualify =
            self.lists(EligibilityKind::Student) || self.lists(EligibilityKind::PensionRecipient);
        let readings: Option<Vec<Vec<Employment>>> = self
            .of_kind(EligibilityKind::EmploymentStatus)
            .map(|criterion| {
                let texts = statements(criterion, &["y", "yes", "true"]);
                let readings: Vec<_> = texts.map(vocabulary::employment).collect::<Option<_>>()?;
                (!readings.is_empty()).then(|| readings.concat())
            })
            .collect();
        match readings.filter(|_| !others_qualify) {
            Some(readings) => {
                let accepted = |way: &&Employment| readings.iter().any(|reading| reading.contains(way));
                self.rules.employments = Employment::ALL.iter().filter(accepted).copied().collect();
            }
            None => self.all_as_text(EligibilityKind::EmploymentStatus, RuleKind::Employment),
        }
    }

    /// Groups named side by side are alternatives. Whoever works is an alternative to all of them, people to
    /// businesses and pensioners; staff and students are people already. Lending to businesses is no
    /// restriction where that is what the product is for.
    fn applicants(&mut self) {
        let for_businesses = matches!(
            self.product.category,
            Category::BusinessLoan | Category::Lease | Category::TradeFinance
        );
        let business = self.lists(EligibilityKind::Business);
        if self.lists(EligibilityKind::EmploymentStatus) || (for_businesses && business) {
            return;
        }
        let people = self.lists(EligibilityKind::NaturalPerson);
        let groups = [
            (ApplicantKind::Business, business && !people),
            (ApplicantKind::PensionRecipient, self.lists(EligibilityKind::PensionRecipient) && !people),
            (ApplicantKind::Staff, self.lists(EligibilityKind::Staff)),
            (ApplicantKind::Student, self.lists(EligibilityKind::Student)),
        ];
        self.rules.applicants =
            groups.into_iter().filter(|(_, kept_to)| *kept_to).map(|(group, _)| group).collect();
    }

    fn all_as_text(&mut self, criterion_kind: EligibilityKind, kind: RuleKind) {
        let product = self.product;
        for criterion in product.eligibility.iter().filter(|criterion| criterion.kind == criterion_kind) {
            self.criterion_text(kind, criterion);
        }
    }

    /// A product has limits of its term if each rate that it can be had at names one.
    fn terms(&mut self) {
        let offers =
            self.product.lending_rates.iter().map(|rate| RateOffer::new(rate, self.product.category));
        let mut widest: Option<(i64, i64)> = None;
        for offer in offers.filter(|offer| offer.rate.is_positive() && offer.kind.rate_type().is_some()) {
            let months = offer.tiers.iter().find(|tier| tier.unit == TierUnit::Month);
            let Some((min, max)) = months.and_then(|tier| Some((tier.min, tier.max?))) else { return };
            let (min, max) = (min.millionths(), max.millionths());
            widest = Some(widest.map_or((min, max), |(least, most)| (least.min(min), most.max(max))));
        }
        let whole = |millionths: i64| u16::try_from(millionths / 1_000_000).ok().filter(|months| *months > 0);
        if let Some((min, max)) = widest {
            self.rules.min_term_months = whole(min);
            self.rules.max_term_months = whole(max);
        }
    }

    fn supplement(&mut self) {
        let said = &self.product.supplement;
        let rules = &mut self.rules;
        rules.min_income = said.min_income.or(rules.min_income);
        rules.min_term_months = said.min_term_months.or(rules.min_term_months);
        rules.max_term_months = said.max_term_months.or(rules.max_term_months);
        rules.max_dti = said.max_dti;
        rules.regions.clone_from(&said.regions);
        rules.credit_bands.clone_from(&said.credit_bands);
        rules.purposes.clone_from(&said.purposes);
        if said.min_income.is_some() {
            rules.free_text.retain(|rule| rule.kind != RuleKind::MinIncome);
        }
    }
}

/// Codes and placeholders that stand where a statement on residency would.
const RESIDENCY_CODES: &[&str] =
    &["y", "yes", "true", "au", "aus", "nz", "australia", "residency status", "n/a", "null"];

/// A published text, unless it is empty or a placeholder.
fn stated(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty() && !text.eq_ignore_ascii_case("null"))
}

/// What a criterion says, codes left out.
fn statements<'a>(
    criterion: &'a EligibilityCriterion,
    codes: &'static [&'static str],
) -> impl Iterator<Item = &'a str> {
    let texts = [stated(criterion.value.as_deref()), stated(criterion.info.as_deref())];
    texts.into_iter().flatten().filter(|text| !codes.contains(&text.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests;
