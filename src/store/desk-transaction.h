/* desk-transaction.h - several writes that happen together or not at all
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store/desk-store.h"

G_BEGIN_DECLS

/* A write transaction. Where one is already open the new one joins it, so that
 * whole operations can be put together from smaller ones. Rolls back when it is
 * freed without having been committed.
 */
typedef struct _DeskTransaction DeskTransaction;

DeskTransaction *desk_transaction_begin (DeskStore *store,
                                         GError   **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean         desk_transaction_commit (DeskTransaction *self,
                                          GError         **error);
void             desk_transaction_free (DeskTransaction *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskTransaction, desk_transaction_free)

G_END_DECLS
