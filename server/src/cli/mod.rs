//! The command line.

mod audit;
mod catalogue;
mod context;
mod doctor;
mod evaluate;
mod events;
mod models;
mod output;
pub mod progress;
mod reports;
mod search;
mod serve;
mod simulate;
mod staff;
mod train;

use crate::config::{Config, LogConfig, LogFormat};
use crate::services::export::Target;
use clap::{Args, Parser, Subcommand};
use context::Context;
use predict::simulate::run::{LEAST_IMPRESSIONS, MOST_IMPRESSIONS};
use std::io::IsTerminal;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use tracing_subscriber::EnvFilter;

/// Lendlight: search loan products with a borrower's profile, ranked and explained.
#[derive(Debug, Parser)]
#[command(name = "lendlight", version, about, max_term_width = 100)]
#[command(after_help = "\
First steps:
  lendlight serve                           serve http://127.0.0.1:3000 with an invented demo catalogue
  lendlight import cdr products.jsonl.gz    add the products of a Consumer Data Right file
  lendlight search \"car loan\" --set amount=15000 --set term_months=36
  lendlight doctor                          check database, index, assets and configuration

Every configuration key and its default is in lendlight.toml.")]
pub struct Cli {
    /// Where database, index and session key are kept
    #[arg(long, global = true, value_name = "DIR", default_value = "./var")]
    data_dir: PathBuf,

    /// The configuration file [default: lendlight.toml in the working folder, if it is there]
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,

    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the website and the API; prepares database, demo catalogue and index at the first start
    Serve(ServeArgs),
    /// Bring products into the catalogue
    Import {
        #[command(subcommand)]
        format: ImportFormat,
    },
    /// Write the whole catalogue as JSON lines that `import cdr` reads back unchanged
    Export(ExportArgs),
    /// Build the index anew from the database; a running server picks it up when it restarts
    Reindex,
    /// Bring the database to this version's schema
    Migrate,
    /// Search from the command line, with the parameters of the API
    Search(SearchArgs),
    /// List the figures that visitors say are wrong, oldest first; or mark one as dealt with
    Reports(ReportsArgs),
    /// Look at what is recorded of results once they are shown, or delete what is too old
    Events {
        #[command(subcommand)]
        action: EventAction,
    },
    /// Learn the chance of approval from the decisions that lenders reported
    Train(train::TrainArgs),
    /// List the models that predict, promote one, go back to the one before, audit one, or report how they do
    Models {
        #[command(subcommand)]
        command: models::ModelsCommand,
    },
    /// Train and judge the prediction code on public data, to compare it with other libraries
    Evaluate(evaluate::EvaluateArgs),
    /// Measure how well the ranking learns, in an invented market whose truth is known
    Simulate(SimulateArgs),
    /// Invite those who work with the site
    Staff {
        #[command(subcommand)]
        action: staff::StaffAction,
    },
    /// Check the log of what matters for security, or read it
    Audit {
        #[command(subcommand)]
        action: audit::AuditAction,
    },
    /// Check database, index, assets and configuration
    Doctor,
}

#[derive(Debug, Subcommand)]
enum EventAction {
    /// How many events of each kind there are, and since when
    Stats {
        /// Print JSON lines instead of a table
        #[arg(long)]
        json: bool,
    },
    /// Delete events older than the configuration says; the server does it every hour
    Prune,
}

#[derive(Debug, Args)]
struct ServeArgs {
    /// The address to listen on [default: server.listen of the configuration, 127.0.0.1:3000]
    #[arg(long, value_name = "ADDR")]
    listen: Option<SocketAddr>,

    /// Start with an empty catalogue instead of the invented one
    #[arg(long)]
    no_demo: bool,
}

#[derive(Debug, Subcommand)]
enum ImportFormat {
    /// Products as the Australian Consumer Data Right publishes them
    Cdr {
        /// A .jsonl or .jsonl.gz file (lines {"data": {…}}), a folder of JSON files, or a data holder's base URL
        #[arg(value_name = "SOURCE")]
        source: String,
    },
}

