/* random-edits.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "random-edits.h"

#include "store/desk-biography.h"
#include "store/desk-old-addresses.h"

struct _RandomEdits
{
  Fixture   *fixture;
  GRand     *random;
  GPtrArray *uuids;
  gint64     now_us;
};

static unsigned
roll (RandomEdits *self,
      unsigned     n)
{
  return (unsigned) g_rand_int_range (self->random, 0, (gint32) n);
}

static const char *
word (RandomEdits *self)
{
  static const char *const words[] = {
    "bridge", "harbour", "ferry", "council", "school", "flood", "road", "budget", "river", "market", "hospital", "train",
  };

  return words[roll (self, G_N_ELEMENTS (words))];
}

static char *
sentence (RandomEdits *self)
{
  return g_strdup_printf ("The %s of the %s and %u %ss", word (self), word (self), roll (self, 90) + 10, word (self));
}

static DeskTerm *
any_term (RandomEdits *self,
          DeskTermType type)
{
  g_autofree char *name = g_strdup_printf ("%s %u", word (self), roll (self, 2));

  return fixture_term (self->fixture, type, name);
}

/* There are few, and they stay: with a new one all pages are made. */
static DeskTerm *
any_section (RandomEdits *self)
{
  static const char *const names[] = { "News", "Reports", "Opinion" };

  return fixture_term (self->fixture, DESK_TERM_SECTION, names[roll (self, G_N_ELEMENTS (names))]);
}

static DeskArticle *
any_article (RandomEdits *self)
{
  const char *uuid = self->uuids->len > 0 ? self->uuids->pdata[roll (self, self->uuids->len)] : NULL;

  return uuid != NULL ? desk_store_dup_article (self->fixture->store, uuid, NULL) : NULL;
}

static void
save (RandomEdits *self,
      DeskArticle *article)
{
  g_autoptr(GError) error = NULL;

  desk_store_save_article (self->fixture->store, article, &error);
  g_assert_no_error (error);
  for (unsigned i = 0; i < article->editions->len; i++)
    {
      desk_store_save_edition (self->fixture->store, article->uuid, article->editions->pdata[i], &error);
      g_assert_no_error (error);
    }
}

static void
set_status (RandomEdits *self,
            const char  *uuid,
            const char  *language,
            DeskStatus   status)
{
  g_autoptr(GError) error = NULL;

  self->now_us += G_TIME_SPAN_HOUR;
  desk_store_set_status (self->fixture->store, uuid, language, status, self->now_us, &error);
  g_assert_no_error (error);
}

static void
release_all (RandomEdits       *self,
             const DeskArticle *article)
{
  for (unsigned i = 0; i < article->editions->len; i++)
    set_status (self, article->uuid, ((const DeskEdition *) article->editions->pdata[i])->language, DESK_STATUS_PUBLISHED);
}

static void
write_edition (RandomEdits *self,
               DeskEdition *edition)
{
  g_autofree char *title = sentence (self);
  g_autofree char *opening = sentence (self);
  g_autofree char *more = sentence (self);

  g_set_str (&edition->title, title);
  g_set_str (&edition->body, opening);
  if (roll (self, 2) == 0)
    {
      g_free (edition->body);
      edition->body = g_strdup_printf ("%s. See [it](article:%s).\n\n%s.\n", opening,
                                       self->uuids->len > 0 ? (char *) self->uuids->pdata[roll (self, self->uuids->len)] : "none",
                                       more);
    }
}

static void
file_anew (RandomEdits *self,
           DeskArticle *article)
{
  g_autoptr(DeskTerm) tag = any_term (self, DESK_TERM_TAG);
  g_autoptr(DeskTerm) author = any_term (self, DESK_TERM_AUTHOR);

  g_clear_pointer (&article->section, desk_term_free);
  if (roll (self, 4) > 0)
    article->section = any_section (self);
  g_ptr_array_set_size (article->tags, 0);
  g_ptr_array_set_size (article->credits, 0);
  desk_article_add_tag (article, tag);
  desk_article_add_credit (article, author, roll (self, 4) == 0 ? "translator" : "author", "");
  article->date_us = JUNE_US + roll (self, 400) * DAY_US;
  article->is_pinned = roll (self, 10) == 0;
}

