// Gradio keeps what a page remembers in localStorage, which all tabs share: a reload would show one tab what another
// tab shows. The conversation at hand belongs to the tab, so its entry is kept in the tab's own storage.
for (const method of ["getItem", "setItem"]) {
  const plain = Storage.prototype[method];
  Storage.prototype[method] = function (key, ...rest) {
    return plain.call(key === "vouch" ? sessionStorage : this, key, ...rest);
  };
}

// What a person typed or sent is never lost. Gradio reloads the page when the server was away, and then drops every
// event until it has; so the draft and each message without an answer are carried over a reload, and sent anew where
// the record holds no answer to them. They lie in the tab's storage only while the page reloads.
(() => {
  const KEPT = "vouch-unsent", AGAIN = 1000; // milliseconds in which a second Enter is the first one once more
  const GOING = 60000; // milliseconds in which a page that was told to go may cut off what is on its way
  const sent = []; // {key, n, text, place}: messages on their way; place: how many stood in the log when it was sent
  const anew = []; // those of them that are to be sent once more, one after the other
  let pressed = null; // {key, n, text, at}: what Enter was pressed on, and is not on its way yet
  let held = ""; // a draft that waits while messages are sent anew
  let back = ""; // what came back into the box, and stands at its head still
  let toldToGo = -GOING; // when that was last
  const box = () => document.querySelector("#vouch-box textarea");
  const logged = (role) => [...document.querySelectorAll(`#vouch-log ${role}`)];
  const asked = () => logged("[data-testid=user]").map((one) => plain(one.innerText));
  const plain = (text) => text.replace(/\s+/g, " ").trim();
  const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16)).join("");
  let count = Date.now(); // so that messages keep their order over a reload
  const named = () => ({ key: hex(crypto.getRandomValues(new Uint8Array(16))), n: (count += 1) });

  function put(text) {
    const area = box();
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(area, text);
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // Back into the box goes what could not be sent, above what was typed meanwhile and below what came back before.
  function restore(text) {
    const now = box().value;
    const typed = back && now.startsWith(back) ? now.slice(back.length).replace(/^\n/, "") : now;
    back = typed === now ? text : `${back}\n${text}`;
    put([back, typed].filter(Boolean).join("\n"));
  }

  function press(event, text) {
    const same = pressed?.text === text;
    const twice = event.repeat || event.detail > 1 || (same && Date.now() - pressed.at < AGAIN);
    if (text === "" || twice) {
      event.stopImmediatePropagation();
      event.preventDefault();
    } else {
      const { key, n } = anew[0] ?? (same ? pressed : named());
      pressed = { key, n, text, at: Date.now() };
    }
  }
  document.addEventListener("keydown", (event) => {
    const sends = event.key === "Enter" && !event.shiftKey && !event.isComposing;
    if (sends && event.target === box()) press(event, box().value);
  }, true);
  document.addEventListener("click", (event) => {
    const example = event.target.closest?.("#vouch-log .example");
    if (example) press(event, plain(example.innerText));
    if (event.target.closest?.("#vouch-box button")) press(event, box()?.value ?? "");
  }, true);

  // A message is on its way once it is posted: then the box is cleared, save for what was typed since. Its key goes
  // along, so that the server takes it once, however often it comes.
  const plainFetch = window.fetch;
  window.fetch = async (address, options) => {
    const body = pressed && String(address).includes("/queue/join") ? posted(options?.body) : null;
    if (!body) return plainFetch(address, options);
    const mine = pressed;
    const entry = { key: mine.key, n: mine.n, text: mine.text, place: asked().length };
    sent.push(entry);
    clear(entry);
    try {
      const headers = new Headers(options.headers);
      headers.set("x-vouch-message", entry.key);
      const reply = await plainFetch(address, { ...options, headers, body });
      if (!reply.ok) refuse(entry);
      return reply;
    } catch (error) {
      // A reload cuts posts off; they are carried over it, each by itself. Gradio hears of it before this script, and
      // cuts them off then: whether the page was told to go is known once all who listen were called.
      setTimeout(() => {
        if (Date.now() - toldToGo > GOING) refuse(entry);
      });
      throw error;
    }
  };
  // The body of a post that sends what Enter was pressed on. Gradio reads the box a moment after the key: what was typed
  // in that moment stays in the box and is no part of the message.
  function posted(body) {
    try {
      const { data, event_data: event, ...rest } = JSON.parse(body);
      if (plain(event?.value?.text ?? "") === pressed.text) return body;
      const read = String(data[0]);
      if (!read.startsWith(pressed.text) || !box().value.startsWith(read)) return null;
      return JSON.stringify({ ...rest, event_data: event, data: [pressed.text, ...data.slice(1)] });
    } catch {
      return null;
    }
  }
  function clear({ key, text }) {
    pressed = null;
    const now = box().value;
    held += now.startsWith(text) ? now.slice(text.length) : now;
    back = "";
    if (anew[0]?.key === key) anew.shift();
    if (anew.length) return sendNext();
    put(held);
    held = "";
  }
  function refuse(entry) {
    take(entry.key);
    restore(entry.text);
    const text = box().value;
    const { key, n } = text === entry.text ? entry : named();
    pressed = { key, n, text, at: 0 }; // the page will reload, and send it then
  }
  function take(key) {
    const place = sent.findIndex((entry) => entry.key === key);
    return place < 0 ? [] : sent.splice(place, 1);
  }

  // What the server says of the messages, in a part of the page that nobody sees: the turn of the one with that key is
  // "over", it comes "back", it is "refused"; the page "moved" to another conversation, a record of so many is "shown".
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  sessionStorage.removeItem(KEPT);
  let told = "", owed = kept?.sent ?? [], expected = Infinity;
  function listen() {
    const said = document.querySelector("#vouch-post")?.textContent.trim() ?? "";
    if (said && said !== told) {
      told = said;
      for (const word of said.split(" ")) hear(...word.split(":"));
    }
    // The log is drawn a moment after its record is "shown", and the box opened.
    if (owed.length && asked().length >= expected && box() && !box().disabled) sendAgain();
  }
  function hear(what, about) {
    if (what === "over") take(about);
    if (what === "back" || what === "refused") take(about).forEach(({ text }) => restore(text));
    if (what === "moved") sent.length = 0; // the server answers them in the conversation that was left
    if (what === "shown") expected = Number(about);
  }
  function sendAgain() {
    const log = logged(":is([data-testid=user], [data-testid=bot])");
    const isUser = (one) => one.dataset.testid === "user";
    const answered = log.map((one, n) => (isUser(one) && log[n + 1] && !isUser(log[n + 1]) ? plain(one.innerText) : null));
    const users = log.map((one, n) => (isUser(one) ? answered[n] ?? "" : null)).filter((one) => one !== null);
    anew.push(...owed.filter(({ text, place }) => !users.slice(place).includes(plain(text))));
    owed = [];
    if (!anew.length) return;
    draft();
    held = box().value;
    sendNext();
  }
  function sendNext() {
    put(anew[0].text);
    document.querySelector("#vouch-box button").click();
  }

  // Who asks for a source sees it, and goes on to another panel when they like: not when the server's reply comes.
  function showSources(event) {
    const source = event.target.closest?.("#vouch-chips button, #vouch-log :is([data-testid=user], [data-testid=bot])");
    if (source && (event.type === "click" || event.key === "Enter")) document.querySelector("#vouch-tabs [role=tab]").click();
  }
  for (const type of ["click", "keydown"]) document.addEventListener(type, showSources);

  // Gradio leaves two kinds of controls without a name: its button to send, and a field with a button to copy.
  function name() {
    document.querySelector("#vouch-box button:not([aria-label])")?.setAttribute("aria-label", "Send");
    // The box's own label holds that button too, whose name would become a part of the box's.
    const fields = "#vouch-box textarea:not([aria-label]), .vouch-edit :is(input, textarea):not([aria-label])";
    for (const field of document.querySelectorAll(fields)) {
      const label = field.closest(".block")?.querySelector("[data-testid=block-info]");
      if (label) field.setAttribute("aria-label", plain(label.textContent));
    }
  }

  // What is wrong with what was typed into blanks is drawn beside the button, half of it out of sight at the lower edge.
  const shownFaults = new WeakSet();
  function showFaults() {
    for (const fault of document.querySelectorAll(".vouch-blanks .vouch-faults")) {
      if (shownFaults.has(fault) || !fault.offsetParent) continue;
      shownFaults.add(fault);
      fault.scrollIntoView({ block: "nearest" });
    }
  }

  let typed = kept?.draft;
  function draft() {
    if (typed) put([typed, box().value].filter(Boolean).join("\n"));
    typed = "";
  }
  new MutationObserver(() => {
    listen();
    if (box() && !box().disabled) draft();
    name();
    showFaults();
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["disabled"] });

  window.addEventListener("beforeunload", () => {
    toldToGo = Date.now();
  });
  window.addEventListener("pagehide", () => {
    const now = box()?.value ?? "";
    const isSent = now !== "" && pressed?.text === now;
    const last = isSent ? [{ ...pressed, place: asked().length }] : [];
    const all = [...new Map([...owed, ...sent, ...anew, ...last].map((entry) => [entry.key, entry])).values()];
    all.sort((one, other) => one.n - other.n);
    const draft = [typed, held + (isSent || anew.length ? "" : now)].filter(Boolean).join("\n");
    if (draft || all.length) sessionStorage.setItem(KEPT, JSON.stringify({ draft, sent: all }));
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) sessionStorage.removeItem(KEPT);
  });
})();
