-- Accounts, which nobody needs: what a borrower keeps, on more than one device. Times are microseconds since
-- 1970-01-01T00:00:00Z.
CREATE TABLE account (
    id         BYTEA   NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    -- In lower case.
    email      TEXT    NOT NULL UNIQUE CHECK (length(email) BETWEEN 3 AND 254),
    created_at BIGINT  NOT NULL
);

-- A browser that is signed in.
CREATE TABLE account_session (
    id         BYTEA   NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    account_id BYTEA   NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    -- SHA-256 of the token in the browser's cookie.
    token_hash BYTEA   NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    -- The browser's and the system's name, to tell it from others; may be empty.
    device     TEXT    NOT NULL,
    created_at BIGINT  NOT NULL,
    used_at    BIGINT  NOT NULL,
    expires_at BIGINT  NOT NULL
);

CREATE INDEX account_session_account ON account_session (account_id);
CREATE INDEX account_session_expiry ON account_session (expires_at);

-- Links that were mailed and not used yet. They name an address, not an account: the first use makes the account.
CREATE TABLE sign_in_link (
    -- SHA-256 of the token in the link.
    token_hash BYTEA   NOT NULL PRIMARY KEY CHECK (length(token_hash) = 32),
    email      TEXT    NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
    asked_at   BIGINT  NOT NULL,
    expires_at BIGINT  NOT NULL
);

CREATE INDEX sign_in_link_email ON sign_in_link (email);
CREATE INDEX sign_in_link_expiry ON sign_in_link (expires_at);

-- The products that an account saved, dismissed and compares.
CREATE TABLE account_lists (
    account_id BYTEA   NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    -- Counts the changes, so that of two at once one is refused and tries again.
    version    BIGINT  NOT NULL CHECK (version >= 1),
    -- How many products each list has, one byte a list, then their ids of 16 bytes.
    document   BYTEA   NOT NULL,
    changed_at BIGINT  NOT NULL
);

-- What an account's holder told about themselves, encrypted with a key that is not in the database.
CREATE TABLE account_answers (
    account_id  BYTEA   NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    sealed      BYTEA   NOT NULL,
    answered_at BIGINT  NOT NULL
);
