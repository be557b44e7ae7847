#include <sqlite3.h>

/// sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0), a variadic function that Swift cannot call: without it every allocation
/// of every connection takes one lock. Only before the first connection of the process is opened.
static inline int skillsync_sqlite_stop_counting_memory(void) {
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}
