//! The frame of a chart: lines with what they stand for, labels below, marks, a legend, and a title and a
//! description for those who do not see it. What is drawn within is the caller's; so is the table behind it.
//!
//! Places are shares of the frame, from 0 to 1: rightwards from the left, upwards from the bottom.

use crate::format::{money, percent};
use domain::money::Money;
use domain::rate::Rate;
use leptos::prelude::*;

/// The size, in the units of the drawing.
const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 240.0;
/// Where the drawing within the frame begins and ends. What is above `TOP` is for the words of marks.
const LEFT: f64 = 76.0;
const RIGHT: f64 = 632.0;
const TOP: f64 = 24.0;
const BOTTOM: f64 = 200.0;

/// What stands around a drawing.
#[derive(Debug, Clone)]
pub struct Frame {
    /// Begins the ids of title and description; stands once on a page.
    pub id: &'static str,
    /// What the chart shows.
    pub title: String,
    /// What can be read off it, in a sentence or two.
    pub description: String,
    /// The name of the region that scrolls where the chart is wider than the screen.
    pub region: String,
    /// The lines across, each with its height and what it stands for.
    pub axis: Vec<(f64, String)>,
    /// The labels below, each with its place.
    pub labels: Vec<(f64, String)>,
    /// What the labels count; may be empty.
    pub unit: String,
    /// Places with a line from top to bottom and words above it.
    pub marks: Vec<(f64, String)>,
    /// What is drawn, by the name that follows `key--` and `chart__` in class names, and its words.
    pub legend: Vec<(&'static str, String)>,
}

/// The lines of amounts from nothing to `most`.
#[must_use]
pub fn money_axis(most: Money) -> Vec<(f64, String)> {
    let amount = |share: f64| Money::from_f64((most.to_f64() * share).round(), most.currency);
    [0.0, 0.5, 1.0].map(|share| (share, money(amount(share)))).to_vec()
}

/// The ends of an axis that holds some rates: whole quarters of a percentage point, never the same.
#[must_use]
pub fn rate_ends(rates: impl Iterator<Item = Rate> + Clone) -> Option<(Rate, Rate)> {
    /// A quarter of a percentage point, in millionths.
    const QUARTER: i64 = 2_500;
    let least = rates.clone().min()?.millionths().div_euclid(QUARTER);
    let most = rates.max()?.millionths().div_euclid(QUARTER);
    let end = |quarters: i64| Rate::from_millionths(quarters.saturating_mul(QUARTER));
    Some((end(least), end(most.saturating_add(1))))
}

/// The lines of rates between two ends.
#[must_use]
pub fn rate_axis((least, most): (Rate, Rate)) -> Vec<(f64, String)> {
    let middle = Rate::from_millionths(i64::midpoint(least.millionths(), most.millionths()));
    [(0.0, least), (0.5, middle), (1.0, most)].map(|(share, rate)| (share, percent(rate))).to_vec()
}

/// How far up a rate is between two ends.
#[must_use]
pub fn rate_share(rate: Rate, (least, most): (Rate, Rate)) -> f64 {
    let above = |from: Rate| rate.millionths().saturating_sub(from.millionths()) as f64;
    let whole = most.millionths().saturating_sub(least.millionths()).max(1) as f64;
    above(least) / whole
}

/// How far up an amount is below `most`.
#[must_use]
pub fn share(amount: Money, most: Money) -> f64 {
    amount.minor as f64 / most.minor.max(1) as f64
}

/// The horizontal place of a share of the width.
#[must_use]
pub fn across(share: f64) -> f64 {
    LEFT + (RIGHT - LEFT) * share.clamp(0.0, 1.0)
}

/// The vertical place of a share of the height.
#[must_use]
pub fn upward(share: f64) -> f64 {
    BOTTOM - (BOTTOM - TOP) * share.clamp(0.0, 1.0)
}

/// A place as the drawing writes it.
#[must_use]
pub fn at(place: f64) -> String {
    format!("{place:.1}")
}

/// The path of a line through points.
#[must_use]
pub fn line(points: impl IntoIterator<Item = (f64, f64)>) -> String {
    let mut path = String::new();
    for (number, (x, y)) in points.into_iter().enumerate() {
        let letter = if number == 0 { 'M' } else { 'L' };
        path.push_str(&format!("{letter}{} {}", at(across(x)), at(upward(y))));
    }
    path
}

/// The path of a line through amounts a step apart, `steps` being the whole width.
#[must_use]
pub fn path(amounts: &[Money], steps: usize, most: Money) -> String {
    let steps = steps.max(1) as f64;
    let point = |(step, amount): (usize, &Money)| (step as f64 / steps, share(*amount, most));
    line(amounts.iter().enumerate().map(point))
}

/// A bar between two heights, `width` being its share of the frame and `middle` its place.
#[must_use]
pub fn bar(kind: &str, middle: f64, width: f64, (from, to): (f64, f64)) -> AnyView {
    let (left, right) = (across(middle - width / 2.0), across(middle + width / 2.0));
    let (top, bottom) = (upward(to), upward(from));
    view! {
        <rect
            class=format!("chart__{kind}")
            x=at(left)
            y=at(top)
            width=at(right - left)
            height=at(bottom - top)
        />
    }
    .into_any()
}

/// The chart.
#[must_use]
pub fn figure(frame: Frame, drawing: AnyView) -> AnyView {
    let Frame { id, title, description, region, axis, labels, unit, marks, legend } = frame;
    let legend = (!legend.is_empty()).then(|| {
        let keys = legend
            .into_iter()
            .map(|(kind, text)| view! { <span class=format!("key key--{kind}")>{text}</span> })
            .collect_view();
        view! { <figcaption class="chart__legend">{keys}</figcaption> }
    });
    let (title_id, description_id) = (format!("{id}-title"), format!("{id}-desc"));
    view! {
        <figure class="chart">
            <div class="chart__scroll" tabindex="0" role="group" aria-label=region>
                <svg
                    viewBox=format!("0 0 {WIDTH} {HEIGHT}")
                    role="img"
                    aria-labelledby=format!("{title_id} {description_id}")
                >
                    <title id=title_id.clone()>{title}</title>
                    <desc id=description_id.clone()>{description}</desc>
                    {lines(axis)}
                    {drawing}
                    {marks.into_iter().map(mark).collect_view()}
                    {below(labels)}
                    <text class="chart__label" x=at(f64::midpoint(LEFT, RIGHT)) y=at(HEIGHT - 2.0) text-anchor="middle">
                        {unit}
                    </text>
                </svg>
            </div>
            {legend}
        </figure>
    }
    .into_any()
}

fn lines(axis: Vec<(f64, String)>) -> AnyView {
    axis.into_iter()
        .map(|(height, text)| {
            let y = upward(height);
            view! {
                <line class="chart__line" x1=at(LEFT) x2=at(RIGHT) y1=at(y) y2=at(y)/>
                <text class="chart__label" x=at(LEFT - 8.0) y=at(y + 4.0) text-anchor="end">{text}</text>
            }
        })
        .collect_view()
        .into_any()
}

fn below(labels: Vec<(f64, String)>) -> AnyView {
    labels
        .into_iter()
        .map(|(place, text)| {
            view! {
                <text class="chart__label" x=at(across(place)) y=at(BOTTOM + 18.0) text-anchor=anchor(place)>{text}</text>
            }
        })
        .collect_view()
        .into_any()
}

/// Words at the right end stand left of their place, so that they stay within the drawing.
fn anchor(place: f64) -> &'static str {
    if place > 0.94 { "end" } else { "middle" }
}

