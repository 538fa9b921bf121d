//! The browser's half of the pages: compile, bind to JavaScript, optimise.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::assets::{Asset, read_folder};
use crate::cache::Cache;
use crate::process::{self, say};
use crate::setup;
use crate::workspace::Workspace;

/// The base name of the script and of the wasm file; the server links to it.
const NAME: &str = "lendlight";

/// Features of wasm that every browser in support has, and size before speed.
const OPTIMISE: [&str; 8] = [
    "-Oz",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-reference-types",
    "--enable-mutable-globals",
    "--enable-multivalue",
    "--strip-producers",
];

/// Compiles `app` for the browser and returns the files to serve: `lendlight.js`, `lendlight_bg.wasm` and
/// the snippets of JavaScript that crates bring.
///
/// # Errors
/// When the compiler, wasm-bindgen or wasm-opt fails. wasm-opt's absence is said, and no error.
pub(crate) fn build(workspace: &Workspace, cache: &Cache) -> Result<Vec<Asset>> {
    let compiled = fs::read(compile(workspace)?)?;
    let bound = cache.entry("bindgen", &[&compiled, NAME.as_bytes()], |to| {
        say("Binding the wasm to JavaScript");
        bind(&compiled, to)
    })?;
    let mut files = read_folder(&bound)?;

    let Some(optimiser) = setup::wasm_opt(workspace)? else {
        return Ok(files);
    };
    let wasm = files
        .iter_mut()
        .find(|file| file.path == format!("{NAME}_bg.wasm"))
        .ok_or_else(|| anyhow!("wasm-bindgen wrote no {NAME}_bg.wasm"))?;
    let how = OPTIMISE.join(" ");
    let key: [&[u8]; 3] = [&wasm.bytes, optimiser.version.as_bytes(), how.as_bytes()];
    let optimised = cache.entry("wasm-opt", &key, |to| {
        say("Optimising the wasm");
        let input = bound.join(&wasm.path);
        let output = to.join("out.wasm");
        process::run(optimiser.command().args(OPTIMISE).arg(input).arg("-o").arg(&output))?;
        if !output.is_file() {
            bail!("wasm-opt wrote nothing");
        }
        Ok(())
    })?;
    wasm.bytes = fs::read(optimised.join("out.wasm"))?;
    Ok(files)
}

/// `cargo` with the arguments that choose the browser's half of `app`; the caller leads with the command.
pub(crate) fn for_browser(command: &mut Command) -> &mut Command {
    command.args(["--package", "app", "--lib", "--no-default-features", "--features", "hydrate"]);
    command.args(["--target", setup::WASM_TARGET])
}

fn compile(workspace: &Workspace) -> Result<PathBuf> {
    say("Compiling the pages for the browser");
    let mut cargo = workspace.cargo();
    process::run(for_browser(cargo.arg("build")).args(["--profile", "wasm-release"]))?;
    Ok(workspace.target.join(setup::WASM_TARGET).join("wasm-release").join("app.wasm"))
}

fn bind(compiled: &[u8], to: &Path) -> Result<()> {
    Bindgen::new()
        .input_bytes(NAME, compiled.to_vec())
        .web(true)
        .and_then(|bindgen| {
            bindgen.typescript(false).remove_name_section(true).remove_producers_section(true).generate(to)
        })
        .context("wasm-bindgen failed")
}
