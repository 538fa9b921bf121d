//! Those who work with the site: coming in, signing in, and what each role is let do.

use crate::browser::{Browser, letters, readable};
use crate::support::{TestServer, catalogue};
use domain::access::{Grant, Role};
use domain::product::InstitutionId;
use server::clock;
use server::config::Config;
use server::http::{Need, StaffRoute, staff_routes};
use server::services::audit::{AuditFinding, verify};
use std::time::Duration;
use totp_rs::{Builder, Secret};

pub(crate) const PASSWORD: &str = "violet tractor hums at dusk";

/// The code that an app shows for a secret, at a step from now.
fn code(secret: &str, steps: i64) -> String {
    let now = clock::now().micros() / 1_000_000 + 30 * steps;
    let totp = Builder::new()
        .with_secret(Secret::try_from_base32(secret).unwrap())
        .with_account_name("test")
        .build()
        .unwrap();
    totp.generate(u64::try_from(now).unwrap()).to_string()
}

/// What stands between two marks of a page.
fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    page.split(before).nth(1).unwrap_or_else(|| panic!("{before}: {page}")).split(after).next().unwrap()
}

/// A link's path and query.
fn path(link: &str) -> &str {
    &link[link.find("/staff/").unwrap()..]
}

fn token(link: &str) -> &str {
    link.split("token=").nth(1).unwrap()
}

