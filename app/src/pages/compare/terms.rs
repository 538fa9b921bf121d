//! The viewer's chance, the lender's rules, and everything else that is not a price.

use super::best::{Better, Span};
use super::rows::{Cell, Group, Note, Row};
use crate::format::{chance, date, hours, money, ratio, term};
use crate::ports::ProductDetails;
use crate::{t, words};
use domain::answer::{ApprovalBand, Basis};
use domain::eligibility::Verdict;
use domain::product::FeatureKind;
use std::collections::BTreeSet;

/// The chance of approval with what it rests on.
pub(super) fn your_chance(products: &[ProductDetails]) -> Group {
    let known = |details: &ProductDetails| details.result.approval.band != ApprovalBand::NotEnoughData;
    let rows = vec![
        Row::plain(t!("compare-chance"), products, |details| {
            let approval = details.result.approval;
            let band = words::approval_band(approval.band).to_string();
            Cell::value(if known(details) {
                t!("compare-chance-about", band = band, chance = chance(approval.probability))
            } else {
                t!("compare-chance-unknown")
            })
        })
        // Compared as it is shown, in whole percent.
        .marking(products, Better::Higher, t!("compare-highest"), |details| {
            let percent = (details.result.approval.probability * 100.0).round();
            known(details).then_some(Span::exact(percent))
        }),
        Row::plain(t!("compare-chance-interval"), products, |details| {
            let approval = details.result.approval;
            Cell::value(if known(details) {
                t!("compare-between", low = chance(approval.low), high = chance(approval.high))
            } else {
                t!("compare-chance-needs")
            })
        }),
        Row::plain(t!("compare-chance-basis"), products, |details| {
            Cell::value(match details.result.approval.basis {
                Basis::Prior => t!("compare-basis-prior"),
                Basis::Model => t!("compare-basis-model"),
                Basis::SimulatedModel => t!("compare-basis-simulated"),
            })
        }),
    ];
    Group { title: t!("compare-group-chance"), rows }
}

/// How many rules are met, missed and unknown, and each that is missed.
pub(super) fn rules(products: &[ProductDetails]) -> Group {
    let count = |details: &ProductDetails, verdict: Verdict| {
        details.result.eligibility.rules.iter().filter(|rule| rule.verdict == verdict).count()
    };
    let rows = vec![
        Row::plain(t!("compare-rules"), products, |details| {
            if details.result.eligibility.rules.is_empty() {
                return Cell::value(t!("compare-rules-none"));
            }
            Cell::value(t!("compare-rules-met", count = count(details, Verdict::Met)))
                .note(Some(t!("compare-rules-missed", count = count(details, Verdict::NotMet))))
                .note(Some(t!("compare-rules-unknown", count = count(details, Verdict::Unknown))))
        }),
        Row::plain(t!("compare-missed"), products, missed),
    ];
    Group { title: t!("compare-group-rules"), rows }
}

fn missed(details: &ProductDetails) -> Cell {
    let rules = &details.result.eligibility.rules;
    let notes: Vec<Note> = rules
        .iter()
        .filter(|rule| rule.verdict == Verdict::NotMet)
        .map(|rule| {
            let needs = words::rule_needs(rule);
            let said = match words::rule_has(rule) {
                Some(has) => t!("compare-missed-rule", needs = needs, has = has),
                None => needs,
            };
            Note { said, ..Note::default() }
        })
        .collect();
    let value = match notes.is_empty() {
        true if rules.is_empty() => t!("compare-rules-none"),
        true => t!("compare-missed-none"),
        false => String::new(),
    };
    Cell { value, notes }
}

/// What products can do: every feature that one of them has.
pub(super) fn features(products: &[ProductDetails]) -> Group {
    let mut kinds: BTreeSet<FeatureKind> =
        products.iter().flat_map(|details| details.result.listing.features.iter().copied()).collect();
    // Named by no word that could be compared.
    kinds.remove(&FeatureKind::Other);
    if products.iter().any(|details| may_repay_more(details).is_some()) {
        kinds.insert(FeatureKind::ExtraRepayments);
    }
    let security = Row::plain(t!("compare-security"), products, |details| {
        Cell::value(match details.result.listing.secured {
            Some(true) => t!("compare-secured"),
            Some(false) => t!("compare-unsecured"),
            None => t!("compare-not-stated"),
        })
    });
    let features = kinds.into_iter().map(|kind| {
        Row::plain(words::feature(kind).to_string(), products, |details| {
            Cell::value(match has(details, kind) {
                Some(true) => t!("compare-yes"),
                Some(false) => t!("compare-no"),
                None => t!("compare-not-stated"),
            })
        })
    });
    Group { title: t!("compare-group-features"), rows: std::iter::once(security).chain(features).collect() }
}

