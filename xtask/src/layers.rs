//! The arrows between crates and between the server's modules, and the check that they point one way.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::process::{self, say};
use crate::workspace::Workspace;

/// What one crate of the workspace may use.
struct CrateRule {
    name: &'static str,
    /// The crates of this workspace that it may depend on.
    workspace: &'static [&'static str],
    /// The only other crates it may depend on directly, where that is limited.
    only: Option<&'static [&'static str]>,
    /// Crates it may not even reach through others.
    never: &'static [&'static str],
}

const CRATES: [CrateRule; 6] = [
    CrateRule {
        name: "domain",
        workspace: &[],
        only: Some(&["jiff", "serde", "thiserror", "uuid"]),
        never: &["actix-web", "leptos", "reqwest", "sqlx", "tantivy", "tokio"],
    },
    CrateRule {
        name: "index",
        workspace: &["domain"],
        only: None,
        never: &["actix-web", "leptos", "reqwest", "sqlx"],
    },
    CrateRule {
        name: "predict",
        workspace: &["domain"],
        only: None,
        never: &["actix-web", "leptos", "reqwest", "sqlx", "tantivy", "tokio"],
    },
    CrateRule { name: "app", workspace: &["domain"], only: None, never: &["sqlx", "tantivy"] },
    CrateRule { name: "server", workspace: &["app", "domain", "index", "predict"], only: None, never: &[] },
    CrateRule {
        name: "xtask",
        workspace: &[],
        only: None,
        never: &["actix-web", "leptos", "sqlx", "tantivy"],
    },
];

/// What the modules of one folder may not name.
struct ModuleRule {
    folder: &'static str,
    never: &'static [&'static str],
    /// Files in it that may, since they put the parts together.
    except: &'static [&'static str],
}

const MODULES: [ModuleRule; 3] = [
    // A handler parses, calls one service and answers. The application is built from its parts in `mod.rs`,
    // and readiness asks the store, which it finds in the shared state.
    ModuleRule { folder: "server/src/http", never: &["store"], except: &["mod.rs", "state.rs"] },
    ModuleRule { folder: "server/src/services", never: &["http"], except: &[] },
    ModuleRule { folder: "server/src/store", never: &["http", "jobs", "services"], except: &[] },
];

/// Checks crates and modules.
///
/// # Errors
/// When an arrow points the wrong way; every one that does is named.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let mut cargo = workspace.cargo();
    cargo.args(["metadata", "--format-version", "1", "--locked"]);
    let metadata: Metadata = serde_json::from_str(&process::capture(&mut cargo)?)
        .context("could not read what cargo metadata says")?;
    let mut wrong = crate_violations(&metadata);
    for rule in &MODULES {
        scan(&workspace.root, rule, &workspace.root.join(rule.folder), &mut wrong)?;
    }
    if !wrong.is_empty() {
        bail!("arrows that point the wrong way:\n  {}", wrong.join("\n  "));
    }
    say(format!("The arrows of {} crates and {} module folders hold", CRATES.len(), MODULES.len()));
    Ok(())
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    workspace_members: Vec<String>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    /// `None` for a normal dependency, else `dev` or `build`.
    kind: Option<String>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<NodeDependency>,
}

#[derive(Deserialize)]
struct NodeDependency {
    pkg: String,
    dep_kinds: Vec<DependencyKind>,
}

#[derive(Deserialize)]
struct DependencyKind {
    kind: Option<String>,
}

fn crate_violations(metadata: &Metadata) -> Vec<String> {
    let names: BTreeMap<&str, &str> =
        metadata.packages.iter().map(|package| (package.id.as_str(), package.name.as_str())).collect();
    let members: BTreeSet<&str> =
        metadata.workspace_members.iter().filter_map(|id| names.get(id.as_str()).copied()).collect();
    let mut wrong = Vec::new();
    for package in metadata.packages.iter().filter(|package| metadata.workspace_members.contains(&package.id))
    {
        match CRATES.iter().find(|rule| rule.name == package.name) {
            None => wrong
                .push(format!("{} is in no rule: say in xtask/src/layers.rs what it may use", package.name)),
            Some(rule) => {
                direct_violations(rule, package, &members, &mut wrong);
                reached_violations(rule, package, metadata, &names, &mut wrong);
            }
        }
    }
    wrong
}

