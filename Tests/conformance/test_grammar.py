"""Socket.IO packets: what is taken, what closes the session, on both transports."""

import pytest
from engine_client import Polling, Socket
from raw_websocket import Closed
from socket_client import Client

NESTED = 120  # of the 128 that the library takes


async def joined(testbed, way=Socket, namespace="/"):
    client = Client(await way.open(*testbed.place))
    await client.connect(namespace)
    await client.event("auth", namespace)
    return client


async def alive(client):
    assert await client.call("message-with-ack", "alive") == ["alive"]


CLOSES = [
    ("letters", "4abc"), ("no packet type", "4"), ("type 7", "47"), ("type 9", '49["message"]'), ("type é", "4é"),
    ("CONNECT_ERROR from a client", '44{"message":"x"}'), ("CONNECT_ERROR without payload", "44"),
    ("event that is an object", "42{}"), ("event that is a string", '42"message"'), ("event that is null", "42null"),
    ("event without a name", "42[]"), ("name null", "42[null]"), ("name an object", '42[{"a":1}]'),
    ("name true", "42[true]"), ("name a list", '42[["message"]]'),
    ("name a bytes placeholder", '42[{"_placeholder":true,"num":0}]'),
    ("reserved connect", '42["connect"]'), ("reserved connect_error", '42["connect_error"]'),
    ("reserved disconnect", '42["disconnect","x"]'), ("reserved disconnecting", '42["disconnecting"]'),
    ("reserved newListener", '42["newListener"]'), ("reserved removeListener", '42["removeListener"]'),
    ("reserved, escaped", '42["disc\\u006fnnect"]'),
    ("id of letters", '42abc["message"]'), ("negative id", '42-1["message"]'), ("id with a point", '421.5["message"]'),
    ("broken JSON", '42["message"'), ("JSON with a tail", '42["message"]x'), ("two values", '42["message"][]'),
    ("a comma too many", '42["message",]'), ("single quotes", "42['message']"), ("NaN", '42["message",NaN]'),
    ("a bare word", '42["message",undefined]'), ("a raw control character", '42["message","\x01"]'),
    ("a leading zero", '42["message",012]'), ("an unknown escape", '42["message","\\x41"]'),
    ("half a unicode escape", '42["message","\\u12"]'), ("a comment", '42["message"/**/]'),
    ("a byte order mark", '42\ufeff["message"]'),
    ("DISCONNECT with a payload", '41{"a":1}'), ("DISCONNECT with a list", "41[]"),
    ("ack that is an object", "431{}"), ("ack that is null", "431null"), ("ack without data", "431"),
    ("ack without id", '43["x"]'),
    ("binary event without a count", '45["message",{"_placeholder":true,"num":0}]'),
    ("binary event without a dash", '451["message",{"_placeholder":true,"num":0}]'),
    ("binary event with letters for a count", '45x-["message"]'), ("binary event, negative", '45-1-["message"]'),
    ("binary event with an empty count", '45-["message"]'), ("binary ack without a count", "46[]"),
    ("binary event with a reserved name", '451-["disconnect",{"_placeholder":true,"num":0}]'),
    ("count on a plain event", '421-["message"]'),
    ("second CONNECT", "40"), ("event for a namespace not joined", '42/custom,["message"]'),
    ("ack for a namespace not joined", "43/custom,1[]"), ("DISCONNECT of a namespace not joined", "41/custom,"),
    ("event for a namespace that does not exist", '42/nowhere,["message"]'),
]


@pytest.mark.parametrize("packet", [row[1] for row in CLOSES], ids=[row[0] for row in CLOSES])
async def test_a_wrong_packet_closes_the_session(sockets, packet):
    client = await joined(sockets)
    await client.send_raw(packet)
    await client.engine.closed()


@pytest.mark.parametrize("packet", [row[1] for row in CLOSES[::4]], ids=[row[0] for row in CLOSES[::4]])
async def test_a_wrong_packet_closes_a_polling_session(sockets, packet):
    client = await joined(sockets, Polling)
    answer = await client.engine.post(packet)
    assert answer.status in (200, 400)
    answer = await client.engine.get()
    if answer.status == 200:
        assert answer.text.split("\x1e")[-1] == "1", answer
        answer = await client.engine.get()
    assert answer.status == 400 and answer.json()["code"] == 1, answer


