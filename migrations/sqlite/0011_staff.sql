-- People who work with the site: for a lending institution, or for the site itself. Times are microseconds since
-- 1970-01-01T00:00:00Z.
CREATE TABLE staff (
    id            BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    -- In lower case.
    email         TEXT    NOT NULL UNIQUE CHECK (length(email) BETWEEN 3 AND 254),
    name          TEXT    NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    -- An argon2id hash with its parameters (PHC string).
    password_hash TEXT    NOT NULL,
    -- The secret of one-time codes, encrypted with a key that is not in the database; null without one.
    totp_sealed   BLOB,
    -- The time step of the newest code that was used: each works once.
    totp_step     INTEGER NOT NULL DEFAULT 0,
    -- Wrong passwords and codes since the last right one.
    failures      INTEGER NOT NULL DEFAULT 0,
    -- Until when no password is looked at.
    locked_until  INTEGER NOT NULL DEFAULT 0,
    created_at    INTEGER NOT NULL,
    disabled_at   INTEGER
) STRICT, WITHOUT ROWID;

-- Roles that people hold: in an institution, or, without one, on the whole site.
CREATE TABLE staff_grant (
    id             BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    staff_id       BLOB    NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    role           TEXT    NOT NULL,
    institution_id BLOB    REFERENCES institution (id),
    granted_at     INTEGER NOT NULL,
    CHECK ((role IN ('viewer', 'editor', 'approver', 'admin')) = (institution_id IS NOT NULL))
) STRICT, WITHOUT ROWID;

-- One role in an institution; each role of the site once.
CREATE UNIQUE INDEX staff_grant_institution ON staff_grant (staff_id, institution_id) WHERE institution_id IS NOT NULL;
CREATE UNIQUE INDEX staff_grant_site ON staff_grant (staff_id, role) WHERE institution_id IS NULL;
CREATE INDEX staff_grant_of ON staff_grant (institution_id);

-- A browser in which somebody signs in, or has.
CREATE TABLE staff_session (
    id           BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    staff_id     BLOB    NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    -- SHA-256 of the token in the browser's cookie.
    token_hash   BLOB    NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    -- The browser's and the system's name; may be empty.
    device       TEXT    NOT NULL,
    created_at   INTEGER NOT NULL,
    used_at      INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL,
    -- When the password was given last.
    confirmed_at INTEGER NOT NULL,
    -- When the second factor was given; null while it is still asked for, or where there is none.
    second_at    INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX staff_session_staff ON staff_session (staff_id);
CREATE INDEX staff_session_expiry ON staff_session (expires_at);

-- Links that were handed out and not used yet.
CREATE TABLE staff_link (
    -- SHA-256 of the token in the link.
    token_hash     BLOB    NOT NULL PRIMARY KEY CHECK (length(token_hash) = 32),
    purpose        TEXT    NOT NULL CHECK (purpose IN ('invitation', 'password')),
    -- Whom it is for; null for the first operator's, which whoever reads the server's output may use.
    email          TEXT    CHECK (length(email) BETWEEN 3 AND 254),
    -- Of an invitation.
    role           TEXT    CHECK ((purpose = 'invitation') = (role IS NOT NULL)),
    institution_id BLOB    REFERENCES institution (id),
    created_at     INTEGER NOT NULL,
    expires_at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX staff_link_email ON staff_link (email);
CREATE INDEX staff_link_expiry ON staff_link (expires_at);

-- What opens an account when the device with the one-time codes is lost: each once.
CREATE TABLE staff_recovery_code (
    staff_id  BLOB NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    -- SHA-256: the codes are long enough to be beyond guessing.
    code_hash BLOB NOT NULL CHECK (length(code_hash) = 32),
    PRIMARY KEY (staff_id, code_hash)
) STRICT, WITHOUT ROWID;

-- Keys that somebody signs in with instead of a password, or after one.
CREATE TABLE staff_passkey (
    -- The credential's id, as the authenticator gave it.
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 1023),
    staff_id   BLOB NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    -- What its holder calls it.
    name       TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    -- The public key and its counter, as JSON.
    document   TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    used_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX staff_passkey_staff ON staff_passkey (staff_id);

-- What happened that matters for security. Each entry holds the hash of the one before, so that none can be changed,
-- taken out or put between without it showing.
CREATE TABLE audit_entry (
    seq            INTEGER NOT NULL PRIMARY KEY CHECK (seq >= 1),
    at             INTEGER NOT NULL,
    -- Who did it: a person's id; null for the system, or for somebody unknown.
    actor          BLOB    CHECK (length(actor) = 16),
    action         TEXT    NOT NULL,
    -- Whom or what it was done to, and what more there is to say, as JSON.
    detail         TEXT    NOT NULL,
    -- Whose matter it is.
    institution_id BLOB    CHECK (length(institution_id) = 16),
    previous       BLOB    NOT NULL CHECK (length(previous) = 32),
    hash           BLOB    NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE TRIGGER audit_entry_unchanged BEFORE UPDATE ON audit_entry
BEGIN
    SELECT RAISE(ABORT, 'the audit log is only ever added to');
END;

CREATE TRIGGER audit_entry_kept BEFORE DELETE ON audit_entry
BEGIN
    SELECT RAISE(ABORT, 'the audit log is only ever added to');
END;

-- The newest entry, locked by whoever adds the next.
CREATE TABLE audit_head (
    id   INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    seq  INTEGER NOT NULL,
    hash BLOB    NOT NULL CHECK (length(hash) = 32)
) STRICT;

INSERT INTO audit_head (id, seq, hash) VALUES (1, 0, zeroblob(32));
