//! `/staff/security`: password, one-time codes, recovery codes, and where one is signed in.

use super::{code, faults, narrow, new_password, notice, parameter, ports, present_password, sent};
use crate::components::sent::Sent;
use crate::components::session::session;
use crate::context::Page;
use crate::pages::error::failed;
use crate::ports::staff::{CodeSetupSummary, StaffPorts, StaffViewer};
use crate::ports::{PortError, SentForm, SessionSummary};
use crate::t;
use leptos::prelude::*;

/// The page.
#[component]
pub fn SecurityPage() -> impl IntoView {
    let page = Page::current();
    // Whichever form of the page was sent.
    let forms = ["staff-change", "staff-codes", "staff-codes-remove", "staff-recovery-renew"];
    let form = forms.map(|form| sent(&page, form)).into_iter().find(|sent| !sent.form.is_empty());
    let form = form.unwrap_or_default();
    let ports = ports();
    Suspend::new(async move {
        let Some(ports) = ports else { return ().into_any() };
        match load(ports.as_ref(), &form).await {
            Ok(Some(security)) => show(&page, &security, &form),
            Ok(None) => ().into_any(),
            Err(error) => failed(&page, &error),
        }
    })
}

struct Security {
    viewer: StaffViewer,
    sessions: Vec<SessionSummary>,
    recovery_left: u32,
    /// Where there are no codes yet.
    setup: Option<CodeSetupSummary>,
}

async fn load(ports: &dyn StaffPorts, form: &SentForm) -> Result<Option<Security>, PortError> {
    let Some(viewer) = ports.viewer().await? else { return Ok(None) };
    let setup = if viewer.has_codes {
        None
    } else {
        let shown = form.value("secret");
        Some(ports.code_setup((!shown.is_empty()).then_some(shown.as_str())).await?)
    };
    let (sessions, recovery_left) = (ports.sessions().await?, ports.recovery_codes().await?);
    Ok(Some(Security { viewer, sessions, recovery_left, setup }))
}

fn show(page: &Page, security: &Security, form: &SentForm) -> AnyView {
    let sent = faults(form);
    let happened = notice(
        page,
        &[
            ("changed", || t!("staff-password-changed")),
            ("removed", || t!("staff-codes-removed")),
            ("elsewhere", || t!("staff-elsewhere-done")),
            ("needed", || t!("staff-lacks-factor")),
        ],
    );
    let recovery = &page.viewer.sent;
    let shown = parameter(page, "recovery").is_some() && recovery.form == "staff-recovery";
    let shown = shown.then(|| recovery_codes(&recovery.value("codes")));
    let codes = match &security.setup {
        Some(setup) => set_up(setup, &sent),
        None => present(security.recovery_left, &sent),
    };
    // This one is ended by signing out.
    let action = |one: &SessionSummary| (!one.is_this).then_some("/staff/security/sign-out");
    let sessions = security.sessions.iter().map(|one| session(one, action(one))).collect_view();
    let content = view! {
        {shown}
        <section aria-labelledby="codes">
            <h2 id="codes">{t!("staff-codes-title")}</h2>
            {codes}
        </section>
        <section aria-labelledby="change">
            <h2 id="change">{t!("staff-change-title")}</h2>
            <form class="account__form" method="post" action="/staff/security/password">
                <input type="hidden" autocomplete="username" value=security.viewer.email.clone()/>
                {present_password("present", t!("staff-present-password"), &sent)}
                {new_password(&sent)}
                <button class="button" type="submit">{t!("staff-change")}</button>
            </form>
        </section>
        <section aria-labelledby="sessions">
            <h2 id="sessions">{t!("account-sessions")}</h2>
            <ul class="account__sessions">{sessions}</ul>
            <form method="post" action="/staff/security/sign-out-elsewhere">
                <button class="button button--quiet" type="submit">{t!("staff-sign-out-elsewhere")}</button>
            </form>
        </section>
        <p>
            <a href="/staff">{t!("staff-title")}</a>
        </p>
    };
    narrow(t!("staff-security-title"), &sent, happened, content)
}

/// The recovery codes, this once.
fn recovery_codes(codes: &str) -> AnyView {
    let codes = codes.split(' ').map(|code| view! { <li><code>{code.to_owned()}</code></li> }).collect_view();
    view! {
        <section class="staff__recovery" aria-labelledby="recovery">
            <h2 id="recovery">{t!("staff-recovery-title")}</h2>
            <p>{t!("staff-recovery-once")}</p>
            <ul class="staff__codes">{codes}</ul>
        </section>
    }
    .into_any()
}

fn set_up(setup: &CodeSetupSummary, sent: &Sent<'_>) -> AnyView {
    view! {
        <p>{t!("staff-codes-lead")}</p>
        <div class="staff__setup">
            <div class="staff__picture" role="img" aria-label=t!("staff-codes-picture") inner_html=svg(&setup.picture)></div>
            <div>
                <p>{t!("staff-codes-scan")}</p>
                <p>
                    <a href=setup.address.clone()>{t!("staff-codes-open")}</a>
                </p>
                <p>{t!("staff-codes-type")}</p>
                <p><code class="staff__secret">{grouped(&setup.secret)}</code></p>
            </div>
        </div>
        <form class="account__form" method="post" action="/staff/security/codes">
            <input type="hidden" name="secret" value=setup.secret.clone()/>
            {code("code", t!("staff-codes-first"), sent)}
            <button class="button" type="submit">{t!("staff-codes-add")}</button>
        </form>
    }
    .into_any()
}

fn present(left: u32, sent: &Sent<'_>) -> AnyView {
    view! {
        <p>{t!("staff-codes-present", count = left)}</p>
        <details open=sent.fault("renew-code").is_some()>
            <summary>{t!("staff-recovery-renew")}</summary>
            <form class="account__form" method="post" action="/staff/security/recovery">
                {named_code("renew-code", sent)}
                <button class="button button--quiet" type="submit">{t!("staff-recovery-renew")}</button>
            </form>
        </details>
        <details open=sent.fault("remove-code").is_some()>
            <summary>{t!("staff-codes-remove")}</summary>
            <form class="account__form" method="post" action="/staff/security/codes/remove">
                {named_code("remove-code", sent)}
                <button class="button button--danger" type="submit">{t!("staff-codes-remove")}</button>
            </form>
        </details>
    }
    .into_any()
}

/// The field `code` of one of several forms on the page: its id tells it from the others.
fn named_code(id: &'static str, sent: &Sent<'_>) -> AnyView {
    let fault = sent.at_field(id);
    let invalid = fault.is_some();
    view! {
        <div class="field" class:field--error=invalid>
            <label class="field__label" for=id>{t!("staff-code-field")}</label>
            <p class="field__why" id=format!("{id}-why")>{t!("staff-code-why")}</p>
            {fault}
            <input
                type="text"
                id=id
                name="code"
                autocomplete="one-time-code"
                maxlength="20"
                required
                aria-invalid=invalid.then_some("true")
                aria-describedby=sent.described_by(id)
            />
        </div>
    }
    .into_any()
}

/// The picture without what stands before it in a file of its own.
fn svg(document: &str) -> String {
    document.find("<svg").and_then(|start| document.get(start..)).unwrap_or_default().to_owned()
}

/// Letters in groups of four.
fn grouped(letters: &str) -> String {
    let letters: Vec<char> = letters.chars().collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_read_in_groups() {
        assert_eq!(grouped("ABCDEFGHIJ"), "ABCD EFGH IJ");
        assert_eq!(svg("<?xml version=\"1.0\"?><svg x/>"), "<svg x/>");
        assert_eq!(svg("nothing"), "");
    }
}
