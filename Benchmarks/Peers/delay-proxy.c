/* Millrace
 * SPDX-License-Identifier: Apache-2.0
 *
 * Passes TCP connections on to a broker on this machine and delays every byte, in both directions: a network with
 * latency, for machines whose kernel has no netem.
 *
 * delay-proxy PORT BROKER-PORT MILLISECONDS
 *
 * Brokers tell clients their own port; the proxy puts its port in the place of it ("127.0.0.1" and the port as four
 * bytes follow each other in all versions of all responses that name brokers).
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { MAX_PAIRS = 64, CHUNK = 256 << 10, MAX_QUEUED = 64 << 20 };

struct chunk {
    struct chunk *next;
    int64_t due;
    size_t count, sent;
    char bytes[];
};

/* One direction: from one socket, to the other. */
struct way {
    int from, to, ended, shut;
    struct chunk *first, **end;
    size_t queued;
};

struct pair {
    int used;
    struct way ways[2]; /* 0: client to broker, 1: broker to client */
};

static struct pair pairs[MAX_PAIRS];
static int64_t delay_ns;
static char broker_name[13], own_name[13];

static void fail(const char *what) {
    perror(what);
    exit(2);
}

static int64_t now_ns(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * INT64_C(1000000000) + time.tv_nsec;
}

static void name(char *bytes, int port) {
    uint32_t wire = htonl((uint32_t)port);
    memcpy(bytes, "127.0.0.1", 9);
    memcpy(bytes + 9, &wire, 4);
}

static struct sockaddr_in loopback(int port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

static void tune(int socket) {
    int on = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

static void start(int client, int broker_port) {
    struct sockaddr_in address = loopback(broker_port);
    int broker = socket(AF_INET, SOCK_STREAM, 0);
    struct pair *pair = pairs;
    while (pair < pairs + MAX_PAIRS && pair->used)
        pair++;
    if (pair == pairs + MAX_PAIRS || connect(broker, (struct sockaddr *)&address, sizeof address) != 0) {
        close(client);
        close(broker);
        return;
    }
    tune(client);
    tune(broker);
    memset(pair, 0, sizeof *pair);
    pair->used = 1;
    pair->ways[0] = (struct way){.from = client, .to = broker};
    pair->ways[1] = (struct way){.from = broker, .to = client};
    for (int i = 0; i < 2; i++)
        pair->ways[i].end = &pair->ways[i].first;
}

static void receive(struct way *way, int is_answer) {
    struct chunk *chunk = malloc(sizeof *chunk + CHUNK);
    ssize_t count = recv(way->from, chunk->bytes, CHUNK, MSG_DONTWAIT);
    if (count <= 0) {
        free(chunk);
        if (count == 0 || (errno != EAGAIN && errno != EINTR))
            way->ended = 1;
        return;
    }
    chunk = realloc(chunk, sizeof *chunk + (size_t)count);
    *chunk = (struct chunk){.due = now_ns() + delay_ns, .count = (size_t)count};
    if (is_answer) {
        char *place = chunk->bytes;
        while ((place = memmem(place, (size_t)(chunk->bytes + count - place), broker_name, sizeof broker_name)))
            memcpy(place, own_name, sizeof own_name);
    }
    *way->end = chunk;
    way->end = &chunk->next;
    way->queued += chunk->count;
}

/* Sends what is due. Returns 1 if the receiver has no room. */
static int pass_on(struct way *way) {
    while (way->first && way->first->due <= now_ns()) {
        struct chunk *chunk = way->first;
        ssize_t count =
            send(way->to, chunk->bytes + chunk->sent, chunk->count - chunk->sent, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (count < 0) {
            if (errno == EAGAIN)
                return 1;
            way->ended = 1;
            count = (ssize_t)(chunk->count - chunk->sent);
        }
        chunk->sent += (size_t)count;
        way->queued -= (size_t)count;
        if (chunk->sent < chunk->count)
            return 1;
        way->first = chunk->next;
        if (!way->first)
            way->end = &way->first;
        free(chunk);
    }
    if (way->ended && !way->first && !way->shut) {
        shutdown(way->to, SHUT_WR);
        way->shut = 1;
    }
    return 0;
}

int main(int argc, char **argv) {
    if (argc != 4) {
        fprintf(stderr, "usage: delay-proxy PORT BROKER-PORT MILLISECONDS\n");
        return 2;
    }
    int port = atoi(argv[1]), broker_port = atoi(argv[2]), on = 1;
    delay_ns = (int64_t)(atof(argv[3]) * 1e6);
    name(own_name, port);
    name(broker_name, broker_port);
    signal(SIGPIPE, SIG_IGN);
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = loopback(port);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0 || listen(listener, 64) != 0)
        fail("cannot listen");
    for (;;) {
        struct pollfd polled[1 + 2 * MAX_PAIRS];
        struct way *way_of[1 + 2 * MAX_PAIRS];
        int count = 1;
        int64_t wake = INT64_MAX;
        polled[0] = (struct pollfd){.fd = listener, .events = POLLIN};
        for (struct pair *pair = pairs; pair < pairs + MAX_PAIRS; pair++) {
            if (!pair->used)
                continue;
            int is_full[2];
            for (int i = 0; i < 2; i++) {
                is_full[i] = pass_on(&pair->ways[i]);
                if (!is_full[i] && pair->ways[i].first && pair->ways[i].first->due < wake)
                    wake = pair->ways[i].first->due;
            }
            if (pair->ways[0].shut && pair->ways[1].shut) {
                close(pair->ways[0].from);
                close(pair->ways[1].from);
                pair->used = 0;
                continue;
            }
            for (int i = 0; i < 2; i++) {
                struct way *way = &pair->ways[i];
                short events = (!way->ended && way->queued < MAX_QUEUED ? POLLIN : 0) | (is_full[1 - i] ? POLLOUT : 0);
                way_of[count] = way;
                /* An ended socket that is polled for nothing would wake the loop again and again. */
                polled[count++] = (struct pollfd){.fd = events ? way->from : -1, .events = events};
            }
        }
        struct timespec wait = {0, 0}, *limit = NULL;
        if (wake != INT64_MAX) {
            int64_t left = wake - now_ns();
            if (left < 0)
                left = 0;
            wait = (struct timespec){left / 1000000000, left % 1000000000};
            limit = &wait;
        }
        if (ppoll(polled, (nfds_t)count, limit, NULL) < 0 && errno != EINTR)
            fail("ppoll");
        for (int i = 1; i < count; i++) {
            if (polled[i].revents & (POLLIN | POLLHUP | POLLERR))
                receive(way_of[i], i % 2 == 0);
        }
        if (polled[0].revents) {
            int client = accept(listener, NULL, NULL);
            if (client >= 0)
                start(client, broker_port);
        }
    }
}