static void
add_one (RandomEdits *self)
{
  DeskArticle *article = desk_article_new (roll (self, 8) == 0 ? "page" : "article");
  g_autoptr(DeskArticle) owned = article;
  g_autoptr(GError) error = NULL;

  for (unsigned i = roll (self, 3); i < 3; i++)
    {
      static const char *const languages[] = { "sr", "en", "en" };

      if (desk_article_get_edition (article, languages[i]) != NULL)
        continue;
      g_ptr_array_add (article->editions, desk_edition_new (languages[i]));
      write_edition (self, article->editions->pdata[article->editions->len - 1]);
    }
  file_anew (self, article);
  desk_store_add_article (self->fixture->store, article, &error);
  g_assert_no_error (error);
  g_ptr_array_add (self->uuids, g_strdup (article->uuid));
  if (roll (self, 4) > 0)
    release_all (self, article);
}

static void
rewrite_one (RandomEdits *self)
{
  g_autoptr(DeskArticle) article = any_article (self);

  if (article == NULL || article->deleted_us != 0)
    return;

  write_edition (self, article->editions->pdata[roll (self, article->editions->len)]);
  save (self, article);
  if (roll (self, 3) > 0)
    release_all (self, article);
}

/* More at the end, which no list shows; where it is released, the search finds it. */
static void
lengthen_one (RandomEdits *self)
{
  g_autoptr(DeskArticle) article = any_article (self);
  DeskEdition *edition;
  g_autofree char *first = sentence (self);
  g_autofree char *second = sentence (self);
  g_autofree char *body = NULL;

  if (article == NULL || article->deleted_us != 0)
    return;

  edition = article->editions->pdata[roll (self, article->editions->len)];
  body = g_strdup_printf ("%s\n\n%s. %s, as the %s-%u says.\n", edition->body, first, second, word (self), roll (self, 1000));
  g_set_str (&edition->body, body);
  save (self, article);
  if (roll (self, 3) > 0)
    release_all (self, article);
}

static void
refile_one (RandomEdits *self)
{
  g_autoptr(DeskArticle) article = any_article (self);

  if (article == NULL || article->deleted_us != 0)
    return;

  file_anew (self, article);
  save (self, article);
  if (roll (self, 3) > 0)
    release_all (self, article);
}

static void
move_one (RandomEdits *self)
{
  g_autoptr(DeskArticle) article = any_article (self);
  DeskEdition *edition;

  if (article == NULL || article->deleted_us != 0)
    return;

  edition = article->editions->pdata[0];
  g_free (edition->slug);
  edition->slug = g_strdup_printf ("%s-%u", word (self), roll (self, 1000000));
  save (self, article);
  release_all (self, article);
}

static void
relate_one (RandomEdits *self)
{
  g_autoptr(DeskArticle) article = any_article (self);

  if (article == NULL || article->deleted_us != 0)
    return;

  g_ptr_array_set_size (article->related, 0);
  g_ptr_array_add (article->related, g_strdup (self->uuids->pdata[roll (self, self->uuids->len)]));
  save (self, article);
  release_all (self, article);
}

static void
change_status (RandomEdits *self)
{
  static const DeskStatus statuses[] = { DESK_STATUS_PUBLISHED, DESK_STATUS_DRAFT, DESK_STATUS_ARCHIVED, DESK_STATUS_PUBLISHED };
  g_autoptr(DeskArticle) article = any_article (self);
  const DeskEdition *edition;
  DeskStatus status = statuses[roll (self, G_N_ELEMENTS (statuses))];

  if (article == NULL || article->deleted_us != 0)
    return;
  edition = article->editions->pdata[roll (self, article->editions->len)];
  if (status != DESK_STATUS_ARCHIVED || desk_status_is_live (edition->status))
    set_status (self, article->uuid, edition->language, status);
}

static void
throw_away (RandomEdits *self)
{
  g_autoptr(DeskArticle) article = any_article (self);
  g_autoptr(GError) error = NULL;

  if (article == NULL)
    return;
  if (article->deleted_us == 0)
    desk_store_delete_article (self->fixture->store, article->uuid, &error);
  else
    desk_store_undelete_article (self->fixture->store, article->uuid, &error);
  g_assert_no_error (error);
}