/// Whether a product has a feature. Lenders list what there is; what they leave out is not stated.
fn has(details: &ProductDetails, kind: FeatureKind) -> Option<bool> {
    let listed = details.result.listing.features.contains(&kind).then_some(true);
    match kind {
        FeatureKind::ExtraRepayments => may_repay_more(details).or(listed),
        _ => listed,
    }
}

fn may_repay_more(details: &ProductDetails) -> Option<bool> {
    details.product.supplement.early_repayment.as_ref().map(|early| early.allowed)
}

/// Amounts, terms, speed.
pub(super) fn limits(products: &[ProductDetails]) -> Group {
    let rows = vec![
        Row::plain(t!("compare-amounts"), products, |details| {
            let rules = &details.result.listing.rules;
            between(rules.min_amount.map(money), rules.max_amount.map(money))
        }),
        Row::plain(t!("compare-terms"), products, |details| {
            let rules = &details.result.listing.rules;
            between(rules.min_term_months.map(term), rules.max_term_months.map(term))
        }),
        Row::plain(t!("compare-lvr"), products, |details| {
            let most = details.result.listing.rules.max_lvr.map(ratio);
            Cell::value(most.unwrap_or_else(|| t!("compare-not-stated")))
        }),
        Row::plain(t!("compare-decision"), products, |details| time(details.result.listing.decision_hours)),
        Row::plain(t!("compare-funding"), products, |details| time(details.result.listing.funding_hours)),
    ];
    // A limit that none of them states says nothing.
    let unstated = Cell::value(t!("compare-not-stated"));
    let rows = rows.into_iter().filter(|row| row.cells.iter().any(|cell| *cell != unstated)).collect();
    Group { title: t!("compare-group-limits"), rows }
}

fn between(least: Option<String>, most: Option<String>) -> Cell {
    Cell::value(match (least, most) {
        (Some(least), Some(most)) => t!("compare-range", low = least, high = most),
        (Some(least), None) => t!("compare-from", least = least),
        (None, Some(most)) => t!("compare-up-to", most = most),
        (None, None) => t!("compare-not-stated"),
    })
}

fn time(number: Option<u32>) -> Cell {
    Cell::value(number.map_or_else(|| t!("compare-not-stated"), hours))
}

/// What repaying early costs.
pub(super) fn early_repayment(products: &[ProductDetails]) -> Group {
    let row = Row::plain(t!("compare-early"), products, |details| {
        let Some(early) = &details.product.supplement.early_repayment else {
            return Cell::value(t!("compare-early-unknown"));
        };
        Cell::value(match early.fee {
            _ if !early.allowed => t!("compare-early-not-allowed"),
            None => t!("compare-early-fee-unknown"),
            Some(fee) if fee.minor == 0 => t!("compare-early-free"),
            Some(fee) => t!("compare-early-fee", fee = money(fee)),
        })
        .published(early.note.clone())
    });
    Group { title: t!("compare-group-early"), rows: vec![row] }
}

/// Who lends, and how old the figures are.
pub(super) fn lender(products: &[ProductDetails]) -> Group {
    let rows = vec![
        Row::plain(t!("compare-lender"), products, |details| {
            Cell::default().published(Some(details.result.listing.institution_name.clone()))
        }),
        Row::plain(t!("compare-category"), products, |details| {
            Cell::value(words::category(details.result.listing.category).to_string())
        }),
        Row::plain(t!("compare-as-of"), products, |details| {
            let listing = &details.result.listing;
            Cell::value(match listing.updated_at {
                Some(at) => date(at),
                None => t!("compare-as-of-unknown", date = date(listing.listed_at)),
            })
        }),
    ];
    Group { title: t!("compare-group-lender"), rows }
}
