//! A browser without scripts: it keeps cookies and sends forms.

use crate::support::TestServer;
use reqwest::Response;
use std::cell::RefCell;
use std::collections::{BTreeMap, HashSet};

/// A browser with cookies of its own.
pub(crate) struct Browser<'a> {
    server: &'a TestServer,
    pub(crate) cookies: RefCell<BTreeMap<String, String>>,
}

impl<'a> Browser<'a> {
    pub(crate) fn new(server: &'a TestServer) -> Self {
        Self { server, cookies: RefCell::default() }
    }

    fn cookie(&self) -> String {
        let cookies = self.cookies.borrow();
        cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    fn take(&self, answer: &Response) {
        for cookie in answer.headers().get_all("set-cookie") {
            let cookie = cookie.to_str().unwrap();
            let strict = cookie.starts_with("lendlight-staff=");
            let same_site = if strict { "SameSite=Strict" } else { "SameSite=Lax" };
            assert!(cookie.contains("HttpOnly") && cookie.contains(same_site), "{cookie}");
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            if cookie.contains("Max-Age=0") {
                self.cookies.borrow_mut().remove(name);
            } else {
                self.cookies.borrow_mut().insert(name.to_owned(), value.to_owned());
            }
        }
    }

    pub(crate) async fn get(&self, path: &str) -> Response {
        let request = self.server.client.get(self.server.url(path)).header("cookie", self.cookie());
        let answer = request.header("accept", "text/html").send().await.unwrap();
        self.take(&answer);
        answer
    }

    /// The text of a page that must be there.
    pub(crate) async fn page(&self, path: &str) -> String {
        let answer = self.get(path).await;
        assert_eq!(answer.status(), 200, "{path}");
        answer.text().await.unwrap()
    }

    /// Sends a form, as its page on this site would.
    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Response {
        self.post_from(None, path, fields).await
    }

    /// Sends a form, saying on which page it stands.
    pub(crate) async fn post_from(
        &self,
        page: Option<&str>,
        path: &str,
        fields: &[(&str, &str)],
    ) -> Response {
        let site = format!("http://{}", self.server.address);
        let request = self.server.client.post(self.server.url(path)).header("cookie", self.cookie());
        let request = request.header("origin", site).header("sec-fetch-site", "same-origin");
        let body: String = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = request.header("content-type", "application/x-www-form-urlencoded").body(body);
        let request = match page {
            Some(page) => request.header("referer", page),
            None => request,
        };
        let answer = request.header("accept", "text/html").send().await.unwrap();
        self.take(&answer);
        answer
    }

    /// Sends a form and answers where it leads.
    pub(crate) async fn submit(&self, path: &str, fields: &[(&str, &str)]) -> String {
        let answer = self.post(path, fields).await;
        assert_eq!(answer.status(), 303, "{path}");
        answer.headers()["location"].to_str().unwrap().to_owned()
    }

    /// Asks for a link and answers its token.
    pub(crate) async fn ask(&self, email: &str) -> String {
        let before = tokens(self.server);
        let address = self.submit("/account/link", &[("email", email), ("language", "en-AU")]).await;
        assert_eq!(address, "/account?asked=1");
        let after = tokens(self.server);
        let mut new = after.difference(&before);
        let token = new.next().unwrap().clone();
        assert_eq!(new.next(), None, "one letter");
        token
    }

    /// Signs in by mail, with what the browser keeps.
    pub(crate) async fn sign_in(&self, email: &str) {
        let token = self.ask(email).await;
        let address = self.submit("/account/sign-in", &[("token", &token), ("bring", "yes")]).await;
        assert_eq!(address, "/account?welcome=1");
    }

    pub(crate) async fn is_signed_in(&self) -> bool {
        self.page("/account").await.contains("Signed in as")
    }
}

/// The letters that were written.
pub(crate) fn letters(server: &TestServer) -> Vec<String> {
    let files = std::fs::read_dir(server.dir().join("mail")).unwrap();
    files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap()).collect()
}

/// A letter's text as its reader sees it: lines that were folded are whole again.
pub(crate) fn readable(letter: &str) -> String {
    letter.replace("=\r\n", "").replace("=3D", "=")
}

/// The tokens in the links of all letters.
fn tokens(server: &TestServer) -> HashSet<String> {
    let letters = letters(server);
    let found = letters.iter().map(|letter| {
        let letter = readable(letter);
        letter.split("/account/sign-in?token=").nth(1).unwrap().chars().take(64).collect()
    });
    found.collect()
}
