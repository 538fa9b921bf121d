//! Every language says everything that the pages ask for, and nothing else.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests may")]

use app::text::{Language, sources};
use fluent_bundle::FluentResource;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Messages that the code names by a value's name, `kind-name`, through `text::named`.
const BY_KIND: &[&str] = &[
    "account-fault",
    "answers-band",
    "answers-label",
    "answers-rules",
    "answers-why",
    "applicants",
    "approval_band",
    "categories",
    "category",
    "constraint",
    "credit_band",
    "criterion",
    "eligibility-verdict",
    "employment",
    "error-title",
    "feature",
    "fee_kind",
    "field",
    "loan_purpose",
    "part",
    "predictions-shift",
    "product-reason",
    "purpose",
    "rate_kind",
    "rate_type",
    "region",
    "staff-audit",
    "staff-fault",
    "staff-role",
    "repayment_type",
    "report-fault",
    "report-figure",
    "residency",
    "rules-kind",
    "saved-done",
    "saved-full",
    "sort",
    "web-products",
];

/// A language's messages, each with the variables that it uses.
fn messages(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let mut all = BTreeMap::new();
    for (part, source) in sources(language) {
        let resource = FluentResource::try_new((*source).to_owned())
            .unwrap_or_else(|(_, errors)| panic!("{part} of {language}: {errors:?}"));
        for entry in resource.entries() {
            if let fluent_syntax::ast::Entry::Message(message) = entry {
                let name = message.id.name.to_owned();
                let text = format!("{:?}", message.value);
                let variables = text.split("VariableReference { id: Identifier { name: \"").skip(1);
                let variables =
                    variables.filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect();
                assert!(all.insert(name.clone(), variables).is_none(), "{name} twice in {language}");
            }
        }
    }
    all
}

#[test]
fn languages_have_the_same_messages_with_the_same_variables() {
    let english = messages(Language::English);
    for language in Language::ALL {
        let other = messages(*language);
        let missing: Vec<_> = english.keys().filter(|name| !other.contains_key(*name)).collect();
        let extra: Vec<_> = other.keys().filter(|name| !english.contains_key(*name)).collect();
        assert!(missing.is_empty() && extra.is_empty(), "{language}: missing {missing:?}, extra {extra:?}");
        for (name, variables) in &english {
            // A plural may need its number in one language only to choose a form.
            assert_eq!(variables, &other[name], "the variables of {name} in {language}");
        }
    }
}

#[test]
fn pages_name_every_message_and_no_other() {
    let mut named = BTreeSet::new();
    visit(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut |source| {
        let code: Vec<&str> = source.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        let code = code.join("\n");
        for (at, call) in code.match_indices("t!(") {
            // `format!(` ends alike.
            let another = code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
            let argument = code[at + call.len()..].trim_start().strip_prefix('"');
            if let (false, Some(name)) = (another, argument.and_then(|rest| rest.split('"').next())) {
                named.insert(name.to_owned());
            }
        }
    });
    let exists = messages(Language::English);
    let unknown: Vec<_> = named.iter().filter(|name| !exists.contains_key(*name)).collect();
    assert!(unknown.is_empty(), "named but not written: {unknown:?}");
    let by_kind = |name: &str| {
        BY_KIND.iter().any(|kind| name.strip_prefix(kind).is_some_and(|rest| rest.starts_with('-')))
    };
    let unused: Vec<_> = exists.keys().filter(|name| !named.contains(*name) && !by_kind(name)).collect();
    assert!(unused.is_empty(), "written but not named: {unused:?}");
}

fn visit(folder: &Path, each: &mut impl FnMut(&str)) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            visit(&path, each);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            each(&std::fs::read_to_string(&path).unwrap());
        }
    }
}
