import assert from "node:assert/strict";
import test from "node:test";
import { CallState, halfTime, isEmbedded, noticeOf, optionsOf, remaining, safeLink, scriptOf, sessionOf } from "../../Web/video/room.js";

const id = "01a20994-5208-7a10-8c3d-0f1e2d3c4b5a";
const room = {
  provider: "jwt", domain: "meet.example", room: "sx-0123456789abcdef0123456789abcdef",
  url: "https://meet.example/sx-0123456789abcdef0123456789abcdef#jwt=%22a.b.c%22", token: "a.b.c",
  subject: "Fiddle", displayName: "Ada", closesAt: "2026-11-25T20:00:00.000Z",
};
const tenant = "vpaas-magic-cookie-1fc542a3e4414a44b2611668195e2bfe";

test("the path names the session", () => {
  assert.equal(sessionOf(`/call/${id}`), id);
  for (const path of ["/call/", "/call/x", `/call/${id}/`, `/call/${id}x`, `/a/${id}`, `/call/${id}?x`]) {
    assert.equal(sessionOf(path), null, path);
  }
});

test("each provider has its script, and only link has none", () => {
  assert.equal(scriptOf(room), "https://meet.example/external_api.js");
  assert.equal(scriptOf({ ...room, provider: "open", domain: "m.example:8443" }), "https://m.example:8443/external_api.js");
  assert.equal(scriptOf({ ...room, provider: "jaas", domain: "8x8.vc", room: `${tenant}/${room.room}` }),
    `https://8x8.vc/${tenant}/external_api.js`);
  for (const domain of ["evil.example/x?", "https://a", "a b", "", "a@b"]) {
    assert.throws(() => scriptOf({ ...room, domain }), TypeError, domain);
  }
  assert.deepEqual(["jwt", "jaas", "open", "link"].map((provider) => isEmbedded({ ...room, provider })),
    [true, true, true, false]);
});

test("the call is told who comes, and what Jitsi lets a page set", () => {
  const options = optionsOf(room);
  assert.equal(options.roomName, room.room);
  assert.equal(options.jwt, room.token);
  assert.deepEqual(options.userInfo, { displayName: "Ada" });
  assert.deepEqual(Object.keys(options.configOverwrite).sort(), ["disableDeepLinking", "disableInviteFunctions",
    "disableThirdPartyRequests", "prejoinConfig", "readOnlyName", "startWithAudioMuted", "startWithVideoMuted", "subject",
    "toolbarButtons"]);
  const { token, ...open } = room;
  assert.equal("jwt" in optionsOf({ ...open, provider: "open" }), false);
});

test("refusals become sentences, and links of members only web addresses", () => {
  assert.equal(noticeOf(401, null).signIn, true);
  assert.equal(noticeOf(404, { code: "notFound", detail: "x" }).link, null);
  assert.equal(noticeOf(409, { code: "roomClosed", detail: "Open later." }).key, null);
  const off = (meetingLink) => noticeOf(409, { code: "videoOff", detail: "x", session: { meetingLink } });
  assert.equal(off("https://meet.example/a").link, "https://meet.example/a");
  assert.deepEqual([off("https://meet.example/a").key, off(null).key, off(null).link], ["video.offButLink", "video.off", null]);
  assert.deepEqual(noticeOf(500, null), { key: null, link: null, signIn: false });
  for (const link of ["javascript:alert(1)", "data:text/html,x", "//x", "", null, undefined]) {
    assert.equal(safeLink(link), null, String(link));
  }
});

test("a call reports coming and going once", () => {
  const call = new CallState();
  assert.equal(call.isShown, false);
  assert.equal(call.take("prejoinScreenLoaded").report, null);
  assert.equal(call.isShown, true);
  assert.equal(call.take("videoConferenceJoined").report, "joined");
  assert.equal(call.take("videoConferenceJoined").report, null);
  assert.deepEqual(call.take("errorOccurred", { error: { isFatal: false } }), { report: null, ends: false, fails: false });
  assert.deepEqual(call.take("videoConferenceLeft"), { report: "left", ends: true, fails: false });
  assert.deepEqual(call.take("readyToClose"), { report: null, ends: false, fails: false });
});

test("what breaks off ends in another way to meet", () => {
  const call = new CallState();
  assert.deepEqual(call.take("cameraError"), { report: null, ends: false, fails: true });
  call.take("videoConferenceJoined");
  assert.deepEqual(call.take("errorOccurred", { error: { isFatal: true } }), { report: "left", ends: true, fails: true });
  assert.equal(new CallState().take("pagehide").report, null);
});

test("a swap changes roles at its half, and what is left is said in minutes", () => {
  const session = { teaches: [{}, {}], scheduledAt: "2026-11-25T18:00:00.000Z", durationMinutes: 45 };
  const half = halfTime(session);
  assert.equal(new Date(half).toISOString(), "2026-11-25T18:22:30.000Z");
  assert.equal(halfTime({ ...session, teaches: [{}] }), null);
  assert.deepEqual([750_000, 59_001, 1, 0, -5].map((left) => remaining(half, half - left)), ["12:30", "1:00", "0:01", "", ""]);
});

test("the call starts with what was chosen before it", () => {
  const { configOverwrite, devices } = optionsOf(room, { camera: false, microphone: true, microphoneLabel: "Headset" });
  assert.equal(configOverwrite.startWithVideoMuted, true);
  assert.equal(configOverwrite.startWithAudioMuted, false);
  assert.deepEqual(devices, { audioInput: "Headset" });
});
