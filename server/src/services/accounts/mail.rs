//! Mail: over SMTP, or into a folder where nobody is meant to receive it.

use super::email::EmailAddress;
use crate::config::MailConfig;
use app::mail::Letter;
use lettre::message::{Mailbox, MultiPart};
use lettre::{AsyncFileTransport, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use secrecy::ExposeSecret;
use std::fs::DirBuilder;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long an SMTP server may take to answer.
const PATIENCE: Duration = Duration::from_secs(6);

/// Sends letters.
pub struct Mailer {
    from: Mailbox,
    transport: Transport,
}

enum Transport {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    Folder { transport: AsyncFileTransport<Tokio1Executor>, folder: PathBuf },
}

/// Why mail cannot be sent.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The sender is no address.
    #[error("mail.from: {0}")]
    From(lettre::address::AddressError),
    /// The SMTP server's address cannot be used.
    #[error("mail.smtp_url: {0}")]
    Address(lettre::transport::smtp::Error),
    /// Mail would travel where anybody on the way could read it.
    #[error(
        "mail.smtp_url must begin with smtps: or end with ?tls=required, except for a server on this machine"
    )]
    Unencrypted,
    /// The folder cannot be made.
    #[error("mail folder {path}: {source}")]
    Folder {
        /// Which folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The message cannot be put together.
    #[error("message: {0}")]
    Message(#[from] lettre::error::Error),
    /// The server did not take it.
    #[error("mail server: {0}")]
    Smtp(#[from] lettre::transport::smtp::Error),
    /// It could not be written.
    #[error("mail file: {0}")]
    File(#[from] lettre::transport::file::Error),
}

impl Mailer {
    /// A mailer as configured; without an SMTP server letters are written to the folder `mail` of the data
    /// directory.
    ///
    /// # Errors
    /// [`MailError`] if the configuration cannot be used.
    pub fn new(config: &MailConfig, data_dir: &Path) -> Result<Self, MailError> {
        let from = config.from.parse().map_err(MailError::From)?;
        let url = config.smtp_url.expose_secret();
        let transport = if url.is_empty() {
            let folder = data_dir.join("mail");
            private_folder(&folder).map_err(|source| MailError::Folder { path: folder.clone(), source })?;
            Transport::Folder { transport: AsyncFileTransport::new(&folder), folder }
        } else if is_safe(url) {
            let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(MailError::Address)?;
            Transport::Smtp(builder.timeout(Some(PATIENCE)).build())
        } else {
            return Err(MailError::Unencrypted);
        };
        Ok(Self { from, transport })
    }

    /// Sends a letter.
    ///
    /// # Errors
    /// [`MailError`] if it could not be handed over.
    pub(crate) async fn send(&self, to: &EmailAddress, letter: Letter) -> Result<(), MailError> {
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to.address()))
            .subject(letter.subject)
            .multipart(MultiPart::alternative_plain_html(letter.text, letter.html))?;
        match &self.transport {
            Transport::Smtp(transport) => {
                transport.send(message).await?;
            }
            Transport::Folder { transport, folder } => {
                let id = transport.send(message).await?;
                tracing::info!(file = %folder.join(format!("{id}.eml")).display(), "mail written");
            }
        }
        Ok(())
    }
}

/// Whether what is sent stays between the two servers.
fn is_safe(url: &str) -> bool {
    let (scheme, rest) = url.split_once("://").unwrap_or_default();
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let host = host.rsplit_once(':').map_or(host, |(host, _)| host);
    let on_this_machine = ["localhost", "127.0.0.1", "[::1]"].contains(&host);
    let required =
        url.split_once('?').is_some_and(|(_, query)| query.split('&').any(|pair| pair == "tls=required"));
    scheme == "smtps" || required || on_this_machine
}

/// A folder that only its owner can read: the letters in it open accounts.
fn private_folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_travels_encrypted_or_not_at_all() {
        for url in [
            "smtps://user:pass@mail.example",
            "smtp://user:pass@mail.example:587?tls=required",
            "smtp://127.0.0.1:2525",
            "smtp://localhost",
        ] {
            assert!(is_safe(url), "{url}");
        }
        for url in [
            "smtp://mail.example",
            "smtp://mail.example?tls=opportunistic",
            "smtp://localhost@mail.example",
            "smtp://mail.example/tls=required",
            "mail.example",
        ] {
            assert!(!is_safe(url), "{url}");
        }
    }

    #[tokio::test]
    async fn without_a_server_letters_are_files() {
        let dir = tempfile::tempdir().unwrap();
        let mailer = Mailer::new(&MailConfig::default(), dir.path()).unwrap();
        let letter = Letter {
            subject: "Your link".to_owned(),
            text: "Open it".to_owned(),
            html: "<p>Open it</p>".to_owned(),
        };
        mailer.send(&"kim@example.com".parse().unwrap(), letter).await.unwrap();
        let file = std::fs::read_dir(dir.path().join("mail")).unwrap().next().unwrap().unwrap().path();
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(file.extension().is_some_and(|extension| extension == "eml"));
        for part in
            ["To: kim@example.com", "Subject: Your link", "text/plain", "text/html", "multipart/alternative"]
        {
            assert!(text.contains(part), "{part}: {text}");
        }
    }
}
