//! `/staff/audit`: the newest of what happened that matters for security.

use super::{parameter, ports};
use crate::components::table::{Column, table};
use crate::components::title::PageTitle;
use crate::context::Page;
use crate::pages::error::failed;
use crate::ports::staff::AuditLine;
use crate::t;
use crate::text;
use domain::audit::AuditAction;
use leptos::prelude::*;

/// The page.
#[component]
pub fn AuditPage() -> impl IntoView {
    let page = Page::current();
    let before = parameter(&page, "before").and_then(|before| before.parse().ok());
    let ports = ports();
    Suspend::new(async move {
        let Some(ports) = ports else { return ().into_any() };
        match ports.audit(before).await {
            Ok(lines) => show(&lines),
            Err(error) => failed(&page, &error),
        }
    })
}

fn show(lines: &[AuditLine]) -> AnyView {
    let columns = vec![
        Column::Figures(t!("staff-audit-number")),
        Column::Words(t!("staff-audit-when")),
        Column::Words(t!("staff-audit-what")),
        Column::Words(t!("staff-audit-who")),
        Column::Words(t!("staff-audit-detail")),
    ];
    let older = lines.last().map(|line| line.seq).filter(|seq| *seq > 1);
    let older = older.map(|seq| {
        view! {
            <p>
                <a href=format!("/staff/audit?before={seq}") rel="next">{t!("staff-audit-older")}</a>
            </p>
        }
    });
    view! {
        <PageTitle text=t!("staff-audit-title")/>
        <div class="page account">
            <h1>{t!("staff-audit-title")}</h1>
            <p class="lead">{t!("staff-audit-lead")}</p>
            {table(t!("staff-audit-title"), columns, lines.iter().map(row).collect(), None)}
            {older}
            <p>
                <a href="/staff">{t!("staff-title")}</a>
            </p>
        </div>
    }
    .into_any()
}

fn row(line: &AuditLine) -> AnyView {
    // What a newer program wrote may have no words here.
    let known = line.action.parse::<AuditAction>();
    let what = known.map_or_else(|_| line.action.clone(), |action| text::named("staff-audit", action.name()));
    let who = line.actor.clone().unwrap_or_else(|| t!("staff-audit-nobody"));
    let detail = if line.detail == "{}" { String::new() } else { line.detail.clone() };
    view! {
        <tr>
            <td class="number">{line.seq}</td>
            <td><time datetime=line.at.to_string()>{line.at.to_string()}</time></td>
            <td>{what}</td>
            <td>{who}</td>
            <td><code>{detail}</code></td>
        </tr>
    }
    .into_any()
}
