//! The folder that the server serves: every file under one content hash, compressed ahead of time.
//!
//! `site/assets/<hash>/…` never changes while its address stays, so browsers may keep it for good.
//! `site/manifest.json` tells the server the hash and what there is.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use brotli::enc::{BrotliEncoderParams, backward_references::BrotliEncoderMode};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};

use crate::cache::{Cache, hash};
use crate::process::say;
use crate::workspace::Workspace;
use crate::{css, setup, wasm};

/// What the borrower's browser may have to fetch before islands come alive, in bytes (brotli).
pub(crate) const WASM_LIMIT: u64 = 150_000;

/// A file to serve.
pub(crate) struct Asset {
    /// Path below the assets' folder, with forward slashes.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// What `site/manifest.json` says.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// The content hash that names the folder `assets/<hash>`.
    pub hash: String,
    /// Every file in that folder, by path.
    pub files: Vec<File>,
}

/// One file of the site. Sizes are in bytes.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct File {
    /// Path below `assets/<hash>/`, with forward slashes.
    pub path: String,
    /// Size as it is.
    pub size: u64,
    /// Size of `<path>.br` beside it; null where compression doesn't pay.
    pub br: Option<u64>,
    /// Size of `<path>.gz` beside it; null where compression doesn't pay.
    pub gz: Option<u64>,
}

/// Builds the site: wasm, style sheet and public files.
///
/// # Errors
/// When a step fails, or when `enforce_limit` and the wasm is larger than [`WASM_LIMIT`].
pub(crate) fn build(workspace: &Workspace, enforce_limit: bool) -> Result<Manifest> {
    setup::wasm_target()?;
    let cache = Cache::new(workspace.cache().join("cache"));
    let mut assets = wasm::build(workspace, &cache)?;
    say("Bundling the style sheet");
    let style = css::bundle(&workspace.root.join("style").join("main.css"))?;
    assets.push(Asset { path: "style.css".to_owned(), bytes: style });
    let public = workspace.root.join("app").join("public");
    if public.is_dir() {
        assets.extend(read_folder(&public)?);
    }

    let manifest = assemble(assets, &cache, &workspace.site())?;
    cache.prune()?;
    report(&manifest, enforce_limit)?;
    Ok(manifest)
}

/// Every file below a folder, sorted by path.
///
/// # Errors
/// When something can't be read.
pub(crate) fn read_folder(folder: &Path) -> Result<Vec<Asset>> {
    let mut assets = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).with_context(|| format!("could not read {}", next.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else {
                let below = path.strip_prefix(folder)?;
                let names: Vec<_> = below.iter().map(|name| name.to_string_lossy()).collect();
                assets.push(Asset { path: names.join("/"), bytes: fs::read(&path)? });
            }
        }
    }
    assets.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(assets)
}

fn assemble(mut assets: Vec<Asset>, cache: &Cache, site: &Path) -> Result<Manifest> {
    assets.sort_by(|a, b| a.path.cmp(&b.path));
    if let Some(pair) = assets.windows(2).find(|pair| matches!(pair, [a, b] if a.path == b.path)) {
        bail!("two assets are called {}", pair.iter().map(|asset| asset.path.as_str()).collect::<String>());
    }
    let parts: Vec<&[u8]> =
        assets.iter().flat_map(|asset| [asset.path.as_bytes(), asset.bytes.as_slice()]).collect();
    let hash: String = hash(&parts).chars().take(16).collect();

    let fresh = site.with_extension("new");
    if fresh.exists() {
        fs::remove_dir_all(&fresh)?;
    }
    let folder = fresh.join("assets").join(&hash);
    let mut files = Vec::new();
    for asset in &assets {
        files.push(place(asset, cache, &folder)?);
    }
    let manifest = Manifest { hash, files };
    fs::write(fresh.join("manifest.json"), serde_json::to_string_pretty(&manifest)?)?;
    if site.exists() {
        fs::remove_dir_all(site)?;
    }
    fs::rename(&fresh, site)?;
    Ok(manifest)
}

/// Writes a file and its compressed forms, and says how large each is.
fn place(asset: &Asset, cache: &Cache, folder: &Path) -> Result<File> {
    let path = folder.join(&asset.path);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(&path, &asset.bytes)?;
    let size = length(&asset.bytes)?;
    let mut file = File { path: asset.path.clone(), size, br: None, gz: None };
    if is_compressed(&asset.path) {
        return Ok(file);
    }
    let made = cache.entry("compressed", &[&asset.bytes], |to| {
        fs::write(to.join("br"), brotli(&asset.bytes)?)?;
        Ok(fs::write(to.join("gz"), gzip(&asset.bytes)?)?)
    })?;
    let kept = |form: &str| -> Result<Option<u64>> {
        let bytes = fs::read(made.join(form))?;
        let compressed = length(&bytes)?;
        if compressed >= size {
            return Ok(None);
        }
        fs::write(suffixed(&path, form), bytes)?;
        Ok(Some(compressed))
    };
    file.br = kept("br")?;
    file.gz = kept("gz")?;
    Ok(file)
}