#[derive(Debug, Args)]
struct ExportArgs {
    /// The file to write: .jsonl, or .jsonl.gz to compress; - is standard output
    #[arg(value_name = "FILE", default_value = "-")]
    target: Target,
}

#[derive(Debug, Args)]
struct SearchArgs {
    /// Words to look for
    text: Option<String>,

    /// A parameter of the search API; may be repeated
    #[arg(long = "set", value_name = "NAME=VALUE", value_parser = parse_pair)]
    set: Vec<(String, String)>,

    /// Print the API's JSON instead of a table
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
struct ReportsArgs {
    /// Print JSON lines instead of text
    #[arg(long)]
    json: bool,

    /// Mark the report with this id as dealt with
    #[arg(long, value_name = "ID")]
    resolve: Option<uuid::Uuid>,
}

#[derive(Debug, Args)]
struct SimulateArgs {
    /// How many products are shown to borrowers and learned from
    #[arg(long, value_name = "N", default_value_t = 50_000, value_parser = clap::value_parser!(u64).range(LEAST_IMPRESSIONS..=MOST_IMPRESSIONS))]
    impressions: u64,

    /// The seed: the same one gives the same market, borrowers and figures
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,

    /// Print JSON instead of a table
    #[arg(long)]
    json: bool,
}

fn parse_pair(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("write it as NAME=VALUE, such as amount=15000")?;
    Ok((name.to_owned(), value.to_owned()))
}

/// Runs the command; a failure is printed with its causes and ends with status 1.
#[must_use]
pub fn run(cli: Cli) -> ExitCode {
    let outcome = Config::load(cli.config.as_deref()).map_err(anyhow::Error::from).and_then(|config| {
        init_log(&config.log)?;
        let context = Context { config, data_dir: cli.data_dir };
        actix_web::rt::System::new().block_on(dispatch(context, cli.command))
    });
    match outcome {
        Ok(code) => code,
        Err(error) => {
            eprintln!("lendlight: {}", output::plain(output::causes(&error)));
            ExitCode::FAILURE
        }
    }
}

async fn dispatch(context: Context, command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Serve(args) => serve::run(context, args.listen, args.no_demo).await?,
        Command::Import { format: ImportFormat::Cdr { source } } => {
            catalogue::import(&context, &source).await?;
        }
        Command::Export(args) => catalogue::export(&context, &args.target).await?,
        Command::Staff { action } => staff::run(&context, action).await?,
        Command::Audit { action } => audit::run(&context, action).await?,
        Command::Reindex => catalogue::reindex(&context).await?,
        Command::Migrate => catalogue::migrate(&context).await?,
        Command::Search(args) => search::run(&context, args.text, args.set, args.json).await?,
        Command::Reports(args) => match args.resolve {
            Some(id) => reports::resolve(&context, id).await?,
            None => reports::list(&context, args.json).await?,
        },
        Command::Events { action: EventAction::Stats { json } } => events::stats(&context, json).await?,
        Command::Events { action: EventAction::Prune } => events::prune(&context).await?,
        Command::Train(args) => train::run(&context, args).await?,
        Command::Models { command } => models::run(&context, command).await?,
        Command::Evaluate(args) => evaluate::run(&args)?,
        Command::Simulate(args) => simulate::simulate(&args)?,
        Command::Doctor => return doctor::run(&context).await,
    }
    Ok(ExitCode::SUCCESS)
}

fn init_log(config: &LogConfig) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(&config.filter)
        .map_err(|error| anyhow::anyhow!("configuration: log.filter: {error}"))?;
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .with_target(false);
    match config.format {
        LogFormat::Text => log.init(),
        LogFormat::Json => log.json().init(),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn global_options_stand_before_or_after_the_command() {
        for line in
            [["lendlight", "--data-dir", "/tmp/x", "doctor"], ["lendlight", "doctor", "--data-dir", "/tmp/x"]]
        {
            assert_eq!(Cli::try_parse_from(line).unwrap().data_dir, PathBuf::from("/tmp/x"));
        }
    }
}
