//! JSON as lenders send it.

use serde_json::Value;

/// Parses JSON. Numbers that no float holds (`1e999`) and the words that other languages print for such
/// (`NaN`, `Infinity`) become strings, so that they cost the field they stand in and not the whole record.
///
/// # Errors
/// The parser's message.
pub(super) fn parse(text: &str) -> Result<Value, String> {
    let text = text.trim_start_matches('\u{feff}');
    serde_json::from_str(text)
        .or_else(|error| serde_json::from_str(&quote_odd_numbers(text)).map_err(|_| error))
        .map_err(|error| format!("not JSON: {error}"))
}

/// The text with every bare word quoted that is not JSON by itself.
fn quote_odd_numbers(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c == '"' || is_word(c)) {
        let (before, from) = rest.split_at(start);
        quoted.push_str(before);
        let end = if from.starts_with('"') { string_end(from) } else { word_end(from) };
        let (token, after) = from.split_at(end);
        if token.starts_with('"') || serde_json::from_str::<Value>(token).is_ok() {
            quoted.push_str(token);
        } else {
            quoted.push('"');
            quoted.push_str(token);
            quoted.push('"');
        }
        rest = after;
    }
    quoted.push_str(rest);
    quoted
}

const fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.')
}

fn word_end(text: &str) -> usize {
    text.find(|c| !is_word(c)).unwrap_or(text.len())
}

/// Where a string that begins with its quotation mark ends.
fn string_end(text: &str) -> usize {
    let mut escaped = false;
    for (position, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return position + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn odd_numbers_cost_their_field_only() {
        let text =
            "\u{feff}{\"a\": NaN, \"b\": [1e999, -Infinity, 0.5, true, null], \"NaN \\\" c\": \"NaN\"}";
        let expected = json!({"a": "NaN", "b": ["1e999", "-Infinity", 0.5, true, null], "NaN \" c": "NaN"});
        assert_eq!(parse(text), Ok(expected));
    }

    #[test]
    fn what_is_no_json_stays_none() {
        for text in ["", "{", "{\"a\": }", "[1,", "<html>", "{\"a\": \"", "{a b}"] {
            assert!(parse(text).is_err(), "{text}");
        }
        let deep = "[".repeat(10_000);
        assert!(parse(&deep).is_err());
    }
}
