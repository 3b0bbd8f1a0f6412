/* desk-list-pager.c
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-app"

#include "config.h"

#include "desk-list-pager.h"

/* A question is answered with a page that fills the window, rows and all; the
 * rest of the keys comes behind it. When something has changed the whole list is
 * read beside the one that is shown, which then becomes it in one step.
 *
 *          ask                      full page
 *   idle ───────► first page ─────► more pages ──┐ full page
 *    ▲ ▲  refresh                   (appended) ◄─┘
 *    │ └────────► pages set aside ◄─┐  │
 *    │               │  └───────────┘  │
 *    └───────────────┴─────────────────┘  the last page; what has changed
 *                                         meanwhile is read now
 *
 * The first page of a search is its best hits. All that is listed of it comes behind
 * them in one piece, since the order of hits says of none which is the next.
 *
 * An answer that comes when another question was asked is dropped.
 */

/* What a tall window shows at once. The next pages are twice as long each, since a
 * view makes its first 200 rows as they come. */
#define FIRST_KEYS 32

/* Some 10 ms for the reader, which rows then wait for. */
#define MAX_KEYS 4096

/* Of a search so many are listed. Who has not found it among the best of a thousand
 * writes another word rather than scroll on. */
#define MAX_HITS 1000

struct _DeskListPager
{
  GObject         parent_instance;
  DeskListItems  *items;
  DeskLibrary    *library;     /* NULL until the first question, and when it was given up */
  DeskListQuery  *query;       /* NULL until the first question */
  GCancellable   *reading;     /* of the page that is under way; NULL while idle */
  GArray         *aside;       /* DeskListKey, what a refresh has read so far, or NULL */
  DeskSearchReach reach;       /* of the last page */
  gboolean        has_more;    /* than are listed were found */
  gboolean        is_complete; /* the list has all that it will have */
  gboolean        is_stale;    /* something changed since the reading began */
};

typedef struct
{
  DeskListQuery *query;
  DeskListKey    after;
  gboolean       is_top; /* there is nothing before */
  unsigned       n_keys;
  gboolean       has_rows;
} Request;

typedef struct
{
  GArray         *keys; /* DeskListKey */
  GPtrArray      *rows; /* DeskListContent of all keys, NULL where one is gone; or NULL */
  DeskSearchReach reach;
  gboolean        is_top;
  gboolean        is_last;
  gboolean        has_more; /* behind the last */
} Page;

enum
{
  SIGNAL_ANSWERED,
  SIGNAL_GROWN,
  SIGNAL_REFRESHED,
  N_SIGNALS,
};

static unsigned signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DeskListPager, desk_list_pager, G_TYPE_OBJECT)

static void
request_free (gpointer data)
{
  Request *request = data;

  desk_list_query_free (request->query);
  g_free (request);
}

static void
page_free (gpointer data)
{
  Page *page = data;

  g_clear_pointer (&page->keys, g_array_unref);
  g_clear_pointer (&page->rows, g_ptr_array_unref);
  g_free (page);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Page, page_free)

/* One more than are listed says that there are more. */
static gboolean
search (Page          *page,
        DeskStore     *store,
        const Request *request,
        GCancellable  *cancellable,
        GError       **error)
{
  page->keys = desk_list_query_search_keys (request->query, store, MIN (request->n_keys, MAX_HITS + 1), &page->reach,
                                            cancellable, error);
  if (page->keys == NULL)
    return FALSE;

  page->is_last = page->keys->len < request->n_keys || request->n_keys > MAX_HITS;
  page->has_more = page->keys->len > MAX_HITS;
  if (page->has_more)
    g_array_set_size (page->keys, MAX_HITS);
  return TRUE;
}

static gboolean
list (Page          *page,
      DeskStore     *store,
      const Request *request,
      GCancellable  *cancellable,
      GError       **error)
{
  page->keys = desk_list_query_list_keys (request->query, store, request->is_top ? NULL : &request->after,
                                          request->n_keys, cancellable, error);
  if (page->keys == NULL)
    return FALSE;

  page->is_last = page->keys->len < request->n_keys;
  return TRUE;
}

