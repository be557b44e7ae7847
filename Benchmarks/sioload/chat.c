// The load of a chat: both members of each conversation are connected, one writes, and both are told. Every answer and
// every message told is compared with what was sent, in order.
#include "load.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { RING = 1024, DEADLINE = 60, LINE = 1024 };

typedef struct {
    char *conversation;
    uint64_t sent_at[RING], answered_at[RING];
    uint64_t asked, answered, told;
} talk;

static talk *talks;
static times until_answered, until_told, behind;
static uint64_t counted, deliveries;
static bool counting, running;

static talk *talk_of(const connection *c) { return &talks[c->number / 2]; }
static bool writes(const connection *c) { return c->number % 2 == 0; }

// One line for each connection: the object it joins with, a tab, the conversation; each conversation has two in a row.
static void read_plan(void) {
    FILE *file = fopen(given.plan, "r");
    if (!file) fail("there is no plan %s", given.plan);
    char line[LINE];
    for (int i = 0; i < given.clients; i++) {
        if (!fgets(line, sizeof line, file)) fail("the plan has %d lines only", i);
        char *tab = strchr(line, '\t');
        if (!tab) fail("line %d of the plan has no tab", i + 1);
        *tab = 0;
        tab[1 + strcspn(tab + 1, "\r\n")] = 0;
        connections[i].auth = strdup(line);
        if (i % 2 == 0) talks[i / 2].conversation = strdup(tab + 1);
        else if (strcmp(talks[i / 2].conversation, tab + 1)) fail("lines %d and %d are of two conversations", i, i + 1);
    }
    fclose(file);
}

static size_t name(char *at, const connection *c, uint64_t number) {
    return (size_t)sprintf(at, "\"clientId\":\"%u-%d-%" PRIu64 "\"", c->number & ~1u, (int)getpid(), number);
}

static void ask(connection *c, uint64_t due) {
    talk *t = talk_of(c);
    char text[4096], client[64];
    t->asked++;
    if (t->asked - t->answered >= RING) fail("connection %u has %d unanswered messages", c->number, RING);
    name(client, c, t->asked);
    int length = snprintf(
        text, sizeof text,
        "42%" PRIu64 "[\"message:send\",{\"conversation\":\"%s\",%s,\"text\":\"Message %" PRIu64 " of this load, as long as people's are\"}]",
        t->asked, t->conversation, client, t->asked);
    t->sent_at[t->asked % RING] = due;
    send_text(c, text, (size_t)length);
}

static bool holds(const char *text, size_t length, const char *part) {
    return memmem(text, length, part, strlen(part));
}

static void answered(connection *c, talk *t, const char *text, size_t length) {
    char head[64], client[64];
    t->answered++;
    int size = snprintf(head, sizeof head, "43%" PRIu64 "[{\"ok\":true,", t->answered);
    name(client, c, t->answered);
    if (length < (size_t)size || memcmp(text, head, (size_t)size) || !holds(text, length, client))
        fail("connection %u: instead of an answer to %s came %.*s", c->number, client, (int)(length < 400 ? length : 400), text);
    uint64_t at = t->answered_at[t->answered % RING] = now();
    if (counting) {
        counted++;
        add_time(&until_answered, at - t->sent_at[t->answered % RING]);
    }
    if (running && given.rate == 0) ask(c, at);
}

static void told(connection *c, talk *t, const char *text, size_t length) {
    char client[64];
    t->told++;
    name(client, c, t->told);
    if (!holds(text, length, client))
        fail("connection %u: instead of %s it was told %.*s", c->number, client, (int)(length < 400 ? length : 400), text);
    if (!counting) return;
    uint64_t at = now(), sent = t->sent_at[t->told % RING];
    deliveries++;
    add_time(&until_told, at - sent);
    // An answer comes after the commit: who is told before the sender is answered is not behind.
    uint64_t answer = t->answered >= t->told ? t->answered_at[t->told % RING] : at;
    add_time(&behind, at - answer);
}

static void take(connection *c, const char *text, size_t length) {
    talk *t = talk_of(c);
    if (length > 2 && text[1] == '3') {
        answered(c, t, text, length);
    } else if (!writes(c) && length > 18 && !memcmp(text, "42[\"message:created", 18)) {
        told(c, t, text, length);
    }
}

static void ignore(connection *c) { (void)c; }

static void serve_for(double seconds) {
    for (uint64_t end = now() + (uint64_t)(seconds * SECOND); now() < end;) serve(SECOND / 100);
}

// With a rate, messages are due at even distances, whatever has been answered, and timed from then on.
static void talk_for(double seconds) {
    static double due;
    static int next;
    if (given.rate == 0) return serve_for(seconds);
    if (due == 0) due = (double)now();
    double gap = SECOND / given.rate;
    for (uint64_t end = now() + (uint64_t)(seconds * SECOND); now() < end;) {
        for (double at = (double)now(); due <= at; due += gap) {
            ask(&connections[next], (uint64_t)due);
            next = (next + 2) % given.clients;
        }
        double ahead = due - (double)now();
        serve(ahead > 0 ? (uint64_t)ahead : 0);
    }
}

static uint64_t missing(void) {
    uint64_t count = 0;
    for (int i = 0; i < given.clients / 2; i++) count += 2 * talks[i].asked - talks[i].answered - talks[i].told;
    return count;
}

void run_chat(void) {
    if (!given.plan || given.clients % 2) fail("chat needs a plan and an even number of clients");
    talks = calloc((size_t)given.clients / 2, sizeof *talks);
    read_plan();
    network((behaviour){ignore, take});
    uint64_t end = now() + (uint64_t)DEADLINE * SECOND;
    for (int started = 0; ready_count < given.clients;) {
        while (started < given.clients && started - ready_count < given.at_once) start(&connections[started++]);
        serve(SECOND / 10);
        if (now() > end) fail("only %d of %d connected within %d s", ready_count, given.clients, DEADLINE);
    }
    serve_for(1);  // until they listen
    running = true;
    for (int i = 0; given.rate == 0 && i < given.clients; i += 2)
        for (int j = 0; j < given.in_flight; j++) ask(&connections[i], now());
    talk_for(given.warm_up);
    counting = true;
    reading from = read_all();
    talk_for(given.seconds);
    reading to = read_all();
    counting = running = false;
    for (end = now() + 10ull * SECOND; missing() && now() < end;) serve(SECOND / 100);
    if (missing()) fail("%" PRIu64 " answers or deliveries never came", missing());
    uint64_t sent = 0;
    for (int i = 0; i < given.clients / 2; i++) sent += talks[i].asked;
    printf("{\"sent\":%" PRIu64 ",\"deliveries\":%" PRIu64 ",\"told_p50_us\":%.1f,\"told_p99_us\":%.1f,"
           "\"behind_p50_us\":%.1f,\"behind_p99_us\":%.1f}\n",
           sent, deliveries, quantile(&until_told, 0.5), quantile(&until_told, 0.99), quantile(&behind, 0.5),
           quantile(&behind, 0.99));
    report("message", from, to, counted, &until_answered);
}
