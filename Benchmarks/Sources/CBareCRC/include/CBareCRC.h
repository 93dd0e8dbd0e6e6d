// Millrace
// SPDX-License-Identifier: Apache-2.0

#ifndef BARE_CRC_H
#define BARE_CRC_H

#include <stddef.h>
#include <stdint.h>

/// Feeds `count` bytes to the processor's CRC-32C instruction as three independent streams, without joining them; 0 where there is
/// no such instruction.
uint32_t bare_crc32_three_streams(const void *bytes, size_t count);

#endif
