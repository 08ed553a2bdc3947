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
// the record does not hold them. They lie in the tab's storage only while the page reloads.
(() => {
  const KEPT = "vouch-unsent", AGAIN = 1000; // milliseconds in which a second Enter is the first one once more
  const sent = []; // {text, place}: messages on their way; place: how many stood in the log when it was sent
  let pressed = null; // {text, at}: what Enter was pressed on, and is not on its way yet
  let held = ""; // a draft that waits while a message is sent anew
  const box = () => document.querySelector("#vouch-box textarea");
  const asked = () => [...document.querySelectorAll("#vouch-log [data-testid=user]")].map((one) => plain(one.innerText));
  const plain = (text) => text.replace(/\s+/g, " ").trim();

  function put(text) {
    const area = box();
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(area, text);
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // Back into the box goes what could not be sent, above what was typed meanwhile.
  const restore = (text) => put([text, box().value].filter(Boolean).join("\n"));

  function press(event) {
    const text = box()?.value ?? "";
    const twice = pressed?.text === text && Date.now() - pressed.at < AGAIN;
    if (text === "" || twice || event.repeat) {
      event.stopImmediatePropagation();
      event.preventDefault();
    } else {
      pressed = { text, at: Date.now() };
    }
  }
  document.addEventListener("keydown", (event) => {
    const sends = event.key === "Enter" && !event.shiftKey && !event.isComposing;
    if (sends && event.target === box()) press(event);
  }, true);
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("#vouch-box button")) press(event);
  }, true);

  // A message is on its way once it is posted: then the box is cleared, save for what was typed since.
  const plainFetch = window.fetch;
  window.fetch = async (address, options) => {
    const mine = pressed && String(address).includes("/queue/join") && posted(options?.body) ? { ...pressed } : null;
    if (!mine) return plainFetch(address, options);
    pressed = null;
    const entry = { text: mine.text, place: asked().length };
    sent.push(entry);
    const now = box().value;
    put(held + (now.startsWith(mine.text) ? now.slice(mine.text.length) : now));
    held = "";
    const refuse = () => {
      sent.splice(sent.indexOf(entry), 1);
      restore(mine.text);
      pressed = { text: box().value, at: 0 }; // the page will reload, and send it then
    };
    try {
      const reply = await plainFetch(address, options);
      if (!reply.ok) refuse();
      return reply;
    } catch (error) {
      refuse();
      throw error;
    }
  };
  function posted(body) {
    try {
      return JSON.parse(body).data[0] === pressed.text;
    } catch {
      return false;
    }
  }

  // What the server says of the messages, in a part of the page that nobody sees: the oldest one's turn is "over", it
  // comes "back", the newest is "refused", the page "moved" to another conversation, a record of so many is "shown".
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  sessionStorage.removeItem(KEPT);
  let told = "", owed = kept?.sent ?? [], expected = Infinity;
  function listen() {
    if (owed.length && asked().length >= expected) sendAgain();
    const said = document.querySelector("#vouch-post")?.textContent.trim() ?? "";
    if (said === told) return;
    told = said;
    const [what, count] = said.split(" ");
    if (what === "over") sent.shift();
    if (what === "back" && sent.length) restore(sent.shift().text);
    if (what === "refused" && sent.length) restore(sent.pop().text);
    if (what === "moved") sent.length = 0; // the server answers them in the conversation that was left
    if (what === "shown") {
      expected = Number(count); // the log is drawn a moment later
      listen();
    }
  }
  function sendAgain() {
    const shown = asked();
    const lost = owed.filter(({ text, place }) => !shown.slice(place).includes(plain(text)));
    owed = [];
    if (!lost.length) return;
    draft();
    held = box().value;
    put(lost.map(({ text }) => text).join("\n\n"));
    document.querySelector("#vouch-box button").click();
  }

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

  let typed = kept?.draft;
  function draft() {
    if (typed) restore(typed);
    typed = "";
  }
  new MutationObserver(() => {
    listen();
    if (box() && !box().disabled) draft();
    name();
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["disabled"] });

  window.addEventListener("pagehide", () => {
    const draft = box()?.value ?? "";
    const isSent = draft !== "" && pressed?.text === draft;
    const all = isSent ? [...sent, { text: draft, place: asked().length }] : sent;
    if (draft || all.length) sessionStorage.setItem(KEPT, JSON.stringify({ draft: isSent ? "" : draft, sent: all }));
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) sessionStorage.removeItem(KEPT);
  });
})();
