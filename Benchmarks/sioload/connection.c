// Connections: TCP, the upgrade, Engine.IO's handshake, the namespace, and frames both ways.
#include "load.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { EVENTS = 256, CHUNK = 1 << 18 };

static int poller;
static behaviour does;
static char chunk[CHUNK];
static const uint8_t mask[4] = {0x5a, 0x17, 0xc3, 0x88};

void network(behaviour given_behaviour) {
    does = given_behaviour;
    poller = epoll_create1(0);
    if (poller < 0) fail("epoll: %s", strerror(errno));
}

static void watch(connection *c, int operation, bool writing) {
    struct epoll_event event = {.events = EPOLLIN | (writing ? EPOLLOUT : 0), .data.ptr = c};
    if (epoll_ctl(poller, operation, c->fd, &event) < 0) fail("epoll_ctl: %s", strerror(errno));
}

void start(connection *c) {
    struct sockaddr_in server = {.sin_family = AF_INET, .sin_port = htons((uint16_t)given.port)};
    server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    c->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (c->fd < 0) fail("socket: %s", strerror(errno));
    int on = 1;
    setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    // Ended with a reset, so that no port waits for the next run.
    struct linger at_once = {.l_onoff = 1, .l_linger = 0};
    setsockopt(c->fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    c->stage = CONNECTING;
    c->began = now();
    if (connect(c->fd, (struct sockaddr *)&server, sizeof server) < 0 && errno != EINPROGRESS)
        fail("connect: %s", strerror(errno));
    watch(c, EPOLL_CTL_ADD, true);
}

void close_all(void) {
    for (int i = 0; i < given.clients + 1; i++)
        if (connections[i].fd > 0) close(connections[i].fd);
}

static void keep(char **kept, uint32_t *length, const char *data, size_t size) {
    char *larger = realloc(*kept, *length + size);
    if (!larger) fail("out of memory");
    memcpy(larger + *length, data, size);
    *kept = larger;
    *length += (uint32_t)size;
}

static void send_bytes(connection *c, const char *data, size_t length) {
    size_t sent = 0;
    if (!c->unsent_length) {
        ssize_t took = send(c->fd, data, length, MSG_NOSIGNAL);
        if (took < 0 && errno != EAGAIN) fail("send: %s", strerror(errno));
        sent = took < 0 ? 0 : (size_t)took;
    }
    if (sent == length) return;
    if (!c->unsent_length) watch(c, EPOLL_CTL_MOD, true);
    keep(&c->unsent, &c->unsent_length, data + sent, length - sent);
}

static void send_more(connection *c) {
    ssize_t took = send(c->fd, c->unsent, c->unsent_length, MSG_NOSIGNAL);
    if (took < 0 && errno == EAGAIN) return;
    if (took < 0) fail("send: %s", strerror(errno));
    c->unsent_length -= (uint32_t)took;
    memmove(c->unsent, c->unsent + took, c->unsent_length);
    if (!c->unsent_length) watch(c, EPOLL_CTL_MOD, false);
}

void send_text(connection *c, const char *text, size_t length) {
    char frame[8 + 65536];
    if (length > 65535) fail("a message of %zu bytes is too long", length);
    size_t head = 0;
    frame[head++] = (char)0x81;
    if (length < 126) {
        frame[head++] = (char)(0x80 | length);
    } else {
        frame[head++] = (char)(0x80 | 126);
        frame[head++] = (char)(length >> 8);
        frame[head++] = (char)length;
    }
    memcpy(frame + head, mask, sizeof mask);
    head += sizeof mask;
    for (size_t i = 0; i < length; i++) frame[head + i] = (char)(text[i] ^ mask[i & 3]);
    send_bytes(c, frame, head + length);
}

static void ask_for_upgrade(connection *c) {
    int problem = 0;
    socklen_t size = sizeof problem;
    getsockopt(c->fd, SOL_SOCKET, SO_ERROR, &problem, &size);
    if (problem) fail("connection %u: %s", c->number, strerror(problem));
    watch(c, EPOLL_CTL_MOD, false);
    char request[1024];
    int length = snprintf(
        request, sizeof request,
        "GET %s?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: Upgrade\r\n"
        "Upgrade: websocket\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: c2lvbG9hZCBzaW9sb2FkIQ==\r\n\r\n",
        given.path, given.port);
    c->stage = UPGRADING;
    send_bytes(c, request, (size_t)length);
}

static bool begins(const char *text, size_t length, const char *with) {
    size_t size = strlen(with);
    return length >= size && !memcmp(text, with, size);
}

static void take_text(connection *c, const char *text, size_t length) {
    if (length == 1 && *text == '2') {
        send_text(c, "3", 1);
    } else if (c->stage == READY) {
        does.text(c, text, length);
    } else if (c->stage == OPENING && begins(text, length, "0{\"sid\"")) {
        c->stage = JOINING;
        char join[1024];
        send_text(c, join, (size_t)snprintf(join, sizeof join, "40%s", c->auth ? c->auth : ""));
    } else if (c->stage == JOINING && begins(text, length, "40{\"sid\"")) {
        c->stage = READY;
        ready_count++;
        does.ready(c);
    } else {
        fail("connection %u did not expect %.*s", c->number, (int)(length < 200 ? length : 200), text);
    }
}

// The bytes of the first frame or head in the data, or 0 when it is not whole yet.
static size_t take_one(connection *c, const char *data, size_t length) {
    if (c->stage == UPGRADING) {
        const char *end = memmem(data, length, "\r\n\r\n", 4);
        if (!end) return 0;
        if (!begins(data, length, "HTTP/1.1 101 ")) fail("the upgrade was answered with %.*s", 200, data);
        c->stage = OPENING;
        return (size_t)(end - data) + 4;
    }
    if (length < 2) return 0;
    const uint8_t *bytes = (const uint8_t *)data;
    size_t head = 2, size = bytes[1];
    if (size == 126) {
        if (length < 4) return 0;
        head = 4;
        size = (size_t)bytes[2] << 8 | bytes[3];
    } else if (size > 126) {
        fail("a frame is larger than anything that was asked for");
    }
    if (length < head + size) return 0;
    if (bytes[0] != 0x81) fail("connection %u got a frame that begins with %#x", c->number, bytes[0]);
    take_text(c, data + head, size);
    return head + size;
}

static void take_bytes(connection *c, const char *data, size_t length) {
    char *joined = NULL;
    if (c->rest_length) {
        keep(&c->rest, &c->rest_length, data, length);
        data = joined = c->rest;
        length = c->rest_length;
        c->rest = NULL;
        c->rest_length = 0;
    }
    size_t used = 0, step;
    while (used < length && (step = take_one(c, data + used, length - used))) used += step;
    if (used < length) keep(&c->rest, &c->rest_length, data + used, length - used);
    free(joined);
}

static void read_more(connection *c) {
    for (;;) {
        ssize_t got = recv(c->fd, chunk, sizeof chunk, 0);
        if (got < 0 && errno == EAGAIN) return;
        if (got <= 0) fail("connection %u was lost: %s", c->number, got ? strerror(errno) : "closed by the server");
        take_bytes(c, chunk, (size_t)got);
        if ((size_t)got < sizeof chunk) return;
    }
}

void serve(uint64_t nanoseconds) {
    struct epoll_event events[EVENTS];
    struct timespec patience = {.tv_sec = (time_t)(nanoseconds / SECOND), .tv_nsec = (long)(nanoseconds % SECOND)};
    int count = epoll_pwait2(poller, events, EVENTS, &patience, NULL);
    for (int i = 0; i < count; i++) {
        connection *c = events[i].data.ptr;
        if (c->stage == CONNECTING) {
            ask_for_upgrade(c);
            continue;
        }
        if (events[i].events & EPOLLOUT) send_more(c);
        if (events[i].events & ~EPOLLOUT) read_more(c);
    }
}
