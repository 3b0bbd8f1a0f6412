PRAGMA application_id = 1147499371;
PRAGMA user_version = 1;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE library (
  id         INTEGER PRIMARY KEY CHECK (id = 1),
  uuid       TEXT NOT NULL,
  created_us INTEGER NOT NULL
) STRICT;
INSERT INTO library VALUES(1,'01a2212c-033c-7148-a30a-1378a0122ce4',1795852862268382);
CREATE TABLE desk (
  id   INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL
) STRICT;
INSERT INTO desk VALUES(1,'01a2212c-0346-72ee-803c-9ceb0b051fd1','Ana');
CREATE TABLE setting (
  key        TEXT NOT NULL PRIMARY KEY,
  value      TEXT NOT NULL,
  version    INTEGER NOT NULL DEFAULT 1,
  changed_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO setting VALUES('languages','en,sr,sr-Latn',1,1795852862281293);
INSERT INTO setting VALUES('title','The Ford Gazette',1,1795852862281296);
INSERT INTO setting VALUES('title.sr','Гасни лист',1,1795852862281294);
INSERT INTO setting VALUES('url','https://gazette.invalid/news/',1,1795852862281289);
CREATE TABLE term (
  id              INTEGER PRIMARY KEY,
  uuid            TEXT NOT NULL UNIQUE,
  type            INTEGER NOT NULL CHECK (type IN (0, 1, 2)),
  position        INTEGER NOT NULL DEFAULT 0,
  is_organisation INTEGER NOT NULL DEFAULT 0,
  version         INTEGER NOT NULL DEFAULT 1,
  changed_us      INTEGER NOT NULL,
  deleted_us      INTEGER
) STRICT;
INSERT INTO term VALUES(1,'01a2212c-0343-712a-a9f3-7409bc4921fa',1,0,0,2,1795852862282250,NULL);
INSERT INTO term VALUES(2,'01a2212c-0349-7123-a623-16e7b1b36fdc',0,0,0,2,1795852862281878,NULL);
INSERT INTO term VALUES(3,'01a2212c-034a-713b-a30c-f13bf15f2ebe',1,1,0,1,1795852862282576,NULL);
INSERT INTO term VALUES(4,'01a2212c-034a-713c-adf8-47ca213b8cb0',2,0,0,2,1795852862283212,NULL);
INSERT INTO term VALUES(5,'01a2212c-034b-7242-bc69-91138e11fb00',2,1,1,2,1795852862284323,NULL);
CREATE TABLE term_name (
  id       INTEGER PRIMARY KEY, -- the oldest name stands in for missing ones
  term_id  INTEGER NOT NULL REFERENCES term ON DELETE CASCADE,
  type     INTEGER NOT NULL,    -- the term's, so that a slug is unique in it
  language TEXT NOT NULL,
  name     TEXT NOT NULL CHECK (name <> ''),
  slug     TEXT NOT NULL CHECK (slug <> ''),
  folded   TEXT NOT NULL,       -- the name without case, script, diacritics
  UNIQUE (term_id, language),
  UNIQUE (type, language, slug)
) STRICT;
INSERT INTO term_name VALUES(1,1,1,'en','Rivers','rivers','rivers');
INSERT INTO term_name VALUES(2,2,0,'en','News','news','news');
INSERT INTO term_name VALUES(3,2,0,'sr','Вести','vesti','vesti');
INSERT INTO term_name VALUES(4,1,1,'sr','Реке','reke','reke');
INSERT INTO term_name VALUES(5,3,1,'en','Transport','transport','transport');
INSERT INTO term_name VALUES(6,4,2,'en','Ana Kolar','ana-kolar','ana kolar');
INSERT INTO term_name VALUES(7,4,2,'sr','Ана Колар','ana-kolar','ana kolar');
INSERT INTO term_name VALUES(8,5,2,'en','Ford Institute','ford-institute','ford institute');
CREATE TABLE media (
  id         INTEGER PRIMARY KEY,
  uuid       TEXT NOT NULL UNIQUE,
  sha256     TEXT NOT NULL UNIQUE CHECK (length (sha256) = 64),
  name       TEXT NOT NULL,
  mime_type  TEXT NOT NULL,
  width      INTEGER NOT NULL DEFAULT 0,
  height     INTEGER NOT NULL DEFAULT 0,
  n_bytes    INTEGER NOT NULL,
  credit     TEXT NOT NULL DEFAULT '',
  licence    TEXT NOT NULL DEFAULT '',
  version    INTEGER NOT NULL DEFAULT 1,
  changed_us INTEGER NOT NULL,
  deleted_us INTEGER
) STRICT;
INSERT INTO media VALUES(1,'01a2212c-034d-70ec-8a43-08b14e288126','76072770bc6d3b8e60728b39353fb00de97ebe50dd24d5a2e096868fe10ba625','bridge.png','image/png',1600,900,40,'Ana Kolar','CC BY 4.0',1,1795852862285106,NULL);
CREATE TABLE media_text (
  media_id    INTEGER NOT NULL REFERENCES media ON DELETE CASCADE,
  language    TEXT NOT NULL,
  alternative TEXT NOT NULL,
  caption     TEXT NOT NULL,
  PRIMARY KEY (media_id, language)
) STRICT, WITHOUT ROWID;
INSERT INTO media_text VALUES(1,'en','A bridge over a wide river','Lower Ford, last week');
INSERT INTO media_text VALUES(1,'sr','Мост преко широке реке','');
CREATE TABLE article (
  id         INTEGER PRIMARY KEY,
  uuid       TEXT NOT NULL UNIQUE,
  kind       TEXT NOT NULL,
  section_id INTEGER REFERENCES term,
  date_us    INTEGER,              -- the publication date for readers
  cover_id   INTEGER REFERENCES media,
  is_pinned  INTEGER NOT NULL DEFAULT 0,
  meta_hash  INTEGER NOT NULL,     -- of the fields that a release copies
  created_us INTEGER NOT NULL,
  version    INTEGER NOT NULL DEFAULT 1,
  changed_us INTEGER NOT NULL,
  deleted_us INTEGER               -- in the trash since
) STRICT;
INSERT INTO article VALUES(1,'01a2212c-0345-719a-8471-0873f8b0a9bd','article',NULL,1780261200000000,NULL,0,-1413042429802287362,1795852862277094,3,1795852862278452,NULL);
INSERT INTO article VALUES(2,'01a2212c-034b-7243-90d9-55d49c6ca48b','article',2,1780264800000000,1,1,7815642823473500226,1795852862283882,2,1795852862285395,NULL);
INSERT INTO article VALUES(3,'01a2212c-0352-7015-8f3e-509a4dde30f3','article',NULL,NULL,NULL,0,-2920229039175063680,1795852862290827,1,1795852862290827,NULL);
INSERT INTO article VALUES(4,'01a2212c-0353-72de-943c-a64c694fff12','event',NULL,1780351200000000,NULL,0,1687702430523809475,1795852862291231,2,1795852862293157,NULL);
INSERT INTO article VALUES(5,'01a2212c-0353-72e0-b6d1-7f2687cfd0c0','page',NULL,1780257600000000,NULL,0,1568627792947568370,1795852862291693,2,1795852862293730,NULL);
INSERT INTO article VALUES(6,'01a2212c-0354-7002-8d80-e86805018c97','publication',NULL,1780254000000000,NULL,0,-5625868710456008338,1795852862292209,2,1795852862294811,NULL);
INSERT INTO article VALUES(7,'01a2212c-0354-7004-b665-698fe568a6fd','article',NULL,1780250400000000,NULL,0,-7149793908606897350,1795852862292621,3,1795852862296697,1795852862296643);
CREATE TABLE article_tag (
  article_id INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  position   INTEGER NOT NULL,
  tag_id     INTEGER NOT NULL REFERENCES term,
  PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;
INSERT INTO article_tag VALUES(1,0,1);
INSERT INTO article_tag VALUES(2,1,1);
INSERT INTO article_tag VALUES(2,0,3);
CREATE TABLE article_credit (
  article_id  INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  position    INTEGER NOT NULL,
  author_id   INTEGER NOT NULL REFERENCES term,
  role        TEXT NOT NULL,
  affiliation TEXT NOT NULL,       -- as it was when the article appeared
  PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;
INSERT INTO article_credit VALUES(2,0,4,'author','Ford University');
INSERT INTO article_credit VALUES(2,1,5,'translator','');
CREATE TABLE article_related (
  article_id INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  position   INTEGER NOT NULL,
  other_uuid TEXT NOT NULL,        -- may be made or arrive later
  PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;
INSERT INTO article_related VALUES(2,0,'01a2212c-0345-719a-8471-0873f8b0a9bd');
CREATE TABLE edition (
  id               INTEGER PRIMARY KEY,
  uuid             TEXT NOT NULL UNIQUE,
  article_id       INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  language         TEXT NOT NULL,
  script           TEXT,
  status           INTEGER NOT NULL DEFAULT 0 CHECK (status BETWEEN 0 AND 5),
  title            TEXT NOT NULL,
  slug             TEXT NOT NULL,
  slug_is_own      INTEGER NOT NULL DEFAULT 0, -- a person wrote it
  summary          TEXT NOT NULL,
  seo_title        TEXT NOT NULL,
  seo_description  TEXT NOT NULL,
  released_id      INTEGER REFERENCES revision,
  scheduled_id     INTEGER REFERENCES revision, -- what readers get at scheduled_us
  first_release_us INTEGER,
  last_release_us  INTEGER,
  revised_us       INTEGER,
  scheduled_us     INTEGER,
  next_block       INTEGER NOT NULL DEFAULT 1, -- block numbers are not reused
  text_hash        INTEGER NOT NULL,
  version          INTEGER NOT NULL DEFAULT 1,
  changed_us       INTEGER NOT NULL,
  deleted_us       INTEGER,
  body             TEXT NOT NULL,
  UNIQUE (article_id, language)
) STRICT;
INSERT INTO edition VALUES(1,'01a2212c-0345-719b-bd5d-ca44f26f75af',1,'sr','Latn',3,'Skela ostaje do zime','skela-ostaje-do-jeseni',0,'','','',1,2,1780261200000000,1780261200000000,NULL,1780437600000000,3,2755279614752067644,2,1795852862280353,NULL,replace('Skela kod Donjeg Gaza vozi do jeseni, kaže Džem Đurić.\n\nRed vožnje: šest, devet i petnaest časova; čamac čeka žabe, ljude i njihove pse.\n','\n',char(10)));
INSERT INTO edition VALUES(2,'01a2212c-034b-7244-ae99-697a2dd20262',2,'en',NULL,4,'A bridge for Lower Ford','a-bridge-for-lower-ford',0,'After four mayors, trams can cross.','Lower Ford bridge opens','When, where and for whom.',5,NULL,1780268400000000,1780275600000000,NULL,NULL,15,-748418636243582048,5,1795852862290500,NULL,replace('The bridge stays closed.\n\nNobody knows why.\n','\n',char(10)));
INSERT INTO edition VALUES(3,'01a2212c-034e-722b-8390-d68c35570914',2,'sr','Cyrl',4,'Мост за Доњи Газ','most-za-donji-gaz',0,'','','',4,NULL,1780272000000000,1780272000000000,NULL,NULL,5,-2814023295007805301,2,1795852862287323,NULL,replace('Мост код **Доњег Газа** отвара се у понедељак.\n\n## Шта носи\n\n- трамваје,\n- бицикле,\n- једну коловозну траку.\n\nСкела остаје до јесени; на њој су и даље Љубица, Џем и Ђурађ.\n','\n',char(10)));
INSERT INTO edition VALUES(4,'01a2212c-0352-7016-b4d6-f7ed22981dd9',3,'en',NULL,0,'','',0,'','','',NULL,NULL,NULL,NULL,NULL,NULL,1,-1790050793198812716,1,1795852862290861,NULL,'');
INSERT INTO edition VALUES(5,'01a2212c-0353-72df-acb8-0680bcf81527',4,'en',NULL,3,'Opening day','opening-day',0,'','','',NULL,6,NULL,NULL,NULL,1780351200000000,2,3927752274117944848,1,1795852862291268,NULL,replace('Bring a hat.\n','\n',char(10)));
INSERT INTO edition VALUES(6,'01a2212c-0353-72e1-b7ba-22a0beb105c4',5,'en',NULL,5,'The old bridge','the-old-bridge',0,'','','',7,NULL,1780257600000000,1780257600000000,NULL,NULL,3,8702483160485903629,1,1795852862291731,NULL,replace(replace('It fell in 1911.\r\n\r\nNobody minded.','\r',char(13)),'\n',char(10)));
INSERT INTO edition VALUES(7,'01a2212c-0354-7003-a85e-207b2ceab181',6,'en',NULL,2,'Bridge report','bridge-report',0,'','','',NULL,NULL,1780254000000000,1780254000000000,NULL,NULL,2,9115147595289605825,1,1795852862292236,NULL,replace('Withdrawn.\n','\n',char(10)));
INSERT INTO edition VALUES(8,'01a2212c-0354-7005-8798-4a445ed16bde',7,'sr','Cyrl',4,'Мост на продају','most-na-prodaju',0,'','','',9,NULL,1780250400000000,1780250400000000,NULL,NULL,2,-5375160772323499479,1,1795852862292652,NULL,replace('Ипак није.\n','\n',char(10)));
CREATE TABLE block (
  edition_id  INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
  position    INTEGER NOT NULL,
  number      INTEGER NOT NULL,
  kind        INTEGER NOT NULL,
  hash        INTEGER NOT NULL,
  n_bytes     INTEGER NOT NULL,
  source_hash INTEGER,             -- of the source's block when translated
  source_number INTEGER,           -- which block of the source it translates
  PRIMARY KEY (edition_id, position),
  UNIQUE (edition_id, number)
) STRICT, WITHOUT ROWID;
INSERT INTO block VALUES(1,0,1,0,-6128473076818159580,60,NULL,NULL);
INSERT INTO block VALUES(1,1,2,0,-1224554746052759144,87,NULL,NULL);
INSERT INTO block VALUES(2,0,1,0,-4641815587152075491,26,NULL,NULL);
INSERT INTO block VALUES(2,1,7,0,8774146026054300122,18,NULL,NULL);
INSERT INTO block VALUES(3,0,1,0,8208570296014331678,82,NULL,NULL);
INSERT INTO block VALUES(3,1,2,1,-4690700313235566079,20,NULL,NULL);
INSERT INTO block VALUES(3,2,3,3,-8091020777658720590,83,NULL,NULL);
INSERT INTO block VALUES(3,3,4,0,-8671156151954287681,108,NULL,NULL);
INSERT INTO block VALUES(5,0,1,0,9157394022141098649,13,NULL,NULL);
INSERT INTO block VALUES(6,0,1,0,279450518281218538,20,NULL,NULL);
INSERT INTO block VALUES(6,1,2,0,-3968743426467744285,14,NULL,NULL);
INSERT INTO block VALUES(7,0,1,0,616601748655103631,11,NULL,NULL);
INSERT INTO block VALUES(8,0,1,0,3382274790513143731,19,NULL,NULL);
CREATE TABLE revision (
  id              INTEGER PRIMARY KEY,
  uuid            TEXT NOT NULL UNIQUE,
  edition_id      INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
  desk_id         INTEGER NOT NULL REFERENCES desk,
  made_us         INTEGER NOT NULL,
  reason          TEXT NOT NULL CHECK (reason IN ('pause', 'status', 'release', 'restore')),
  is_released     INTEGER NOT NULL DEFAULT 0, -- readers had it once
  status          INTEGER NOT NULL,
  title           TEXT NOT NULL,
  slug            TEXT NOT NULL,
  script          TEXT,
  summary         TEXT NOT NULL,
  seo_title       TEXT NOT NULL,
  seo_description TEXT NOT NULL,
  kind            TEXT NOT NULL,
  section_id      INTEGER REFERENCES term,
  date_us         INTEGER,
  cover_id        INTEGER REFERENCES media,
  is_pinned       INTEGER NOT NULL,
  text_hash       INTEGER NOT NULL,
  meta_hash       INTEGER NOT NULL,
  body            TEXT NOT NULL
) STRICT;
INSERT INTO revision VALUES(1,'01a2212c-0346-72ed-a40c-b3a77301a3a4',1,1,1795852862278877,'release',1,0,'Skela ostaje do jeseni','skela-ostaje-do-jeseni','Latn','','','','article',NULL,1780261200000000,NULL,0,-6775277087443424547,-1413042429802287362,replace('Skela kod Donjeg Gaza vozi do jeseni, kaže Džem Đurić.\n\nRed vožnje: šest, devet i petnaest časova; čamac čeka žabe, ljude i njihove pse.\n','\n',char(10)));
INSERT INTO revision VALUES(2,'01a2212c-0348-7351-9360-afb317d9e908',1,1,1795852862280681,'status',0,4,'Skela ostaje do zime','skela-ostaje-do-jeseni','Latn','','','','article',NULL,1780261200000000,NULL,0,2755279614752067644,-1413042429802287362,replace('Skela kod Donjeg Gaza vozi do jeseni, kaže Džem Đurić.\n\nRed vožnje: šest, devet i petnaest časova; čamac čeka žabe, ljude i njihove pse.\n','\n',char(10)));
INSERT INTO revision VALUES(3,'01a2212c-034e-722a-8a5a-3063aced9524',2,1,1795852862286221,'release',1,0,'A bridge for Lower Ford','a-bridge-for-lower-ford',NULL,'After four mayors, trams can cross.','Lower Ford bridge opens','When, where and for whom.','article',2,1780264800000000,1,1,4742416357042260851,7815642823473500226,replace('The bridge at **Lower Ford** opens on [Monday](https://ford.invalid/).[^1]\n\n## What it carries\n\n- trams,\n- bicycles\n  and prams,\n- one road lane.\n\n> It took four mayors.\n>\n> — Ana Kolar\n\n| Year | Crossings |\n| ---- | --------: |\n| 2024 |     1,200 |\n\n```\ntoll = 0\n```\n\nThe ferry stays until autumn, as [the council] decided.\n\n[the council]: https://council.invalid/ferry\n\n[^1]: Weather permitting.','\n',char(10)));
INSERT INTO revision VALUES(4,'01a2212c-0350-7155-ba05-1fe9e63b96f4',3,1,1795852862288041,'release',1,1,'Мост за Доњи Газ','most-za-donji-gaz','Cyrl','','','','article',2,1780264800000000,1,1,-2814023295007805301,7815642823473500226,replace('Мост код **Доњег Газа** отвара се у понедељак.\n\n## Шта носи\n\n- трамваје,\n- бицикле,\n- једну коловозну траку.\n\nСкела остаје до јесени; на њој су и даље Љубица, Џем и Ђурађ.\n','\n',char(10)));
INSERT INTO revision VALUES(5,'01a2212c-0351-70df-b416-2f8bb58164a9',2,1,1795852862289752,'release',1,4,'A bridge for Lower Ford','a-bridge-for-lower-ford',NULL,'After four mayors, trams can cross.','Lower Ford bridge opens','When, where and for whom.','article',2,1780264800000000,1,1,4742416357042260851,7815642823473500226,replace('The bridge at **Lower Ford** opens on [Monday](https://ford.invalid/).[^1]\n\n## What it carries\n\n- trams,\n- bicycles\n  and prams,\n- one road lane.\n\n> It took four mayors.\n>\n> — Ana Kolar\n\n| Year | Crossings |\n| ---- | --------: |\n| 2024 |     1,200 |\n\n```\ntoll = 0\n```\n\nThe ferry stays until autumn, as [the council] decided.\n\n[the council]: https://council.invalid/ferry\n\n[^1]: Weather permitting.','\n',char(10)));
INSERT INTO revision VALUES(6,'01a2212c-0355-7375-9735-ed8a436c40ad',5,1,1795852862293194,'status',0,0,'Opening day','opening-day',NULL,'','','','event',NULL,1780351200000000,NULL,0,3927752274117944848,1687702430523809475,replace('Bring a hat.\n','\n',char(10)));
INSERT INTO revision VALUES(7,'01a2212c-0355-7376-9bde-680a908b9942',6,1,1795852862293766,'release',1,0,'The old bridge','the-old-bridge',NULL,'','','','page',NULL,1780257600000000,NULL,0,8702483160485903629,1568627792947568370,replace(replace('It fell in 1911.\r\n\r\nNobody minded.','\r',char(13)),'\n',char(10)));
INSERT INTO revision VALUES(8,'01a2212c-0356-71df-898e-fad0c355cef0',7,1,1795852862294846,'release',1,0,'Bridge report','bridge-report',NULL,'','','','publication',NULL,1780254000000000,NULL,0,9115147595289605825,-5625868710456008338,replace('Withdrawn.\n','\n',char(10)));
INSERT INTO revision VALUES(9,'01a2212c-0357-70ff-911a-253936ff6ed1',8,1,1795852862295994,'release',1,0,'Мост на продају','most-na-prodaju','Cyrl','','','','article',NULL,1780250400000000,NULL,0,-5375160772323499479,-7149793908606897350,replace('Ипак није.\n','\n',char(10)));
CREATE TABLE revision_tag (
  revision_id INTEGER NOT NULL REFERENCES revision ON DELETE CASCADE,
  position    INTEGER NOT NULL,
  tag_id      INTEGER NOT NULL REFERENCES term,
  PRIMARY KEY (revision_id, position)
) STRICT, WITHOUT ROWID;
INSERT INTO revision_tag VALUES(1,0,1);
INSERT INTO revision_tag VALUES(2,0,1);
INSERT INTO revision_tag VALUES(3,1,1);
INSERT INTO revision_tag VALUES(4,1,1);
INSERT INTO revision_tag VALUES(5,1,1);
INSERT INTO revision_tag VALUES(3,0,3);
INSERT INTO revision_tag VALUES(4,0,3);
INSERT INTO revision_tag VALUES(5,0,3);
CREATE TABLE revision_credit (
  revision_id INTEGER NOT NULL REFERENCES revision ON DELETE CASCADE,
  position    INTEGER NOT NULL,
  author_id   INTEGER NOT NULL REFERENCES term,
  role        TEXT NOT NULL,
  affiliation TEXT NOT NULL,
  PRIMARY KEY (revision_id, position)
) STRICT, WITHOUT ROWID;
INSERT INTO revision_credit VALUES(3,0,4,'author','Ford University');
INSERT INTO revision_credit VALUES(3,1,5,'translator','');
INSERT INTO revision_credit VALUES(4,0,4,'author','Ford University');
INSERT INTO revision_credit VALUES(4,1,5,'translator','');
INSERT INTO revision_credit VALUES(5,0,4,'author','Ford University');
INSERT INTO revision_credit VALUES(5,1,5,'translator','');
CREATE TABLE revision_related (
  revision_id INTEGER NOT NULL REFERENCES revision ON DELETE CASCADE,
  position    INTEGER NOT NULL,
  other_uuid  TEXT NOT NULL,
  PRIMARY KEY (revision_id, position)
) STRICT, WITHOUT ROWID;
INSERT INTO revision_related VALUES(3,0,'01a2212c-0345-719a-8471-0873f8b0a9bd');
INSERT INTO revision_related VALUES(4,0,'01a2212c-0345-719a-8471-0873f8b0a9bd');
INSERT INTO revision_related VALUES(5,0,'01a2212c-0345-719a-8471-0873f8b0a9bd');
CREATE TABLE stem (
  edition_id INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
  language   TEXT NOT NULL,
  stem       TEXT NOT NULL,
  weight     INTEGER NOT NULL,
  PRIMARY KEY (edition_id, stem)
) STRICT, WITHOUT ROWID;
INSERT INTO stem VALUES(1,'sr','jesen',3);
INSERT INTO stem VALUES(1,'sr','ostaj',3);
INSERT INTO stem VALUES(1,'sr','skel',3);
INSERT INTO stem VALUES(2,'en','after',1);
INSERT INTO stem VALUES(2,'en','bridg',3);
INSERT INTO stem VALUES(2,'en','cross',1);
INSERT INTO stem VALUES(2,'en','ford',3);
INSERT INTO stem VALUES(2,'en','four',1);
INSERT INTO stem VALUES(2,'en','lower',3);
INSERT INTO stem VALUES(2,'en','mayor',1);
INSERT INTO stem VALUES(2,'en','tram',1);
INSERT INTO stem VALUES(3,'sr','donj',3);
INSERT INTO stem VALUES(3,'sr','most',3);
INSERT INTO stem VALUES(6,'en','bridg',3);
INSERT INTO stem VALUES(8,'sr','most',3);
INSERT INTO stem VALUES(8,'sr','proda',3);
CREATE TABLE likeness (
  edition_id INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
  other_id   INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
  score      INTEGER NOT NULL,
  PRIMARY KEY (edition_id, other_id)
) STRICT, WITHOUT ROWID;
INSERT INTO likeness VALUES(1,3,4);
INSERT INTO likeness VALUES(2,6,3);
INSERT INTO likeness VALUES(3,1,4);
INSERT INTO likeness VALUES(3,8,3);
INSERT INTO likeness VALUES(6,2,3);
INSERT INTO likeness VALUES(8,3,3);
CREATE TABLE address (
  id         INTEGER PRIMARY KEY,
  language   TEXT NOT NULL,
  section_slug TEXT NOT NULL,
  slug       TEXT NOT NULL,
  edition_id INTEGER REFERENCES edition ON DELETE SET NULL,
  is_live    INTEGER NOT NULL,
  made_us    INTEGER NOT NULL,
  UNIQUE (language, section_slug, slug)
) STRICT;
INSERT INTO address VALUES(1,'sr','','skela-ostaje-do-jeseni',1,1,1780261200000000);
INSERT INTO address VALUES(2,'en','news','a-bridge-for-lower-ford',2,1,1780268400000000);
INSERT INTO address VALUES(3,'sr','vesti','most-za-donji-gaz',3,1,1780272000000000);
INSERT INTO address VALUES(4,'en','news','the-old-bridge',6,1,1780257600000000);
INSERT INTO address VALUES(5,'en','news','bridge-report',7,0,1780254000000000);
INSERT INTO address VALUES(6,'sr','vesti','most-na-prodaju',8,1,1780250400000000);
CREATE TABLE note (
  id           INTEGER PRIMARY KEY,
  uuid         TEXT NOT NULL UNIQUE,
  edition_id   INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
  block_number INTEGER,
  desk_id      INTEGER NOT NULL REFERENCES desk,
  made_us      INTEGER NOT NULL,
  text         TEXT NOT NULL,
  version      INTEGER NOT NULL DEFAULT 1,
  changed_us   INTEGER NOT NULL,
  deleted_us   INTEGER
) STRICT;
CREATE TABLE target (
  id         INTEGER PRIMARY KEY,
  uuid       TEXT NOT NULL UNIQUE,
  name       TEXT NOT NULL UNIQUE,
  url        TEXT NOT NULL,
  version    INTEGER NOT NULL DEFAULT 1,
  changed_us INTEGER NOT NULL,
  deleted_us INTEGER
) STRICT;
CREATE TABLE online (
  target_id  INTEGER NOT NULL REFERENCES target ON DELETE CASCADE,
  edition_id INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
  revision_id INTEGER NOT NULL REFERENCES revision,
  put_us     INTEGER NOT NULL,
  PRIMARY KEY (target_id, edition_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX term_by_type ON term (type, position);
CREATE INDEX term_name_by_folded ON term_name (type, folded);
CREATE INDEX article_by_date ON article (date_us);
CREATE INDEX article_by_section ON article (section_id);
CREATE INDEX article_tag_by_tag ON article_tag (tag_id);
CREATE INDEX article_credit_by_author ON article_credit (author_id);
CREATE UNIQUE INDEX edition_by_slug ON edition (language, slug) WHERE slug <> '';
CREATE INDEX edition_by_status ON edition (status);
CREATE INDEX edition_by_release ON edition (released_id) WHERE released_id IS NOT NULL;
CREATE INDEX edition_by_schedule ON edition (scheduled_us) WHERE scheduled_us IS NOT NULL;
CREATE INDEX revision_by_edition ON revision (edition_id, made_us);
CREATE INDEX revision_tag_by_tag ON revision_tag (tag_id);
CREATE INDEX revision_credit_by_author ON revision_credit (author_id);
CREATE INDEX stem_by_stem ON stem (language, stem);
CREATE INDEX likeness_by_other ON likeness (other_id);
CREATE INDEX address_by_edition ON address (edition_id);
CREATE INDEX note_by_edition ON note (edition_id);
COMMIT;