static void
rename_term (RandomEdits *self)
{
  g_autoptr(DeskTerm) term = roll (self, 12) == 0 ? any_section (self)
                             : any_term (self, roll (self, 2) == 0 ? DESK_TERM_TAG : DESK_TERM_AUTHOR);
  g_autofree char *name = g_strdup_printf ("%s %u", word (self), roll (self, 1000));
  g_autofree char *slug = g_strdup_printf ("%s-%u", word (self), roll (self, 100000));
  g_autoptr(GError) error = NULL;

  desk_term_set_name (term, roll (self, 2) == 0 ? "sr" : "en", name, slug);
  desk_store_save_term (self->fixture->store, term, &error);
  g_assert_no_error (error);
}

static void
remove_term (RandomEdits *self)
{
  g_autoptr(DeskTerm) term = any_term (self, DESK_TERM_TAG);
  g_autoptr(DeskTerm) other = any_term (self, DESK_TERM_TAG);
  gboolean is_merged = roll (self, 2) == 0 && !g_str_equal (term->uuid, other->uuid);
  g_autoptr(GError) error = NULL;
  unsigned n_articles;

  desk_store_remove_term (self->fixture->store, term, is_merged ? other : NULL, self->now_us, NULL, &n_articles, &error);
  g_assert_no_error (error);
}

static void
change_site (RandomEdits *self)
{
  static const struct
  {
    const char *key;
    const char *values[3];
  } changes[] = {
    { "languages", { "en", "en,sr,sr-Latn", "sr,en" } },
    { "title", { "River Desk", "The Brod Institute", "Harbour" } },
    { "url", { "https://river.invalid/", "https://river.invalid/news/", "https://brod.invalid/" } },
    { "date-format", { "d. M. y.", "y-MM-dd", "d MMM y" } },
    { "server", { "nginx", "netlify", "" } },
  };
  unsigned i = roll (self, G_N_ELEMENTS (changes));

  fixture_set_site (self->fixture, changes[i].key, changes[i].values[roll (self, 3)]);
}

static void
describe_author (RandomEdits *self)
{
  g_autoptr(DeskTerm) author = any_term (self, DESK_TERM_AUTHOR);
  g_autoptr(DeskArticle) article = any_article (self);
  g_autofree char *words = sentence (self);
  g_autofree char *text = article != NULL ? g_strdup_printf ("%s. See [it](article:%s).", words, article->uuid) : g_strdup (words);
  g_autoptr(GError) error = NULL;

  if (roll (self, 3) == 0)
    {
      g_free (author->portrait);
      author->portrait = article != NULL && article->cover != NULL ? g_strdup (article->cover->uuid) : NULL;
      desk_store_save_term (self->fixture->store, author, &error);
    }
  else
    {
      desk_store_save_biography (self->fixture->store, author->uuid, roll (self, 2) == 0 ? "sr" : "en",
                                 roll (self, 4) == 0 ? "" : text, &error);
    }
  g_assert_no_error (error);
}

/* An address that there is, was, or never was. */
static char *
any_address (RandomEdits *self)
{
  g_autoptr(DeskArticle) article = any_article (self);
  g_autoptr(DeskTerm) section = any_section (self);
  g_autoptr(DeskTerm) term = any_term (self, DESK_TERM_TAG);
  const DeskEdition *edition = article != NULL ? article->editions->pdata[0] : NULL;
  const char *language = roll (self, 3) == 0 ? "sr" : "en";

  switch (roll (self, 6))
    {
    case 0:
    case 1:
      return edition == NULL ? g_strdup ("/nothing/")
                             : g_strdup_printf ("/%s/%s/%s/", edition->language, desk_term_get_name (section, edition->language)->slug,
                                                edition->slug);

    case 2:
      return g_strdup_printf ("/%s/tag/%s/", language, desk_term_get_name (term, language)->slug);

    case 3:
      return g_strdup_printf ("/%s/%s/", language, desk_term_get_name (section, language)->slug);

    case 4:
      return g_strdup_printf ("/?p=%u", roll (self, 4));

    default:
      return g_strdup_printf ("/old/%u%s", roll (self, 8), roll (self, 2) == 0 ? ".html" : "/");
    }
}

static char *
any_target (RandomEdits *self)
{
  if (roll (self, 3) == 0 && self->uuids->len > 0)
    return g_strconcat ("article:", self->uuids->pdata[roll (self, self->uuids->len)], NULL);
  if (roll (self, 8) == 0)
    return g_strdup (roll (self, 2) == 0 ? "" : "https://elsewhere.example/");

  return any_address (self);
}

