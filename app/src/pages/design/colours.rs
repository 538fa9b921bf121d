//! The tokens of the style sheet as it is: colours with their contrasts, and spaces.

use crate::components::table::{Column, table};
use crate::t;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The style sheet's tokens.
const TOKENS: &str = include_str!("../../../../style/tokens.css");
/// Begins what dark screens get instead.
const DARK: &str = "@media (prefers-color-scheme: dark)";

/// A token's value by its name, without the dashes.
type Tokens = BTreeMap<&'static str, &'static str>;

/// Text and what it stands on.
const TEXT: &[(&str, &[&str])] = &[
    ("ink", &["paper", "surface", "sunken", "accent-soft", "good-soft", "warn-soft", "bad-soft"]),
    ("ink-soft", &["paper", "surface", "sunken", "accent-soft", "warn-soft"]),
    ("accent", &["paper", "surface", "sunken", "accent-soft", "warn-soft"]),
    ("accent-strong", &["paper", "surface", "accent-soft"]),
    ("on-accent", &["accent", "accent-strong"]),
    ("good", &["surface", "good-soft"]),
    ("warn", &["surface", "warn-soft"]),
    ("bad", &["paper", "surface", "bad-soft"]),
];
/// Outlines and drawings, and what they stand on.
const DRAWN: &[(&str, &[&str])] = &[
    ("line-strong", &["paper", "surface", "sunken"]),
    ("focus", &["paper", "surface", "sunken"]),
    ("chart-principal", &["paper", "surface"]),
    ("chart-fees", &["paper", "surface"]),
];

/// The tokens on light and on dark screens.
fn schemes() -> [Tokens; 2] {
    let (light, rest) = TOKENS.split_once(DARK).unwrap_or((TOKENS, ""));
    let dark = rest.split_once("\n}").map_or(rest, |(dark, _)| dark);
    let read = |css: &'static str| -> Tokens {
        let lines = css.lines().filter_map(|line| line.trim().strip_prefix("--")?.split_once(": "));
        lines.map(|(name, value)| (name, value.trim_end_matches(';'))).collect()
    };
    let light = read(light);
    let mut both = light.clone();
    both.extend(read(dark));
    [light, both]
}

/// The contrast of two colours, 1 to 21 (WCAG 2.2, "contrast ratio"); `None` where one is no `#rrggbb`.
fn contrast(one: &str, other: &str) -> Option<f64> {
    let (one, other) = (luminance(one)?, luminance(other)?);
    Some((one.max(other) + 0.05) / (one.min(other) + 0.05))
}

/// How light a colour is, 0 to 1 (WCAG 2.2, "relative luminance").
fn luminance(colour: &str) -> Option<f64> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let part = |from: usize| {
        let value = f64::from(u8::from_str_radix(digits.get(from..from + 2)?, 16).ok()?) / 255.0;
        Some(if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) })
    };
    Some(0.2126 * part(0)? + 0.7152 * part(2)? + 0.0722 * part(4)?)
}

/// The colours in pairs, each with its contrast on light and on dark screens.
pub(super) fn colours() -> AnyView {
    let schemes = schemes();
    let columns = || {
        vec![
            Column::Words(t!("design-pair")),
            Column::Figures(t!("design-light")),
            Column::Figures(t!("design-dark")),
        ]
    };
    view! {
        <h3>{t!("design-text")}</h3>
        <p class="note">{t!("design-text-least")}</p>
        {table(t!("design-text"), columns(), rows(TEXT, &schemes), None)}
        <h3>{t!("design-drawn")}</h3>
        <p class="note">{t!("design-drawn-least")}</p>
        {table(t!("design-drawn"), columns(), rows(DRAWN, &schemes), None)}
    }
    .into_any()
}

fn rows(pairs: &[(&'static str, &'static [&'static str])], schemes: &[Tokens; 2]) -> Vec<AnyView> {
    let pairs = pairs.iter().flat_map(|(ink, papers)| papers.iter().map(move |paper| (*ink, *paper)));
    pairs
        .map(|(ink, paper)| {
            let cells = schemes.iter().map(|tokens| {
                let [ink, paper] = [ink, paper].map(|name| tokens.get(name).copied().unwrap_or_default());
                let figure = contrast(ink, paper).map_or_else(|| "–".to_owned(), |ratio| format!("{ratio:.1}"));
                view! { <td class="number"><span class="design__pair">{swatch(ink, paper)} {figure}</span></td> }
            });
            let cells = cells.collect_view();
            view! { <tr><th scope="row"><code>{ink}</code> " / " <code>{paper}</code></th>{cells}</tr> }.into_any()
        })
        .collect()
}

/// A drawing, since no style may stand in a page.
fn swatch(ink: &'static str, paper: &'static str) -> AnyView {
    view! {
        <svg viewBox="0 0 48 24" width="48" height="24" aria-hidden="true" focusable="false">
            <rect width="48" height="24" rx="4" fill=paper/>
            <circle cx="12" cy="12" r="6" fill=ink/>
            <rect x="24" y="9" width="18" height="6" fill=ink/>
        </svg>
    }
    .into_any()
}

/// The spaces, drawn as long as they are.
pub(super) fn spaces() -> AnyView {
    let [tokens, _] = schemes();
    let spaces = tokens.iter().filter(|(name, _)| name.starts_with("space-")).map(|(name, value)| {
        let rem: f64 = value.trim_end_matches("rem").parse().unwrap_or_default();
        let width = rem * 16.0;
        view! {
            <li>
                <code>{*name}</code>
                <svg width=width.to_string() height="12" aria-hidden="true" focusable="false">
                    <rect class="bar__fill" width=width.to_string() height="12"/>
                </svg>
                <span class="note">{format!("{width} px")}</span>
            </li>
        }
    });
    view! { <ul class="design__spaces">{spaces.collect_view()}</ul> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_has_the_contrast_that_the_style_sheet_promises() {
        for (tokens, scheme) in schemes().iter().zip(["light", "dark"]) {
            for (pairs, least) in [(TEXT, 4.5), (DRAWN, 3.0)] {
                for (ink, papers) in pairs {
                    for paper in *papers {
                        let found = contrast(tokens[ink], tokens[paper]).unwrap();
                        assert!(found >= least, "{ink} on {paper}, {scheme}: {found:.2}");
                    }
                }
            }
        }
    }

    #[test]
    fn contrast_is_that_of_the_standard() {
        assert_eq!(contrast("#000000", "#ffffff"), Some(21.0));
        assert!((contrast("#777777", "#ffffff").unwrap() - 4.48).abs() < 0.005);
        assert_eq!(contrast("#fff", "#ffffff"), None);
    }
}
