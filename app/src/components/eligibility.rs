//! What a lender's rules say of the borrower, with the reasons.

use crate::format::{count, money, term};
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
                {icon(Verdict::Unknown)} "The lender publishes no rules that can be checked."
            </p>
        }
        .into_any();
    }
    let headline = match eligibility.verdict {
        Verdict::NotMet => format!("Unlikely: {} not met", count(number(&missed), "rule is", "rules are")),
        Verdict::Met => format!("You meet every published rule ({})", met.len()),
        Verdict::Unknown => format!(
            "Nothing speaks against you: {} met, {} that cannot be checked",
            count(number(&met), "rule", "rules"),
            unknown.len()
        ),
    };
    let missed_list = (!missed.is_empty()).then(|| list(&missed, form));
    let rest: Vec<&RuleVerdict> = unknown.into_iter().chain(met).collect();
    let rest = (!rest.is_empty()).then(|| {
        view! {
            <details class="disclosure">
                <summary>{if missed.is_empty() { "See the rules" } else { "See the other rules" }}</summary>
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

fn number(rules: &[&RuleVerdict]) -> u64 {
    u64::try_from(rules.len()).unwrap_or(u64::MAX)
}

fn list(rules: &[&RuleVerdict], form: &str) -> AnyView {
    let items = rules
        .iter()
        .map(|rule| {
            let settle = (rule.verdict == Verdict::Unknown && rule.has.is_none())
                .then(|| settled_by(rule.rule))
                .flatten()
                .map(|field| view! { " " <a href=format!("{form}#{field}")>"Answer this"</a> });
            view! {
                <li class=format!("rule rule--{}", rule.verdict.name())>
                    {icon(rule.verdict)}
                    <span>
                        <span class="rule__verdict">{verdict_words(rule.verdict)} ": "</span>
                        {rule_needs(rule)}
                        {rule_has(rule).map(|has| format!("; {has}"))}
                        "."
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
            Some(format!("Asking for {} would meet it.", money(*limit)))
        }
        (RuleKind::MinTerm | RuleKind::MaxTerm, RuleValue::Whole(months)) => {
            Some(format!("A term of {} would meet it.", term(u16::try_from(*months).ok()?)))
        }
        _ => None,
    }
}

const fn verdict_words(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "Met",
        Verdict::NotMet => "Not met",
        Verdict::Unknown => "Cannot be checked",
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