static void
redirect (RandomEdits *self)
{
  g_autoptr(GPtrArray) redirects = g_ptr_array_new_with_free_func ((GDestroyNotify) desk_redirect_free);
  g_autofree char *address = any_address (self);
  g_autofree char *to = any_target (self);
  g_autoptr(GError) error = NULL;
  g_autofree char *source = desk_redirect_parse_source (address, "", &error);
  g_autofree char *target = desk_redirect_parse_target (to, "", &error);

  g_assert_no_error (error);
  if (roll (self, 4) == 0)
    {
      (void) desk_store_remove_redirect (self->fixture->store, source, NULL); /* where there is one */
      return;
    }
  g_ptr_array_add (redirects, desk_redirect_new (source, target));
  desk_store_save_redirects (self->fixture->store, redirects, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
add_picture (RandomEdits *self)
{
  /* 200 × 200 pixels, of which the first is drawn; C: its colour. */
  char gif[] = "GIF87a\310\0\310\0\x80\0\0C..\377\377\377,\0\0\0\0\1\0\1\0\0\2\2D\1\0;";
  g_autoptr(DeskMedia) media = desk_media_new ();
  g_autoptr(GBytes) content = NULL;
  g_autoptr(DeskArticle) article = any_article (self);
  g_autoptr(GError) error = NULL;

  if (article == NULL || article->deleted_us != 0)
    return;

  gif[13] += (char) roll (self, 4);
  if (roll (self, 4) == 0)
    gif[6] = 1; /* too narrow to be an icon */
  content = g_bytes_new (gif, sizeof gif - 1);
  g_set_str (&media->name, "picture.gif");
  g_set_str (&media->mime_type, "image/gif");
  media->width = gif[6] == 1 ? 1 : 200;
  media->height = 200;
  desk_store_add_media (self->fixture->store, content, media, &error);
  g_assert_no_error (error);
  g_set_str (&media->credit, word (self));
  desk_store_save_media (self->fixture->store, media, &error);
  g_assert_no_error (error);
  g_clear_pointer (&article->cover, desk_media_free);
  article->cover = g_steal_pointer (&media);
  save (self, article);
  release_all (self, article);
}

/* One of the pictures that covers are, as logo or icon: by its UUID or its bytes. */
static void
choose_for_site (RandomEdits *self)
{
  g_autoptr(DeskArticle) article = any_article (self);
  const DeskMedia *cover = article != NULL ? article->cover : NULL;
  const char *key = roll (self, 2) == 0 ? "icon" : "logo";

  if (cover == NULL || roll (self, 4) == 0)
    fixture_set_site (self->fixture, key, "");
  else
    fixture_set_site (self->fixture, key, roll (self, 2) == 0 ? cover->uuid : cover->sha256);
}

/**
 * random_edits_do_one:
 *
 * Does something or other that a newsroom does.
 */
void
random_edits_do_one (RandomEdits *self)
{
  static const struct
  {
    const char *name;
    void        (*edit) (RandomEdits *);
    unsigned    often;
  } edits[] = {
    { "add", add_one, 6 }, { "rewrite", rewrite_one, 6 }, { "lengthen", lengthen_one, 4 }, { "refile", refile_one, 4 },
    { "relate", relate_one, 2 }, { "move", move_one, 2 },
    { "status", change_status, 4 }, { "trash", throw_away, 2 }, { "rename", rename_term, 3 }, { "picture", add_picture, 2 },
    { "remove a tag", remove_term, 1 }, { "site", change_site, 1 }, { "redirect", redirect, 3 },
    { "author", describe_author, 2 }, { "brand", choose_for_site, 2 },
  };
  unsigned n_all = 0, i = 0, n;

  for (unsigned k = 0; k < G_N_ELEMENTS (edits); k++)
    n_all += edits[k].often;
  for (n = roll (self, n_all); n >= edits[i].often; i++)
    n -= edits[i].often;

  g_test_message ("%s", edits[i].name);
  edits[i].edit (self);
}

RandomEdits *
random_edits_new (Fixture *fixture,
                  guint32  seed)
{
  RandomEdits *self = g_new0 (RandomEdits, 1);

  self->fixture = fixture;
  self->random = g_rand_new_with_seed (seed);
  self->uuids = g_ptr_array_new_with_free_func (g_free);
  self->now_us = JUNE_US;

  return self;
}

void
random_edits_free (RandomEdits *self)
{
  g_rand_free (self->random);
  g_ptr_array_unref (self->uuids);
  g_free (self);
}
