/* disk.h - a disk that fails when a test says so
 *
 * SPDX-FileCopyrightText: The Copydesk contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

/**
 * DiskFault:
 * @DISK_FAULT_NONE: it does not fail; it is only quick, since it forgets to
 *   synchronise
 * @DISK_FAULT_ERROR: any call fails, with an error of its own
 * @DISK_FAULT_FULL: a write finds no room
 */
typedef enum
{
  DISK_FAULT_NONE,
  DISK_FAULT_ERROR,
  DISK_FAULT_FULL,
} DiskFault;

void disk_install (void);
void disk_set_fault (DiskFault fault);
