// Millrace
// SPDX-License-Identifier: Apache-2.0
#include <snappy-c.h>
