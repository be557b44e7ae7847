"""What somebody could write who means no good, in every field that a member can fill, as long as the field takes it."""

import time
import uuid

from browsers import Person
from member import PASSWORD, Api, moment

WITHIN = 30  # seconds until a session has begun
LINK = "https://evil.example/'onclick=alert(8)//" + "w" * 300
MARKS = dict.fromkeys([0x61C, 0x200E, 0x200F])  # which names of skills may not hold


def filled(piece):
    """As often as it fits."""
    return lambda length: (piece * (length // len(piece) + 1))[:length].strip()


CORPUS = {
    "scripts": filled("<script>alert(1)</script><img src=x onerror=alert(2)> "),
    "attributes": filled("\"'><svg onload=alert(3)>` onfocus=alert(4) autofocus=\" https://evil.example/\"onclick=alert(5)// "),
    "templates": filled("{name} {topic} {count} ${alert(6)} {{x}} &lt;b&gt; &#60;i&#62; %3Cb%3E javascript:alert(7) "),
    "unbroken": filled("W"),
    "emoji": filled("\U0001f469\U0001f3fd\u200d\U0001f680"),
    "zero-width": filled("a\u200b\u2060\ufeff\u200c\u200d\u00ad\u034f\u180e"),
    "marks": filled("Z" + "\u0351\u036b\u0343\u036a\u0302\u034b\u033d\u034f\u0334\u0319\u0324\u031e\u0349\u035a\u032f\u031e\u0320\u034d"),
    "right-to-left": filled("\u0645\u0631\u062d\u0628\u0627\u200f (1) \u05e9\u05dc\u05d5\u05dd\u200e \u061c\u0648\u0635\u0641"),
    "look-alikes": filled("\u0410dm\u0456n \u0405\u0443st\u0435m \u24b6\u24b9\u24c2\u24be\u24c3 \U0001d400\U0001d41d\U0001d426\U0001d422\U0001d427\u3164 "),
    "joined": filled("\ufdfd\u0bb8\u0bcd\u0bb0\u0bc0\U000e0001\ufff9\ufffc\u2028\u2029\u115f"),
}


class Couple:
    """Ann and Bert fill every field with one kind of text, and so does Carl, whom Ann blocked."""

    def __init__(self, server, write):
        self.write = write
        self.skills = [f"{number} {write(58).translate(MARKS)}" for number in (1, 2)]
        self.ann, self.bert = (self.settle(server, *pair) for pair in (self.skills, self.skills[::-1]))
        self.carl = Person.sign_up(server.url, write(80))
        self.ann.post(f"/members/{self.carl.id}/block")
        Api(server.url).post("/tokens", {"email": self.ann.email, "password": PASSWORD, "label": write(80)}, expect=201)
        self.taught, self.learned = (self.ann.get("/me")[kind][0]["skill"]["slug"] for kind in ("teach", "learn"))
        self.held = self.ask(seconds=3, minutes=15)
        self.bert.act(self.held, "accept")
        self.agreed = self.ask(days=3)
        self.bert.act(self.agreed, "accept")
        self.ann.put(f"/sessions/{self.agreed['id']}/meeting-link", {"meetingLink": LINK})
        self.rejected = self.ask(days=4)
        self.bert.act(self.rejected, "reject", {"reason": write(500)})
        self.asked = self.ask(days=5)
        self.ring, self.ring_talk = self.join_ring(server)
        self.conversation = self.ann.post("/conversations", {"member": self.bert.id})["id"]
        for writer in (self.ann, self.bert):
            writer.post(f"/conversations/{self.conversation}/messages", {"clientId": uuid.uuid4().hex, "text": write(4000)}, expect=201)

    def settle(self, server, teach, learn):
        member = Person.sign_up(server.url, self.write(80))
        member.put("/me/skills", {kind: [{"skill": skill, "level": "expert", "note": self.write(200)}]
                                  for kind, skill in (("teach", teach), ("learn", learn))})
        member.always_free()
        member.patch("/me", {"headline": self.write(120), "about": self.write(2000), "languages": ["en"]})
        return member

    def join_ring(self, server):
        """A ring of Ann and two others, and the conversation of the three."""
        skills = [f"{number} {self.write(58).translate(MARKS)}" for number in (3, 4)]
        dora, emil = self.settle(server, skills[0], self.skills[0]), self.settle(server, skills[1], skills[0])
        self.ann.put("/me/skills", {"teach": [{"skill": self.skills[0], "level": "expert", "note": self.write(200)}], "learn": [
            {"skill": skill, "level": "expert", "note": self.write(200)} for skill in (self.skills[1], skills[1])]})
        places = [{"member": member.id, "teaches": skill} for member, skill in ((self.ann, self.skills[0]), (dora, skills[0]), (emil, skills[1]))]
        ring = self.ann.post("/rings", {"members": places}, expect=201)
        for member in (dora, emil):
            ring = member.post(f"/rings/{ring['id']}/accept")
        dora.post(f"/conversations/{ring['conversation']}/messages", {"clientId": uuid.uuid4().hex, "text": self.write(4000)}, expect=201)
        return ring, ring["conversation"]

    def ask(self, minutes=60, **ahead):
        body = {"recipient": self.bert.id, "topic": self.write(120), "note": self.write(2000), "durationMinutes": minutes,
                "scheduledAt": moment(**ahead), "teaches": [{"teacher": self.bert.id, "skill": self.learned}]}
        return self.ann.call("POST", "/sessions", body, expect=201)

    def finish(self):
        """Ends the session that has begun meanwhile, with feedback and an answer to it."""
        deadline = time.monotonic() + WITHIN
        while (answer := self.bert.try_act(self.held, "complete")).status_code == 409:
            assert time.monotonic() < deadline, answer.text
            time.sleep(0.2)
        self.ann.act(self.held, "confirm")
        path = f"/sessions/{self.held['id']}/feedback"
        for member in (self.ann, self.bert):
            member.post(path, {"rating": 3, "text": self.write(2000), "privateNote": self.write(2000)}, expect=201)
        for member in (self.ann, self.bert):
            [given] = member.get(f"/members/{member.id}/feedback")["items"]
            member.post(f"/feedback/{given['id']}/reply", {"text": self.write(2000)})
        return self
