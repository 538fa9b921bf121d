//! What a page says, found in its HTML: the words that people see or hear, and the language they are marked as.

/// Elements that have no end tag.
const VOID: &[&str] = &["br", "hr", "img", "input", "link", "meta"];
/// Attributes that are read out or shown.
const SPOKEN: &[&str] = &["aria-label", "placeholder", "alt", "title"];
/// Words that stay as they are in every language: names, and codes of currencies, regions and the trade.
const KEPT: &[&str] = &["Lendlight", "PayID", "AUD", "APR", "LVR", "ABN", "cookie"];

/// The English words of a page in another language: those in texts that are not marked `lang="en"`, each with the
/// text around it. Names of products and lenders cannot be marked within an attribute; they are given in `names`.
pub fn english_words(html: &str, names: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    // The open elements, each with whether what is in it is marked as English.
    let mut open: Vec<(String, bool)> = Vec::new();
    for piece in html.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        let name: String = tag.chars().take_while(char::is_ascii_alphanumeric).collect();
        let marked = open.last().is_some_and(|(_, marked)| *marked);
        if let Some(ended) = tag.strip_prefix('/') {
            if let Some(at) = open.iter().rposition(|(name, _)| name == ended.trim()) {
                open.truncate(at);
            }
        } else if !name.is_empty() {
            let marked = marked || attribute(tag, "lang").is_some_and(|lang| lang.starts_with("en"));
            let spoken = SPOKEN
                .iter()
                .filter_map(|name| attribute(tag, name))
                .filter(|_| !marked)
                .map(|text| names.iter().fold(unescaped(&text), |text, name| text.replace(name, "")));
            found.extend(spoken.filter(|text| has_english(text)));
            if !VOID.contains(&name.as_str()) && !tag.ends_with('/') {
                open.push((name, marked));
            }
        }
        if !open.last().is_some_and(|(name, marked)| *marked || name == "script" || name == "code") {
            found.extend(Some(unescaped(text)).filter(|text| has_english(text)));
        }
    }
    found
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next().map(str::to_owned)
}

/// Whether a text holds a word of three or more Latin letters that is not to be kept. Host names are no words.
fn has_english(text: &str) -> bool {
    text.split_whitespace().filter(|word| !is_host(word)).any(|word| {
        word.split(|c: char| !c.is_ascii_alphabetic()).any(|word| word.len() >= 3 && !KEPT.contains(&word))
    })
}

fn is_host(word: &str) -> bool {
    word.split('.').filter(|part| part.chars().any(|c| c.is_ascii_alphabetic())).count() >= 2
}
