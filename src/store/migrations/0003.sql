-- Schema 3: addresses that names had, addresses from before Copydesk, and who an
-- author is.

-- Where readers found a section, a tag or an author, in a language in which it has
-- another slug now. A slug that one of its kind has today leads to that one.
CREATE TABLE term_address (
  term_id  INTEGER NOT NULL REFERENCES term ON DELETE CASCADE,
  language TEXT NOT NULL,
  slug     TEXT NOT NULL,
  left_us  INTEGER NOT NULL, -- when it got another one
  PRIMARY KEY (term_id, language, slug)
) STRICT, WITHOUT ROWID;

-- Addresses that a person named, of a site that was there before.
CREATE TABLE redirect (
  id         INTEGER PRIMARY KEY,
  uuid       TEXT NOT NULL UNIQUE,
  source     TEXT NOT NULL UNIQUE, -- "/old/page.html", "/?p=123"
  target     TEXT NOT NULL,        -- "/en/news/", "https://…", "article:UUID"; '' is gone
  version    INTEGER NOT NULL DEFAULT 1,
  changed_us INTEGER NOT NULL,
  deleted_us INTEGER
) STRICT;

-- What a page of an author says.
CREATE TABLE biography (
  term_id  INTEGER NOT NULL REFERENCES term ON DELETE CASCADE,
  language TEXT NOT NULL,
  text     TEXT NOT NULL CHECK (text <> ''),
  UNIQUE (term_id, language)
) STRICT;

ALTER TABLE term ADD COLUMN portrait_id INTEGER REFERENCES media;
CREATE INDEX term_by_portrait ON term (portrait_id) WHERE portrait_id IS NOT NULL;

PRAGMA user_version = 3;