CONNECTS = [("a list", "40[]"), ("null", "40null"), ("a string", '40"x"'), ("true", "40true"),
            ("broken JSON", '40{"a"'), ("two objects", "40{}{}"), ("a list for a namespace", "40/custom,[]")]


@pytest.mark.parametrize("packet", [row[1] for row in CONNECTS], ids=[row[0] for row in CONNECTS])
async def test_a_connect_with_a_payload_that_is_no_object_closes(sockets, packet):
    engine = await Socket.open(*sockets.place)
    await engine.send_packets(packet)
    await engine.closed()


FIRST = ['42["message"]', "41", "431[]", '451-["message",{"_placeholder":true,"num":0}]', b"\1", "4abc", "42"]


@pytest.mark.parametrize("packet", FIRST, ids=repr)
async def test_nothing_but_connect_may_come_first(sockets, packet):
    engine = await Socket.open(*sockets.place)
    await engine.send_packets(packet)
    await engine.closed()


ECHOED = [
    ("no arguments", '42["message"]', '42["message-back"]'),
    ("a number for a name is no handler's", '42[1,"x"]', None),
    ("the name error is not reserved", '42["error","x"]', None),
    ("other odd names", '42["","x"]\x1e42["__proto__"]\x1e42["constructor",1]\x1e42["toString"]', None),
    ("blanks in the JSON", '42[ "message" , 1 ]', None),
    ("an event nobody handles", '42["nobody",1]', None),
    ("an event nobody handles, with ack", '425["nobody",1]', None),
    ("an ack nobody waits for", "43999[]", None),
    ("an ack with a huge id", "43" + "9" * 19 + "[]", None),
    ("a name of many letters", '42["' + "x" * 10_000 + '"]', None),
    ("a namespace given in full", '42/,["message",1]', '42["message-back",1]'),
    ("a deep value", '42["message",' + "[" * NESTED + "]" * NESTED + "]",
     '42["message-back",' + "[" * NESTED + "]" * NESTED + "]"),
]


@pytest.mark.parametrize(("packets", "answer"), [row[1:] for row in ECHOED], ids=[row[0] for row in ECHOED])
async def test_a_right_packet_leaves_the_session_alive(sockets, packets, answer):
    client = await joined(sockets)
    await client.send_raw(*packets.split("\x1e"))
    if answer:
        assert await client.engine.packet() == answer
    await alive(client)


async def test_an_event_without_json_does_no_harm(sockets):
    """The reference ignores it; closing is right too."""
    client = await joined(sockets)
    await client.send_raw("42")
    try:
        await alive(client)
    except Closed:
        pass
    other = await joined(sockets)
    await alive(other)


IDS = ["0", "7", "456", "9007199254740991", "9007199254740992"]


@pytest.mark.parametrize("number", IDS)
@pytest.mark.parametrize("namespace", ["", "/,"])
async def test_the_id_of_an_ack_is_echoed(sockets, number, namespace):
    client = await joined(sockets)
    await client.send_raw(f'42{namespace}{number}["message-with-ack","x"]')
    assert await client.engine.packet() == f'43{number}["x"]'


async def test_leading_zeros_of_an_id_are_dropped(sockets):
    client = await joined(sockets)
    await client.send_raw('42007["message-with-ack","x"]')
    assert await client.engine.packet() == '437["x"]'


@pytest.mark.parametrize("digits", [17, 19, 20, 30, 400, 100_000])
async def test_a_huge_id_crashes_nothing(sockets, digits):
    """Echoed or refused, but the process and the other sessions go on."""
    other = await joined(sockets)
    client = await joined(sockets)
    await client.send_raw("42" + "9" * digits + '["message-with-ack","x"]')
    try:
        packet = await client.engine.packet()
        assert packet.startswith("43") and packet.endswith('["x"]')
    except Closed:
        pass
    await alive(other)


async def test_order_of_the_parts_is_count_namespace_id(sockets):
    client = await joined(sockets, namespace="/custom")
    await client.send_raw('452-/custom,7["x",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]', b"a", b"b")
    await client.connect("/")
    await client.event("auth")
    await alive(client)


async def test_packets_are_handled_in_the_order_they_came(sockets):
    for way in (Socket, Polling):
        client = await joined(sockets, way)
        for start in range(0, 300, 50):
            await client.send_raw(*(f'42["message",{number}]' for number in range(start, start + 50)))
        assert [(await client.event("message-back"))[0] for _ in range(300)] == list(range(300))
