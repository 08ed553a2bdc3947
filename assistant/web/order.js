// What a person does reaches the server in the order in which it was done, and its results come back in that order.
// Gradio posts every event at once: of two quick clicks the later one may be worked on first, or its result be painted
// over by the earlier one's. So an event waits here until the one before it has its first result.
(() => {
  const LONGEST = 10000; // milliseconds that an event waits for a slow one
  const GOING = 3000; // milliseconds after which a page that was to be left is still there, as after a download
  const RESULTS = ["process_generating", "process_streaming", "process_completed"];
  const SAME = { __type__: "update" }; // a part that stays as it is
  const CLOSE = 'data: {"msg":"close_stream"}\n\n';
  const plainFetch = window.fetch;
  const encoder = new TextEncoder();
  const events = new Map(); // by id: {place, posted, begun, over, isStreaming, free}; they leave when they are over
  const latest = new Map(); // of the events that show so many parts of the page piece by piece, the last one's place
  let places = 0;
  let posting = 0;
  let broken = -Infinity; // when results of what was posted were lost: the server is gone, or its stream was cut
  let before = Promise.resolve();
  // What the page posts while it goes must not arrive where the event before it was cut short by the going.
  let leaving = null;
  addEventListener("beforeunload", () => (leaving = new Promise((resolve) => setTimeout(resolve, GOING))));

  const isBusy = () => posting > 0 || events.size > 0;
  const find = (id) => events.get(id) ?? events.set(id, {}).get(id);

  async function post(address, options) {
    const turn = before;
    let free;
    before = new Promise((resolve) => (free = resolve));
    await turn;
    await leaving;
    posting += 1;
    try {
      // The page will reload, and send in order what is left; this must not reach the next server before that. Where
      // only the stream was cut, no reload comes, and the page works on.
      if (Date.now() - broken < LONGEST) throw new TypeError("results: broken off");
      const reply = await plainFetch(address, options);
      if (reply.ok) posted((await reply.clone().json()).event_id, free);
      else free();
      return reply;
    } catch (error) {
      free();
      throw error;
    } finally {
      posting -= 1;
    }
  }

  // Its results may have come already: they take another way than the reply that names it.
  function posted(id, free) {
    const event = find(id);
    Object.assign(event, { posted: true, free });
    event.place ??= places += 1;
    if (event.begun) free();
    else setTimeout(free, LONGEST);
    if (event.over) events.delete(id);
  }

  function note({ msg, event_id: id }) {
    if (!id || !RESULTS.includes(msg)) return;
    const event = find(id);
    event.begun = true;
    event.over = msg === "process_completed";
    event.free?.();
    if (event.over && event.posted) events.delete(id);
  }

  // Results of an event that was done before another one that shows the same parts come late at times: Gradio repeats the
  // last ones when an event is over. Once the newer one has begun, they would wipe out what it shows, and say nothing.
  function withoutOld(record, message) {
    const { msg, event_id: id, output } = message;
    const parts = output?.data?.length;
    if (!id || !parts || !RESULTS.includes(msg)) return record;
    const event = find(id), isOver = msg === "process_completed";
    event.place ??= places += 1;
    const isOld = event.place < (latest.get(parts) ?? 0);
    if (!isOver && !isOld) latest.set(parts, event.place);
    const nothing = event.isStreaming && !isOver ? [["replace", [], SAME]] : SAME; // later ones tell what has changed
    event.isStreaming ||= !isOver;
    if (!isOld) return record;
    output.data = output.data.map(() => nothing);
    return `data: ${JSON.stringify(message)}`;
  }

  // The server closes the stream of results when nothing is left to tell. Gradio takes what is posted at that very
  // moment for served by the stream that closes, and waits for ever; so the stream is opened anew behind its back.
  async function follow(request) {
    const first = await plainFetch(request.clone()).catch((error) => {
      letGo();
      throw error;
    });
    if (!first.ok || !first.body) return first;
    const body = new ReadableStream({
      async start(out) {
        try {
          let reply = first;
          while (reply) {
            if (!reply.ok) throw new Error(`results: ${reply.status}`);
            const isWhole = await pass(reply.body.pipeThrough(new TextDecoderStream()).getReader(), out);
            if (!isWhole && isBusy()) throw new Error("results: broken off");
            reply = isBusy() ? await plainFetch(request.clone()) : null;
          }
          out.enqueue(encoder.encode(CLOSE));
          out.close();
        } catch (error) {
          letGo();
          out.error(error);
        }
      },
    });
    return new Response(body, { headers: first.headers });
  }

  function letGo() {
    broken = Date.now();
    for (const event of events.values()) event.free?.();
    events.clear();
  }

  // Hands on every message but the last, "close_stream", and says whether that came or the stream broke off before.
  async function pass(reader, out) {
    for (let text = ""; ; ) {
      const { value, done } = await reader.read().catch((error) => {
        if (isBusy()) throw error;
        return { done: true };
      });
      if (done) return false;
      const records = (text + value).split("\n\n");
      text = records.pop();
      for (const record of records) {
        const message = record.startsWith("data:") ? JSON.parse(record.slice(5)) : {};
        if (message.msg === "close_stream") return true;
        const kept = withoutOld(record, message);
        note(message);
        out.enqueue(encoder.encode(`${kept}\n\n`));
      }
    }
  }

  window.fetch = (address, options) => {
    const url = String(address.url ?? address);
    if (url.includes("/queue/join")) return post(address, options);
    if (url.includes("/queue/data")) return follow(new Request(address, options));
    return plainFetch(address, options);
  };
})();
