// Runs in the page: a member who listens, and who writes each message until it was taken.

/** @param {{conversation: string, pause: number}} how */
async function begin({ conversation, pause }) {
  const { Live } = await import("/assets/events/live.js");
  const record = {
    told: [], resyncs: 0, states: {}, transports: [], taken: [], sends: 0, failures: {}, isWriting: true,
    isDone: false,
  };
  const count = (counts, name) => (counts[name] = (counts[name] ?? 0) + 1);
  let wake = () => {};
  const live = new Live(0, (state) => {
    count(record.states, state);
    if (state === "connected") record.transports.push(window.isOverWebSocket() ? "websocket" : "polling");
    wake();
  }, { retryRefused: () => true });
  live.on("*", (payload, name) => {
    if (name === "resync") record.resyncs += 1;
    else if (payload.seq) record.told.push({ seq: payload.seq, name, client: payload.message?.clientId });
  }, new AbortController().signal);

  const write = async (clientId) => {
    for (;;) {
      while (live.state !== "connected") await new Promise((resolve) => (wake = resolve));
      try {
        record.sends += 1;
        const answer = await live.request("message:send", { conversation, clientId, text: `I am ${clientId}` });
        if (answer.ok) return record.taken.push({ client: clientId, seq: answer.message.seq });
        count(record.failures, answer.problem.code);
      } catch (error) {
        count(record.failures, error.code ?? String(error));
      }
    }
  };
  const talk = async () => {
    for (let number = 0; record.isWriting; number += 1) {
      await write(`page-${number}`);
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 2 * pause));
    }
    record.isDone = true;
  };
  Object.assign(window, { record, live });
  live.connect();
  talk();
}
