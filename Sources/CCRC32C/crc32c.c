// Millrace
// SPDX-License-Identifier: Apache-2.0

#include "CCRC32C.h"

#include <string.h>

#if defined(__x86_64__)

#include <immintrin.h>

#define HARDWARE __attribute__((target("sse4.2,pclmul")))

int millrace_crc32c_is_available(void) {
    __builtin_cpu_init();
    return __builtin_cpu_supports("sse4.2") && __builtin_cpu_supports("pclmul");
}

// Unaligned little-endian load; memcpy of a constant size compiles to one move.
static inline uint64_t load64(const uint8_t *p) {
    uint64_t word;
    memcpy(&word, p, sizeof word);
    return word;
}

// The instruction has a latency of three cycles and can start every cycle, so three independent streams keep it busy.
// Each round processes three lanes of LANE bytes and joins their registers. Joining advances the register of a lane
// over as many zero bytes as the lanes after it have, which is a multiplication by x^(8n) mod P. In the reflected
// representation the carry-less product of two 32-bit values, fed to the instruction as 64 bits of data, is their
// product times x^33. So the constants are x^(8n - 33) mod P with reversed bits: `over1` for n = LANE, `over2` for n =
// 2 * LANE.
#define ROUNDS(LANE, over1, over2)                                                                      \
    while (count >= 3 * (LANE)) {                                                                       \
        uint64_t a = state, b = 0, c = 0;                                                               \
        for (size_t i = 0; i < (LANE); i += 8) {                                                        \
            a = _mm_crc32_u64(a, load64(p + i));                                                        \
            b = _mm_crc32_u64(b, load64(p + (LANE) + i));                                               \
            c = _mm_crc32_u64(c, load64(p + 2 * (LANE) + i));                                           \
        }                                                                                               \
        __m128i high = _mm_clmulepi64_si128(_mm_cvtsi64_si128((long long)a), _mm_cvtsi64_si128(over2), 0); \
        __m128i low = _mm_clmulepi64_si128(_mm_cvtsi64_si128((long long)b), _mm_cvtsi64_si128(over1), 0); \
        uint64_t joined = (uint64_t)_mm_cvtsi128_si64(_mm_xor_si128(high, low));                        \
        state = c ^ _mm_crc32_u64(0, joined);                                                           \
        p += 3 * (LANE);                                                                                \
        count -= 3 * (LANE);                                                                            \
    }

HARDWARE uint32_t millrace_crc32c_update(uint32_t crc, const void *bytes, size_t count) {
    const uint8_t *p = bytes;
    uint64_t state = (uint32_t)~crc;
    ROUNDS(4096, 0x82f89c77LL, 0x54a86326LL)
    ROUNDS(1024, 0x170076faLL, 0xa51b6135LL)
    ROUNDS(256, 0xb9e02b86LL, 0xdd7e3b0cLL)
    ROUNDS(64, 0x9e4addf8LL, 0x0d3b6092LL)
    for (; count >= 8; p += 8, count -= 8) state = _mm_crc32_u64(state, load64(p));
    for (; count > 0; p += 1, count -= 1) state = _mm_crc32_u8((uint32_t)state, *p);
    return ~(uint32_t)state;
}

#elif defined(__aarch64__)

#include <arm_acle.h>

#if defined(__APPLE__)
#define HARDWARE
int millrace_crc32c_is_available(void) { return 1; }
#else
#include <sys/auxv.h>
#define HARDWARE __attribute__((target("crc")))
// HWCAP_CRC32 of the Linux arm64 ABI.
int millrace_crc32c_is_available(void) { return (getauxval(AT_HWCAP) & (1UL << 7)) != 0; }
#endif

HARDWARE uint32_t millrace_crc32c_update(uint32_t crc, const void *bytes, size_t count) {
    const uint8_t *p = bytes;
    uint32_t state = ~crc;
    for (; count >= 8; p += 8, count -= 8) {
        uint64_t word;
        memcpy(&word, p, sizeof word);
        state = __crc32cd(state, word);
    }
    for (; count > 0; p += 1, count -= 1) state = __crc32cb(state, *p);
    return ~state;
}

#else

int millrace_crc32c_is_available(void) { return 0; }

uint32_t millrace_crc32c_update(uint32_t crc, const void *bytes, size_t count) {
    (void)bytes;
    (void)count;
    return crc;
}

#endif