fn mark((place, text): (f64, String)) -> AnyView {
    let x = across(place);
    // The words stand on the side that has more room.
    let (anchor, shift) = if place > 0.5 { ("end", 4.0) } else { ("start", -4.0) };
    view! {
        <line class="chart__mark" x1=at(x) x2=at(x) y1=at(TOP - 8.0) y2=at(BOTTOM)/>
        <text class="chart__label chart__label--mark" x=at(x + shift) y=at(TOP - 12.0) text-anchor=anchor>{text}</text>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::money::Currency;

    #[test]
    fn a_line_runs_from_the_top_left_to_the_bottom_right() {
        let aud = |major| Money::from_major(major, Currency::AUD);
        let line = path(&[aud(100), aud(50), aud(0)], 2, aud(100));
        assert_eq!(line, "M76.0 24.0L354.0 112.0L632.0 200.0");
        assert_eq!(path(&[], 0, aud(0)), "");
        assert!((upward(share(aud(200), aud(100))) - TOP).abs() < 1e-9, "never above the frame");
    }

    #[test]
    fn rates_stand_between_whole_quarters() {
        let rates = |all: &[i64]| rate_ends(all.iter().map(|rate| Rate::from_millionths(*rate)));
        let ends = |least, most| Some((Rate::from_millionths(least), Rate::from_millionths(most)));
        assert_eq!(rates(&[62_900, 65_400]), ends(62_500, 67_500));
        assert_eq!(rates(&[65_000]), ends(65_000, 67_500), "one rate has an axis too");
        assert_eq!(rates(&[]), None);
        let half = rate_share(Rate::from_millionths(65_000), ends(62_500, 67_500).unwrap());
        assert!((half - 0.5).abs() < 1e-9);
    }
}
