//! What a lender's rules say of the borrower, with the reasons.

use crate::address::question;
use crate::format::{money, term};
use crate::t;
use crate::text::named;
use crate::words::{rule_has, rule_needs, settled_by};
use domain::eligibility::{Eligibility, RuleValue, RuleVerdict, Verdict};
use domain::rules::RuleKind;
use leptos::prelude::*;

/// The verdict in a line, what is not met in full, and the rest behind a disclosure. `form` is where answers
/// can be given.
#[must_use]
pub fn summary(eligibility: &Eligibility, form: &str) -> AnyView {
    let missed = of(eligibility, Verdict::NotMet);
    let unknown = of(eligibility, Verdict::Unknown);
    let met = of(eligibility, Verdict::Met);
    if eligibility.rules.is_empty() {
        return view! {
            <p class="verdict verdict--unknown">
                {icon(Verdict::Unknown)} {t!("eligibility-no-rules")}
            </p>
        }
        .into_any();
    }
    let headline = match eligibility.verdict {
        Verdict::NotMet => t!("eligibility-missed", count = missed.len()),
        Verdict::Met => t!("eligibility-met", count = met.len()),
        Verdict::Unknown => t!("eligibility-open", met = met.len(), unknown = unknown.len()),
    };
    let missed_list = (!missed.is_empty()).then(|| list(&missed, form));
    let rest: Vec<&RuleVerdict> = unknown.into_iter().chain(met).collect();
    let see = if missed.is_empty() { t!("eligibility-see") } else { t!("eligibility-see-others") };
    let rest = (!rest.is_empty()).then(|| {
        view! {
            <details class="disclosure">
                <summary>{see}</summary>
                {list(&rest, form)}
            </details>
        }
    });
    view! {
        <div class="eligibility">
            <p class=format!("verdict verdict--{}", eligibility.verdict.name())>
                {icon(eligibility.verdict)} {headline}
            </p>
            {missed_list}
            {rest}
        </div>
    }
    .into_any()
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
                        {needs(rule)}
                        {rule_has(rule).map(|has| t!("eligibility-has", has = has))}
                        {t!("eligibility-end")}
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

/// What a rule asks for; the lender's own words are marked as such.
fn needs(rule: &RuleVerdict) -> AnyView {
    let text = rule_needs(rule);
    match rule.needs {
        Some(RuleValue::Words(_)) => view! { <span lang="en">{text}</span> }.into_any(),
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