fn report(manifest: &Manifest, enforce_limit: bool) -> Result<()> {
    for file in &manifest.files {
        let br = file.br.map_or_else(|| "as it is".to_owned(), |br| format!("{} with brotli", kilobytes(br)));
        say(format!("  {} {} raw, {br}", file.path, kilobytes(file.size)));
    }
    let wasm = manifest.files.iter().filter(|file| file.path.ends_with(".wasm"));
    let total: u64 = wasm.map(|file| file.br.unwrap_or(file.size)).sum();
    if total > WASM_LIMIT {
        let message =
            format!("the wasm is {} with brotli; the limit is {}", kilobytes(total), kilobytes(WASM_LIMIT));
        if enforce_limit {
            bail!(message);
        }
        say(format!("Note: {message}"));
    }
    say(format!("Assets are in assets/{}", manifest.hash));
    Ok(())
}

/// Whether a format is compressed already.
fn is_compressed(path: &str) -> bool {
    const FORMATS: [&str; 6] = ["png", "jpg", "webp", "avif", "woff2", "gif"];
    path.rsplit_once('.').is_some_and(|(_, extension)| FORMATS.contains(&extension))
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let params = BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        mode: BrotliEncoderMode::BROTLI_MODE_GENERIC,
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    let mut out = Vec::new();
    ::brotli::BrotliCompress(&mut &*bytes, &mut out, &params)?;
    Ok(out)
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

fn suffixed(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    PathBuf::from(name)
}

fn length(bytes: &[u8]) -> Result<u64> {
    Ok(u64::try_from(bytes.len())?)
}

fn kilobytes(bytes: u64) -> String {
    format!("{}.{} kB", bytes / 1000, bytes % 1000 / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asset(path: &str, bytes: &[u8]) -> Asset {
        Asset { path: path.to_owned(), bytes: bytes.to_vec() }
    }

    fn assemble_in(folder: &Path, assets: Vec<Asset>) -> Manifest {
        assemble(assets, &Cache::new(folder.join("cache")), &folder.join("site")).unwrap()
    }

    #[test]
    fn the_address_follows_the_content_and_not_the_order() {
        let folder = tempfile::tempdir().unwrap();
        let first = assemble_in(folder.path(), vec![asset("a.js", b"1"), asset("b.css", b"2")]);
        let again = assemble_in(folder.path(), vec![asset("b.css", b"2"), asset("a.js", b"1")]);
        let other = assemble_in(folder.path(), vec![asset("a.js", b"1"), asset("b.css", b"3")]);
        assert_eq!(first, again);
        assert_ne!(first.hash, other.hash);
        // Only the newest address is served.
        assert_eq!(fs::read_dir(folder.path().join("site/assets")).unwrap().count(), 1);
    }

    #[test]
    fn files_lie_beside_forms_that_unpack_to_them() {
        let folder = tempfile::tempdir().unwrap();
        let content = "repeat ".repeat(400).into_bytes();
        let manifest =
            assemble_in(folder.path(), vec![asset("deep/a.js", &content), asset("b.png", b"....")]);
        let assets = folder.path().join("site/assets").join(&manifest.hash);
        let [png, js] = manifest.files.as_slice() else { panic!("{manifest:?}") };
        assert_eq!((png.br, png.gz), (None, None));
        assert_eq!(js.size, 2800);

        let br = fs::read(assets.join("deep/a.js.br")).unwrap();
        assert_eq!(js.br, Some(br.len() as u64));
        let mut unpacked = Vec::new();
        ::brotli::BrotliDecompress(&mut br.as_slice(), &mut unpacked).unwrap();
        assert_eq!(unpacked, content);
        let gz = fs::File::open(assets.join("deep/a.js.gz")).unwrap();
        let unpacked = std::io::read_to_string(flate2::read::GzDecoder::new(gz)).unwrap();
        assert_eq!(unpacked.as_bytes(), content);

        let written = fs::read_to_string(folder.path().join("site/manifest.json")).unwrap();
        assert_eq!(serde_json::from_str::<Manifest>(&written).unwrap(), manifest);
    }

    #[test]
    fn two_files_of_one_name_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let twice = vec![asset("a.js", b"1"), asset("a.js", b"2")];
        assert!(assemble(twice, &Cache::new(folder.path().join("c")), &folder.path().join("s")).is_err());
    }

    #[test]
    fn wasm_over_the_limit_fails_where_the_limit_holds() {
        let file = File { path: "x.wasm".to_owned(), size: 400_000, br: Some(WASM_LIMIT + 1), gz: None };
        let manifest = Manifest { hash: "0".to_owned(), files: vec![file] };
        assert!(report(&manifest, true).is_err());
        assert!(report(&manifest, false).is_ok());
    }
}
