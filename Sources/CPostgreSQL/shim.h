// Millrace
// SPDX-License-Identifier: Apache-2.0
#if __has_include(<libpq-fe.h>)
#include <libpq-fe.h>
#else
// Debian's place for it.
#include <postgresql/libpq-fe.h>
#endif
