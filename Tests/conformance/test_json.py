"""Fidelity of JSON: what goes in comes back as the same value, and mostly as the same text."""

import json

import pytest
from engine_client import WAYS
from socket_client import Client
from test_grammar import alive, joined

# Texts that must come back as they are, since a body is passed through.
SAME = [
    "0", "-0.5", "1", "1.5", "1e21", "123456789012345680000", "9007199254740993", "-9223372036854775808", "0.1",
    '"/"', '"</script>"', '"é"', '"😀"', '"\\u0000"', '"\\u001e"', '"\\""', '"\\\\"', '""', "null", "true", "false",
    "[]", "{}", "[[],[{}]]", '{"a":{"b":[1,2,{"c":null}]}}', '{"__proto__":{"x":1}}', '{"":1}', '{"constructor":1}',
    '{"a/b":"c/d"}', '"\u2028\u2029"', '"\x7f"', '{"z":1,"a":2,"m":3}',
]


@pytest.mark.parametrize("way", ["websocket", "polling"])
async def test_values_come_back_as_they_were(sockets, way):
    client = Client(await WAYS[way](*sockets.place))
    await client.connect()
    await client.event("auth")
    for text in SAME:
        await client.send_raw(f'42["message",{text}]')
        packet = await client.engine.packet()
        assert packet.startswith('42["message-back",'), packet
        assert json.loads(packet[2:])[1:] == [json.loads(text)], text
    wanted = [f'42["message-back",{text}]' for text in SAME]
    await client.send_raw(*(f'42["message",{text}]' for text in SAME))
    got = [await client.engine.packet() for _ in SAME]
    different = [(text, packet) for text, expected, packet in zip(SAME, wanted, got, strict=True) if packet != expected]
    rewritten = ('"\\u0000"', '"\\u001e"')  # other escapes of the same character are as good
    assert [pair for pair in different if pair[0] not in rewritten] == []


EQUAL = [
    ("big exponents", "1e300", 1e300), ("small exponents", "-1.5E-7", -1.5e-7), ("escaped letters", '"\\u0061"', "a"),
    ("an escaped slash", '"\\/"', "/"), ("a pair of surrogates", '"\\ud83d\\ude00"', "😀"),
    ("blanks", '{ "a" : [ 1 , 2 ] }', {"a": [1, 2]}), ("duplicate keys", '{"a":1,"a":2}', {"a": 2}),
    ("a long number", "1" * 300, int("1" * 300)), ("many digits after the point", "0." + "1" * 300, 0.1111111111111111),
    ("minus zero", "-0", 0), ("escaped separators", '"\\n\\r\\t\\b\\f"', "\n\r\t\b\f"),
]


@pytest.mark.parametrize(("text", "value"), [row[1:] for row in EQUAL], ids=[row[0] for row in EQUAL])
async def test_values_keep_their_meaning(sockets, text, value):
    client = await joined(sockets)
    await client.send_raw(f'42["message",{text}]')
    got = json.loads((await client.engine.packet())[2:])[1]
    assert got == value or (isinstance(value, int) and float(got) == float(value)), got


LONE = ['"\\ud800"', '"\\udc00"', '"\\ud800\\ud800"', '"a\\udfffb"', '{"\\ud800":1}', '"\\ud83d"', '["\\ude00\\ud83d"]']


@pytest.mark.parametrize("text", LONE)
async def test_lone_surrogates_do_not_end_the_session(sockets, text):
    client = await joined(sockets)
    await client.send_raw(f'42["message",{text}]')
    packet = await client.engine.packet()
    assert packet.startswith('42["message-back",'), packet
    json.loads(packet[2:])
    await alive(client)


@pytest.mark.parametrize("text", LONE)
async def test_lone_surrogates_in_the_auth_payload(sockets, text):
    client = Client(await WAYS["websocket"](*sockets.place))
    await client.send_raw(f'40{{"token":{text}}}')
    packet = await client.engine.packet()
    assert packet.startswith('40{"sid":'), packet
    assert (await client.engine.packet()).startswith('42["auth",')
    await alive(client)


async def test_the_separator_inside_a_string_survives_polling(sockets):
    for way in WAYS.values():
        client = Client(await way(*sockets.place))
        await client.connect()
        await client.event("auth")
        await client.send_raw('42["message","a\\u001eb"]')
        assert await client.event("message-back") == ["a\x1eb"]


async def test_integers_have_no_point(sockets):
    client = await joined(sockets)
    await client.send_raw('42["message",1,-7,9007199254740991]')
    assert await client.engine.packet() == '42["message-back",1,-7,9007199254740991]'
