/* Millrace
 * SPDX-License-Identifier: Apache-2.0
 *
 * The peer of fetch-bench: librdkafka reads a topic from the start through its batch queue API and reports the same
 * figures. A separate program; no part of Millrace links it.
 *
 * librdkafka-consume HOST:PORT RECORDS PARTITIONS [PROPERTY=VALUE ...]
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

int main(int argc, char **argv) {
    char error[256];
    if (argc < 4)
        fail("usage: librdkafka-consume HOST:PORT RECORDS PARTITIONS [PROPERTY=VALUE ...]");
    long long expected = atoll(argv[2]);
    int partitions = atoi(argv[3]);
    rd_kafka_conf_t *conf = rd_kafka_conf_new();
    rd_kafka_conf_set(conf, "bootstrap.servers", argv[1], error, sizeof error);
    rd_kafka_conf_set(conf, "check.crcs", "true", error, sizeof error);
    for (int i = 4; i < argc; i++) {
        char *value = strchr(argv[i], '=');
        if (!value)
            fail("expected PROPERTY=VALUE");
        *value++ = 0;
        if (rd_kafka_conf_set(conf, argv[i], value, error, sizeof error) != RD_KAFKA_CONF_OK)
            fail(error);
    }
    double cpu = cpu_seconds(), wall = wall_seconds();
    rd_kafka_t *rk = rd_kafka_new(RD_KAFKA_CONSUMER, conf, error, sizeof error);
    if (!rk)
        fail(error);
    rd_kafka_topic_t *topic = rd_kafka_topic_new(rk, "bench", NULL);
    rd_kafka_queue_t *queue = rd_kafka_queue_new(rk);
    for (int i = 0; i < partitions; i++)
        if (rd_kafka_consume_start_queue(topic, i, RD_KAFKA_OFFSET_BEGINNING, queue) != 0)
            fail("cannot start to consume a partition");

    enum { BATCH = 1000 };
    static rd_kafka_message_t *messages[BATCH];
    long long records = 0, bytes = 0, offsets = 0;
    while (records < expected) {
        ssize_t count = rd_kafka_consume_batch_queue(queue, 1000, messages, BATCH);
        for (ssize_t i = 0; i < count; i++) {
            if (messages[i]->err)
                fail(rd_kafka_message_errstr(messages[i]));
            bytes += messages[i]->len;
            offsets += messages[i]->offset;
            rd_kafka_message_destroy(messages[i]);
        }
        if (count > 0)
            records += count;
    }
    cpu = cpu_seconds() - cpu;
    wall = wall_seconds() - wall;
    printf("records=%lld value-bytes=%lld offset-sum=%lld seconds=%.3f records-per-s=%.0f cpu-s=%.3f "
           "cpu-s-per-million=%.4f cpu-s-per-GB=%.4f peak-MiB=%.1f version=%s\n",
           records, bytes, offsets, wall, records / wall, cpu, cpu / (records / 1e6), cpu / (bytes / 1e9),
           peak_memory_mib(), rd_kafka_version_str());
    fflush(stdout);
    _Exit(0); /* skip the shutdown, which is not measured */
}
