-- What happens to results once they are shown. Times are microseconds since 1970-01-01T00:00:00Z. Ids are UUIDv7, so
-- that the primary key is in the order of time: old events are pruned and read from its beginning, and no further
-- index on a time is written with every impression.
--
-- No foreign keys: a product, or what an event follows from, may be unknown yet, or forgotten already.

CREATE TABLE event_impression (
    id              BYTEA   NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    -- The page of results it was shown on.
    request_id      BYTEA   NOT NULL CHECK (length(request_id) = 16),
    shown_at        BIGINT  NOT NULL,
    -- A keyed hash; null where nobody is known, wants to be, or has been forgotten.
    pseudonym       BYTEA   CHECK (length(pseudonym) = 16),
    surface         TEXT    NOT NULL CHECK (surface IN ('page', 'api')),
    -- Why it is taken for a program's, and kept out of training; null for a person's.
    bot_reason      TEXT    CHECK (bot_reason IN ('declared', 'rate')),
    product_id      BYTEA   NOT NULL CHECK (length(product_id) = 16),
    product_version BIGINT  NOT NULL CHECK (product_version >= 1),
    category        TEXT    NOT NULL,
    -- In the whole list, from 1.
    position        BIGINT  NOT NULL CHECK (position >= 1),
    page            BIGINT  NOT NULL CHECK (page >= 1),
    -- With which probability the policy shows this product at this position.
    propensity      DOUBLE PRECISION NOT NULL CHECK (propensity > 0 AND propensity <= 1),
    is_exploration  BOOLEAN NOT NULL,
    policy_version  BIGINT  NOT NULL,
    model_version   TEXT    NOT NULL,
    -- The chances as they were predicted.
    approval        DOUBLE PRECISION NOT NULL CHECK (approval >= 0 AND approval <= 1),
    click           DOUBLE PRECISION NOT NULL CHECK (click >= 0 AND click <= 1),
    -- A version (2 bytes), then single-precision numbers (4 bytes each), big-endian; null where nothing was kept.
    inputs          BYTEA
);

CREATE INDEX event_impression_pseudonym ON event_impression (pseudonym) WHERE pseudonym IS NOT NULL;

-- One for an impression, which may be written later than its click.
CREATE TABLE event_click (
    impression_id BYTEA   NOT NULL PRIMARY KEY CHECK (length(impression_id) = 16),
    clicked_at    BIGINT  NOT NULL,
    pseudonym     BYTEA   CHECK (length(pseudonym) = 16),
    surface       TEXT    NOT NULL CHECK (surface IN ('page', 'api')),
    bot_reason    TEXT    CHECK (bot_reason IN ('declared', 'rate'))
);

CREATE INDEX event_click_pseudonym ON event_click (pseudonym) WHERE pseudonym IS NOT NULL;

-- A product was saved, or laid beside others.
CREATE TABLE event_listed (
    id         BYTEA   NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    listed_as  TEXT    NOT NULL CHECK (listed_as IN ('save', 'compare')),
    listed_at  BIGINT  NOT NULL,
    pseudonym  BYTEA   CHECK (length(pseudonym) = 16),
    surface    TEXT    NOT NULL CHECK (surface IN ('page', 'api')),
    bot_reason TEXT    CHECK (bot_reason IN ('declared', 'rate')),
    product_id BYTEA   NOT NULL CHECK (length(product_id) = 16)
);

CREATE INDEX event_listed_pseudonym ON event_listed (pseudonym) WHERE pseudonym IS NOT NULL;

CREATE TABLE event_application (
    id              BYTEA   NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    applied_at      BIGINT  NOT NULL,
    pseudonym       BYTEA   CHECK (length(pseudonym) = 16),
    surface         TEXT    NOT NULL CHECK (surface IN ('page', 'api')),
    bot_reason      TEXT    CHECK (bot_reason IN ('declared', 'rate')),
    product_id      BYTEA   NOT NULL CHECK (length(product_id) = 16),
    product_version BIGINT  NOT NULL CHECK (product_version >= 1),
    -- What led to it; null where it was no result.
    impression_id   BYTEA   CHECK (length(impression_id) = 16),
    -- What was asked for, in minor units of an ISO 4217 currency.
    amount_minor    BIGINT  NOT NULL,
    currency        TEXT    NOT NULL,
    term_months     BIGINT,
    inputs          BYTEA
);

CREATE INDEX event_application_pseudonym ON event_application (pseudonym) WHERE pseudonym IS NOT NULL;
CREATE INDEX event_application_impression ON event_application (impression_id) WHERE impression_id IS NOT NULL;

-- One for an application: the latest.
CREATE TABLE event_decision (
    application_id  BYTEA   NOT NULL PRIMARY KEY CHECK (length(application_id) = 16),
    decided_at      BIGINT  NOT NULL,
    outcome         TEXT    NOT NULL CHECK (outcome IN ('approved', 'declined')),
    -- Of a declined one.
    reason          TEXT    CHECK ((outcome = 'declined') = (reason IS NOT NULL)),
    -- Of an approved one, where the lender says so; the rate is a year's, in millionths.
    amount_minor    BIGINT,
    currency        TEXT,
    rate_millionths BIGINT
);

-- One for an application: the first.
CREATE TABLE event_funding (
    application_id BYTEA   NOT NULL PRIMARY KEY CHECK (length(application_id) = 16),
    funded_at      BIGINT  NOT NULL,
    amount_minor   BIGINT  NOT NULL,
    currency       TEXT    NOT NULL
);