fn direct_violations(rule: &CrateRule, package: &Package, members: &BTreeSet<&str>, wrong: &mut Vec<String>) {
    for dependency in &package.dependencies {
        let name = dependency.name.as_str();
        let is_normal = dependency.kind.is_none();
        let is_allowed = if members.contains(name) {
            rule.workspace.contains(&name)
        } else {
            !is_normal || rule.only.is_none_or(|only| only.contains(&name))
        };
        if !is_allowed {
            wrong.push(format!("{} depends on {name}", package.name));
        }
    }
}

fn reached_violations(
    rule: &CrateRule,
    package: &Package,
    metadata: &Metadata,
    names: &BTreeMap<&str, &str>,
    wrong: &mut Vec<String>,
) {
    let nodes: BTreeMap<&str, &Node> =
        metadata.resolve.nodes.iter().map(|node| (node.id.as_str(), node)).collect();
    let mut seen = BTreeSet::new();
    // With the way there, since the one who reads the message has to cut it somewhere.
    let mut open = vec![(package.id.as_str(), package.name.clone())];
    while let Some((id, way)) = open.pop() {
        let Some(node) = nodes.get(id) else { continue };
        for next in &node.deps {
            let is_normal = next.dep_kinds.iter().any(|kind| kind.kind.is_none());
            if !is_normal || !seen.insert(next.pkg.as_str()) {
                continue;
            }
            let name = names.get(next.pkg.as_str()).copied().unwrap_or_default();
            let way = format!("{way} -> {name}");
            if rule.never.contains(&name) {
                wrong.push(format!("{} reaches {name}: {way}", package.name));
            }
            open.push((next.pkg.as_str(), way));
        }
    }
}

fn scan(root: &Path, rule: &ModuleRule, folder: &Path, wrong: &mut Vec<String>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("could not read {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            scan(root, rule, &path, wrong)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let shown = path.strip_prefix(root)?.display().to_string();
            if rule.except.iter().any(|file| Path::new(rule.folder).join(file) == Path::new(&shown)) {
                continue;
            }
            let source = fs::read_to_string(&path)?;
            for (line, name) in named_modules(&source, rule.never) {
                wrong.push(format!("{shown}:{line} names {name}"));
            }
        }
    }
    Ok(())
}

/// Where `source` names one of these modules of the server, by line: as a part of a path from `crate` or
/// `super`, inside the braces of such a path too. Comments don't count.
fn named_modules<'n>(source: &str, modules: &[&'n str]) -> Vec<(usize, &'n str)> {
    let words = words(source);
    let mut found = Vec::new();
    // How many braces are open in a path that began with `crate` or `super`; 0 where there is none.
    let mut inside = 0_usize;
    let mut before = "";
    for (position, (line, word)) in words.iter().enumerate() {
        let next = words.get(position + 1).map_or("", |(_, word)| *word);
        match *word {
            "{" if inside > 0 || before == "crate::" => inside += 1,
            "}" => inside = inside.saturating_sub(1),
            _ => {}
        }
        let starts_here = before == "crate::" || (inside == 1 && matches!(before, "{" | ","));
        let is_relative = next == "::" && !matches!(before, "::" | "crate::" | "other::");
        if let Some(module) = modules.iter().find(|module| *module == word)
            && (starts_here || is_relative)
        {
            found.push((*line, *module));
        }
        before = match (before, *word) {
            ("crate" | "super" | "crate::super", "::") => "crate::",
            (_, "::") => "other::",
            ("crate::", "super") => "super",
            (_, word) => word,
        };
    }
    found
}

