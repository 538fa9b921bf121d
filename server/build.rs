//! Lists the files to embed for the `embed-assets` feature, from the folder `LENDLIGHT_EMBED_DIR`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-env-changed=LENDLIGHT_EMBED_DIR");
    println!("cargo::rerun-if-changed=../migrations");
    if env::var_os("CARGO_FEATURE_EMBED_ASSETS").is_none() {
        return Ok(());
    }
    let Some(dir) = env::var_os("LENDLIGHT_EMBED_DIR").map(PathBuf::from) else {
        println!(
            "cargo::error=the feature embed-assets needs LENDLIGHT_EMBED_DIR: the folder of the built site"
        );
        return Ok(());
    };
    println!("cargo::rerun-if-changed={}", dir.display());
    let mut list = String::from("static FILES: &[(&str, &[u8])] = &[\n");
    walk(&dir, &dir, &mut list)?;
    list.push_str("];\n");
    fs::write(Path::new(&env::var_os("OUT_DIR").unwrap_or_default()).join("embedded_assets.rs"), list)
}

fn walk(root: &Path, dir: &Path, list: &mut String) -> io::Result<()> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(dir)?.map(|entry| entry.map(|e| e.path())).collect::<Result<_, _>>()?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            walk(root, &path, list)?;
        } else if let Ok(name) = path.strip_prefix(root) {
            let name = name.to_string_lossy().replace('\\', "/");
            let _ = writeln!(list, "    ({name:?}, include_bytes!({:?})),", path.to_string_lossy());
        }
    }
    Ok(())
}
