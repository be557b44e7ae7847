// Before the call: a look at oneself, whether one is heard, and which devices to use. One may always join without.

import { h } from "../browser/dom.js";
import { t } from "../languages/text.js";
import { select } from "../shell/forms.js";
import { banner, button } from "../shell/parts.js";

/** @typedef {{camera: boolean, microphone: boolean, cameraLabel?: string, microphoneLabel?: string}} Choice */
/** @typedef {"camera" | "microphone"} Kind */

/** @type {Kind[]} */
const kinds = ["camera", "microphone"];

export class Prejoin {
  /** @type {MediaStream | null} */
  #stream = null;
  /** @type {AudioContext | null} */
  #audio = null;
  #wanted = { camera: true, microphone: true };
  #ids = { camera: "", microphone: "" };
  #turn = 0;

  constructor() {
    this.video = h("video", { class: "preview", autoplay: true, playsinline: true, "aria-label": t("video.preview") });
    this.video.muted = true;
    this.level = h("meter", { min: 0, max: 1, value: 0, "aria-label": t("video.level") });
    this.notice = h("div", { role: "status" });
    this.devices = h("div", { class: "stack" });
    this.switches = { camera: this.#switch("camera", "video"), microphone: this.#switch("microphone", "mic") };
    this.element = h("section", { class: "prejoin", "aria-label": t("video.before") },
      h("div", { class: "preview-place" }, this.video, h("p", { class: "preview-off" }, t("video.cameraOff"))),
      h("div", { class: "stack" }, h("div", { class: "actions" }, this.switches.camera, this.switches.microphone),
        h("div", { class: "level" }, h("span", { class: "small" }, t("video.level")), this.level), this.devices, this.notice));
  }

  /** Asks for camera and microphone, as far as they are wanted. */
  async start() {
    const turn = ++this.#turn;
    this.#release();
    this.notice.replaceChildren();
    const { camera, microphone } = this.#wanted;
    this.element.classList.toggle("without-camera", !camera);
    if (!camera && !microphone) return;
    if (!navigator.mediaDevices?.getUserMedia) return this.#explain("video.noDevices");
    try {
      const stream = await this.#open(kinds.filter((kind) => this.#wanted[kind]));
      if (turn !== this.#turn) return stream.getTracks().forEach((track) => track.stop());
      this.#stream = stream;
      this.video.srcObject = stream;
      this.#sayMissing(stream);
      this.#listen(stream);
      await this.#offerDevices();
    } catch (error) {
      if (turn === this.#turn) this.#explainFailure(/** @type {DOMException} */ (error));
    }
    return undefined;
  }

  /** What there is of what is wanted: many have a microphone and no camera, some a camera and no microphone.
   * @param {Kind[]} wanted @returns {Promise<MediaStream>} */
  async #open(wanted) {
    const constraint = (/** @type {Kind} */ kind) =>
      wanted.includes(kind) && (this.#ids[kind] ? { deviceId: { ideal: this.#ids[kind] } } : true);
    try {
      return await navigator.mediaDevices.getUserMedia({ video: constraint("camera"), audio: constraint("microphone") });
    } catch (error) {
      if (wanted.length < 2 || !isMissing(/** @type {DOMException} */ (error))) throw error;
      return this.#open(["microphone"]).catch((problem) => {
        if (isMissing(problem)) return this.#open(["camera"]);
        throw problem;
      });
    }
  }

  /** @param {MediaStream} stream */
  #sayMissing(stream) {
    const found = { camera: stream.getVideoTracks().length > 0, microphone: stream.getAudioTracks().length > 0 };
    const missing = kinds.find((kind) => this.#wanted[kind] && !found[kind]);
    if (!missing) return;
    this.#wanted[missing] = false;
    this.switches[missing].setAttribute("aria-pressed", "false");
    this.element.classList.toggle("without-camera", !this.#wanted.camera);
    this.notice.replaceChildren(banner("warn", h("p", {}, t(missing === "camera" ? "video.noCamera" : "video.noMicrophone"))));
  }

  /** Ends the look and says what was chosen. @returns {Choice} */
  finish() {
    this.#turn += 1;
    const label = (/** @type {"getVideoTracks" | "getAudioTracks"} */ tracks) => this.#stream?.[tracks]()[0]?.label;
    const choice = { ...this.#wanted, cameraLabel: label("getVideoTracks"), microphoneLabel: label("getAudioTracks") };
    this.#release();
    return choice;
  }

  /** @param {Kind} kind @param {string} name */
  #switch(kind, name) {
    const element = button(t(`video.${kind}`), { icon: name, "aria-pressed": "true", onclick: () => {
      this.#wanted[kind] = !this.#wanted[kind];
      element.setAttribute("aria-pressed", String(this.#wanted[kind]));
      return this.start();
    } });
    return element;
  }

  /** @param {MediaStream} stream */
  #listen(stream) {
    if (!stream.getAudioTracks().length) return;
    this.#audio = new AudioContext();
    const analyser = this.#audio.createAnalyser();
    this.#audio.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    const draw = () => {
      if (this.#stream !== stream) return;
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
      this.level.value = Math.min(1, Math.sqrt(power) * 4);
      requestAnimationFrame(draw);
    };
    draw();
  }

  /** Names are known only once the devices may be used. */
  async #offerDevices() {
    const all = await navigator.mediaDevices.enumerateDevices();
    const choice = (/** @type {Kind} */ kind, /** @type {string} */ input) => {
      const known = all.filter((device) => device.kind === input && device.deviceId);
      if (known.length < 2) return null;
      return select(known.map((device, index) => [device.deviceId, device.label || `${t(`video.${kind}`)} ${index + 1}`]),
        this.#ids[kind] || known[0].deviceId, { "aria-label": t(`video.choose.${kind}`), onchange: (/** @type {any} */ { target }) => {
          this.#ids[kind] = target.value;
          this.start();
        } });
    };
    this.devices.replaceChildren(...[choice("camera", "videoinput"), choice("microphone", "audioinput")].filter((one) => one !== null));
  }

  /** @param {DOMException} error */
  #explainFailure({ name }) {
    if (name === "NotAllowedError" || name === "SecurityError") return this.#explain("video.blocked");
    if (name === "NotReadableError" || name === "AbortError") return this.#explain("video.inUse");
    return this.#explain("video.noDevices");
  }

  /** @param {string} key */
  #explain(key) {
    this.element.classList.add("without-camera");
    this.notice.replaceChildren(banner("warn", h("p", {}, t(key)), h("p", {}, t("video.joinAnyway")),
      h("div", { class: "actions" }, button(t("problems.again"), { onclick: () => this.start() }))));
  }

  #release() {
    this.#stream?.getTracks().forEach((track) => track.stop());
    this.#stream = null;
    this.video.srcObject = null;
    this.level.value = 0;
    this.#audio?.close().catch(() => undefined);
    this.#audio = null;
  }
}

/** Whether there is no such device. @param {DOMException} error */
function isMissing({ name }) {
  return name === "NotFoundError" || name === "OverconstrainedError";
}
