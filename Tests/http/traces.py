"""What a server has stored, counted: a refused input must leave it as it was."""

import sqlite3

# Rows that a refused request may well write: who was seen when, how often somebody tried, and answers under a key. The
# index of the search follows the messages in its own time.
PASSING = ("device", "limit", "attempt", "idempotency", "message_words")


def stored(server):
    """Rows per table of a server's SQLite file."""
    files = [path for path in server.data.iterdir() if path.read_bytes()[:15] == b"SQLite format 3"]
    assert len(files) == 1, f"one database file in {server.data}, found {files}"
    connection = sqlite3.connect(f"file:{files[0]}?mode=ro", uri=True)
    try:
        names = [row[0] for row in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")]
        return {
            name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
            for name in names if not any(word in name.lower() for word in PASSING)
        }
    finally:
        connection.close()
