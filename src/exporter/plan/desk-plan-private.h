/* desk-plan-private.h - what the files of the plan share
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exporter/plan/desk-plan-lead.h"
#include "exporter/plan/desk-plan-update.h"
#include "store/desk-released.h"

G_BEGIN_DECLS

/* desk-plan.c */
const DeskTerm *desk_plan_find_name (DeskPlan   *self,
                                     const char *uuid,
                                     GError    **error);
void     desk_plan_learn_name (DeskPlan       *self,
                               const DeskTerm *term);
gboolean desk_plan_throw_damaged (GError **error);

/* desk-plan-read.c */
gboolean   desk_plan_take_error (DeskPlan *self,
                                 GError   *error);
GPtrArray *desk_plan_read_forwards (DeskPlan   *self,
                                    const char *language,
                                    const char *path) G_GNUC_WARN_UNUSED_RESULT;
void             desk_plan_forward_free (gpointer data);
char            *desk_plan_language_dup_place (DeskPlanLanguage      *self,
                                               const DeskSiteForward *forward) G_GNUC_WARN_UNUSED_RESULT;
DeskPlanArticle *desk_plan_read_card (DeskPlanLanguage *self,
                                      gint64            id) G_GNUC_WARN_UNUSED_RESULT;
DeskPlanList    *desk_plan_read_list (DeskPlanLanguage *self,
                                      DeskPlanListKind  kind,
                                      const char       *key);

/* desk-plan-card.c */
void         desk_plan_card_write (DeskSiteText       *text,
                                   const DeskPlanFace *face);