static GPtrArray *
read_rows (const Page    *page,
           DeskStore     *store,
           const Request *request,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(GArray) article_ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (unsigned i = 0; i < page->keys->len; i++)
    g_array_append_val (article_ids, g_array_index (page->keys, DeskListKey, i).article_id);

  return desk_list_content_read (store, article_ids, request->query->words, cancellable, error);
}

static gpointer
read_page (DeskStore    *store,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  const Request *request = data;
  g_autoptr(Page) page = g_new0 (Page, 1);
  gboolean is_read;

  page->is_top = request->is_top;
  is_read = request->query->words != NULL ? search (page, store, request, cancellable, error)
                                          : list (page, store, request, cancellable, error);
  if (!is_read)
    return NULL;

  if (request->has_rows)
    {
      page->rows = read_rows (page, store, request, cancellable, error);
      if (page->rows == NULL)
        return NULL;
    }

  return g_steal_pointer (&page);
}

static void page_read_cb (GObject      *object,
                          GAsyncResult *result,
                          gpointer      user_data);

static void
read_on (DeskListPager     *self,
         const DeskListKey *after,
         unsigned           n_keys)
{
  Request *request = g_new0 (Request, 1);

  request->query = desk_list_query_copy (self->query);
  request->is_top = after == NULL;
  if (after != NULL)
    request->after = *after;
  request->n_keys = n_keys;
  request->has_rows = n_keys == FIRST_KEYS;

  if (self->reading == NULL)
    self->reading = g_cancellable_new ();
  desk_library_read_async (self->library, DESK_READING_LIST, read_page, request, request_free, page_free,
                           self->reading, page_read_cb, g_object_ref (self));
}

/* The rows are told before the list has them, so that they are never blank. */
static void
take_rows (DeskListPager *self,
           Page          *page)
{
  for (unsigned i = 0; page->rows != NULL && i < page->rows->len; i++)
    {
      if (page->rows->pdata[i] != NULL)
        desk_list_items_take_content (self->items, g_array_index (page->keys, DeskListKey, i).article_id,
                                      g_steal_pointer (&page->rows->pdata[i]));
    }
}

static void
take_page_aside (DeskListPager *self,
                 const Page    *page)
{
  g_array_append_vals (self->aside, page->keys->data, page->keys->len);
  if (!page->is_last)
    return;

  desk_list_items_update (self->items, self->aside);
  g_clear_pointer (&self->aside, g_array_unref);
  g_signal_emit (self, signals[SIGNAL_REFRESHED], 0);
}

static void
take_page (DeskListPager *self,
           Page          *page)
{
  self->reach = page->reach;
  self->has_more = page->has_more;
  if (self->aside != NULL)
    {
      take_page_aside (self, page);
      return;
    }

  take_rows (self, page);
  if (page->is_top)
    desk_list_items_update (self->items, page->keys);
  else
    desk_list_items_append (self->items, page->keys);
  g_signal_emit (self, signals[page->rows != NULL ? SIGNAL_ANSWERED : SIGNAL_GROWN], 0);
}

static void
end (DeskListPager *self)
{
  g_clear_object (&self->reading);
  g_clear_pointer (&self->aside, g_array_unref);
  if (self->is_stale)
    desk_list_pager_refresh (self);
}

static void
read_behind (DeskListPager *self,
             const Page    *page)
{
  const DeskListKey *last = &g_array_index (page->keys, DeskListKey, page->keys->len - 1);

  if (self->query->words != NULL)
    read_on (self, NULL, MAX_KEYS);
  else
    read_on (self, last, MIN (2 * page->keys->len, MAX_KEYS));
}

static void
page_read_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(DeskListPager) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(Page) page = desk_library_run_finish (DESK_LIBRARY (object), result, &error);
  GCancellable *reading = g_task_get_cancellable (G_TASK (result));

  if (reading != self->reading)
    return;
  if (page == NULL)
    {
      g_debug ("The list can't be read: %s", error->message);
      end (self);
      return;
    }

  self->is_complete = page->is_last;
  take_page (self, page);

  /* Whoever was told may have asked something else. */
  if (reading != self->reading)
    return;
  if (page->is_last)
    end (self);
  else
    read_behind (self, page);
}

