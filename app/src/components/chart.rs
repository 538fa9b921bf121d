//! The frame of a chart of money over time: lines with their amounts, labels below, a legend, and a title and
//! a description for those who do not see it. What is drawn within is the caller's; so is the table behind it.

use crate::format::money;
use domain::money::Money;
use leptos::prelude::*;

/// The size, in the units of the drawing.
const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 220.0;
/// Where the drawing within the frame begins and ends.
const LEFT: f64 = 76.0;
const RIGHT: f64 = 632.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 188.0;

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
    /// The amount at the top line.
    pub most: Money,
    /// The labels below, each with its place from 0 to 1.
    pub labels: Vec<(f64, String)>,
    /// What the labels count.
    pub unit: String,
    /// What is drawn, by the name that follows `key--` and `chart__` in class names, and its words.
    pub legend: Vec<(&'static str, String)>,
}

/// The horizontal place of a share of the width, 0 being the left.
#[must_use]
pub fn across(share: f64) -> f64 {
    LEFT + (RIGHT - LEFT) * share.clamp(0.0, 1.0)
}

/// The vertical place of an amount, 0 being at the bottom and `most` at the top.
#[must_use]
pub fn upward(amount: Money, most: Money) -> f64 {
    let share = amount.minor as f64 / most.minor.max(1) as f64;
    BOTTOM - (BOTTOM - TOP) * share.clamp(0.0, 1.0)
}

/// A place as the drawing writes it.
#[must_use]
pub fn at(place: f64) -> String {
    format!("{place:.1}")
}

/// The path of a line through amounts a step apart, `steps` being the whole width.
#[must_use]
pub fn path(amounts: &[Money], steps: usize, most: Money) -> String {
    let steps = steps.max(1) as f64;
    let mut path = String::new();
    for (step, amount) in amounts.iter().enumerate() {
        let letter = if step == 0 { 'M' } else { 'L' };
        let (x, y) = (across(step as f64 / steps), upward(*amount, most));
        path.push_str(&format!("{letter}{} {}", at(x), at(y)));
    }
    path
}

/// The chart.
#[must_use]
pub fn figure(frame: Frame, drawing: AnyView) -> AnyView {
    let Frame { id, title, description, region, most, labels, unit, legend } = frame;
    let lines = [0.0, 0.5, 1.0]
        .map(|share| {
            let value = Money::from_f64((most.to_f64() * share).round(), most.currency);
            let y = BOTTOM - (BOTTOM - TOP) * share;
            view! {
                <line class="chart__line" x1=at(LEFT) x2=at(RIGHT) y1=at(y) y2=at(y)/>
                <text class="chart__label" x=at(LEFT - 8.0) y=at(y + 4.0) text-anchor="end">{money(value)}</text>
            }
        })
        .to_vec();
    let labels = labels
        .into_iter()
        .map(|(share, text)| {
            view! {
                <text class="chart__label" x=at(across(share)) y=at(BOTTOM + 18.0) text-anchor="middle">{text}</text>
            }
        })
        .collect_view();
    let legend = legend
        .into_iter()
        .map(|(kind, text)| view! { <span class=format!("key key--{kind}")>{text}</span> })
        .collect_view();
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
                    {lines}
                    {drawing}
                    {labels}
                    <text class="chart__label" x=at(f64::midpoint(LEFT, RIGHT)) y=at(HEIGHT - 2.0) text-anchor="middle">
                        {unit}
                    </text>
                </svg>
            </div>
            <figcaption class="chart__legend">{legend}</figcaption>
        </figure>
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
        assert_eq!(line, "M76.0 12.0L354.0 100.0L632.0 188.0");
        assert_eq!(path(&[], 0, aud(0)), "");
        assert!((upward(aud(200), aud(100)) - TOP).abs() < 1e-9, "never above the frame");
    }
}
