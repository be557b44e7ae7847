// The loads: echo (closed or open loop), fanout, idle and connect. Every answer is compared with what was asked.
#include "load.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RING = 2048, NUMBER = 16, DEADLINE = 60 };

static char filler[65536];
static times taken, whole;
static uint64_t counted, outstanding, published, finished, joined;
static bool counting, running;
static uint64_t sent_at[RING];
static uint32_t missing[RING];

static void ignore(connection *c) { (void)c; }
static void refuse(connection *c, const char *text, size_t length) {
    fail("connection %u did not expect %.*s", c->number, (int)(length < 200 ? length : 200), text);
}

// A payload that is different each time: a number and letters, `given.bytes` in all.
static size_t put(char *at, const char *before, uint64_t number, const char *after) {
    size_t length = (size_t)sprintf(at, "%s\"%0*" PRIu64, before, NUMBER, number);
    memcpy(at + length, filler, (size_t)(given.bytes - NUMBER));
    length += (size_t)(given.bytes - NUMBER);
    return length + (size_t)sprintf(at + length, "\"%s", after);
}

static void connect_all(int count) {
    if (given.bytes < NUMBER || given.bytes > 60000) fail("payloads have %d to 60000 bytes", NUMBER);
    for (size_t i = 0; i < sizeof filler; i++) filler[i] = (char)('a' + i % 26);
    uint64_t end = now() + (uint64_t)DEADLINE * SECOND;
    for (int started = 0; ready_count < count;) {
        while (started < count && started - ready_count < given.at_once) start(&connections[started++]);
        serve(SECOND / 10);
        if (now() > end) fail("only %d of %d connected within %d s", ready_count, count, DEADLINE);
    }
}

static void serve_for(double seconds) {
    for (uint64_t end = now() + (uint64_t)(seconds * SECOND); now() < end;) serve(SECOND / 100);
}

// --- echo ---

static void ask(connection *c, uint64_t due) {
    char text[65600], head[64];
    c->asked++;
    if (c->asked - c->heard > RING) fail("connection %u has %d unanswered requests", c->number, RING);
    c->due[c->asked % RING] = due;
    snprintf(head, sizeof head, "42%" PRIu64 "[\"echo\",", c->asked);
    send_text(c, text, put(text, head, c->asked * 1000003 + c->number, "]"));
    outstanding++;
}

static void answered(connection *c, const char *text, size_t length) {
    char wanted[65600], head[64];
    c->heard++;
    snprintf(head, sizeof head, "43%" PRIu64 "[", c->heard);
    size_t size = put(wanted, head, c->heard * 1000003 + c->number, "]");
    if (size != length || memcmp(wanted, text, length))
        fail("instead of %.*s came %.*s", (int)size, wanted, (int)(length < 300 ? length : 300), text);
    outstanding--;
    uint64_t at = now();
    if (counting) {
        counted++;
        add_time(&taken, at - c->due[c->heard % RING]);
    }
    if (running && given.rate == 0) ask(c, at);
}

static void ask_on_time(double *due, double gap, int *next) {
    for (double at = (double)now(); *due <= at; *due += gap) {
        ask(&connections[*next], (uint64_t)*due);
        *next = (*next + 1) % given.clients;
    }
}

static void measure_for(double *due, double gap, int *next, double seconds) {
    for (uint64_t end = now() + (uint64_t)(seconds * SECOND); now() < end;) {
        uint64_t patience = SECOND / 100;
        if (gap > 0) {
            ask_on_time(due, gap, next);
            double ahead = *due - (double)now();
            patience = ahead > 0 ? (uint64_t)ahead : 0;
        }
        serve(patience);
    }
}

void run_echo(void) {
    network((behaviour){ignore, answered});
    connect_all(given.clients);
    for (int i = 0; i < given.clients; i++) connections[i].due = calloc(RING, sizeof(uint64_t));
    running = true;
    for (int i = 0; given.rate == 0 && i < given.clients * given.in_flight; i++)
        ask(&connections[i % given.clients], now());
    double due = (double)now(), gap = given.rate > 0 ? SECOND / given.rate : 0;
    int next = 0;
    measure_for(&due, gap, &next, given.warm_up);
    counting = true;
    reading from = read_all();
    measure_for(&due, gap, &next, given.seconds);
    reading to = read_all();
    counting = running = false;
    uint64_t end = now() + 10ull * SECOND;
    while (outstanding && now() < end) serve(SECOND / 100);
    if (outstanding) fail("%" PRIu64 " requests were never answered", outstanding);
    report("echo", from, to, counted, &taken);
}

// --- fanout: the last connection publishes and is no member ---

static connection *publisher(void) { return &connections[given.clients]; }

static void publish(void) {
    char text[65600];
    published++;
    sent_at[published % RING] = now();
    missing[published % RING] = (uint32_t)given.clients;
    send_text(publisher(), text, put(text, "42[\"broadcast\",\"bench\",", published, "]"));
}

static void say(connection *c, const char *text) { send_text(c, text, strlen(text)); }

static void join(connection *c) {
    if (c != publisher()) say(c, "42[\"join\",\"bench\"]");
    say(c, "420[\"echo\",\"joined\"]");
}

static void delivered(connection *c, const char *text, size_t length) {
    static const char barrier[] = "430[\"joined\"]";
    if (length == sizeof barrier - 1 && !memcmp(text, barrier, length)) {
        joined++;
        return;
    }
    char wanted[65600];
    c->heard++;
    size_t size = put(wanted, "42[\"msg\",", c->heard, "]");
    if (c == publisher() || size != length || memcmp(wanted, text, length))
        fail("connection %u: instead of %.*s came %.*s", c->number, (int)size, wanted,
             (int)(length < 300 ? length : 300), text);
    uint64_t at = now(), since = at - sent_at[c->heard % RING];
    if (counting) {
        counted++;
        add_time(&taken, since);
    }
    if (--missing[c->heard % RING]) return;
    finished++;
    if (counting) add_time(&whole, since);
    if (running) publish();
}

void run_fanout(void) {
    network((behaviour){join, delivered});
    connect_all(given.clients + 1);
    for (uint64_t end = now() + (uint64_t)DEADLINE * SECOND; joined <= (uint64_t)given.clients;) {
        serve(SECOND / 10);
        if (now() > end) fail("only %" PRIu64 " joined the room", joined);
    }
    running = true;
    for (int i = 0; i < given.in_flight; i++) publish();
    serve_for(given.warm_up);
    counting = true;
    reading from = read_all();
    serve_for(given.seconds);
    reading to = read_all();
    counting = running = false;
    for (uint64_t end = now() + 10ull * SECOND; finished < published;) {
        serve(SECOND / 100);
        if (now() > end) fail("%" PRIu64 " broadcasts did not reach everybody", published - finished);
    }
    report("delivery", from, to, counted, &taken);
}

// --- idle and connect ---

void run_idle(void) {
    network((behaviour){ignore, refuse});
    reading from = read_all();
    connect_all(given.clients);
    serve_for(given.seconds);
    report("connection", from, read_all(), (uint64_t)given.clients, NULL);
}

void run_connect(void) {
    network((behaviour){ignore, refuse});
    reading from = read_all();
    connect_all(given.clients);
    report("connection", from, read_all(), (uint64_t)given.clients, NULL);
}
