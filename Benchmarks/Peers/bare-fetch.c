/* Millrace
 * SPDX-License-Identifier: Apache-2.0
 *
 * The floor of fetch-bench: a loop that reads from static-fetch-server as Millrace does and does nothing else. One thread
 * and one block of memory; one request is under way, for all partitions; the next one leaves before the records of the
 * last one are read. Checksums are verified (with Millrace's own code) and each record is looked at.
 *
 * bare-fetch HOST:PORT RECORDS PARTITIONS PARTITION-BYTES
 */
#define _DEFAULT_SOURCE
#include "CCRC32C.h"
#include <arpa/inet.h>
#include <endian.h>
#include <inttypes.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>

enum { MAX_PARTITIONS = 64, LOW_WATER = 512 << 10 };

static int connection;
static int64_t offsets[MAX_PARTITIONS];

static void fail(const char *what) {
    fprintf(stderr, "error: %s\n", what);
    exit(2);
}

static double cpu_seconds(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static double wall_seconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

static uint32_t get32(const uint8_t *p) {
    uint32_t value;
    memcpy(&value, p, 4);
    return be32toh(value);
}

static uint64_t get64(const uint8_t *p) {
    uint64_t value;
    memcpy(&value, p, 8);
    return be64toh(value);
}

static int64_t get_varint(const uint8_t **p) {
    uint64_t value = 0;
    for (int shift = 0;; shift += 7) {
        uint8_t byte = *(*p)++;
        value |= (uint64_t)(byte & 127) << shift;
        if (byte < 128)
            return (int64_t)(value >> 1) ^ -(int64_t)(value & 1);
    }
}

static uint8_t *put(uint8_t *p, int bytes, int64_t value) {
    while (bytes-- > 0)
        *p++ = (uint8_t)(value >> 8 * bytes);
    return p;
}

/* Fetch version 4. */
static void ask(int partitions, int partition_bytes) {
    uint8_t request[64 + 16 * MAX_PARTITIONS], *p = request + 4;
    p = put(p, 2, 1);          /* Fetch */
    p = put(p, 2, 4);          /* version */
    p = put(p, 4, 0);          /* correlation id */
    p = put(p, 2, 0);          /* client id */
    p = put(p, 4, -1);         /* replica */
    p = put(p, 4, 500);        /* longest wait */
    p = put(p, 4, 1);          /* smallest response */
    p = put(p, 4, 50 << 20);   /* largest response */
    p = put(p, 1, 0);          /* isolation */
    p = put(p, 4, 1);          /* topics */
    p = put(p, 2, 5);
    memcpy(p, "bench", 5);
    p = put(p + 5, 4, partitions);
    for (int i = 0; i < partitions; i++) {
        p = put(p, 4, i);
        p = put(p, 8, offsets[i]);
        p = put(p, 4, partition_bytes);
    }
    put(request, 4, p - request - 4);
    if (send(connection, request, (size_t)(p - request), 0) != p - request)
        fail("cannot send");
}

/* Fills the buffer, and waits until much of what is missing has come. */
static void receive(uint8_t *buffer, size_t count) {
    static int waits_for = 1;
    for (size_t filled = 0; filled < count;) {
        int wanted = count - filled < LOW_WATER ? (int)(count - filled) : LOW_WATER;
        if (wanted != waits_for)
            setsockopt(connection, SOL_SOCKET, SO_RCVLOWAT, &wanted, sizeof wanted);
        waits_for = wanted;
        struct pollfd polled = {.fd = connection, .events = POLLIN};
        poll(&polled, 1, -1);
        ssize_t received = recv(connection, buffer + filled, count - filled, 0);
        if (received <= 0)
            fail("the connection was lost");
        filled += (size_t)received;
    }
}

int main(int argc, char **argv) {
    char *port = argc == 5 ? strchr(argv[1], ':') : NULL;
    if (!port)
        fail("usage: bare-fetch HOST:PORT RECORDS PARTITIONS PARTITION-BYTES");
    *port++ = 0;
    long long expected = atoll(argv[2]), records = 0, bytes = 0, sum = 0;
    int partitions = atoi(argv[3]), partition_bytes = atoi(argv[4]), on = 1;
    if (partitions < 1 || partitions > MAX_PARTITIONS || partition_bytes < 1)
        fail("give 1 to 64 partitions, and their bytes");
    double cpu = cpu_seconds(), wall = wall_seconds();
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(port))};
    if (inet_pton(AF_INET, argv[1], &address.sin_addr) != 1)
        fail("give the host as an IPv4 address");
    connection = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(connection, (struct sockaddr *)&address, sizeof address) != 0)
        fail("cannot connect");
    setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    size_t capacity = (size_t)partitions * (size_t)partition_bytes + (64 << 10);
    uint8_t *block = malloc(capacity), prefix[4];
    ask(partitions, partition_bytes);
    while (records < expected) {
        receive(prefix, 4);
        if (get32(prefix) > capacity)
            fail("a response is too large");
        receive(block, get32(prefix));
        /* Correlation id, throttle time, number of topics; name; partitions. */
        const uint8_t *p = block + 12;
        p += 2 + (p[0] << 8 | p[1]);
        int count = (int)get32(p);
        p += 4;
        struct {
            const uint8_t *start, *end;
        } sets[MAX_PARTITIONS];
        for (int i = 0; i < count; i++) {
            int index = (int)get32(p);
            p += 4 + 2 + 8 + 8 + 4; /* index, error, high watermark, last stable offset, aborted transactions (null) */
            sets[i].start = p + 4;
            sets[i].end = p = p + 4 + get32(p);
            for (const uint8_t *batch = sets[i].start; batch < sets[i].end; batch += 12 + get32(batch + 8))
                offsets[index] = (int64_t)get64(batch) + (int32_t)get32(batch + 23) + 1;
        }
        ask(partitions, partition_bytes);
        for (int i = 0; i < count; i++)
            for (const uint8_t *batch = sets[i].start; batch < sets[i].end; batch += 12 + get32(batch + 8)) {
                if (millrace_crc32c_update(0, batch + 21, get32(batch + 8) - 9) != get32(batch + 17))
                    fail("a checksum is wrong");
                const uint8_t *record = batch + 61;
                for (uint32_t left = get32(batch + 57); left > 0; left--) {
                    int64_t length = get_varint(&record);
                    const uint8_t *end = record + length;
                    record++;
                    get_varint(&record); /* timestamp */
                    sum += (int64_t)get64(batch) + get_varint(&record);
                    int64_t key = get_varint(&record);
                    record += key > 0 ? key : 0;
                    bytes += get_varint(&record);
                    record = end;
                    records++;
                }
            }
    }
    cpu = cpu_seconds() - cpu;
    wall = wall_seconds() - wall;
    printf("records=%lld value-bytes=%lld offset-sum=%lld seconds=%.3f records-per-s=%.0f cpu-s=%.3f "
           "cpu-s-per-million=%.4f cpu-s-per-GB=%.4f\n",
           records, bytes, sum, wall, records / wall, cpu, cpu / (records / 1e6), cpu / (bytes / 1e9));
    return 0;
}
