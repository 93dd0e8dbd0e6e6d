// Millrace
// SPDX-License-Identifier: Apache-2.0

#include "CBareCRC.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#define HARDWARE __attribute__((target("sse4.2")))
#define STEP(state, word) _mm_crc32_u64(state, word)
typedef uint64_t state_t;
#elif defined(__aarch64__)
#include <arm_acle.h>
#if defined(__APPLE__)
#define HARDWARE
#else
#define HARDWARE __attribute__((target("crc")))
#endif
#define STEP(state, word) __crc32cd(state, word)
typedef uint32_t state_t;
#endif

#if defined(STEP)

HARDWARE uint32_t bare_crc32_three_streams(const void *bytes, size_t count) {
    const uint8_t *p = bytes;
    state_t a = 0, b = 0, c = 0;
    size_t third = count / 24 * 8;
    for (size_t i = 0; i < third; i += 8) {
        uint64_t words[3];
        memcpy(&words[0], p + i, 8);
        memcpy(&words[1], p + third + i, 8);
        memcpy(&words[2], p + 2 * third + i, 8);
        a = STEP(a, words[0]);
        b = STEP(b, words[1]);
        c = STEP(c, words[2]);
    }
    return (uint32_t)(a ^ b ^ c);
}

#else

uint32_t bare_crc32_three_streams(const void *bytes, size_t count) {
    (void)bytes;
    (void)count;
    return 0;
}

#endif
