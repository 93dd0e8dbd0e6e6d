/* Millrace
 * SPDX-License-Identifier: Apache-2.0
 *
 * The peer of produce-bench: librdkafka writes records through its batch call, idempotent with acks all and a linger of
 * 5 ms, takes a delivery report for each, and reports the same figures. A separate program; no part of Millrace links it.
 *
 * librdkafka-produce HOST:PORT RECORDS VALUE_BYTES [PROPERTY=VALUE ...]
 */
#include <inttypes.h>
#include <librdkafka/rdkafka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

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

static double peak_memory_mib(void) {
    char line[256];
    long kib = 0;
    FILE *file = fopen("/proc/self/status", "r");
    if (!file)
        return 0;
    while (fgets(line, sizeof line, file) && sscanf(line, "VmHWM: %ld", &kib) != 1)
        ;
    fclose(file);
    return kib / 1024.0;
}

static long long delivered, offsets;

static void on_delivery(rd_kafka_t *rk, const rd_kafka_message_t *message, void *opaque) {
    (void)rk;
    (void)opaque;
    if (message->err)
        fail(rd_kafka_err2str(message->err));
    delivered++;
    offsets += message->offset;
}

int main(int argc, char **argv) {
    char error[256];
    if (argc < 4)
        fail("usage: librdkafka-produce HOST:PORT RECORDS VALUE_BYTES [PROPERTY=VALUE ...]");
    long long records = atoll(argv[2]);
    int bytes = atoi(argv[3]);
    rd_kafka_conf_t *conf = rd_kafka_conf_new();
    const char *settings[][2] = {{"bootstrap.servers", argv[1]}, {"enable.idempotence", "true"}, {"acks", "all"},
                                 {"linger.ms", "5"}};
    for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++)
        if (rd_kafka_conf_set(conf, settings[i][0], settings[i][1], error, sizeof error) != RD_KAFKA_CONF_OK)
            fail(error);
    for (int i = 4; i < argc; i++) {
        char *value = strchr(argv[i], '=');
        if (!value)
            fail("expected PROPERTY=VALUE");
        *value++ = 0;
        if (rd_kafka_conf_set(conf, argv[i], value, error, sizeof error) != RD_KAFKA_CONF_OK)
            fail(error);
    }
    rd_kafka_conf_set_dr_msg_cb(conf, on_delivery);
    enum { BATCH = 1000, VALUES = 1024 };
    char *values = malloc((size_t)VALUES * bytes);
    unsigned state = 1;
    for (long i = 0; i < (long)VALUES * bytes; i++) {
        state = state * 1103515245 + 12345;
        values[i] = 'a' + (state >> 16) % 26;
    }
    double cpu = cpu_seconds(), wall = wall_seconds();
    rd_kafka_t *rk = rd_kafka_new(RD_KAFKA_PRODUCER, conf, error, sizeof error);
    if (!rk)
        fail(error);
    rd_kafka_topic_t *topic = rd_kafka_topic_new(rk, "bench", NULL);
    static rd_kafka_message_t messages[BATCH];
    long long sent = 0;
    while (sent < records) {
        int count = records - sent < BATCH ? (int)(records - sent) : BATCH;
        memset(messages, 0, sizeof messages);
        for (int i = 0; i < count; i++) {
            messages[i].payload = values + (size_t)((sent + i) % VALUES) * bytes;
            messages[i].len = bytes;
        }
        int next = 0;
        while (next < count) {
            int taken = rd_kafka_produce_batch(topic, RD_KAFKA_PARTITION_UA, RD_KAFKA_MSG_F_COPY, messages + next,
                                               count - next);
            /* The messages that were not taken have an error; the queue was full. Taken ones come first or not: keep the
             * others. */
            int left = 0;
            for (int i = next; i < count; i++)
                if (messages[i].err) {
                    messages[i].err = 0;
                    messages[next + left++] = messages[i];
                }
            count = next + left;
            if (taken == 0 || left > 0)
                rd_kafka_poll(rk, 10);
            if (left == 0)
                break;
        }
        sent += records - sent < BATCH ? records - sent : BATCH;
        rd_kafka_poll(rk, 0);
    }
    while (delivered < records)
        rd_kafka_poll(rk, 100);
    cpu = cpu_seconds() - cpu;
    wall = wall_seconds() - wall;
    double total = (double)records * bytes;
    printf("records=%lld value-bytes=%.0f offset-sum=%lld seconds=%.3f records-per-s=%.0f cpu-s=%.3f "
           "cpu-s-per-million=%.4f cpu-s-per-GB=%.4f peak-MiB=%.1f version=%s\n",
           records, total, offsets, wall, records / wall, cpu, cpu / (records / 1e6), cpu / (total / 1e9),
           peak_memory_mib(), rd_kafka_version_str());
    fflush(stdout);
    _Exit(0); /* skip the shutdown, which is not measured */
}
