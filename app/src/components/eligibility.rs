//! What a lender's rules say of the borrower, with the reasons.

use crate::address::question;
use crate::format::{money, term};
use crate::t;
use crate::text::named;
use crate::words::{rule_has, rule_needs, settled_by};
use domain::eligibility::{Eligibility, RuleValue, RuleVerdict, Verdict};
use domain::rules::RuleKind;
use leptos::prelude::*;

/// The verdict in a line, with the first rule that is not met; every rule behind it. `form` is where answers can
/// be given.
#[must_use]
pub fn summary(eligibility: &Eligibility, form: &str) -> AnyView {
    let count = |verdict| of(eligibility, verdict).len();
    if eligibility.rules.is_empty() {
        return view! {
            <p class="verdict verdict--unknown">
                {icon(Verdict::Unknown)} <span>{t!("eligibility-no-rules")}</span>
            </p>
        }
        .into_any();
    }
    let headline = match eligibility.verdict {
        Verdict::NotMet => t!("eligibility-missed", count = count(Verdict::NotMet)),
        Verdict::Met => t!("eligibility-met", count = count(Verdict::Met)),
        Verdict::Unknown => {
            t!("eligibility-open", met = count(Verdict::Met), unknown = count(Verdict::Unknown))
        }
    };
    view! {
        <details class="line eligibility">
            <summary class=format!("verdict verdict--{}", eligibility.verdict.name())>
                {icon(eligibility.verdict)} <span>{headline}</span>
            </summary>
            {all_rules(eligibility, form)}
        </details>
    }
    .into_any()
}

/// The first rule that is known not to be met, both sides of it; nothing where there is none.
#[must_use]
pub fn first_missed(eligibility: &Eligibility) -> Option<AnyView> {
    let rule = eligibility.rules.iter().find(|rule| rule.verdict == Verdict::NotMet)?;
    Some(view! { {icon(Verdict::NotMet)} <span>{sides(rule)}</span> }.into_any())
}

/// Every rule with its verdict and both sides of it: what is not met first, then what is unknown.
#[must_use]
pub fn all_rules(eligibility: &Eligibility, form: &str) -> AnyView {
    let ordered: Vec<&RuleVerdict> = [Verdict::NotMet, Verdict::Unknown, Verdict::Met]
        .into_iter()
        .flat_map(|verdict| of(eligibility, verdict))
        .collect();
    list(&ordered, form)
}

fn of(eligibility: &Eligibility, verdict: Verdict) -> Vec<&RuleVerdict> {
    eligibility.rules.iter().filter(|rule| rule.verdict == verdict).collect()
}

fn list(rules: &[&RuleVerdict], form: &str) -> AnyView {
    let items = rules
        .iter()
        .map(|rule| {
            let settle = (rule.verdict == Verdict::Unknown && rule.has.is_none())
                .then(|| settled_by(rule.rule))
                .flatten()
                .map(|field| view! { " " <a href=question(form, field)>{t!("eligibility-answer")}</a> });
            view! {
                <li class=format!("rule rule--{}", rule.verdict.name())>
                    {icon(rule.verdict)}
                    <span>
                        <span class="rule__verdict">{named("eligibility-verdict", rule.verdict.name())}</span>
                        {sides(rule)}
                        {settle}
                        {opens(rule).map(|change| format!(" {change}"))}
                    </span>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="rules">{items}</ul> }.into_any()
}

/// The smallest change of amount or term that would meet a limit.
fn opens(rule: &RuleVerdict) -> Option<String> {
    if rule.verdict != Verdict::NotMet {
        return None;
    }
    match (rule.rule, rule.needs.as_ref()?) {
        (RuleKind::MinAmount | RuleKind::MaxAmount, RuleValue::Amount(limit)) => {
            Some(t!("eligibility-opens-amount", amount = money(*limit)))
        }
        (RuleKind::MinTerm | RuleKind::MaxTerm, RuleValue::Whole(months)) => {
            Some(t!("eligibility-opens-term", term = term(u16::try_from(*months).ok()?)))
        }
        _ => None,
    }
}

/// What a rule asks for and what the borrower has, as a sentence.
fn sides(rule: &RuleVerdict) -> AnyView {
    let has = rule_has(rule).map(|has| t!("eligibility-has", has = has));
    view! { {needs(rule)} {has} {t!("eligibility-end")} }.into_any()
}

/// What a rule asks for; the lender's own words are marked as such, and end without a full stop of their own.
fn needs(rule: &RuleVerdict) -> AnyView {
    let text = rule_needs(rule);
    match rule.needs {
        Some(RuleValue::Words(_)) => {
            let text = text.trim_end().trim_end_matches(['.', '。', ';', ',']).to_owned();
            view! { <span lang="en">{text}</span> }.into_any()
        }
        _ => text.into_any(),
    }
}

fn icon(verdict: Verdict) -> AnyView {
    let shape = match verdict {
        Verdict::Met => "M4 8.5l2.7 2.7L12 5.5",
        Verdict::NotMet => "M5 5l6 6M11 5l-6 6",
        Verdict::Unknown => "M6 6.2a2 2 0 1 1 2.6 1.9c-.5.2-.6.5-.6 1.1M8 11.5v.2",
    };
    view! {
        <svg
            class=format!("verdict-icon verdict-icon--{}", verdict.name())
            viewBox="0 0 16 16"
            width="18"
            height="18"
            aria-hidden="true"
            focusable="false"
        >
            <circle cx="8" cy="8" r="7.25"/>
            <path d=shape/>
        </svg>
    }
    .into_any()
}