async fn lenders(server: &TestServer) -> Vec<InstitutionId> {
    let found = server.json("/api/v1/search?per_page=100").await;
    let mut ids: Vec<InstitutionId> = Vec::new();
    for result in found["results"].as_array().unwrap() {
        let id = InstitutionId(result["institution"]["id"].as_str().unwrap().parse().unwrap());
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

/// Somebody with a role and, where it is needed, one-time codes; signed in with all that was asked.
async fn somebody<'a>(server: &'a TestServer, email: &str, grant: Grant) -> (Browser<'a>, Option<String>) {
    let link = server.staff().invitation(&email.parse().unwrap(), grant, None, clock::now()).await.unwrap();
    let browser = Browser::new(server);
    let fields = [("token", token(&link)), ("name", "Kim Lee"), ("password", PASSWORD)];
    assert_eq!(browser.submit("/staff/invitation", &fields).await, "/staff?welcome=1");
    if !grant.role().needs_second_factor() {
        return (browser, None);
    }
    let page = browser.page("/staff/security").await;
    let secret = between(&page, "name=\"secret\" value=\"", "\"").to_owned();
    let fields = [("secret", secret.as_str()), ("code", &code(&secret, 0))];
    assert_eq!(browser.submit("/staff/security/codes", &fields).await, "/staff/security?recovery=1");
    (browser, Some(secret))
}

fn operator() -> Grant {
    Grant::new(Role::Operator, None).unwrap()
}

#[actix_web::test]
async fn the_first_operator_comes_in_by_a_link_once() {
    let server = TestServer::start().await;
    let staff = server.staff();
    let old = staff.first_link(clock::now()).await.unwrap().unwrap();
    let link = staff.first_link(clock::now()).await.unwrap().unwrap();
    let browser = Browser::new(&server);
    assert_eq!(browser.get(path(&old)).await.status(), 404, "a newer link replaces it");
    let page = browser.page(path(&link)).await;
    assert!(page.contains("makes you: Operator"), "{page}");
    let fields = |password| {
        [("token", token(&link)), ("email", "Kim@Site.example"), ("name", "Kim"), ("password", password)]
    };
    let again = browser.submit("/staff/invitation", &fields("passwordpassword")).await;
    let answer = browser.get(&again).await;
    assert_eq!(answer.status(), 422);
    let page = answer.text().await.unwrap();
    assert!(page.contains("would be guessed") && page.contains("Kim@Site.example"), "{page}");
    assert!(!page.contains("passwordpassword"), "a password is never shown again");
    assert_eq!(browser.submit("/staff/invitation", &fields(PASSWORD)).await, "/staff?welcome=1");
    let page = browser.page("/staff").await;
    assert!(page.contains("Operator") && page.contains("kim@site.example"), "{page}");
    assert_eq!(staff.first_link(clock::now()).await.unwrap(), None);
    assert_eq!(Browser::new(&server).get(path(&link)).await.status(), 404);
}

#[actix_web::test]
async fn a_role_with_power_has_to_set_codes_up_first() {
    let server = TestServer::start().await;
    let link = server.staff().first_link(clock::now()).await.unwrap().unwrap();
    let browser = Browser::new(&server);
    let fields =
        [("token", token(&link)), ("email", "kim@site.example"), ("name", "Kim"), ("password", PASSWORD)];
    browser.submit("/staff/invitation", &fields).await;
    let answer = browser.get("/staff/people").await;
    assert_eq!(answer.headers()["location"], "/staff/security?needed=1");
    let page = browser.page("/staff/security").await;
    assert!(page.contains("<svg") && page.contains("otpauth://totp/Lendlight"), "{page}");
    let secret = between(&page, "name=\"secret\" value=\"", "\"").to_owned();
    let wrong = [("secret", secret.as_str()), ("code", "000000")];
    let again = browser.submit("/staff/security/codes", &wrong).await;
    let page = browser.get(&again).await.text().await.unwrap();
    assert_eq!(between(&page, "name=\"secret\" value=\"", "\""), secret, "what is in the app stays right");
    let fields = [("secret", secret.as_str()), ("code", &code(&secret, 0))];
    let shown = browser.submit("/staff/security/codes", &fields).await;
    let page = browser.page(&shown).await;
    assert_eq!(page.matches("<li><code>").count(), 10);
    assert_eq!(browser.page(&shown).await.matches("<li><code>").count(), 0, "they are shown once");
    assert!(browser.page("/staff/people").await.contains("kim@site.example"));
}

#[actix_web::test]
async fn signing_in_asks_for_password_and_code_and_says_nothing_of_which_was_wrong() {
    let server = TestServer::start().await;
    let (_, secret) = somebody(&server, "kim@site.example", operator()).await;
    let secret = secret.unwrap();
    let mut texts = Vec::new();
    for (email, password) in
        [("kim@site.example", "wrong"), ("nobody@site.example", PASSWORD), ("no address", PASSWORD)]
    {
        let browser = Browser::new(&server);
        let again = browser.submit("/staff/sign-in", &[("email", email), ("password", password)]).await;
        let page = browser.get(&again).await.text().await.unwrap();
        texts.push(between(&page, "error-summary\"", "</div>").to_owned());
    }
    assert!(texts.windows(2).all(|pair| pair[0] == pair[1]), "{texts:?}");
    let browser = Browser::new(&server);
    let fields = [("email", " KIM@site.example "), ("password", PASSWORD), ("return", "/staff/people")];
    let next = browser.submit("/staff/sign-in", &fields).await;
    assert_eq!(next, "/staff/code?return=%2Fstaff%2Fpeople");
    assert!(browser.get("/staff").await.headers()["location"].to_str().unwrap().starts_with("/staff/code"));
    let half = browser.cookies.borrow().get("lendlight-staff").cloned().unwrap();
    let wrong = browser.submit("/staff/code", &[("code", "123123"), ("return", "/staff/people")]).await;
    assert!(wrong.starts_with("/staff/code?"), "{wrong}");
    // The code with which they were set up is used.
    let now = code(&secret, 0);
    let fields = [("code", now.as_str()), ("return", "/staff/people")];
    assert!(browser.submit("/staff/code", &fields).await.starts_with("/staff/code?"));
    let next = code(&secret, 1);
    let fields = [("code", next.as_str()), ("return", "/staff/people")];
    assert_eq!(browser.submit("/staff/code", &fields).await, "/staff/people");
    assert_ne!(browser.cookies.borrow()["lendlight-staff"], half, "another token");
    assert_eq!(browser.get("/staff/people").await.status(), 200);
    // The cookie of the half of it opens nothing.
    let thief = Browser::new(&server);
    thief.cookies.borrow_mut().insert("lendlight-staff".to_owned(), half);
    assert_eq!(thief.get("/staff").await.status(), 303);
    assert_eq!(browser.submit("/staff/sign-out", &[]).await, "/staff/sign-in?out=1");
    assert!(!browser.cookies.borrow().contains_key("lendlight-staff"));
}

#[actix_web::test]
async fn the_way_back_stays_on_this_site() {
    let server = TestServer::start().await;
    let bank = lenders(&server).await[0];
    let viewer = Grant::new(Role::Viewer, Some(bank)).unwrap();
    somebody(&server, "v@bank.example", viewer).await;
    for (back, to) in [
        ("//evil.example", "/staff"),
        ("https://evil.example", "/staff"),
        ("/staff/security", "/staff/security"),
    ] {
        let fields = [("email", "v@bank.example"), ("password", PASSWORD), ("return", back)];
        assert_eq!(Browser::new(&server).submit("/staff/sign-in", &fields).await, to);
    }
}

#[actix_web::test]
async fn who_guesses_is_locked_out_and_the_right_password_helps_no_more() {
    let server = TestServer::start().await;
    let bank = lenders(&server).await[0];
    let viewer = Grant::new(Role::Viewer, Some(bank)).unwrap();
    somebody(&server, "v@bank.example", viewer).await;
    let browser = Browser::new(&server);
    for _ in 0..5 {
        browser.submit("/staff/sign-in", &[("email", "v@bank.example"), ("password", "wrong")]).await;
    }
    let right = [("email", "v@bank.example"), ("password", PASSWORD)];
    let again = browser.submit("/staff/sign-in", &right).await;
    assert!(browser.get(&again).await.text().await.unwrap().contains("Too many wrong tries"));
    server.execute("UPDATE staff SET locked_until = 1").await;
    assert_eq!(browser.submit("/staff/sign-in", &right).await, "/staff");
    // Whether there is such an account makes no difference in the long run.
    let mut told = Vec::new();
    for email in ["v@bank.example", "nobody@bank.example"] {
        let stranger = Browser::new(&server);
        for _ in 0..25 {
            let again = stranger.submit("/staff/sign-in", &[("email", email), ("password", "wrong")]).await;
            server.execute("UPDATE staff SET locked_until = 1, failures = 0").await;
            let page = stranger.get(&again).await.text().await.unwrap();
            told.push((email, page.contains("Too many wrong tries")));
        }
    }
    let tries = |email: &str| told.iter().filter(|(of, locked)| *of == email && !locked).count();
    // Eight went before: signing in by the invitation, five wrong ones, two right ones.
    assert_eq!((tries("v@bank.example"), tries("nobody@bank.example")), (12, 20));
}

#[actix_web::test]
async fn a_recovery_code_opens_once() {
    let server = TestServer::start().await;
    let (browser, secret) = somebody(&server, "kim@site.example", operator()).await;
    let page = browser.page("/staff/security?recovery=1").await;
    let recovery = between(&page, "<li><code>", "</code>").to_owned();
    for (round, opens) in [(0, true), (1, false)] {
        let other = Browser::new(&server);
        other.submit("/staff/sign-in", &[("email", "kim@site.example"), ("password", PASSWORD)]).await;
        let led = other.submit("/staff/code", &[("code", &recovery)]).await;
        assert_eq!(led == "/staff", opens, "{round}: {led}");
    }
    assert!(browser.page("/staff/security").await.contains("9 recovery codes are left"));
    let secret = secret.unwrap();
    let renewed = browser.submit("/staff/security/recovery", &[("code", &code(&secret, 1))]).await;
    assert!(!browser.page(&renewed).await.contains(&recovery));
    let removed = browser.submit("/staff/security/codes/remove", &[("code", "000000")]).await;
    assert!(removed.contains("again"), "{removed}");
}

#[actix_web::test]
async fn a_forgotten_password_is_chosen_by_mail_and_the_second_step_stays() {
    let server = TestServer::start().await;
    let (browser, _) = somebody(&server, "kim@site.example", operator()).await;
    let before = letters(&server).len();
    for email in ["kim@site.example", "nobody@site.example"] {
        let fields = [("email", email), ("language", "en-AU")];
        assert_eq!(browser.submit("/staff/password", &fields).await, "/staff/password?asked=1");
    }
    // It is sent after the answer.
    let link = loop {
        let found = letters(&server).iter().find_map(|letter| {
            let link: String =
                readable(letter).split("/staff/password/choose?token=").nth(1)?.chars().take(64).collect();
            (link.len() == 64).then_some(link)
        });
        match found {
            Some(link) => break link,
            None => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    };
    assert_eq!(letters(&server).len(), before + 1, "one of them is known");
    let page = browser.page(&format!("/staff/password/choose?token={link}")).await;
    assert!(page.contains("kim@site.example"));
    let chosen = "seven green umbrellas dancing";
    let fields = [("token", link.as_str()), ("password", chosen)];
    assert_eq!(browser.submit("/staff/password/choose", &fields).await, "/staff/sign-in?chosen=1");
    assert_eq!(browser.get("/staff").await.status(), 303, "every session has ended");
    let fields = [("email", "kim@site.example"), ("password", chosen)];
    assert!(browser.submit("/staff/sign-in", &fields).await.starts_with("/staff/code"));
    let fields = [("token", link.as_str()), ("password", "another seven green umbrellas")];
    assert!(browser.submit("/staff/password/choose", &fields).await.contains("token="), "used up");
}

#[actix_web::test]
async fn dangerous_acts_ask_for_the_password_again() {
    let server = TestServer::start().await;
    let (browser, _) = somebody(&server, "kim@site.example", operator()).await;
    server.execute("UPDATE staff_session SET confirmed_at = 1").await;
    let led = browser.get("/staff/people").await;
    assert_eq!(led.headers()["location"], "/staff/confirm?return=%2Fstaff%2Fpeople");
    let invite = [("email", "a@site.example"), ("role", "marketer")];
    assert_eq!(browser.submit("/staff/people/invite", &invite).await, "/staff/confirm?return=%2Fstaff");
    let from = server.url("/staff/people?invited=1");
    let led = browser.post_from(Some(&from), "/staff/people/invite", &invite).await;
    let back = "/staff/confirm?return=%2Fstaff%2Fpeople%3Finvited%3D1";
    assert_eq!(led.headers()["location"], back, "to the page that the form stands on");
    assert_eq!(browser.get("/staff/audit").await.status(), 200, "reading is not dangerous");
    let wrong = [("password", "wrong"), ("return", "/staff/people")];
    assert!(browser.submit("/staff/confirm", &wrong).await.contains("again=1"));
    let right = [("password", PASSWORD), ("return", "/staff/people")];
    assert_eq!(browser.submit("/staff/confirm", &right).await, "/staff/people");
    assert_eq!(browser.submit("/staff/people/invite", &invite).await, "/staff/people?invited=1");
    assert!(readable(letters(&server).last().unwrap()).contains("/staff/invitation?token="));
}

#[actix_web::test]
async fn an_institution_manages_its_people_and_keeps_an_admin() {
    let server = TestServer::start().await;
    let bank = lenders(&server).await[0];
    let (admin, _) = somebody(&server, "a@bank.example", Grant::new(Role::Admin, Some(bank)).unwrap()).await;
    let people = format!("/institutions/{}/people", bank.0);
    let invite = [("email", "e@bank.example"), ("role", "editor"), ("language", "en-AU")];
    assert_eq!(admin.submit(&format!("{people}/invite"), &invite).await, format!("{people}?invited=1"));
    let letter = readable(letters(&server).last().unwrap());
    let link: String = letter.split("/staff/invitation?token=").nth(1).unwrap().chars().take(64).collect();
    let editor = Browser::new(&server);
    let fields = [("token", link.as_str()), ("name", "Edith"), ("password", PASSWORD)];
    editor.submit("/staff/invitation", &fields).await;
    let page = admin.page(&people).await;
    assert!(page.contains("Edith") && page.contains("e@bank.example"), "{page}");
    let members = server.staff().members(Some(bank)).await.unwrap();
    let id = |email: &str| {
        members.iter().find(|member| member.staff.email == email).unwrap().staff.id.0.to_string()
    };
    // Site roles are not an admin's to give.
    let site = [("email", "x@bank.example"), ("role", "operator")];
    assert!(admin.submit(&format!("{people}/invite"), &site).await.contains("again=1"));
    let change = [("staff", id("e@bank.example")), ("role", "approver".to_owned())];
    let change = change.each_ref().map(|(name, value)| (*name, value.as_str()));
    assert_eq!(admin.submit(&format!("{people}/role"), &change).await, format!("{people}?changed=1"));
    let leave = [("staff", id("a@bank.example")), ("role", "admin".to_owned())];
    let leave = leave.each_ref().map(|(name, value)| (*name, value.as_str()));
    let again = admin.submit(&format!("{people}/remove"), &leave).await;
    assert!(admin.get(&again).await.text().await.unwrap().contains("Nobody would be left"));
    let remove = [("staff", id("e@bank.example")), ("role", "approver".to_owned())];
    let remove = remove.each_ref().map(|(name, value)| (*name, value.as_str()));
    assert_eq!(admin.submit(&format!("{people}/remove"), &remove).await, format!("{people}?removed=1"));
    assert!(editor.page("/staff").await.contains("no role"));
}

#[actix_web::test]
async fn who_is_known_joins_with_the_account_that_is_there() {
    let server = TestServer::start().await;
    let banks = lenders(&server).await;
    let viewer = |bank| Grant::new(Role::Viewer, Some(bank)).unwrap();
    let (browser, _) = somebody(&server, "v@bank.example", viewer(banks[0])).await;
    let staff = server.staff();
    let email = "v@bank.example".parse().unwrap();
    let link = staff.invitation(&email, viewer(banks[1]), None, clock::now()).await.unwrap();
    let fields = [("token", token(&link)), ("name", "V"), ("password", PASSWORD)];
    let stranger = Browser::new(&server);
    let again = stranger.submit("/staff/invitation", &fields).await;
    assert!(stranger.get(&again).await.text().await.unwrap().contains("Sign in first"));
    let (other, _) = somebody(&server, "w@bank.example", viewer(banks[0])).await;
    let again = other.submit("/staff/invitation/join", &[("token", token(&link))]).await;
    assert!(other.get(&again).await.text().await.unwrap().contains("another address"));
    assert_eq!(browser.submit("/staff/invitation/join", &[("token", token(&link))]).await, "/staff?joined=1");
    assert_eq!(browser.page("/staff").await.matches("Viewer at").count(), 2);
}

/// The status that a role gets at an address: 200 or 303 to itself is in, 403 and 404 are out.
async fn answer(browser: &Browser<'_>, route: &StaffRoute, bank: InstitutionId) -> (u16, String) {
    let path = route.path.replace("{institution}", &bank.0.to_string());
    let answer = match route.method {
        "GET" => browser.get(&path).await,
        _ => browser.post(&path, &[]).await,
    };
    let led = answer.headers().get("location").map(|to| to.to_str().unwrap().to_owned());
    (answer.status().as_u16(), led.unwrap_or_default())
}

#[actix_web::test]
async fn every_role_at_every_address() {
    let server = TestServer::start().await;
    let banks = lenders(&server).await;
    let routes = staff_routes();
    for route in &routes {
        let of_institution = matches!(route.need, Need::Permission(p) if p.is_of_institution());
        assert_eq!(route.path.contains("{institution}"), of_institution, "{route:?}");
    }
    let mut people: Vec<(Option<Role>, Browser<'_>)> = vec![(None, Browser::new(&server))];
    for role in Role::ALL {
        let institution = role.is_of_institution().then_some(banks[0]);
        let grant = Grant::new(*role, institution).unwrap();
        let (browser, _) = somebody(&server, &format!("{role}@x.example"), grant).await;
        people.push((Some(*role), browser));
    }
    for route in routes.iter().filter(|route| !route.path.contains("sign-out")) {
        let Need::Permission(permission) = route.need else { continue };
        for (role, browser) in &people {
            let (status, led) = answer(browser, route, banks[0]).await;
            let told = format!("{role:?} at {} {}: {status} {led}", route.method, route.path);
            match role {
                None => assert!(status == 303 && led.starts_with("/staff/sign-in?return="), "{told}"),
                // A form without its fields is turned back for that, once it is let pass.
                Some(role) if role.may(permission) => {
                    assert!(status == 200 || status == 400 || status == 422 || status == 303, "{told}");
                    assert!(
                        !led.starts_with("/staff/sign-in") && !led.starts_with("/staff/confirm"),
                        "{told}"
                    );
                }
                Some(role) if role.is_of_institution() == permission.is_of_institution() => {
                    assert_eq!(status, 403, "{told}");
                }
                // Who holds nothing in an institution does not hear of it.
                Some(_) if permission.is_of_institution() => assert_eq!(status, 404, "{told}"),
                Some(_) => assert_eq!(status, 403, "{told}"),
            }
            // Another institution's is not there, whatever one is.
            if permission.is_of_institution() && role.is_some() {
                let (status, _) = answer(browser, route, banks[1]).await;
                assert_eq!(status, 404, "{told} of another");
                let nowhere = InstitutionId(uuid::Uuid::now_v7());
                assert_eq!(answer(browser, route, nowhere).await.0, 404, "{told} of none");
            }
        }
    }
    let refused = server.store.newest_audit(None, 1_000).await.unwrap();
    assert!(refused.iter().any(|entry| entry.action == "refused"), "what was tried is written down");
}

#[actix_web::test]
async fn whoever_is_not_signed_in_sees_only_what_leads_in() {
    let server = TestServer::start().await;
    let bank = lenders(&server).await[0];
    let browser = Browser::new(&server);
    for route in staff_routes() {
        let (status, led) = answer(&browser, &route, bank).await;
        let told = format!("{} {}: {status} {led}", route.method, route.path);
        match route.need {
            Need::Nothing => assert!(!led.starts_with("/staff/sign-in?return"), "{told}"),
            _ => assert!(status == 303 && led.starts_with("/staff/sign-in?return="), "{told}"),
        }
    }
}

#[actix_web::test]
async fn what_another_site_sends_is_not_taken() {
    let server = TestServer::start().await;
    let (browser, _) = somebody(&server, "kim@site.example", operator()).await;
    let cookie = format!("lendlight-staff={}", browser.cookies.borrow()["lendlight-staff"]);
    let request = server.client.post(server.url("/staff/people/invite")).header("cookie", cookie);
    let request = request.header("origin", "https://evil.example");
    let request = request.header("content-type", "application/x-www-form-urlencoded");
    let answer = request.body("email=a%40x.example&role=operator").send().await.unwrap();
    assert_eq!(answer.status(), 403);
    assert!(letters(&server).is_empty());
}

#[actix_web::test]
async fn the_audit_log_tells_and_can_be_checked() {
    let server = TestServer::start().await;
    let (browser, _) = somebody(&server, "kim@site.example", operator()).await;
    let page = browser.page("/staff/audit").await;
    for what in ["Invited", "Invitation accepted", "Signed in", "One-time codes set up", "Kim Lee"] {
        assert!(page.contains(what), "{what}: {page}");
    }
    let store = server.store.as_ref();
    let AuditFinding::Whole { entries, head } = verify(store, None).await.unwrap() else { panic!() };
    assert!(entries >= 4);
    assert_eq!(verify(store, Some(head)).await.unwrap(), AuditFinding::Whole { entries, head });
    assert_eq!(verify(store, Some([1; 32])).await.unwrap(), AuditFinding::Rewritten);
    server
        .execute("DROP TRIGGER audit_entry_unchanged; UPDATE audit_entry SET detail = '{}' WHERE seq = 2")
        .await;
    assert_eq!(verify(store, None).await.unwrap(), AuditFinding::Changed { seq: 2 });
    server.execute("DROP TRIGGER audit_entry_kept; DELETE FROM audit_entry WHERE seq = 1").await;
    assert_eq!(verify(store, None).await.unwrap(), AuditFinding::Missing { seq: 1 });
    server.execute("DELETE FROM audit_entry").await;
    assert_eq!(verify(store, None).await.unwrap(), AuditFinding::Cut { entries: 0, expected: entries });
}

#[actix_web::test]
async fn a_session_ends_when_it_is_not_used_and_in_any_case() {
    let mut config = Config::default();
    config.staff.session_hours = 1;
    let server = TestServer::with(config, catalogue()).await;
    let (browser, _) = somebody(&server, "kim@site.example", operator()).await;
    // Used a while ago: goes on, but not beyond its hour.
    server.execute("UPDATE staff_session SET used_at = used_at - 120000000").await;
    assert_eq!(browser.get("/staff").await.status(), 200);
    server.execute("UPDATE staff_session SET expires_at = 1").await;
    assert_eq!(browser.get("/staff").await.status(), 303);
}
