// Millrace
// SPDX-License-Identifier: Apache-2.0

// No declarations: linking this target is enough (see mutex.c and runtime.c).
