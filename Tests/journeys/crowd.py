"""Somebody who has a thousand of everything: rows as the server writes them."""

import sqlite3
import subprocess
import uuid

from browsers import Person
from member import moment
from server import ROOT, binary, clean_environment

MANY = 1_000
HOUR = 3_600_000  # as the database counts time, in milliseconds


def crowded(server):
    """Fills the database of a server that has not started, starts it, and returns who has to do with all of them."""
    subprocess.run([binary(), "seed", "--bench", "--members", str(MANY), "--sessions", "0", "--data", server.data], cwd=ROOT,
                   env=clean_environment(), stdin=subprocess.DEVNULL, capture_output=True, timeout=120, check=True)
    server.start()
    ada = Person.sign_up(server.url, "Ada").skills(teach=[("swift", "expert")])
    popular = sorted(ada.pages("/skills", limit=100), key=lambda skill: -skill["teachers"])[:8]
    ada.skills(teach=[("swift", "expert")], learn=[(skill["slug"], "beginner") for skill in popular if skill["slug"] != "swift"]).always_free()
    bo = Person.sign_up(server.url, "Bo").skills(teach=[("violin", "expert")])
    session = ada.request(bo, skill="violin", topic="Session 0", at=moment(days=2))
    bo.act(session, "reject")
    with sqlite3.connect(next(server.data.glob("*.sqlite")), timeout=20) as database:
        database.row_factory = sqlite3.Row
        copy_sessions(database)
        copy_notifications(database)
        copy_conversations(database)
    return ada


def newest(database, table):
    return dict(database.execute(f"SELECT * FROM {table} ORDER BY rowid DESC LIMIT 1").fetchone())


def insert(database, table, rows):
    names = list(rows[0])
    database.executemany(f"INSERT INTO {table} ({','.join(names)}) VALUES ({','.join(':' + name for name in names)})", rows)


def fresh(known):
    return str(uuid.uuid4()) if isinstance(known, str) else uuid.uuid4().bytes


def copy_sessions(database):
    first = newest(database, "sessions")
    insert(database, "sessions", [first | {"id": fresh(first["id"]), "topic": f"Session {number}", "starts_at": first["starts_at"] - number * HOUR}
                                  for number in range(1, MANY)])


def copy_notifications(database):
    first = dict(database.execute("SELECT * FROM notifications WHERE kind = 'sessionRejected'").fetchone())
    insert(database, "notifications", [first | {"id": fresh(first["id"]),
                                               "seq": first["seq"] - number * 10**6, "at": first["at"] - number * 1_000, "read_at": first["at"]} for number in range(1, MANY)])


def copy_conversations(database):
    """With one message each; the newest are those of the first."""
    first, message = newest(database, "conversations"), newest(database, "messages")
    members = [dict(row) for row in database.execute("SELECT * FROM conversation_members")]
    bo = first["second_member"]
    ada = first["first_member"]
    others = [row["id"] for row in database.execute("SELECT id FROM members WHERE id NOT IN (?, ?) LIMIT ?", (ada, bo, MANY - 1))]
    conversations, texts, readers = [], [], []
    for number, other in enumerate(others, 1):
        one = first | {"id": fresh(first["id"]), "updated_at": first["updated_at"] - number * HOUR, "last_seq": 1}
        one["first_member"], one["second_member"] = sorted([ada, other])
        conversations.append(one)
        texts.append(message | {"conversation": one["id"], "id": fresh(message["id"]), "seq": 1, "position": message["position"] + number,
                                "created_at": one["updated_at"], "text": f"Hello {number}", "sender": other, "session": None,
                                "transition": None, "client_id": f"n{number}"})
        readers += [members[0] | {"conversation": one["id"], "member": member, "read_up_to": 1} for member in (ada, other)]
    for table, rows in (("conversations", conversations), ("messages", texts), ("conversation_members", readers)):
        insert(database, table, rows)
