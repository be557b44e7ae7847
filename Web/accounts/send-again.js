import { h } from "../browser/dom.js";
import { t } from "../languages/text.js";
import { button, say } from "../shell/parts.js";

/** How long the button rests after each mail, in seconds. */
const pause = 60;

/** A button that sends a mail once more, after a while that it counts down.
 * @param {() => Promise<any>} act @param {AbortSignal} signal ends the counting */
export function sendAgain(act, signal) {
  const label = h("span", {});
  const said = h("p", { class: "muted small", role: "status" });
  const again = button("", { onclick: async () => {
    if (again.disabled) return;
    try {
      await act();
      said.textContent = t("accounts.sentAgain");
      count();
    } catch (problem) {
      said.textContent = say(/** @type {any} */ (problem));
    }
  } });
  again.replaceChildren(label);
  const count = () => {
    const end = Date.now() + pause * 1000;
    const tick = () => {
      const left = Math.ceil((end - Date.now()) / 1000);
      again.disabled = left > 0;
      label.textContent = left > 0 ? t("accounts.sendAgainIn", { count: left }) : t("accounts.sendAgain");
      if (left <= 0) clearInterval(timer);
    };
    const timer = setInterval(tick, 1000);
    signal.addEventListener("abort", () => clearInterval(timer));
    tick();
  };
  count();
  return h("div", { class: "stack" }, h("div", { class: "actions" }, again), said);
}
