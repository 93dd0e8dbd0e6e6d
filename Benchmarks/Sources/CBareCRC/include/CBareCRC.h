// Millrace
// SPDX-License-Identifier: Apache-2.0

#ifndef BARE_CRC_H
#define BARE_CRC_H

#include <stddef.h>
#include <stdint.h>

/// Runs the processor's CRC-32C instruction over `count` bytes in three independent streams, without joining them.
/// Returns 0 on processors without the instruction.
uint32_t bare_crc32_three_streams(const void *bytes, size_t count);

#endif
