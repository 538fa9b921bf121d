//! `lendlight models audit`: what a model would do to groups that an auditor knows of.

use super::ModelName;
use crate::cli::output::say;
use crate::clock;
use crate::services::models::audit::{Audited, Groups, audit};
use crate::store::Store;
use anyhow::{Context, bail};
use clap::Args;
use domain::evaluation::GroupOutcome;
use predict::registry::ModelKind;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use uuid::Uuid;

#[derive(Debug, Args)]
pub(in crate::cli) struct AuditArgs {
    /// The model, such as approval-7
    model: ModelName,

    /// A CSV file: application_id, then a column for each way to make groups, named in the first line. It is read and
    /// not kept
    #[arg(long, value_name = "FILE")]
    groups: PathBuf,

    /// Who audits [default: the name of this system's user]
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
}

pub(super) async fn run(store: &dyn Store, args: AuditArgs) -> anyhow::Result<()> {
    if args.model.kind != ModelKind::Approval {
        bail!("{}: approval models alone are audited", args.model);
    }
    let groups = read(&args.groups)?;
    let actor = super::actor(args.by)?;
    let audited = audit(store, args.model.version, groups, &actor, clock::now()).await?;
    print(&audited);
    Ok(())
}

/// The groups of a file.
pub(in crate::cli) fn read(file: &Path) -> anyhow::Result<Groups> {
    let name = file.display();
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_path(file)
        .with_context(|| format!("cannot read {name}"))?;
    let header = reader.headers().with_context(|| format!("cannot read {name}"))?.clone();
    let mut columns = header.iter();
    if columns.next() != Some("application_id") || header.len() < 2 {
        bail!(
            "{name}: the first line should be application_id and what groups are made by, such as application_id,sex"
        );
    }
    let attributes: Vec<String> = columns.map(ToOwned::to_owned).collect();
    let mut of = HashMap::new();
    // The first line is line 1, as in spreadsheets.
    for (record, line) in reader.records().zip(2..) {
        let record = record.with_context(|| format!("cannot read {name}"))?;
        let mut fields = record.iter();
        let id = fields.next().unwrap_or_default();
        let id: Uuid =
            id.parse().with_context(|| format!("{name}, line {line}: “{id}” is no application's id"))?;
        if of.insert(id, fields.map(ToOwned::to_owned).collect()).is_some() {
            bail!("{name}, line {line}: application {id} stands there twice");
        }
    }
    Ok(Groups { attributes, of })
}

/// What was found.
pub(in crate::cli) fn print(audited: &Audited) {
    say(format_args!("{} applications looked at, none of which the model learned from", audited.rows));
    for group in &audited.audit.groups {
        print_group(group);
    }
    for refusal in &audited.refusals {
        say(format_args!("may not be promoted: {refusal}"));
    }
}

pub(super) fn print_group(group: &GroupOutcome) {
    let GroupOutcome { attribute, group, rows, favoured } = group;
    say(format_args!("  {attribute} {group}: {rows} applications, {:.1} % favoured", 100.0 * favoured));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(content: &str) -> String {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("groups.csv");
        std::fs::write(&file, content).unwrap();
        read(&file).err().map(|error| format!("{error:#}")).unwrap_or_default()
    }

    #[test]
    fn groups_are_read_and_what_is_wrong_is_named() {
        const ID: &str = "0198a1b2-0000-7000-8000-000000000001";
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("groups.csv");
        std::fs::write(&file, format!("application_id, sex,region\n{ID},female,\n")).unwrap();
        let groups = read(&file).unwrap();
        assert_eq!(groups.attributes, ["sex", "region"]);
        assert_eq!(groups.of[&ID.parse::<Uuid>().unwrap()], ["female", ""]);

        assert!(fault("id,sex\n").contains("first line should be application_id"));
        assert!(fault("application_id\n").contains("first line should be application_id"));
        assert!(fault("application_id,sex\n7,female\n").contains("line 2: “7” is no application's id"));
        let twice = fault(&format!("application_id,sex\n{ID},female\n{ID},male\n"));
        assert!(twice.contains("line 3") && twice.contains("twice"), "{twice}");
    }
}
