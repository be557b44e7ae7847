// Times in buckets of three percent, and what /proc says of the server, of us and of the machine.
#include "load.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

uint64_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * SECOND + (uint64_t)t.tv_nsec;
}

static unsigned bucket(uint64_t value) {
    if (value < 32) return (unsigned)value;
    unsigned top = 63u - (unsigned)__builtin_clzll(value);
    return (top - 4) * 32 + (unsigned)(value >> (top - 5) & 31);
}

static double middle(unsigned index) {
    if (index < 32) return index;
    unsigned top = index / 32 + 4;
    return ((index % 32 + 32.5)) * (double)(1ull << (top - 5));
}

void add_time(times *t, uint64_t nanoseconds) {
    t->count[bucket(nanoseconds)]++;
    t->total++;
    if (nanoseconds > t->highest) t->highest = nanoseconds;
}

double quantile(const times *t, double part) {
    uint64_t wanted = (uint64_t)(part * (double)t->total), seen = 0;
    for (unsigned i = 0; i < sizeof t->count / sizeof *t->count; i++) {
        seen += t->count[i];
        if (seen > wanted) return middle(i) / 1000;
    }
    return (double)t->highest / 1000;
}

static void read_server(reading *r) {
    char path[64], line[4096];
    snprintf(path, sizeof path, "/proc/%d/stat", given.pid);
    FILE *file = fopen(path, "r");
    if (!file || !fgets(line, sizeof line, file)) fail("the server %d is gone", given.pid);
    fclose(file);
    unsigned long user, system;
    const char *end = strrchr(line, ')');
    if (!end || sscanf(end + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system) != 2)
        fail("%s is not as expected", path);
    r->server = (double)(user + system) / (double)sysconf(_SC_CLK_TCK);
    snprintf(path, sizeof path, "/proc/%d/statm", given.pid);
    long resident = 0;
    file = fopen(path, "r");
    if (!file || fscanf(file, "%*d %ld", &resident) != 1) fail("the server %d is gone", given.pid);
    fclose(file);
    r->resident = (double)resident * (double)sysconf(_SC_PAGESIZE) / 1024;
}

static double machine_busy(void) {
    unsigned long long user, nice, system, idle, wait, irq, soft;
    FILE *file = fopen("/proc/stat", "r");
    if (!file || fscanf(file, "cpu %llu %llu %llu %llu %llu %llu %llu",
                        &user, &nice, &system, &idle, &wait, &irq, &soft) != 7)
        fail("/proc/stat is not as expected");
    fclose(file);
    return (double)(user + nice + system + irq + soft) / (double)sysconf(_SC_CLK_TCK);
}

reading read_all(void) {
    reading r = {.at = now(), .machine = machine_busy()};
    struct rusage own;
    getrusage(RUSAGE_SELF, &own);
    r.generator = (double)(own.ru_utime.tv_sec + own.ru_stime.tv_sec) +
                  (double)(own.ru_utime.tv_usec + own.ru_stime.tv_usec) / 1e6;
    if (given.pid) read_server(&r);
    return r;
}

void report(const char *unit, reading from, reading to, uint64_t count, const times *t) {
    double seconds = (double)(to.at - from.at) / SECOND;
    double server = to.server - from.server, generator = to.generator - from.generator;
    double rest = to.machine - from.machine - server - generator;
    printf("{\"mode\":\"%s\",\"clients\":%d,\"unit\":\"%s\",\"count\":%llu,\"seconds\":%.3f,\"per_second\":%.1f,"
           "\"server_us\":%.3f,\"server_cores\":%.3f,\"generator_cores\":%.3f,\"rest_cores\":%.3f,"
           "\"resident_before_kib\":%.0f,\"resident_kib\":%.0f,\"kib_per_client\":%.3f",
           given.mode, given.clients, unit, (unsigned long long)count, seconds, (double)count / seconds,
           count ? 1e6 * server / (double)count : 0, server / seconds, generator / seconds, rest / seconds,
           from.resident, to.resident, (to.resident - from.resident) / given.clients);
    if (t && t->total)
        printf(",\"p50_us\":%.1f,\"p99_us\":%.1f,\"max_us\":%.1f", quantile(t, 0.5), quantile(t, 0.99),
               (double)t->highest / 1000);
    printf("}\n");
}
