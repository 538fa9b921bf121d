//! Judging a lender's rules for one borrower and need.

use super::{Eligibility, RuleValue, RuleVerdict, Verdict};
use crate::borrower::{Employment, Region};
use crate::money::Money;
use crate::product::Purpose;
use crate::query::SearchQuery;
use crate::rate::Rate;
use crate::rules::{ApplicantKind, RuleKind, Rules};

/// Judges every rule, with reasons. `instalment` is the new loan's monthly instalment, where it is known.
///
/// An answer that is missing makes a rule unknown, never not met, unless the rule fails whatever the answer
/// (existing repayments alone above the share of income allowed).
#[must_use]
pub fn judge(rules: &Rules, query: &SearchQuery, instalment: Option<Money>) -> Eligibility {
    let case = Case { rules, query, instalment };
    let mut verdicts = Vec::new();
    for &rule in RuleKind::ALL {
        if let Some(verdict) = case.verdict(rule) {
            verdicts.push(RuleVerdict { rule, verdict, needs: case.needs(rule), has: case.has(rule) });
        }
        verdicts.extend(rules.free_text.iter().filter(|text| text.kind == rule).map(|text| RuleVerdict {
            rule,
            verdict: Verdict::Unknown,
            needs: Some(RuleValue::Words(text.text.clone())),
            has: None,
        }));
    }
    Eligibility { verdict: overall(verdicts.iter().map(|rule| rule.verdict)), rules: verdicts }
}

/// The verdict of [`judge`] on the whole, without the reasons and without allocating.
#[must_use]
pub fn judge_verdict(rules: &Rules, query: &SearchQuery, instalment: Option<Money>) -> Verdict {
    let case = Case { rules, query, instalment };
    let typed = RuleKind::ALL.iter().filter_map(|&rule| case.verdict(rule));
    overall(typed.chain(rules.free_text.iter().map(|_| Verdict::Unknown)))
}

/// What a lender's rules come to, counted: the verdict on the whole, and how many say what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// The verdict of [`judge`] on the whole.
    pub verdict: Verdict,
    /// How many typed rules about the borrower are met. Those on amount and term say nothing of the borrower, and
    /// a lender that publishes more of them is no likelier to approve.
    pub met: usize,
    /// How many rules are unknown, those in the lender's words among them.
    pub unknown: usize,
}

/// Counts what [`judge`] would say, without the reasons and without allocating.
#[must_use]
pub fn tally(rules: &Rules, query: &SearchQuery, instalment: Option<Money>) -> Tally {
    let case = Case { rules, query, instalment };
    let (mut met, mut not_met, mut satisfied) = (0, 0, 0);
    let mut unknown = rules.free_text.len();
    for &rule in RuleKind::ALL {
        match case.verdict(rule) {
            Some(Verdict::Met) => {
                satisfied += 1;
                met += usize::from(!is_of_the_loan(rule));
            }
            Some(Verdict::NotMet) => not_met += 1,
            Some(Verdict::Unknown) => unknown += 1,
            None => {}
        }
    }
    let verdict = match (not_met, unknown, satisfied) {
        (1.., ..) => Verdict::NotMet,
        (0, 0, 1..) => Verdict::Met,
        _ => Verdict::Unknown,
    };
    Tally { verdict, met, unknown }
}

/// Whether a rule is about the loan alone, whoever asks for it.
const fn is_of_the_loan(rule: RuleKind) -> bool {
    matches!(rule, RuleKind::MinAmount | RuleKind::MaxAmount | RuleKind::MinTerm | RuleKind::MaxTerm)
}

/// The rules that are known not to be met.
pub fn refusals<'a>(
    rules: &'a Rules,
    query: &'a SearchQuery,
    instalment: Option<Money>,
) -> impl Iterator<Item = RuleKind> + use<'a> {
    let case = Case { rules, query, instalment };
    RuleKind::ALL.iter().copied().filter(move |&rule| case.verdict(rule) == Some(Verdict::NotMet))
}

/// Not met if any is; met if there are some and all are; else unknown.
fn overall(verdicts: impl Iterator<Item = Verdict>) -> Verdict {
    let mut whole = None;
    for verdict in verdicts {
        match verdict {
            Verdict::NotMet => return Verdict::NotMet,
            Verdict::Unknown => whole = Some(Verdict::Unknown),
            Verdict::Met => whole = whole.or(Some(Verdict::Met)),
        }
    }
    whole.unwrap_or(Verdict::Unknown)
}

