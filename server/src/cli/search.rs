//! `lendlight search`: the search of the website, from the command line.

use super::context::Context;
use super::output::plain;
use crate::http::search_json;
use crate::services::in_force::InForce;
use crate::services::search::{SearchError, SearchService};
use anyhow::bail;
use domain::answer::SearchAnswer;
use domain::error::FieldError;
use domain::query::{ParseOptions, SearchQuery};
use std::io::{self, Write};
use std::sync::Arc;

/// Searches once and prints the answer.
pub(super) async fn run(
    context: &Context,
    text: Option<String>,
    parameters: Vec<(String, String)>,
    json: bool,
) -> anyhow::Result<()> {
    let pairs = text.iter().map(|text| ("q", text.as_str()));
    let pairs = pairs.chain(parameters.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    let options = ParseOptions { currency: context.config.catalogue.currency, refuse_unknown: true };
    let query = match SearchQuery::parse(pairs, options) {
        Ok(query) => query,
        Err(faults) => bail!(list(&faults)),
    };
    context.need_data_dir()?;
    let store = context.open_existing().await?;
    let live = crate::jobs::index_sync::LiveIndex::open(&context.index_dir())?;
    let in_force = InForce::load(store.as_ref()).await?;
    let service = Arc::new(SearchService::new(live, in_force, context.config.search.clone(), 1, 0));
    let answer = match service.search(&query).await {
        Ok(answer) => answer,
        Err(SearchError::Invalid(faults)) => bail!(list(&faults)),
        Err(SearchError::NotReady) => {
            bail!("there is no index yet: run `lendlight serve` or `lendlight reindex`")
        }
        Err(error) => return Err(error.into()),
    };
    let mut out = io::stdout().lock();
    if json {
        writeln!(out, "{}", search_json(&answer, query.explain)?)?;
    } else {
        print_table(&mut out, &answer)?;
    }
    Ok(())
}

fn list(faults: &[FieldError]) -> String {
    let lines: Vec<_> = faults.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

fn print_table(out: &mut impl Write, answer: &SearchAnswer) -> io::Result<()> {
    writeln!(out, "{} products, {:.1} ms", answer.total, answer.took_ms)?;
    for (place, result) in answer.results.iter().enumerate() {
        let listing = &result.listing;
        let rate = result.headline.map_or("rate unknown".to_owned(), |headline| {
            format!("{:.2} %", headline.annual.fraction() * 100.0)
        });
        let instalment = result.repayment.map_or(String::new(), |r| format!("{} a month", r.instalment));
        writeln!(
            out,
            "{:>3}. {:<36} {:<28} {:>12}  {:<24} {}",
            place + 1,
            shorten(&plain(&listing.name), 36),
            shorten(&plain(&listing.institution_name), 28),
            rate,
            instalment,
            result.eligibility.verdict,
        )?;
    }
    for relaxation in &answer.relax {
        writeln!(out, "     without {}: {} products", relaxation.drop, relaxation.would_find)?;
    }
    Ok(())
}

fn shorten(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    text.chars().take(width - 1).chain(['…']).collect()
}
