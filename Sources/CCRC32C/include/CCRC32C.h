// Millrace
// SPDX-License-Identifier: Apache-2.0

#ifndef MILLRACE_CCRC32C_H
#define MILLRACE_CCRC32C_H

#include <stddef.h>
#include <stdint.h>

/// Whether this processor has instructions for CRC-32C: SSE4.2 with PCLMULQDQ on x86-64, the CRC32 extension on arm64.
/// Returns 0 on every other processor.
int millrace_crc32c_is_available(void);

/// Continues a CRC-32C (Castagnoli, RFC 3720 section 12.1) over `count` bytes. `crc` is the final checksum of the
/// preceding bytes, 0 at the start; the result is a final checksum too. Call only if `millrace_crc32c_is_available`
/// returns nonzero.
uint32_t millrace_crc32c_update(uint32_t crc, const void *bytes, size_t count);

#endif
