//! Built assets: kept in memory, compressed ahead of time, served under a content hash that never changes
//! its meaning, so browsers may keep them for good.

use actix_web::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, ETAG, IF_NONE_MATCH, VARY};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, web};
use app::AssetPaths;
use serde::Deserialize;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::problem::Problem;
use super::state::AppState;
use domain::error::ErrorCode;

/// Every asset of a build.
pub struct Assets {
    hash: String,
    files: HashMap<String, File>,
}

struct File {
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
}

/// What the build says of the folder it wrote.
#[derive(Deserialize)]
struct Manifest {
    hash: String,
    files: Vec<ManifestFile>,
}

#[derive(Deserialize)]
struct ManifestFile {
    path: String,
    br: Option<u64>,
    gz: Option<u64>,
}

/// Why assets cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum AssetsError {
    /// There are none.
    #[error(
        "no built assets: neither embedded in the executable nor in {0}; build them with `cargo xtask build`, \
         or set server.assets_dir"
    )]
    Missing(PathBuf),
    /// One cannot be read.
    #[error("asset {path}: {source}")]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The manifest cannot be read.
    #[error("asset manifest: {0}")]
    Manifest(#[from] serde_json::Error),
}

impl Assets {
    /// Loads the assets: from `configured` if it is named, else from `site` beside the executable or beside
    /// its folder (where the build puts them), else those embedded in the executable.
    ///
    /// # Errors
    /// [`AssetsError`].
    pub fn load(configured: &Path) -> Result<Self, AssetsError> {
        if !configured.as_os_str().is_empty() {
            return Self::from_dir(configured);
        }
        let executable = std::env::current_exe().unwrap_or_default();
        let beside = executable.parent().unwrap_or(Path::new("")).to_owned();
        let above = beside.parent().unwrap_or(Path::new("")).to_owned();
        let found = [beside.join("site"), above.join("site")].into_iter().find(|dir| is_site(dir));
        match found {
            Some(dir) => Self::from_dir(&dir),
            None => embedded::assets().unwrap_or(Err(AssetsError::Missing(above.join("site")))),
        }
    }

    fn from_dir(dir: &Path) -> Result<Self, AssetsError> {
        if !is_site(dir) {
            return Err(AssetsError::Missing(dir.to_owned()));
        }
        let read = |path: &str| {
            let path = dir.join(path);
            std::fs::read(&path).map(Bytes::from).map_err(|source| AssetsError::Unreadable { path, source })
        };
        Self::from_reader(&read("manifest.json")?, read)
    }

    fn from_reader(
        manifest: &[u8],
        read: impl Fn(&str) -> Result<Bytes, AssetsError>,
    ) -> Result<Self, AssetsError> {
        let manifest: Manifest = serde_json::from_slice(manifest)?;
        let mut files = HashMap::new();
        for file in manifest.files {
            let path = format!("assets/{}/{}", manifest.hash, file.path);
            let compressed =
                |size: Option<u64>, ending: &str| size.map(|_| read(&format!("{path}.{ending}"))).transpose();
            let (brotli, gzip) = (compressed(file.br, "br")?, compressed(file.gz, "gz")?);
            files.insert(file.path, File { plain: read(&path)?, brotli, gzip });
        }
        Ok(Self { hash: manifest.hash, files })
    }

    /// The addresses that pages name.
    #[must_use]
    pub fn paths(&self) -> AssetPaths {
        AssetPaths {
            css: format!("/assets/{}/style.css", self.hash),
            pkg_dir: format!("/assets/{}", self.hash),
            favicon: format!("/assets/{}/favicon.svg", self.hash),
        }
    }

    /// The content hash of the build, which every address of an asset holds.
    pub(super) fn hash(&self) -> &str {
        &self.hash
    }

