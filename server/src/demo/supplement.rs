//! What the standard lacks, as far as the lender discloses it: the `x-lendlight` extension, under the serde
//! names of [`domain::product::Supplement`].

use super::eligibility::Terms;
use super::kinds::{Applicant, Kind, Pricing};
use super::lenders::{Character, Lender};
use super::random::Random;
use super::rates::decimal;
use domain::borrower::{CreditBand, Region};
use domain::money::{Currency, Money};
use domain::product::{Category, EarlyRepayment, Supplement};

/// Share of products whose lender pays to be shown, in thousandths.
const SPONSORED: u64 = 20;

/// Draws what a lender discloses about a product beyond the standard.
pub(super) fn draw(
    kind: &Kind,
    lender: &Lender,
    terms: &Terms,
    early: Option<EarlyRepayment>,
    random: &mut Random,
) -> Supplement {
    let profile = lender.character.profile();
    let disclosed = lender.disclosure.per_mille();
    let person = kind.applicant != Applicant::Business;
    let home = kind.category == Category::HomeLoan;
    let (decision, funding) = hours(kind, lender, random);
    // Every draw is made whether or not it is disclosed, so that disclosing one thing more changes no other.
    let mut says = |share: u64| random.per_mille(share);
    let (says_speed, says_early, says_bands) = (says(disclosed), says(disclosed), says(disclosed));
    let (says_income, says_dti, says_terms) = (says(disclosed), says(disclosed), says(disclosed.max(300)));
    let (says_purposes, says_secured, sponsored) =
        (says(disclosed), says(disclosed.max(500)), says(SPONSORED));
    let says_payout = says(disclosed / 2) || sponsored;
    let income = random.between(profile.min_income.0, profile.min_income.1) * if home { 1500 } else { 1000 };
    let dti = random.between(profile.max_dti.0, profile.max_dti.1);
    let term = |months: u64| u16::try_from(months).ok().filter(|_| says_terms);
    Supplement {
        secured: says_secured.then_some(kind.secured),
        decision_hours: says_speed.then_some(decision),
        funding_hours: says_speed.then_some(funding),
        early_repayment: early.filter(|_| says_early),
        credit_bands: if says_bands && person { bands(kind, lender) } else { Vec::new() },
        min_income: (says_income && person && kind.applicant != Applicant::Student).then(|| dollars(income)),
        max_dti: (says_dti && person).then(|| decimal(dti * 100)).and_then(|ratio| ratio.parse().ok()),
        regions: lender.regions.iter().filter_map(|code| code.parse::<Region>().ok()).collect(),
        min_term_months: terms.months.and_then(|(shortest, _)| term(shortest)),
        max_term_months: terms.months.and_then(|(_, longest)| term(longest)),
        purposes: if says_purposes { kind.purposes.to_vec() } else { Vec::new() },
        sponsored,
        payout: says_payout.then(|| dollars(payout(kind.category, random))),
        fictional: true,
    }
}

fn dollars(whole: u64) -> Money {
    Money::from_major(i64::try_from(whole).unwrap_or(i64::MAX), Currency::AUD)
}

/// Hours to a decision and then to the money: a home loan takes a valuation and a settlement, business credit
/// takes accounts to be read.
fn hours(kind: &Kind, lender: &Lender, random: &mut Random) -> (u32, u32) {
    let profile = lender.character.profile();
    let decision = random.between(profile.decision_hours.0, profile.decision_hours.1);
    let funding = random.between(profile.funding_hours.0, profile.funding_hours.1);
    let (decision, funding) = match kind.category {
        Category::HomeLoan => (decision * 2 + 24, random.between(10, 30) * 24),
        Category::BusinessLoan | Category::Lease | Category::TradeFinance if kind.secured => {
            (decision * 2, funding * 3)
        }
        _ => (decision, funding),
    };
    (u32::try_from(decision).unwrap_or(u32::MAX), u32::try_from(funding).unwrap_or(u32::MAX))
}

/// What repaying early costs, whether or not the lender says so here. Instalment credit only; other credit is
/// repaid whenever the borrower likes. Australia has banned exit fees on new home loans since July 2011, break
/// costs of fixed ones aside; some other loans in the real set charge for it, most do not.
pub(super) fn early_repayment(kind: &Kind, random: &mut Random) -> Option<EarlyRepayment> {
    let free = random.per_mille(800) || kind.category == Category::HomeLoan;
    let (allowed, fee) = (random.per_mille(920), random.between(2, 30) * 10);
    kind.category.is_instalment_credit().then(|| {
        let breaks = matches!(kind.pricing, Pricing::HomeFixed { .. });
        EarlyRepayment {
            allowed,
            fee: (!breaks).then(|| dollars(if free { 0 } else { fee })),
            note: breaks.then(|| "Break costs apply within the fixed period.".to_owned()),
        }
    })
}

/// A mortgage or a card with rewards takes one band less than the lender's personal loans.
fn bands(kind: &Kind, lender: &Lender) -> Vec<CreditBand> {
    let served = lender.character.profile().bands;
    let stricter = matches!(kind.category, Category::HomeLoan | Category::MarginLoan | Category::CreditCard)
        && lender.character != Character::SecondChance;
    let count = if stricter && served.len() > 2 { served.len() - 1 } else { served.len() };
    served.iter().copied().take(count).collect()
}

/// What a funded product earns the operator, in whole dollars.
fn payout(category: Category, random: &mut Random) -> u64 {
    match category {
        Category::HomeLoan => random.between(6, 24) * 50,
        Category::CreditCard | Category::Overdraft => random.between(2, 12) * 10,
        _ => random.between(8, 40) * 10,
    }
}
