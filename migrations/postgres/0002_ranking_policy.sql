-- Ranking policies: added, never edited. The one with the highest version is in force. `migrate` adds version 1,
-- whose weights live in the program beside their explanation.
CREATE TABLE ranking_policy (
    version      BIGINT  NOT NULL PRIMARY KEY CHECK (version >= 1),
    -- Weights and diversification as JSON.
    document     TEXT    NOT NULL,
    note         TEXT    NOT NULL,
    -- Microseconds since 1970-01-01T00:00:00Z.
    published_at BIGINT  NOT NULL
);