    /// An asset's text; `None` where there is no such asset or it is no text.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.files.get(name).and_then(|file| std::str::from_utf8(&file.plain).ok())
    }

    /// How many files there are, for people.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    fn answer(
        &self,
        name: &str,
        request: &HttpRequest,
        cache: &'static str,
    ) -> Result<HttpResponse, Problem> {
        let file = self.files.get(name).ok_or_else(|| Problem::new(ErrorCode::NotFound))?;
        let etag = format!("\"{}\"", self.hash);
        let known = request.headers().get(IF_NONE_MATCH).is_some_and(|tag| tag.as_bytes() == etag.as_bytes());
        let mut answer = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
        answer.insert_header((CACHE_CONTROL, cache)).insert_header((ETAG, etag));
        answer.insert_header((VARY, "accept-encoding"));
        if known {
            return Ok(answer.finish());
        }
        answer.content_type(content_type(name));
        let accepted =
            request.headers().get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or("");
        let accepts = |coding: &str| accepted.split(',').any(|each| accepts_coding(each, coding));
        let (body, coding) = match (&file.brotli, &file.gzip) {
            (Some(body), _) if accepts("br") => (body, Some("br")),
            (_, Some(body)) if accepts("gzip") => (body, Some("gzip")),
            _ => (&file.plain, None),
        };
        // Named even where nothing is encoded: the compressing layer then leaves the body alone.
        answer.insert_header((CONTENT_ENCODING, coding.unwrap_or("identity")));
        Ok(answer.body(body.clone()))
    }
}

/// Whether one element of `Accept-Encoding` (`br;q=0.9`) accepts a coding.
fn accepts_coding(element: &str, coding: &str) -> bool {
    let mut parts = element.split(';').map(str::trim);
    parts.next().is_some_and(|name| name.eq_ignore_ascii_case(coding))
        && !parts
            .any(|part| part.strip_prefix("q=").and_then(|q| q.parse::<f32>().ok()).is_some_and(|q| q <= 0.0))
}

/// `/assets/{hash}/{file}`: for good under the present hash, not found under another.
pub(super) async fn hashed(
    state: web::Data<AppState>,
    request: HttpRequest,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let (hash, name) = path.into_inner();
    if hash != state.assets.hash {
        return Err(Problem::new(ErrorCode::NotFound));
    }
    state.assets.answer(&name, &request, "public, max-age=31536000, immutable")
}

/// `/favicon.ico`, which browsers ask for by themselves.
pub(super) async fn favicon(
    state: web::Data<AppState>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    state.assets.answer("favicon.svg", &request, "public, max-age=86400")
}

fn is_site(dir: &Path) -> bool {
    dir.join("manifest.json").is_file()
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "txt" => "text/plain; charset=utf-8",
        "webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

/// The assets of a `dist` build, which travel inside the executable.
#[cfg(feature = "embed-assets")]
mod embedded {
    use super::{Assets, AssetsError};
    use actix_web::web::Bytes;
    use std::path::PathBuf;

    include!(concat!(env!("OUT_DIR"), "/embedded_assets.rs"));

    pub(super) fn assets() -> Option<Result<Assets, AssetsError>> {
        let read = |path: &str| {
            let found = FILES.iter().find(|(name, _)| *name == path);
            found
                .map(|(_, bytes)| Bytes::from_static(bytes))
                .ok_or_else(|| AssetsError::Missing(PathBuf::from(path)))
        };
        Some(read("manifest.json").and_then(|manifest| Assets::from_reader(&manifest, read)))
    }
}

#[cfg(not(feature = "embed-assets"))]
mod embedded {
    use super::{Assets, AssetsError};

    pub(super) const fn assets() -> Option<Result<Assets, AssetsError>> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_coding_refused_by_weight_is_not_accepted() {
        assert!(accepts_coding(" br;q=0.9", "br"));
        assert!(accepts_coding("gzip", "gzip"));
        assert!(!accepts_coding("br;q=0", "br"));
        assert!(!accepts_coding("brotli", "br"));
    }
}
