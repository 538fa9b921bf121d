//! The document's title.

use crate::t;
use leptos::prelude::*;
use leptos_meta::Title;

/// Sets the document's title to `text`, followed by the site's name.
///
/// `leptos_meta` writes titles as they are, and a product's name comes from outside: it is escaped here.
#[component]
pub fn PageTitle(
    /// What the page is about, unescaped.
    #[prop(into)]
    mut text: String,
) -> impl IntoView {
    text.push_str(" · ");
    text.push_str(&t!("site-name"));
    view! { <Title text=escaped(&text)/> }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_name_cannot_leave_the_title() {
        assert_eq!(
            super::escaped("</title><script>alert(1)</script> & co"),
            "&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; co"
        );
    }
}
