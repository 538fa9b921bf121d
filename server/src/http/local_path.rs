//! Where a form leads back to: a page of this site, and nothing else.

/// The longest path that is followed, in bytes.
const LONGEST: usize = 2_048;

/// `path` if it is the address of a page of this site, with or without a query: `/saved`, `/search?page=2`.
///
/// Browsers read `//host`, `/\host` and `/` followed by a tab or a line break and `/host` as another site; nothing
/// with such a beginning, and nothing with a backslash or a control character anywhere, is followed.
pub(super) fn local_path(path: &str) -> Option<&str> {
    let rest = path.strip_prefix('/')?;
    let plain = |c: char| c.is_ascii_graphic() && c != '\\';
    let fits = path.len() <= LONGEST && !rest.starts_with('/') && path.chars().all(plain);
    fits.then_some(path)
}

#[cfg(test)]
mod tests {
    use super::local_path;

    #[test]
    fn pages_of_this_site_are_followed() {
        for path in ["/", "/saved", "/search?q=a%20b&page=2#r-1", "/products/0198?x=//y", "/a//b"] {
            assert_eq!(local_path(path), Some(path));
        }
    }

    #[test]
    fn nothing_leads_to_another_site() {
        let long = format!("/{}", "x".repeat(3_000));
        for path in [
            "",
            "saved",
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            "https://evil.example",
            "javascript:alert(1)",
            " /saved",
            "/a\\b",
            "/a\r\nSet-Cookie: x",
            "/\u{e4}",
            &long,
        ] {
            assert_eq!(local_path(path), None, "{path:?}");
        }
    }
}
