// A load generator for Socket.IO 4 servers over WebSocket: one thread, epoll, no libraries.
#pragma once
#define _GNU_SOURCE
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SECOND = 1000000000 };

typedef enum { CONNECTING, UPGRADING, OPENING, JOINING, READY, LOST } stage;

typedef struct connection {
    int fd;
    stage stage;
    uint32_t number;
    uint32_t rest_length, unsent_length;
    char *rest;    // bytes of a frame that has not arrived whole
    char *unsent;  // what the socket did not take
    uint64_t began;
    uint64_t asked, heard;  // last id sent, last id or broadcast received
    const char *auth;       // the object it joins with; none
    uint64_t *due;          // when each outstanding request was to be sent, by id
} connection;

// What a load does with its connections.
typedef struct {
    void (*ready)(connection *);
    void (*text)(connection *, const char *text, size_t length);
} behaviour;

typedef struct {
    const char *mode, *path, *plan;
    int port, clients, at_once, in_flight, bytes, pid;
    double seconds, warm_up, rate;
} options;

extern options given;
extern connection *connections;
extern int ready_count;

uint64_t now(void);
void fail(const char *format, ...) __attribute__((format(printf, 1, 2), noreturn));

// connection.c
void network(behaviour does);
void start(connection *);
void send_text(connection *, const char *text, size_t length);
void serve(uint64_t nanoseconds);
void close_all(void);

// measure.c
typedef struct {
    uint64_t count[64 * 32], total, highest;
} times;

typedef struct {
    uint64_t at;
    double server, generator, machine;  // seconds of CPU
    double resident;                    // KiB of the server
} reading;

void add_time(times *, uint64_t nanoseconds);
double quantile(const times *, double part);  // microseconds
reading read_all(void);
void report(const char *unit, reading from, reading to, uint64_t count, const times *);

// modes.c
void run_echo(void);
void run_fanout(void);
void run_idle(void);
void run_connect(void);

// chat.c
void run_chat(void);
