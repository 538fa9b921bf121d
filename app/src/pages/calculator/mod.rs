//! Four small tools for decisions about a loan. Each is a plain form whose figures stand in the address;
//! none of them says who asks.

mod faster;
mod input;
mod less;
mod offers;
mod refinance;

use crate::components::entry::{self, Typed, fault_summary};
use crate::components::title::PageTitle;
use crate::context::Page;
use crate::t;
use domain::error::ErrorCode;
use domain::money::Currency;
use input::Reader;
use leptos::prelude::*;

/// The page.
pub const CALCULATOR: &str = "/calculator";

/// A tool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tool {
    /// What borrowing less saves, or not borrowing at all.
    Less,
    /// What paying more each month saves.
    Faster,
    /// Which of two offers costs less.
    Offers,
    /// Whether moving a loan pays.
    Refinance,
}

impl Tool {
    /// Every tool, in the order of the page.
    pub const ALL: &'static [Self] = &[Self::Less, Self::Faster, Self::Offers, Self::Refinance];

    /// The name in the address.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Less => "less",
            Self::Faster => "faster",
            Self::Offers => "offers",
            Self::Refinance => "refinance",
        }
    }

    fn title(self) -> String {
        match self {
            Self::Less => t!("calculator-less"),
            Self::Faster => t!("calculator-faster"),
            Self::Offers => t!("calculator-offers"),
            Self::Refinance => t!("calculator-refinance"),
        }
    }

    fn about(self) -> String {
        match self {
            Self::Less => t!("calculator-less-about"),
            Self::Faster => t!("calculator-faster-about"),
            Self::Offers => t!("calculator-offers-about"),
            Self::Refinance => t!("calculator-refinance-about"),
        }
    }

    const fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Less => less::NAMES,
            Self::Faster => faster::NAMES,
            Self::Offers => offers::NAMES,
            Self::Refinance => refinance::NAMES,
        }
    }

    const fn example(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Less => less::EXAMPLE,
            Self::Faster => faster::EXAMPLE,
            Self::Offers => offers::EXAMPLE,
            Self::Refinance => refinance::EXAMPLE,
        }
    }

    /// The tool's own address, with its figures filled in.
    fn address(self, figures: &[(&str, &str)]) -> String {
        let mut query =
            form_urlencoded::Serializer::for_suffix(format!("{CALCULATOR}?"), CALCULATOR.len() + 1);
        query.append_pair("tool", self.name()).extend_pairs(figures).finish()
    }
}

/// A tool with what was typed into it and what came of that.
#[derive(Debug, Clone, Default)]
pub struct Calculation {
    tool: Option<Tool>,
    typed: Typed,
    outcome: Option<Outcome>,
}

#[derive(Debug, Clone)]
enum Outcome {
    Less(less::Outcome),
    Faster(faster::Outcome),
    Offers(offers::Outcome),
    Refinance(refinance::Outcome),
}

impl Calculation {
    /// Reads an address's names and values and works them out. Without any figure there is nothing to work
    /// out and nothing wrong.
    #[must_use]
    pub fn read(pairs: &[(String, String)], currency: Currency) -> Self {
        let named = pairs.iter().find(|(name, _)| name == "tool").map(|(_, value)| value.as_str());
        let Some(tool) = Tool::ALL.iter().copied().find(|tool| Some(tool.name()) == named) else {
            return Self::default();
        };
        let typed = Typed::read(pairs, tool.fields());
        if typed.is_empty() {
            return Self { tool: Some(tool), typed, outcome: None };
        }
        let mut reader = Reader { typed, currency };
        let outcome = match tool {
            Tool::Less => less::work_out(&mut reader).map(Outcome::Less),
            Tool::Faster => faster::work_out(&mut reader).map(Outcome::Faster),
            Tool::Offers => offers::work_out(&mut reader).map(Outcome::Offers),
            Tool::Refinance => refinance::work_out(&mut reader).map(Outcome::Refinance),
        };
        let outcome = outcome.filter(|_| reader.typed.faults().is_empty());
        Self { tool: Some(tool), typed: reader.typed, outcome }
    }

    /// Whether something typed cannot be used.
    #[must_use]
    pub fn is_faulty(&self) -> bool {
        !self.typed.faults().is_empty()
    }
}

