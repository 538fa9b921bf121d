-- Figures that visitors say are wrong. Nothing tells who said so.
CREATE TABLE figure_report (
    id              BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    product_id      BLOB    NOT NULL REFERENCES product (id),
    -- The version of the product that was on offer when it was reported.
    product_version INTEGER NOT NULL CHECK (product_version >= 1),
    figure          TEXT    NOT NULL CHECK (figure IN ('rate', 'fee', 'rule', 'other')),
    -- What would be right, in the visitor's words.
    correction      TEXT    NOT NULL CHECK (length(correction) BETWEEN 1 AND 500),
    -- Where it can be read, as an address; null if none was given.
    source          TEXT    CHECK (length(source) <= 500),
    -- Microseconds since 1970-01-01T00:00:00Z.
    reported_at     INTEGER NOT NULL,
    -- When an operator dealt with it; null until then.
    resolved_at     INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX figure_report_open ON figure_report (reported_at) WHERE resolved_at IS NULL;