DeskArticle *desk_plan_card_read (DeskPlan           *self,
                                  const DeskSiteText *text,
                                  char              **out_opening,
                                  GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/* desk-plan-path.c */
char *desk_plan_dup_wanted (const char *folder,
                            const char *slug,
                            const char *title) G_GNUC_WARN_UNUSED_RESULT;
char    *desk_plan_claim (GHashTable *taken,
                          const char *wanted) G_GNUC_WARN_UNUSED_RESULT;
gboolean desk_plan_is_free (DeskPlanUpdate *self,
                            const char     *language,
                            const char     *wanted,
                            gboolean       *out_is_free,
                            GError        **error);
gboolean desk_plan_settle_paths (DeskPlanUpdate *self,
                                 GError        **error);
gboolean desk_plan_place_lists (DeskPlanUpdate  *self,
                                const char      *language,
                                DeskPlanListKind kind,
                                GError         **error);

/* desk-plan-update.c */

/**
 * DeskPlanTouched:
 *
 * A list that is being changed, and what it was before.
 */
typedef struct
{
  DeskSiteList *list;
  char         *old_path;
  unsigned      n_old;
  GArray       *old_often; /* (nullable) */
  gboolean      is_renamed;
} DeskPlanTouched;

/**
 * DeskPlanLikeness:
 *
 * A text of which it may have changed how alike it is to others.
 */
typedef struct
{
  char  *article;
  gint64 was_said_us; /* its date before; G_MAXINT64 if it was not there */
} DeskPlanLikeness;

struct _DeskPlanUpdate
{
  DeskPlan      *plan;
  DeskPlanMarks *marks;
  GCancellable  *cancellable;
  GHashTable    *lists;     /* row → DeskPlanTouched */
  GHashTable    *rows;      /* char *language, kind and key → row */
  GHashTable    *contested; /* char *language: its texts are placed anew */
  GHashTable    *unplaced;  /* char *language and kind: likewise its lists */
  GHashTable    *alike;     /* row of a text → DeskPlanLikeness: RELATED may be another */
  GHashTable    *moved;     /* char *language and article or term: came, went or moved */
  GHashTable    *freed;     /* char *language and path: nothing is there any more */
  gboolean       has_new_redirects;
};

DeskPlanTouched *desk_plan_touch_list (DeskPlanUpdate *self,
                                       gint64          row,
                                       GError        **error);
DeskPlanTouched *desk_plan_touch_list_of (DeskPlanUpdate  *self,
                                          const char      *language,
                                          DeskPlanListKind kind,
                                          const char      *key,
                                          GError         **error);
gboolean desk_plan_mark_seen (DeskPlanUpdate     *self,
                              const DeskSiteText *text,
                              gboolean            has_face,
                              gboolean            is_moving,
                              GError            **error);
gboolean desk_plan_mark_led_to (DeskPlanUpdate *self,
                                const char     *article,
                                const char     *language,
                                GError        **error);

/* desk-plan-text.c */
DeskSiteText *desk_plan_text_new (DeskPlanUpdate     *self,
                                  gint64              id,
                                  const DeskPlanFace *face,
                                  GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/* desk-plan-update-list.c */
gboolean desk_plan_mark_lists (DeskPlanUpdate     *self,
                               const DeskSiteText *text,
                               gboolean            has_face,
                               gboolean            is_moving,
                               GError            **error);
gboolean desk_plan_mark_words (DeskPlanUpdate     *self,
                               const DeskSiteText *text,
                               GError            **error);
gboolean desk_plan_change_lists (DeskPlanUpdate     *self,
                                 const DeskSiteText *old,
                                 const DeskSiteText *new,
                                 GError            **error);
gboolean desk_plan_settle_lists (DeskPlanUpdate *self,
                                 GError        **error);

/* desk-plan-related-list.c */
gint64 desk_plan_related_score (const DeskAlike    *alike,
                                const DeskSiteText *one,
                                const DeskSiteText *two);
void desk_plan_related_add (GArray *related,
                            gint64  id,
                            gint64  score);
gboolean desk_plan_related_has (const GArray *related,
                                gint64        id);
gint64   desk_plan_related_take_out (GArray *related,
                                     gint64  id);
unsigned desk_plan_related_count_chosen (const GArray *related);
gint64   desk_plan_related_get_floor (const GArray *related);
gboolean desk_plan_related_is_same (const GArray *one,
                                    const GArray *two);
gboolean desk_plan_related_insert (DeskPlanUpdate     *self,
                                   GArray             *related,
                                   unsigned            n_chosen,
                                   const DeskSiteText *other,
                                   gint64              score,
                                   GError            **error);

/* desk-plan-related.c */
gboolean desk_plan_settle_related (DeskPlanUpdate *self,
                                   GError        **error);

/* desk-plan-forward.c */
gboolean desk_plan_settle_forwards (DeskPlanUpdate *self,
                                    GError        **error);

char *desk_plan_dup_address_path (const DeskAddress *address) G_GNUC_WARN_UNUSED_RESULT;

/* desk-plan-lead.c */
#define DESK_PLAN_MAX_STEPS 8 /* from one redirect to another; who needs more goes in circles */

DeskPlanLead *desk_plan_follow (DeskPlan   *self,
                                const char *target) G_GNUC_WARN_UNUSED_RESULT;

/* desk-plan-redirect.c */
DeskPlanLanguage *desk_plan_find_language_above (const DeskPlan *plan,
                                                 const char     *path,
                                                 const char    **out_rest);
gboolean desk_plan_settle_redirects (DeskPlanUpdate *self,
                                     GError        **error);
gboolean desk_plan_mark_redirects_to (DeskPlanUpdate *self,
                                      const char     *key,
                                      GError        **error);
gboolean desk_plan_mark_redirects_at (DeskPlanUpdate *self,
                                      const char     *language,
                                      const char     *path,
                                      GError        **error);
char    *desk_plan_dup_first_page (const char *path) G_GNUC_WARN_UNUSED_RESULT;
gboolean desk_plan_has_list_at (DeskPlan   *self,
                                const char *path);
gboolean desk_plan_look_at_redirects (DeskPlanUpdate *self,
                                      const char     *language,
                                      const char     *path,
                                      GError        **error);

G_END_DECLS
