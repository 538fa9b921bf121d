-- How a model did when it was trained, in full; and what it was found to do to groups since. Both as JSON.
CREATE TABLE model_evaluation (
    kind       TEXT    NOT NULL,
    version    INTEGER NOT NULL,
    evaluation TEXT    NOT NULL,
    PRIMARY KEY (kind, version),
    FOREIGN KEY (kind, version) REFERENCES model (kind, version)
) STRICT;

-- Counts and rates of groups, never who belongs to them. Rows are added, never edited.
CREATE TABLE model_audit (
    kind       TEXT    NOT NULL,
    version    INTEGER NOT NULL,
    -- Counts the audits of a model from 1.
    seq        INTEGER NOT NULL CHECK (seq >= 1),
    audit      TEXT    NOT NULL,
    PRIMARY KEY (kind, version, seq),
    FOREIGN KEY (kind, version) REFERENCES model (kind, version)
) STRICT;
