// sioload MODE --port N [flags]: loads a Socket.IO server with the handlers of the testbed's mode `bench` and prints
// one line of JSON. Ends with 1 when a connection is lost, or an answer is wrong, late, twice or out of order.
#include "load.h"

#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

options given = {
    .path = "/socket.io/", .clients = 100, .at_once = 64, .in_flight = 1, .bytes = 64, .seconds = 5, .warm_up = 1};
connection *connections;
int ready_count;

void fail(const char *format, ...) {
    va_list values;
    va_start(values, format);
    fputs("sioload: ", stderr);
    vfprintf(stderr, format, values);
    fputc('\n', stderr);
    va_end(values);
    exit(1);
}

static void usage(void) {
    fputs("usage: sioload echo|fanout|idle|connect|chat --port N [--pid N] [--clients N] [--seconds S] [--warm-up S]\n"
          "               [--bytes N] [--in-flight N] [--rate N] [--at-once N] [--path P]\n"
          "  --pid        the server, whose CPU and memory are read\n"
          "  --in-flight  requests of each client (echo) or broadcasts (fanout) under way at once\n"
          "  --rate       requests per second of all clients together, timed from when they were due (echo, chat)\n"
          "  --plan       what each connection joins with, and its conversation (chat)\n"
          "  --seconds    length of the measured part; idle: how long the connections rest before memory is read\n",
          stderr);
    exit(2);
}

static void read_options(int count, char **words) {
    static const struct option known[] = {
        {"port", 1, 0, 'p'},    {"pid", 1, 0, 'i'},   {"clients", 1, 0, 'n'},   {"seconds", 1, 0, 's'},
        {"warm-up", 1, 0, 'w'}, {"bytes", 1, 0, 'b'}, {"in-flight", 1, 0, 'f'}, {"rate", 1, 0, 'r'},
        {"at-once", 1, 0, 'c'}, {"path", 1, 0, 'u'}, {"plan", 1, 0, 'l'},
        {0, 0, 0, 0}};
    for (int found; (found = getopt_long(count, words, "", known, NULL)) != -1;) {
        switch (found) {
        case 'p': given.port = atoi(optarg); break;
        case 'i': given.pid = atoi(optarg); break;
        case 'n': given.clients = atoi(optarg); break;
        case 's': given.seconds = atof(optarg); break;
        case 'w': given.warm_up = atof(optarg); break;
        case 'b': given.bytes = atoi(optarg); break;
        case 'f': given.in_flight = atoi(optarg); break;
        case 'r': given.rate = atof(optarg); break;
        case 'c': given.at_once = atoi(optarg); break;
        case 'u': given.path = optarg; break;
        case 'l': given.plan = optarg; break;
        default: usage();
        }
    }
}

static void allow_files(void) {
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    if ((rlim_t)given.clients + 32 > limit.rlim_max) fail("%d connections need more open files", given.clients);
}

int main(int count, char **words) {
    static const struct { const char *name; void (*run)(void); } modes[] = {
        {"echo", run_echo}, {"fanout", run_fanout}, {"idle", run_idle}, {"connect", run_connect},
        {"chat", run_chat}};
    if (count < 2) usage();
    given.mode = words[1];
    read_options(count - 1, words + 1);
    if (!given.port || given.clients < 1) usage();
    allow_files();
    connections = calloc((size_t)given.clients + 1, sizeof *connections);
    if (!connections) fail("out of memory");
    for (int i = 0; i <= given.clients; i++) connections[i].number = (uint32_t)i;
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        if (strcmp(modes[i].name, given.mode)) continue;
        modes[i].run();
        close_all();
        return 0;
    }
    usage();
}
