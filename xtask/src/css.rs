//! The style sheet: one file out of `style/main.css` and what it imports.

use std::path::Path;

use anyhow::{Result, anyhow};
use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions};
use lightningcss::targets::{Browsers, Targets};

/// The oldest browsers in support: those with cascade layers, `:has()` and container queries.
const BROWSERS: Browsers = Browsers {
    android: Some(version(109, 0)),
    chrome: Some(version(109, 0)),
    edge: Some(version(109, 0)),
    firefox: Some(version(115, 0)),
    ie: None,
    ios_saf: Some(version(16, 0)),
    opera: Some(version(95, 0)),
    safari: Some(version(16, 0)),
    samsung: Some(version(21, 0)),
};

/// Bundles and minifies a style sheet with its imports.
///
/// # Errors
/// When a file is missing or isn't valid CSS; the message names the file and the line.
pub(crate) fn bundle(main: &Path) -> Result<Vec<u8>> {
    let files = FileProvider::new();
    let mut sheet = Bundler::new(&files, None, ParserOptions::default())
        .bundle(main)
        .map_err(|error| anyhow!("{}: {error}", main.display()))?;
    let targets = Targets::from(BROWSERS);
    sheet
        .minify(MinifyOptions { targets, ..MinifyOptions::default() })
        .map_err(|error| anyhow!("{}: {error}", main.display()))?;
    let printed = sheet
        .to_css(PrinterOptions { minify: true, targets, ..PrinterOptions::default() })
        .map_err(|error| anyhow!("{}: {error}", main.display()))?;
    Ok(printed.code.into_bytes())
}

const fn version(major: u32, minor: u32) -> u32 {
    major << 16 | minor << 8
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn imports_become_one_small_file() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("tokens.css"), ":root { --gap: 8px; }").unwrap();
        let main = folder.path().join("main.css");
        fs::write(&main, "@import \"tokens.css\";\n.a { color: #ff0000; }\n").unwrap();
        assert_eq!(bundle(&main).unwrap(), b":root{--gap:8px}.a{color:red}");
    }

    #[test]
    fn a_missing_import_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let main = folder.path().join("main.css");
        fs::write(&main, "@import \"absent.css\";").unwrap();
        assert!(bundle(&main).is_err());
    }
}
