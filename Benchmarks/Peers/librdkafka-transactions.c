/* Millrace
 * SPDX-License-Identifier: Apache-2.0
 *
 * The peer of transaction-bench: librdkafka commits transactions of a few records, one after another, and reports the
 * same figures. A separate program; no part of Millrace links it.
 *
 * librdkafka-transactions HOST:PORT TRANSACTIONS RECORDS VALUE_BYTES
 */
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

static void check(rd_kafka_error_t *error) {
    if (error)
        fail(rd_kafka_error_string(error));
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

static long long offsets, delivered;

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
    if (argc != 5)
        fail("usage: librdkafka-transactions HOST:PORT TRANSACTIONS RECORDS VALUE_BYTES");
    long long transactions = atoll(argv[2]), records = atoll(argv[3]);
    int bytes = atoi(argv[4]);
    char *value = malloc(bytes);
    memset(value, 'x', bytes);
    double cpu = cpu_seconds(), wall = wall_seconds();
    rd_kafka_conf_t *conf = rd_kafka_conf_new();
    const char *settings[][2] = {
        {"bootstrap.servers", argv[1]}, {"transactional.id", "librdkafka-transactions"}, {"linger.ms", "5"}};
    for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++)
        if (rd_kafka_conf_set(conf, settings[i][0], settings[i][1], error, sizeof error) != RD_KAFKA_CONF_OK)
            fail(error);
    rd_kafka_conf_set_dr_msg_cb(conf, on_delivery);
    rd_kafka_t *rk = rd_kafka_new(RD_KAFKA_PRODUCER, conf, error, sizeof error);
    if (!rk)
        fail(error);
    check(rd_kafka_init_transactions(rk, 30000));
    rd_kafka_topic_t *topic = rd_kafka_topic_new(rk, "bench", NULL);
    for (long long i = 0; i < transactions; i++) {
        check(rd_kafka_begin_transaction(rk));
        for (long long j = 0; j < records; j++)
            if (rd_kafka_produce(topic, RD_KAFKA_PARTITION_UA, RD_KAFKA_MSG_F_COPY, value, bytes, NULL, 0, NULL))
                fail(rd_kafka_err2str(rd_kafka_last_error()));
        /* Flushes, and takes the delivery reports. */
        check(rd_kafka_commit_transaction(rk, 30000));
    }
    cpu = cpu_seconds() - cpu;
    wall = wall_seconds() - wall;
    if (delivered != transactions * records)
        fail("delivery reports are missing");
    printf("transactions=%lld records=%lld offset-sum=%lld seconds=%.3f transactions-per-s=%.0f cpu-s=%.3f "
           "cpu-ms-per-transaction=%.4f version=%s\n",
           transactions, delivered, offsets, wall, transactions / wall, cpu, cpu / transactions * 1e3,
           rd_kafka_version_str());
    fflush(stdout);
    _Exit(0); /* skip the shutdown, which is not measured */
}
