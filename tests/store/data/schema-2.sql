PRAGMA application_id = 1147499371;
PRAGMA user_version = 2;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE library (
  id         INTEGER PRIMARY KEY CHECK (id = 1),
  uuid       TEXT NOT NULL,
  created_us INTEGER NOT NULL
) STRICT;
INSERT INTO library VALUES(1,'01a22d99-b19b-73ba-93fb-bed688fb54bd',1796061376923679);
CREATE TABLE desk (
  id   INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL
) STRICT;
INSERT INTO desk VALUES(1,'01a22d99-b1d7-7192-b735-e7c7083b0028','Ana');
CREATE TABLE setting (
  key        TEXT NOT NULL PRIMARY KEY,
  value      TEXT NOT NULL,
  version    INTEGER NOT NULL DEFAULT 1,
  changed_us INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO setting VALUES('languages','en,sr,sr-Latn',1,1796061376990717);
INSERT INTO setting VALUES('title','The Ford Gazette',1,1796061376990721);
INSERT INTO setting VALUES('title.sr','Гасни лист',1,1796061376990719);
INSERT INTO setting VALUES('url','https://gazette.invalid/news/',1,1796061376990713);
CREATE TABLE term (
  id              INTEGER PRIMARY KEY,
  uuid            TEXT NOT NULL UNIQUE,
  type            INTEGER NOT NULL CHECK (type IN (0, 1, 2)),
  position        INTEGER NOT NULL DEFAULT 0,
  is_organisation INTEGER NOT NULL DEFAULT 0,
  version         INTEGER NOT NULL DEFAULT 1,
  changed_us      INTEGER NOT NULL,
  deleted_us      INTEGER
, batch_id INTEGER) STRICT;
INSERT INTO term VALUES(1,'01a22d99-b1d1-72dc-971b-e84410e015b1',1,0,0,2,1796061376992666,NULL,NULL);
INSERT INTO term VALUES(2,'01a22d99-b1df-73e4-ac74-6a7bcb4f49dd',0,0,0,2,1796061376991943,NULL,NULL);
INSERT INTO term VALUES(3,'01a22d99-b1e1-7209-bfb3-517796a783a0',1,1,0,1,1796061376993400,NULL,NULL);
INSERT INTO term VALUES(4,'01a22d99-b1e2-700b-b82d-2e4a7e5329b0',2,0,0,2,1796061376994752,NULL,NULL);
INSERT INTO term VALUES(5,'01a22d99-b1e3-710c-bbd5-0fb04c3fd369',2,1,1,2,1796061377006427,NULL,NULL);
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
INSERT INTO media VALUES(1,'01a22d99-b1f0-7281-82a9-4c74b06401b4','76072770bc6d3b8e60728b39353fb00de97ebe50dd24d5a2e096868fe10ba625','bridge.png','image/png',1600,900,40,'Ana Kolar','CC BY 4.0',1,1796061377008457,NULL);
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
, batch_id INTEGER) STRICT;
INSERT INTO article VALUES(1,'01a22d99-b1d3-7370-ad31-1e1843d0d850','article',NULL,1780261200000000,NULL,0,-4385056158740130867,1796061376979569,3,1796061376983435,NULL,NULL);
INSERT INTO article VALUES(2,'01a22d99-b1ec-73d6-b3e9-a0c1981080b5','article',2,1780264800000000,1,1,-8302854974403661453,1796061377004730,2,1796061377009074,NULL,NULL);
INSERT INTO article VALUES(3,'01a22d99-b200-71ea-8654-a48da8af33f1','article',NULL,NULL,NULL,0,-2920229039175063680,1796061377024224,1,1796061377024224,NULL,NULL);
INSERT INTO article VALUES(4,'01a22d99-b201-7108-abb7-b35379e0d647','event',NULL,1780351200000000,NULL,0,1687702430523809475,1796061377025431,2,1796061377055322,NULL,NULL);
INSERT INTO article VALUES(5,'01a22d99-b21b-7097-abd1-bcbbfe449c4e','page',NULL,1780257600000000,NULL,0,1568627792947568370,1796061377051207,2,1796061377056831,NULL,NULL);
INSERT INTO article VALUES(6,'01a22d99-b21c-73ad-9a92-1a273b2c8c84','publication',NULL,1780254000000000,NULL,0,-5625868710456008338,1796061377052609,2,1796061377059613,NULL,NULL);
INSERT INTO article VALUES(7,'01a22d99-b21e-72d1-bb79-9d2fdb8e261e','article',NULL,1780250400000000,NULL,0,-7149793908606897350,1796061377054018,3,1796061377064061,1796061377063954,NULL);
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
INSERT INTO article_related VALUES(2,0,'01a22d99-b1d3-7370-ad31-1e1843d0d850');
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
INSERT INTO revision_tag VALUES(6,1,1);
INSERT INTO revision_tag VALUES(3,0,3);
INSERT INTO revision_tag VALUES(4,0,3);
INSERT INTO revision_tag VALUES(5,0,3);
INSERT INTO revision_tag VALUES(6,0,3);
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
INSERT INTO revision_credit VALUES(6,0,4,'author','Ford University');
INSERT INTO revision_credit VALUES(6,1,5,'translator','');
CREATE TABLE revision_related (
  revision_id INTEGER NOT NULL REFERENCES revision ON DELETE CASCADE,
  position    INTEGER NOT NULL,
  other_uuid  TEXT NOT NULL,
  PRIMARY KEY (revision_id, position)
) STRICT, WITHOUT ROWID;
INSERT INTO revision_related VALUES(3,0,'01a22d99-b1d3-7370-ad31-1e1843d0d850');
INSERT INTO revision_related VALUES(4,0,'01a22d99-b1d3-7370-ad31-1e1843d0d850');
INSERT INTO revision_related VALUES(5,0,'01a22d99-b1d3-7370-ad31-1e1843d0d850');
INSERT INTO revision_related VALUES(6,0,'01a22d99-b1d3-7370-ad31-1e1843d0d850');
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
INSERT INTO address VALUES(4,'en','','the-old-bridge',6,1,1780257600000000);
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
CREATE TABLE batch (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  started_us INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS "edition" (
  id               INTEGER PRIMARY KEY,
  uuid             TEXT NOT NULL UNIQUE,
  article_id       INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  language         TEXT NOT NULL,
  script           TEXT,
  source_language  TEXT,                       -- of the edition it translates
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
  text_hash        INTEGER NOT NULL,           -- the first 64 bits of text_sha256
  version          INTEGER NOT NULL DEFAULT 1,
  changed_us       INTEGER NOT NULL,
  deleted_us       INTEGER,
  text_sha256      BLOB NOT NULL CHECK (length (text_sha256) = 32), -- of all that a release copies
  body             TEXT NOT NULL,
  UNIQUE (article_id, language)
) STRICT;
INSERT INTO edition VALUES(1,'01a22d99-b1d3-7371-81a7-e189d5382c12',1,'sr','Latn',NULL,3,'Skela ostaje do zime','skela-ostaje-do-jeseni',0,'','','',1,2,1780261200000000,1780261200000000,NULL,1780437600000000,3,2755279614752067644,2,1796061376986770,NULL,X'3c102c2636b83c26d21191e60eefb6ac99ea1f26d43011a1bcf9b2dd193ff8ad',replace('Skela kod Donjeg Gaza vozi do jeseni, kaže Džem Đurić.\n\nRed vožnje: šest, devet i petnaest časova; čamac čeka žabe, ljude i njihove pse.\n','\n',char(10)));
INSERT INTO edition VALUES(2,'01a22d99-b1ec-73d7-9b35-93cd8877228c',2,'en',NULL,NULL,4,'A bridge for Lower Ford','a-bridge-for-lower-ford',0,'After four mayors, trams can cross.','Lower Ford bridge opens','When, where and for whom.',6,NULL,1780268400000000,1780275600000000,NULL,NULL,17,-748418636243582048,5,1796061377023116,NULL,X'a0436b3337159df570addd2f51441ff2776f7600e23d10261cf48b3ef419cb47',replace('The bridge stays closed.\n\nNobody knows why.\n','\n',char(10)));
INSERT INTO edition VALUES(3,'01a22d99-b1f5-7212-8094-3cf33e0df92a',2,'sr','Cyrl',NULL,4,'Мост за Доњи Газ','most-za-donji-gaz',0,'','','',5,NULL,1780272000000000,1780272000000000,NULL,NULL,5,-2814023295007805301,2,1796061377014234,NULL,X'8bb062f7b894f2d870d3b9cd15f5f7cd982585f02623bf296135da7bb3cb2a7c',replace('Мост код **Доњег Газа** отвара се у понедељак.\n\n## Шта носи\n\n- трамваје,\n- бицикле,\n- једну коловозну траку.\n\nСкела остаје до јесени; на њој су и даље Љубица, Џем и Ђурађ.\n','\n',char(10)));
INSERT INTO edition VALUES(4,'01a22d99-b200-71eb-b169-dbba846e0cc3',3,'en',NULL,NULL,0,'','',0,'','','',NULL,NULL,NULL,NULL,NULL,NULL,1,-1790050793198812716,1,1796061377024297,NULL,X'd4817aa5497628e7c77e6b606107042bbba3130888c5f47a375e6179be789fbb','');
INSERT INTO edition VALUES(5,'01a22d99-b201-7109-bb9d-6b9f6213d55a',4,'en',NULL,NULL,3,'Opening day','opening-day',0,'','','',NULL,7,NULL,NULL,NULL,1780351200000000,2,3927752274117944848,1,1796061377025512,NULL,X'10668818e22d823613bf9f5fafaeccde95166d9c8f38f42967f50f0c76d96aee',replace('Bring a hat.\n','\n',char(10)));
INSERT INTO edition VALUES(6,'01a22d99-b21b-7098-9fe6-a3e4e46c66cc',5,'en',NULL,NULL,5,'The old bridge','the-old-bridge',0,'','','',8,NULL,1780257600000000,1780257600000000,NULL,NULL,3,8702483160485903629,1,1796061377051303,NULL,X'0dbd94a4536ec578f30f8640e1fcd9b478ae4bde183796c715dc8f28f40fcf11',replace(replace('It fell in 1911.\r\n\r\nNobody minded.','\r',char(13)),'\n',char(10)));
INSERT INTO edition VALUES(7,'01a22d99-b21c-73ae-bd54-7bca1d6dc9e4',6,'en',NULL,NULL,2,'Bridge report','bridge-report',0,'','','',NULL,NULL,1780254000000000,1780254000000000,NULL,NULL,2,9115147595289605825,1,1796061377052686,NULL,X'c1367e9c71827f7e890f26cb827bd63269bd354ca8e5a38e6805b04f7e0e7403',replace('Withdrawn.\n','\n',char(10)));
INSERT INTO edition VALUES(8,'01a22d99-b21e-72d2-9563-b9cc7faee46c',7,'sr','Cyrl',NULL,4,'Мост на продају','most-na-prodaju',0,'','','',12,NULL,1780250400000000,1780250400000000,NULL,NULL,2,-5375160772323499479,1,1796061377054105,NULL,X'29220ba3c19767b5775e74e90387d13f72374dbd06647b8e95456a65bc57befc',replace('Ипак није.\n','\n',char(10)));
CREATE TABLE piece (
  id         INTEGER PRIMARY KEY,
  edition_id INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
  hash       INTEGER NOT NULL, -- a block's; 0 for a body of schema 1, which is one piece
  text       ANY NOT NULL      -- a BLOB is a raw deflate stream (desk_unpack)
) STRICT;
INSERT INTO piece VALUES(1,1,-6128473076818159580,replace('Skela kod Donjeg Gaza vozi do jeseni, kaže Džem Đurić.\n\n','\n',char(10)));
INSERT INTO piece VALUES(2,1,-1224554746052759144,X'0b4a4d5128cb3fba2f2f2bd54ae1e8c2d4e2121d8594d4b2d412854c8582d492bc44a088c291dec4e2fcb2446b102337311948a566272a1cdd979894aaa39093559a920a549d979599915f96aa50509caac70500');
INSERT INTO piece VALUES(3,2,6032990813915420338,replace('The bridge at **Lower Ford** opens on [Monday](https://ford.invalid/).[^1]\n\n','\n',char(10)));
INSERT INTO piece VALUES(4,2,-8095086913872936429,replace('## What it carries\n\n','\n',char(10)));
INSERT INTO piece VALUES(5,2,-8790090937725682149,X'd35528294acc2dd6e1d25548ca4cae4cce492de6525048cc4b51288089e7e7a52a14e527a628e424e6a5ea71710100');
INSERT INTO piece VALUES(6,2,2285977825216718031,replace('> It took four mayors.\n>\n> — Ana Kolar\n\n','\n',char(10)));
INSERT INTO piece VALUES(7,2,7094544709112341082,X'ab51884c4d2c52a851702eca2f2ececc4b2f56a8e1aa51d005020508050256604123032313a0200818ea1819180005b900');
INSERT INTO piece VALUES(8,2,6525781373277367203,replace('```\ntoll = 0\n```\n\n','\n',char(10)));
INSERT INTO piece VALUES(9,2,-7018299940056571460,replace('The ferry stays until autumn, as [the council] decided.\n\n','\n',char(10)));
INSERT INTO piece VALUES(10,2,-4662647069901229067,X'8b2ec9485548ce2fcd4bcecc89b552c828292928b6d2d7878ae865e69525e664a6e8a7a516155572710100');
INSERT INTO piece VALUES(11,2,-5448970454312682009,'[^1]: Weather permitting.');
INSERT INTO piece VALUES(12,3,8208570296014331678,X'0dcbb10d80300c00c13e53b876c18c248c000d88212c48841489b0c27b23dcbeee39199ebd089d411555b628078d5b58311e4c55a2152ecc674c3cd3c417e18be70d5a69be87ed534a3f');
INSERT INTO piece VALUES(13,3,-4690700313235566079,replace('## Шта носи\n\n','\n',char(10)));
INSERT INTO piece VALUES(14,3,-8091020777658720590,X'2dcccb0d80300c04d17baa7001841a1191a881320202250ae01ac61d613ed737da8d62a30d644e56b2cdec5d88c242b5894ae3f8e4296c5c96c4519dd5074a79e9ff6896fa106e');
INSERT INTO piece VALUES(15,3,-8671156151954287681,X'1dcbcd0980301403e0bb53bc01c4055cceb62078123c556f6ef0040bc59fce906ce4ab9710c817ecb890704305858e1eca88243851a4363a9b5fe45e2c55b8198b6232087265cab5fa8901073247682b98edf4fcc0337030b474cd07');
INSERT INTO piece VALUES(16,5,9157394022141098649,replace('Bring a hat.\n','\n',char(10)));
INSERT INTO piece VALUES(17,6,279450518281218538,replace(replace('It fell in 1911.\r\n\r\n','\r',char(13)),'\n',char(10)));
INSERT INTO piece VALUES(18,6,-3968743426467744285,'Nobody minded.');
INSERT INTO piece VALUES(19,7,616601748655103631,replace('Withdrawn.\n','\n',char(10)));
INSERT INTO piece VALUES(20,8,3382274790513143731,replace('Ипак није.\n','\n',char(10)));
CREATE TABLE IF NOT EXISTS "revision" (
  id              INTEGER PRIMARY KEY,
  uuid            TEXT NOT NULL UNIQUE,
  edition_id      INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
  desk_id         INTEGER NOT NULL REFERENCES desk,
  made_us         INTEGER NOT NULL, -- when the text was left like that
  kept_us         INTEGER NOT NULL, -- when this row was made: after a pause, later
  reason          TEXT NOT NULL CHECK (reason IN ('pause', 'status', 'release', 'restore', 'import', 'merge')),
  is_released     INTEGER NOT NULL DEFAULT 0, -- readers had it once
  stage           INTEGER NOT NULL DEFAULT 0, -- of thinning: 0 all, 1 one an hour, 2 one a day
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
  text_sha256     BLOB NOT NULL CHECK (length (text_sha256) = 32),
  pieces          TEXT NOT NULL CHECK (json_valid (pieces)) -- their ids, a JSON array
) STRICT;
INSERT INTO revision VALUES(1,'01a22d99-b1d7-7191-9776-e1936d71ba63',1,1,1796061376983706,1796061376983706,'release',1,0,0,'Skela ostaje do jeseni','skela-ostaje-do-jeseni','Latn','','','','article',NULL,1780261200000000,NULL,0,-6775277087443424547,-4385056158740130867,X'dd6a17cc6261f9a18df31a860277eb01d8a702e80a7fc3998b7d4dd75f6f3206','[1,2]');
INSERT INTO revision VALUES(2,'01a22d99-b1dd-73e8-be0b-852edad28c21',1,1,1796061376989359,1796061376989359,'status',0,0,4,'Skela ostaje do zime','skela-ostaje-do-jeseni','Latn','','','','article',NULL,1780261200000000,NULL,0,2755279614752067644,-4385056158740130867,X'3c102c2636b83c26d21191e60eefb6ac99ea1f26d43011a1bcf9b2dd193ff8ad','[1,2]');
INSERT INTO revision VALUES(3,'01a22d99-b1f3-7127-9b36-ee13b6aa1a8d',2,1,1796061377011501,1796061377011501,'release',1,0,0,'A bridge for Lower Ford','a-bridge-for-lower-ford',NULL,'After four mayors, trams can cross.','Lower Ford bridge opens','When, where and for whom.','article',2,1780264800000000,1,1,4742416357042260851,-8302854974403661453,X'738b81e28c72d041cff755021a976c085e6cb618aa388c83e449f3fcc84152b0','[3,4,5,6,7,8,9,10,11]');
INSERT INTO revision VALUES(4,'01a22d99-b1f7-70d1-baa5-bd88123d79b6',3,1,1796061377015293,1796061377015293,'status',0,0,0,'Мост за Доњи Газ','most-za-donji-gaz','Cyrl','','','','article',2,1780264800000000,1,1,-2814023295007805301,-8302854974403661453,X'8bb062f7b894f2d870d3b9cd15f5f7cd982585f02623bf296135da7bb3cb2a7c','[12,13,14,15]');
INSERT INTO revision VALUES(5,'01a22d99-b1f8-70f9-8e1b-7e64e868f8e2',3,1,1796061377016889,1796061377016889,'release',1,0,1,'Мост за Доњи Газ','most-za-donji-gaz','Cyrl','','','','article',2,1780264800000000,1,1,-2814023295007805301,-8302854974403661453,X'8bb062f7b894f2d870d3b9cd15f5f7cd982585f02623bf296135da7bb3cb2a7c','[12,13,14,15]');
INSERT INTO revision VALUES(6,'01a22d99-b1fd-7337-bd4d-39d676b026cf',2,1,1796061377021720,1796061377021720,'release',1,0,4,'A bridge for Lower Ford','a-bridge-for-lower-ford',NULL,'After four mayors, trams can cross.','Lower Ford bridge opens','When, where and for whom.','article',2,1780264800000000,1,1,4742416357042260851,-8302854974403661453,X'738b81e28c72d041cff755021a976c085e6cb618aa388c83e449f3fcc84152b0','[3,4,5,6,7,8,9,10,11]');
INSERT INTO revision VALUES(7,'01a22d99-b21f-70ca-8e9f-64ecab8d5e85',5,1,1796061377055644,1796061377055644,'status',0,0,0,'Opening day','opening-day',NULL,'','','','event',NULL,1780351200000000,NULL,0,3927752274117944848,1687702430523809475,X'10668818e22d823613bf9f5fafaeccde95166d9c8f38f42967f50f0c76d96aee','[16]');
INSERT INTO revision VALUES(8,'01a22d99-b221-7348-adf0-b5b180f002e3',6,1,1796061377057151,1796061377057151,'release',1,0,0,'The old bridge','the-old-bridge',NULL,'','','','page',NULL,1780257600000000,NULL,0,8702483160485903629,1568627792947568370,X'0dbd94a4536ec578f30f8640e1fcd9b478ae4bde183796c715dc8f28f40fcf11','[17,18]');
INSERT INTO revision VALUES(9,'01a22d99-b222-7194-a449-c286ef551e49',6,1,1796061377058493,1796061377058493,'status',0,0,4,'The old bridge','the-old-bridge',NULL,'','','','page',NULL,1780257600000000,NULL,0,8702483160485903629,1568627792947568370,X'0dbd94a4536ec578f30f8640e1fcd9b478ae4bde183796c715dc8f28f40fcf11','[17,18]');
INSERT INTO revision VALUES(10,'01a22d99-b223-7137-b49e-fa4918baa4ad',7,1,1796061377059925,1796061377059925,'release',1,0,0,'Bridge report','bridge-report',NULL,'','','','publication',NULL,1780254000000000,NULL,0,9115147595289605825,-5625868710456008338,X'c1367e9c71827f7e890f26cb827bd63269bd354ca8e5a38e6805b04f7e0e7403','[19]');
INSERT INTO revision VALUES(11,'01a22d99-b225-70c1-8c3b-cbb3457de3b2',7,1,1796061377061248,1796061377061248,'status',0,0,4,'Bridge report','bridge-report',NULL,'','','','publication',NULL,1780254000000000,NULL,0,9115147595289605825,-5625868710456008338,X'c1367e9c71827f7e890f26cb827bd63269bd354ca8e5a38e6805b04f7e0e7403','[19]');
INSERT INTO revision VALUES(12,'01a22d99-b226-72f5-9dfc-3c264b90329e',8,1,1796061377062736,1796061377062736,'release',1,0,0,'Мост на продају','most-na-prodaju','Cyrl','','','','article',NULL,1780250400000000,NULL,0,-5375160772323499479,-7149793908606897350,X'29220ba3c19767b5775e74e90387d13f72374dbd06647b8e95456a65bc57befc','[20]');
CREATE TABLE media_use (
  sha256      TEXT NOT NULL,
  edition_id  INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
  revision_id INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (sha256, edition_id, revision_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE keyword (
  language   TEXT NOT NULL,
  word       TEXT NOT NULL,
  edition_id INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
  weight     INTEGER NOT NULL,
  PRIMARY KEY (language, word, edition_id)
) STRICT, WITHOUT ROWID;
INSERT INTO keyword VALUES('en','#1',2,4);
INSERT INTO keyword VALUES('en','#3',2,4);
INSERT INTO keyword VALUES('en','bridg',2,3);
INSERT INTO keyword VALUES('en','bridg',6,3);
INSERT INTO keyword VALUES('en','cross',2,1);
INSERT INTO keyword VALUES('en','ford',2,3);
INSERT INTO keyword VALUES('en','four',2,1);
INSERT INTO keyword VALUES('en','lower',2,3);
INSERT INTO keyword VALUES('en','mayor',2,1);
INSERT INTO keyword VALUES('en','tram',2,1);
INSERT INTO keyword VALUES('sr','#1',1,4);
INSERT INTO keyword VALUES('sr','#1',3,4);
INSERT INTO keyword VALUES('sr','#3',3,4);
INSERT INTO keyword VALUES('sr','donj',3,3);
INSERT INTO keyword VALUES('sr','jesen',1,3);
INSERT INTO keyword VALUES('sr','osta',1,3);
INSERT INTO keyword VALUES('sr','proda',8,3);
INSERT INTO keyword VALUES('sr','skel',1,3);
CREATE TABLE article_field (
  article_id INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  key        TEXT NOT NULL,
  value      TEXT NOT NULL,
  PRIMARY KEY (article_id, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE revision_field (
  revision_id INTEGER NOT NULL REFERENCES revision ON DELETE CASCADE,
  key         TEXT NOT NULL,
  value       TEXT NOT NULL,
  PRIMARY KEY (revision_id, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE listing (
  edition_id INTEGER PRIMARY KEY REFERENCES edition ON DELETE CASCADE,
  article_id INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  language   TEXT NOT NULL,
  status     INTEGER NOT NULL,
  is_shown   INTEGER NOT NULL, -- stands for its article where no language is asked for
  is_ahead   INTEGER NOT NULL, -- readers have another text than is written
  is_deleted INTEGER NOT NULL,
  sort_us    INTEGER NOT NULL, -- the publication date; the last instant for none
  kind       TEXT NOT NULL,
  section_id INTEGER,
  batch_id   INTEGER
) STRICT;
INSERT INTO listing VALUES(1,1,'sr',3,1,1,0,1780261200000000,'article',NULL,NULL);
INSERT INTO listing VALUES(2,2,'en',4,1,1,0,1780264800000000,'article',2,NULL);
INSERT INTO listing VALUES(3,2,'sr',4,0,0,0,1780264800000000,'article',2,NULL);
INSERT INTO listing VALUES(4,3,'en',0,1,0,0,9223372036854775807,'article',NULL,NULL);
INSERT INTO listing VALUES(5,4,'en',3,1,0,0,1780351200000000,'event',NULL,NULL);
INSERT INTO listing VALUES(6,5,'en',5,1,0,0,1780257600000000,'page',NULL,NULL);
INSERT INTO listing VALUES(7,6,'en',2,1,0,0,1780254000000000,'publication',NULL,NULL);
INSERT INTO listing VALUES(8,7,'sr',4,1,0,1,1780250400000000,'article',NULL,NULL);
CREATE TABLE filed (
  term_id    INTEGER NOT NULL,
  sort_us    INTEGER NOT NULL,
  article_id INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  PRIMARY KEY (term_id, sort_us, article_id)
) STRICT, WITHOUT ROWID;
INSERT INTO filed VALUES(0,1780261200000000,1);
INSERT INTO filed VALUES(1,1780261200000000,1);
INSERT INTO filed VALUES(1,1780264800000000,2);
INSERT INTO filed VALUES(2,1780264800000000,2);
INSERT INTO filed VALUES(3,1780264800000000,2);
INSERT INTO filed VALUES(4,1780264800000000,2);
INSERT INTO filed VALUES(5,1780264800000000,2);
INSERT INTO filed VALUES(0,9223372036854775807,3);
INSERT INTO filed VALUES(0,1780351200000000,4);
INSERT INTO filed VALUES(0,1780257600000000,5);
INSERT INTO filed VALUES(0,1780254000000000,6);
INSERT INTO filed VALUES(0,1780250400000000,7);
CREATE TABLE edition_change (
  seq        INTEGER PRIMARY KEY AUTOINCREMENT,
  edition_id INTEGER NOT NULL UNIQUE
) STRICT;
INSERT INTO edition_change VALUES(14,1);
INSERT INTO edition_change VALUES(42,2);
INSERT INTO edition_change VALUES(43,3);
INSERT INTO edition_change VALUES(46,4);
INSERT INTO edition_change VALUES(62,5);
INSERT INTO edition_change VALUES(69,6);
INSERT INTO edition_change VALUES(76,7);
INSERT INTO edition_change VALUES(82,8);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('edition_change',82);
CREATE INDEX term_by_type ON term (type, position);
CREATE INDEX term_name_by_folded ON term_name (type, folded);
CREATE INDEX article_by_date ON article (date_us);
CREATE INDEX article_by_section ON article (section_id);
CREATE INDEX article_tag_by_tag ON article_tag (tag_id);
CREATE INDEX article_credit_by_author ON article_credit (author_id);
CREATE INDEX revision_tag_by_tag ON revision_tag (tag_id);
CREATE INDEX revision_credit_by_author ON revision_credit (author_id);
CREATE INDEX address_by_edition ON address (edition_id);
CREATE INDEX note_by_edition ON note (edition_id);
CREATE INDEX article_by_batch ON article (batch_id) WHERE batch_id IS NOT NULL;
CREATE INDEX article_by_trash ON article (deleted_us) WHERE deleted_us IS NOT NULL;
CREATE INDEX term_by_batch ON term (batch_id) WHERE batch_id IS NOT NULL;
CREATE UNIQUE INDEX edition_by_slug ON edition (language, slug) WHERE slug <> '';
CREATE INDEX edition_by_release ON edition (released_id) WHERE released_id IS NOT NULL;
CREATE INDEX edition_by_scheduled ON edition (scheduled_id) WHERE scheduled_id IS NOT NULL;
CREATE INDEX edition_by_schedule ON edition (scheduled_us) WHERE scheduled_us IS NOT NULL;
CREATE INDEX piece_by_hash ON piece (edition_id, hash);
CREATE INDEX media_use_by_edition ON media_use (edition_id, revision_id);
CREATE INDEX revision_by_edition ON revision (edition_id, made_us);
CREATE INDEX revision_by_stage ON revision (stage, made_us) WHERE NOT is_released;
CREATE INDEX keyword_by_edition ON keyword (edition_id);
CREATE INDEX article_by_cover ON article (cover_id) WHERE cover_id IS NOT NULL;
CREATE INDEX revision_by_cover ON revision (cover_id) WHERE cover_id IS NOT NULL;
CREATE INDEX listing_by_article ON listing (article_id);
CREATE INDEX listing_in_order ON listing (is_deleted, sort_us, article_id, batch_id) WHERE is_shown;
CREATE INDEX listing_by_status ON listing (is_deleted, status, sort_us, article_id, batch_id) WHERE is_shown;
CREATE INDEX listing_by_language ON listing (is_deleted, language, sort_us, article_id, batch_id);
CREATE INDEX listing_by_language_status ON listing (is_deleted, language, status, sort_us, article_id, batch_id);
CREATE INDEX listing_by_section ON listing (is_deleted, section_id, sort_us, article_id, batch_id) WHERE is_shown;
CREATE INDEX listing_ahead ON listing (is_ahead) WHERE is_ahead;
CREATE INDEX filed_by_article ON filed (article_id);
COMMIT;