/// Identifiers, `::` and every other sign that isn't space, each with its line.
fn words(source: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    for (number, line) in source.lines().enumerate() {
        let mut rest = line.split("//").next().unwrap_or(line).trim_start();
        while let Some(first) = rest.chars().next() {
            let length = if first.is_alphanumeric() || first == '_' {
                rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len())
            } else if rest.starts_with("::") {
                2
            } else {
                first.len_utf8()
            };
            let (word, after) = rest.split_at(length);
            words.push((number + 1, word));
            rest = after.trim_start();
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metadata(packages: &[(&str, &[&str])]) -> Metadata {
        let json = serde_json::json!({
            "packages": packages.iter().map(|(name, deps)| serde_json::json!({
                "id": name, "name": name,
                "dependencies": deps.iter().map(|dep| serde_json::json!({"name": dep, "kind": null})).collect::<Vec<_>>(),
            })).collect::<Vec<_>>(),
            "workspace_members": packages.iter().map(|(name, _)| name)
                .filter(|name| CRATES.iter().any(|rule| rule.name == **name) || **name == "extra")
                .collect::<Vec<_>>(),
            "resolve": {"nodes": packages.iter().map(|(name, deps)| serde_json::json!({
                "id": name,
                "deps": deps.iter().map(|dep| serde_json::json!({"pkg": dep, "dep_kinds": [{"kind": null}]})).collect::<Vec<_>>(),
            })).collect::<Vec<_>>()},
        });
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn allowed_arrows_pass() {
        let metadata = metadata(&[
            ("domain", &["serde"]),
            ("index", &["domain", "tantivy"]),
            ("server", &["domain", "index", "sqlx"]),
            ("serde", &[]),
            ("tantivy", &[]),
            ("sqlx", &[]),
        ]);
        assert_eq!(crate_violations(&metadata), Vec::<String>::new());
    }

    #[test]
    fn a_crate_of_the_workspace_is_used_only_where_the_rule_says() {
        let metadata = metadata(&[("domain", &[]), ("index", &["predict"]), ("predict", &["domain"])]);
        assert_eq!(crate_violations(&metadata), ["index depends on predict"]);
    }

    #[test]
    fn domain_takes_nothing_but_what_is_listed() {
        let metadata = metadata(&[("domain", &["serde", "rand"]), ("serde", &[]), ("rand", &[])]);
        assert_eq!(crate_violations(&metadata), ["domain depends on rand"]);
    }

    #[test]
    fn a_forbidden_crate_is_found_behind_another() {
        let metadata = metadata(&[
            ("index", &["helper"]),
            ("helper", &["sqlx"]),
            ("sqlx", &["sqlx-core"]),
            ("sqlx-core", &[]),
        ]);
        assert_eq!(crate_violations(&metadata), ["index reaches sqlx: index -> helper -> sqlx"]);
    }

    #[test]
    fn a_new_crate_needs_a_rule() {
        let metadata = metadata(&[("extra", &[])]);
        assert_eq!(crate_violations(&metadata).len(), 1);
    }

    #[test]
    fn modules_are_found_however_they_are_named() {
        for source in [
            "use crate::store::Store;",
            "use crate::{clock, store::Store};",
            "use crate::{\n    clock,\n    store,\n};",
            "use super::super::store;",
            "fn f(s: &dyn crate::store::Store) {}",
            "fn f() { store::connect(); }",
        ] {
            assert_eq!(named_modules(source, &["store"]).len(), 1, "{source}");
        }
    }

    #[test]
    fn other_uses_of_the_word_are_not_the_module() {
        for source in [
            "// the service reads crate::store::Store",
            "let store = self.store.clone();",
            "use crate::services::{search, store};",
            "use other::store::Store;",
            "fn restore() {}",
        ] {
            assert_eq!(named_modules(source, &["store"]), [], "{source}");
        }
    }

    #[test]
    fn the_line_is_named() {
        assert_eq!(named_modules("\n\nuse crate::http::Answer;", &["http"]), [(3, "http")]);
    }
}