/// A lender's rules beside what is known of a borrower and their need.
pub(super) struct Case<'a> {
    pub(super) rules: &'a Rules,
    pub(super) query: &'a SearchQuery,
    pub(super) instalment: Option<Money>,
}

impl Case<'_> {
    /// The verdict of the typed rule of a kind; `None` if the lender publishes no such rule.
    pub(super) fn verdict(&self, kind: RuleKind) -> Option<Verdict> {
        let (rules, need, borrower) = (self.rules, &self.query.need, &self.query.borrower);
        match kind {
            RuleKind::MinAge => rules.min_age.map(|least| check(borrower.age, |age| age >= least)),
            RuleKind::MaxAge => rules.max_age.map(|most| check(borrower.age, |age| age <= most)),
            RuleKind::MinIncome => rules
                .min_income
                .map(|least| compare(borrower.income_annual, least, |has, needs| has >= needs)),
            RuleKind::Residency => (!rules.residencies.is_empty()).then(|| match borrower.residency {
                Some(has) if rules.residencies.contains(&has) => Verdict::Met,
                Some(has) if !rules.residencies_on_conditions.contains(&has) => Verdict::NotMet,
                _ => Verdict::Unknown,
            }),
            RuleKind::Employment => one_of(&rules.employments, borrower.employment.as_ref()),
            RuleKind::Region => one_of(&rules.regions, borrower.region.as_ref()),
            RuleKind::CreditBand => one_of(&rules.credit_bands, borrower.credit_band.as_ref()),
            RuleKind::MinAmount => {
                rules.min_amount.map(|least| compare(self.query.amount(), least, |has, needs| has >= needs))
            }
            RuleKind::MaxAmount => {
                rules.max_amount.map(|most| compare(self.query.amount(), most, |has, needs| has <= needs))
            }
            RuleKind::MinTerm => {
                rules.min_term_months.map(|least| check(need.term_months, |term| term >= least))
            }
            RuleKind::MaxTerm => {
                rules.max_term_months.map(|most| check(need.term_months, |term| term <= most))
            }
            RuleKind::MaxLvr => rules.max_lvr.map(|most| self.lvr_verdict(most)),
            RuleKind::MaxDti => rules.max_dti.map(|most| self.debt_to_income_verdict(most)),
            RuleKind::Purpose => (!rules.purposes.is_empty()).then(|| self.purpose_verdict()),
            RuleKind::Applicant => (!rules.applicants.is_empty()).then(|| self.applicant_verdict()),
            RuleKind::Other => None,
        }
    }

    fn lvr_verdict(&self, most: Rate) -> Verdict {
        match (self.query.lvr(), self.query.amount(), self.query.borrower.property_value) {
            (Some(lvr), ..) => verdict(lvr <= most),
            // A ratio too large to be held is too large for any lender.
            (None, Some(amount), Some(value)) if amount.currency == value.currency && value.minor > 0 => {
                verdict(amount.minor <= 0)
            }
            _ => Verdict::Unknown,
        }
    }

    /// What all repayments take of the income, as (minor units a year, income in minor units, complete).
    /// Incomplete while the instalment or the existing repayments are not known: the true sum is higher.
    fn debt_to_income(&self) -> Option<(i128, i128, bool)> {
        let income = self.query.borrower.income_annual?;
        let known = |amount: Option<Money>| {
            amount.filter(|amount| amount.currency == income.currency).map(|amount| amount.minor.max(0))
        };
        let (existing, new) =
            (known(self.query.borrower.existing_repayments_monthly), known(self.instalment));
        let monthly = i128::from(existing.unwrap_or_default()) + i128::from(new.unwrap_or_default());
        Some((monthly * 12, i128::from(income.minor.max(0)), existing.is_some() && new.is_some()))
    }

    fn debt_to_income_verdict(&self, most: Rate) -> Verdict {
        match self.debt_to_income() {
            Some((yearly, income, _)) if yearly * 1_000_000 > income * i128::from(most.millionths()) => {
                Verdict::NotMet
            }
            Some((_, _, true)) => Verdict::Met,
            _ => Verdict::Unknown,
        }
    }

    /// A lender that names "other" among its purposes lends for anything.
    fn purpose_verdict(&self) -> Verdict {
        let accepted = &self.rules.purposes;
        check(self.query.need.purpose, |purpose| {
            accepted.contains(&purpose) || accepted.contains(&Purpose::Other)
        })
    }

    /// Met where how a borrower earns shows that they belong to one of the groups; otherwise unknown, for an
    /// employee may also own a business, study or work for the lender.
    fn applicant_verdict(&self) -> Verdict {
        let shown = match self.query.borrower.employment {
            Some(Employment::SelfEmployed) => ApplicantKind::Business,
            Some(Employment::Student) => ApplicantKind::Student,
            _ => return Verdict::Unknown,
        };
        if self.rules.applicants.contains(&shown) { Verdict::Met } else { Verdict::Unknown }
    }

    fn needs(&self, kind: RuleKind) -> Option<RuleValue> {
        let rules = self.rules;
        Some(match kind {
            RuleKind::MinAge => RuleValue::Whole(rules.min_age?.into()),
            RuleKind::MaxAge => RuleValue::Whole(rules.max_age?.into()),
            RuleKind::MinIncome => RuleValue::Amount(rules.min_income?),
            RuleKind::Residency => {
                let accepted = rules.residencies.iter().chain(&rules.residencies_on_conditions);
                names(accepted.map(|residency| residency.name()))
            }
            RuleKind::Employment => names(rules.employments.iter().map(|way| way.name())),
            RuleKind::Region => names(rules.regions.iter().map(Region::code)),
            RuleKind::CreditBand => names(rules.credit_bands.iter().map(|band| band.name())),
            RuleKind::MinAmount => RuleValue::Amount(rules.min_amount?),
            RuleKind::MaxAmount => RuleValue::Amount(rules.max_amount?),
            RuleKind::MinTerm => RuleValue::Whole(rules.min_term_months?.into()),
            RuleKind::MaxTerm => RuleValue::Whole(rules.max_term_months?.into()),
            RuleKind::MaxLvr => RuleValue::Ratio(rules.max_lvr?),
            RuleKind::MaxDti => RuleValue::Ratio(rules.max_dti?),
            RuleKind::Purpose => names(rules.purposes.iter().map(|purpose| purpose.name())),
            RuleKind::Applicant => names(rules.applicants.iter().map(|group| group.name())),
            RuleKind::Other => return None,
        })
    }

    fn has(&self, kind: RuleKind) -> Option<RuleValue> {
        let (need, borrower) = (&self.query.need, &self.query.borrower);
        Some(match kind {
            RuleKind::MinAge | RuleKind::MaxAge => RuleValue::Whole(borrower.age?.into()),
            RuleKind::MinIncome => RuleValue::Amount(borrower.income_annual?),
            RuleKind::Residency => names([borrower.residency?.name()]),
            RuleKind::Employment | RuleKind::Applicant => names([borrower.employment?.name()]),
            RuleKind::Region => names([borrower.region.as_ref()?.code()]),
            RuleKind::CreditBand => names([borrower.credit_band?.name()]),
            RuleKind::MinAmount | RuleKind::MaxAmount => RuleValue::Amount(self.query.amount()?),
            RuleKind::MinTerm | RuleKind::MaxTerm => RuleValue::Whole(need.term_months?.into()),
            RuleKind::MaxLvr => RuleValue::Ratio(self.query.lvr()?),
            RuleKind::MaxDti => {
                let (yearly, income, _) = self.debt_to_income().filter(|(.., complete)| *complete)?;
                RuleValue::Ratio(Rate::from_fraction(yearly as f64 / income as f64)?)
            }
            RuleKind::Purpose => names([need.purpose?.name()]),
            RuleKind::Other => return None,
        })
    }
}

const fn verdict(met: bool) -> Verdict {
    if met { Verdict::Met } else { Verdict::NotMet }
}

fn check<T>(has: Option<T>, met: impl Fn(T) -> bool) -> Verdict {
    has.map_or(Verdict::Unknown, |has| verdict(met(has)))
}

/// Amounts of different currencies do not compare.
fn compare(has: Option<Money>, needs: Money, met: impl Fn(i64, i64) -> bool) -> Verdict {
    let comparable = has.filter(|has| has.currency == needs.currency);
    check(comparable, |has| met(has.minor, needs.minor))
}

fn one_of<T: PartialEq>(accepted: &[T], has: Option<&T>) -> Option<Verdict> {
    (!accepted.is_empty()).then(|| check(has, |has| accepted.contains(has)))
}

fn names<'a>(names: impl IntoIterator<Item = &'a str>) -> RuleValue {
    RuleValue::Names(names.into_iter().map(str::to_owned).collect())
}