static void
desk_list_pager_dispose (GObject *object)
{
  desk_list_pager_stop (DESK_LIST_PAGER (object));

  G_OBJECT_CLASS (desk_list_pager_parent_class)->dispose (object);
}

static void
desk_list_pager_finalize (GObject *object)
{
  DeskListPager *self = DESK_LIST_PAGER (object);

  desk_list_query_free (self->query);
  g_object_unref (self->items);

  G_OBJECT_CLASS (desk_list_pager_parent_class)->finalize (object);
}

static unsigned
define_signal (DeskListPagerClass *klass,
               const char         *name)
{
  return g_signal_new (name, G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
desk_list_pager_class_init (DeskListPagerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = desk_list_pager_dispose;
  object_class->finalize = desk_list_pager_finalize;

  /**
   * DeskListPager::answered:
   *
   * The list has the beginning of another question's answer.
   */
  signals[SIGNAL_ANSWERED] = define_signal (klass, "answered");

  /**
   * DeskListPager::grown:
   *
   * The list has more of it.
   */
  signals[SIGNAL_GROWN] = define_signal (klass, "grown");

  /**
   * DeskListPager::refreshed:
   *
   * The list has what the answer to the same question is now.
   */
  signals[SIGNAL_REFRESHED] = define_signal (klass, "refreshed");
}

static void
desk_list_pager_init (DeskListPager *self)
{
}

/**
 * desk_list_pager_new:
 * @items: what gets the answers
 *
 * Returns: (transfer full): a pager that was asked nothing yet
 */
DeskListPager *
desk_list_pager_new (DeskListItems *items)
{
  DeskListPager *self = g_object_new (DESK_TYPE_LIST_PAGER, NULL);

  self->items = g_object_ref (items);

  return self;
}

/**
 * desk_list_pager_ask:
 * @library: whom to ask
 * @query: (transfer full): what the list is to have
 *
 * Gives up what was asked before.
 */
void
desk_list_pager_ask (DeskListPager *self,
                     DeskLibrary   *library,
                     DeskListQuery *query)
{
  g_return_if_fail (DESK_IS_LIST_PAGER (self) && DESK_IS_LIBRARY (library) && query != NULL);

  desk_list_pager_stop (self);
  self->library = g_object_ref (library);
  desk_list_query_free (self->query);
  self->query = query;
  self->is_complete = FALSE;
  read_on (self, NULL, FIRST_KEYS);
}

/**
 * desk_list_pager_refresh:
 *
 * Asks the same again, after a change, as soon as the answer is complete.
 */
void
desk_list_pager_refresh (DeskListPager *self)
{
  g_return_if_fail (DESK_IS_LIST_PAGER (self));

  self->is_stale = self->reading != NULL;
  if (self->is_stale || self->library == NULL)
    return;

  self->aside = g_array_new (FALSE, FALSE, sizeof (DeskListKey));
  read_on (self, NULL, MAX_KEYS);
}

/**
 * desk_list_pager_stop:
 *
 * Gives up, and leaves the list as it is.
 */
void
desk_list_pager_stop (DeskListPager *self)
{
  g_return_if_fail (DESK_IS_LIST_PAGER (self));

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->library);
  g_clear_pointer (&self->aside, g_array_unref);
  self->is_stale = FALSE;
}

/**
 * desk_list_pager_is_complete:
 *
 * Returns: whether the list has all that is to be listed, as far as is known
 */
gboolean
desk_list_pager_is_complete (DeskListPager *self)
{
  g_return_val_if_fail (DESK_IS_LIST_PAGER (self), FALSE);

  return self->is_complete;
}

/**
 * desk_list_pager_has_more:
 *
 * Returns: whether a search has found more than is listed
 */
gboolean
desk_list_pager_has_more (DeskListPager *self)
{
  g_return_val_if_fail (DESK_IS_LIST_PAGER (self), FALSE);

  return self->has_more;
}

/**
 * desk_list_pager_get_reach:
 *
 * Returns: how far the search came
 */
DeskSearchReach
desk_list_pager_get_reach (DeskListPager *self)
{
  g_return_val_if_fail (DESK_IS_LIST_PAGER (self), DESK_SEARCH_WHOLE);

  return self->reach;
}
