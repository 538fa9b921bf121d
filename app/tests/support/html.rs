//! What tests of pages do with a rendered page.

use std::path::Path;

/// The text between tags, white space folded.
pub fn text(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    // Markers that only hydration needs part no words.
    for c in html.replace("<!>", "").chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                out.push(' ');
            }
            c if !inside => out.push(if c == '\u{a0}' { ' ' } else { c }),
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Keeps a page where a person can look at it, with the style sheet as it is in the sources.
pub fn keep(name: &str, page: &str) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pages");
    std::fs::create_dir_all(&folder).unwrap();
    let css = Path::new(env!("CARGO_MANIFEST_DIR")).join("../style/main.css");
    let document = format!(
        "<!DOCTYPE html><html lang=\"en-AU\"><head><meta charset=\"utf-8\"><title>{name}</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <link rel=\"stylesheet\" href=\"{}\"></head><body><main id=\"main\">{page}</main></body></html>",
        css.display()
    );
    std::fs::write(folder.join(format!("{name}.html")), document).unwrap();
}

/// Holds for every page: nothing inline, nothing over plain HTTP, each id once, one main heading.
pub fn assert_sound(page: &str) {
    for banned in ["<script", " style=", "<img", " onclick=", "http://", "<style"] {
        assert!(!page.contains(banned), "{banned} in {}", text(page));
    }
    let mut ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(all, ids.len(), "an id stands twice");
    assert_eq!(page.matches("<h1").count(), 1, "one h1");
}