/// The page.
#[component]
pub fn CalculatorPage() -> impl IntoView {
    let page = Page::current();
    let calculation = Calculation::read(&page.query, page.currency);
    if calculation.is_faulty() {
        page.set_status(ErrorCode::InvalidInput.status());
    }
    view(&calculation, page.currency)
}

/// The page over plain data.
#[must_use]
pub fn view(calculation: &Calculation, currency: Currency) -> AnyView {
    let Calculation { tool, typed, .. } = calculation;
    let heading = tool.map_or_else(|| t!("calculator-title"), Tool::title);
    let content = match tool {
        Some(tool) => opened(*tool, calculation, currency),
        None => overview(),
    };
    view! {
        <PageTitle text=entry::title(heading.clone(), typed)/>
        <div class="page tools">
            {fault_summary(typed)}
            <h1>{heading}</h1>
            {tool.map(tabs)}
            {content}
            <p class="note">{t!("calculator-advice")}</p>
        </div>
    }
    .into_any()
}

/// The tools to choose from.
fn overview() -> AnyView {
    let items = Tool::ALL
        .iter()
        .map(|tool| {
            view! {
                <li class="panel tools__choice">
                    <h2><a href=tool.address(&[])>{tool.title()}</a></h2>
                    <p>{tool.about()}</p>
                    <p><a href=tool.address(tool.example())>{t!("calculator-example")}
                        <span class="visually-hidden">": " {tool.title()}</span></a></p>
                </li>
            }
        })
        .collect_view();
    view! {
        <p class="lead">{t!("calculator-lead")}</p>
        <ul class="tools__choices">{items}</ul>
    }
    .into_any()
}

/// The tools, the open one marked.
pub(crate) fn tabs(open: Tool) -> AnyView {
    let items = Tool::ALL
        .iter()
        .map(|tool| {
            let current = (*tool == open).then_some("page");
            view! { <li><a href=tool.address(&[]) aria-current=current>{tool.title()}</a></li> }
        })
        .collect_view();
    view! { <nav class="tools__tabs" aria-label=t!("calculator-tools")><ul>{items}</ul></nav> }.into_any()
}

fn opened(tool: Tool, calculation: &Calculation, currency: Currency) -> AnyView {
    let typed = &calculation.typed;
    let fields = match tool {
        Tool::Less => less::form(typed, currency),
        Tool::Faster => faster::form(typed, currency),
        Tool::Offers => offers::form(typed, currency),
        Tool::Refinance => refinance::form(typed, currency),
    };
    let result = calculation.outcome.as_ref().map(|outcome| {
        let result = match outcome {
            Outcome::Less(outcome) => less::result(outcome),
            Outcome::Faster(outcome) => faster::result(outcome),
            Outcome::Offers(outcome) => offers::result(outcome),
            Outcome::Refinance(outcome) => refinance::result(outcome),
        };
        view! {
            <section class="tools__result panel" aria-labelledby="result">
                <h2 id="result">{t!("calculator-result")}</h2>
                {result}
            </section>
        }
    });
    let example = typed.is_empty().then(|| {
        view! { <p><a href=tool.address(tool.example())>{t!("calculator-example")}</a></p> }
    });
    view! {
        <p class="lead">{tool.about()}</p>
        {example}
        <div class="tools__body">
            <form class="tools__form panel" method="get" action=format!("{CALCULATOR}#result") novalidate>
                <input type="hidden" name="tool" value=tool.name()/>
                {fields}
                <button class="button" type="submit">{t!("calculator-work-out")}</button>
            </form>
            {result}
        </div>
    }
    .into_any()
}

/// A table of figures: the columns' names, then rows of a name and its figures.
fn table(caption: String, columns: Vec<String>, rows: Vec<(String, Vec<String>)>) -> AnyView {
    let heads =
        columns.into_iter().map(|name| view! { <th scope="col" class="number">{name}</th> }).collect_view();
    let rows = rows
        .into_iter()
        .map(|(name, cells)| {
            let cells = cells.into_iter().map(|cell| view! { <td class="number">{cell}</td> }).collect_view();
            view! { <tr><th scope="row">{name}</th> {cells}</tr> }
        })
        .collect_view();
    let label = caption.clone();
    view! {
        <div class="table-scroll" tabindex="0" role="group" aria-label=label>
            <table class="tools__table">
                <caption class="visually-hidden">{caption}</caption>
                <thead><tr><td></td> {heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
