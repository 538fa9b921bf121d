-- People who work with the site: for a lending institution, or for the site itself. Times are microseconds since
-- 1970-01-01T00:00:00Z.
CREATE TABLE staff (
    id            BYTEA    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    -- In lower case.
    email         TEXT    NOT NULL UNIQUE CHECK (length(email) BETWEEN 3 AND 254),
    name          TEXT    NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    -- An argon2id hash with its parameters (PHC string).
    password_hash TEXT    NOT NULL,
    -- The secret of one-time codes, encrypted with a key that is not in the database; null without one.
    totp_sealed   BYTEA,
    -- The time step of the newest code that was used: each works once.
    totp_step     BIGINT NOT NULL DEFAULT 0,
    -- Wrong passwords and codes since the last right one.
    failures      BIGINT NOT NULL DEFAULT 0,
    -- Until when no password is looked at.
    locked_until  BIGINT NOT NULL DEFAULT 0,
    created_at    BIGINT NOT NULL,
    disabled_at   BIGINT
);

-- Roles that people hold: in an institution, or, without one, on the whole site.
CREATE TABLE staff_grant (
    id             BYTEA    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    staff_id       BYTEA    NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    role           TEXT    NOT NULL,
    institution_id BYTEA    REFERENCES institution (id),
    granted_at     BIGINT NOT NULL,
    CHECK ((role IN ('viewer', 'editor', 'approver', 'admin')) = (institution_id IS NOT NULL))
);

-- One role in an institution; each role of the site once.
CREATE UNIQUE INDEX staff_grant_institution ON staff_grant (staff_id, institution_id) WHERE institution_id IS NOT NULL;
CREATE UNIQUE INDEX staff_grant_site ON staff_grant (staff_id, role) WHERE institution_id IS NULL;
CREATE INDEX staff_grant_of ON staff_grant (institution_id);

-- A browser in which somebody signs in, or has.
CREATE TABLE staff_session (
    id           BYTEA    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    staff_id     BYTEA    NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    -- SHA-256 of the token in the browser's cookie.
    token_hash   BYTEA    NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    -- The browser's and the system's name; may be empty.
    device       TEXT    NOT NULL,
    created_at   BIGINT NOT NULL,
    used_at      BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL,
    -- When the password was given last.
    confirmed_at BIGINT NOT NULL,
    -- When the second factor was given; null while it is still asked for, or where there is none.
    second_at    BIGINT
);

CREATE INDEX staff_session_staff ON staff_session (staff_id);
CREATE INDEX staff_session_expiry ON staff_session (expires_at);

-- Links that were handed out and not used yet.
CREATE TABLE staff_link (
    -- SHA-256 of the token in the link.
    token_hash     BYTEA    NOT NULL PRIMARY KEY CHECK (length(token_hash) = 32),
    purpose        TEXT    NOT NULL CHECK (purpose IN ('invitation', 'password')),
    -- Whom it is for; null for the first operator's, which whoever reads the server's output may use.
    email          TEXT    CHECK (length(email) BETWEEN 3 AND 254),
    -- Of an invitation.
    role           TEXT    CHECK ((purpose = 'invitation') = (role IS NOT NULL)),
    institution_id BYTEA    REFERENCES institution (id),
    created_at     BIGINT NOT NULL,
    expires_at     BIGINT NOT NULL
);

CREATE INDEX staff_link_email ON staff_link (email);
CREATE INDEX staff_link_expiry ON staff_link (expires_at);

-- What opens an account when the device with the one-time codes is lost: each once.
CREATE TABLE staff_recovery_code (
    staff_id  BYTEA NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    -- SHA-256: the codes are long enough to be beyond guessing.
    code_hash BYTEA NOT NULL CHECK (length(code_hash) = 32),
    PRIMARY KEY (staff_id, code_hash)
);

-- Keys that somebody signs in with instead of a password, or after one.
CREATE TABLE staff_passkey (
    -- The credential's id, as the authenticator gave it.
    id         BYTEA NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 1023),
    staff_id   BYTEA NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    -- What its holder calls it.
    name       TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    -- The public key and its counter, as JSON.
    document   TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    used_at    BIGINT NOT NULL
);

CREATE INDEX staff_passkey_staff ON staff_passkey (staff_id);

-- What happened that matters for security. Each entry holds the hash of the one before, so that none can be changed,
-- taken out or put between without it showing.
CREATE TABLE audit_entry (
    seq            BIGINT NOT NULL PRIMARY KEY CHECK (seq >= 1),
    at             BIGINT NOT NULL,
    -- Who did it: a person's id; null for the system, or for somebody unknown.
    actor          BYTEA    CHECK (length(actor) = 16),
    action         TEXT    NOT NULL,
    -- Whom or what it was done to, and what more there is to say, as JSON.
    detail         TEXT    NOT NULL,
    -- Whose matter it is.
    institution_id BYTEA    CHECK (length(institution_id) = 16),
    previous       BYTEA    NOT NULL CHECK (length(previous) = 32),
    hash           BYTEA    NOT NULL CHECK (length(hash) = 32)
);

CREATE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is only ever added to';
END;
$$;

CREATE TRIGGER audit_entry_unchanged BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_entry_refuse();

CREATE TRIGGER audit_entry_kept BEFORE TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse();

-- The newest entry, locked by whoever adds the next.
CREATE TABLE audit_head (
    id   BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    seq  BIGINT NOT NULL,
    hash BYTEA    NOT NULL CHECK (length(hash) = 32)
);

INSERT INTO audit_head (id, seq, hash) VALUES (1, 0, decode(repeat('00', 32), 'hex'));
