// Saves while people write: each field of a form[data-autosave] by itself, to the form's own address.
//
// On somebody's own phone a text is kept on the phone until the server has it, also over a closed
// browser. On a shared device nothing is kept: the line under the field says so, and leaving asks.
// Saving again what the server already has is harmless, so that when in doubt we send once more.

const body = document.body;
const root = document.documentElement;
const template = document.getElementById("autosave-words");
const words = template?.dataset ?? {};
const account = body.dataset.account;
const PAUSE = 1500; // after the last letter
const LONGEST = 8000; // for those who write without a pause
const BACK_OFF = [5, 10, 20, 40, 60];

const store = (() => {
  if (body.dataset.device !== "own" || !account) return null;
  try {
    localStorage.setItem("pdia:try", "1");
    localStorage.removeItem("pdia:try");
    return localStorage;
  } catch { return null; } // then this phone is treated as a shared device
})();

const listed = (value) => (Array.isArray(value) ? value : [value ?? ""]).map(String);
const tidy = (values) => values.map((text) => text.replace(/\r\n?/g, "\n").trim());
const same = (one, two) => JSON.stringify(tidy(one)) === JSON.stringify(tidy(two));
const pathOf = (address) => new URL(address, location.href).pathname;
const keyOf = (path, name) => `pdia:draft:${account}:${path}:${name}`;
const announce = (text) => { document.getElementById("announce").textContent = text; };

function keep(key, draft) {
  try {
    store?.setItem(key, JSON.stringify(draft));
    return store !== null;
  } catch { return false; } // full: the line under the field will say that it is not saved
}

function drop(key, values) {
  const kept = store?.getItem(key);
  if (kept && (!values || same(JSON.parse(kept).values, values))) store.removeItem(key);
  dispatchEvent(new Event("pdia:drafts"));
}

const token = () => document.querySelector("input[name=csrf_token]")?.value ?? "";

/** After signing in again in another tab the token of this page is stale. Never for another account. */
async function renewToken() {
  const page = await fetch(location.href, { headers: { Accept: "text/html" } }).then((answer) => answer.text()).catch(() => "");
  const fresh = new DOMParser().parseFromString(page, "text/html");
  const value = fresh.querySelector("input[name=csrf_token]")?.value;
  if (!value || fresh.body.dataset.account !== account) return false;
  for (const input of document.querySelectorAll("input[name=csrf_token]")) input.value = value;
  return true;
}

/** What the server says to one field, or {status: 0} when it cannot be asked. */
async function post(address, name, values, base, keepalive = false, again = false) {
  const fields = new URLSearchParams({ csrf_token: token() });
  if (!values.length) fields.append(`${name}.sent`, "1"); // no box of the group is ticked: an answer too
  for (const value of values) fields.append(name, value);
  if (base !== null) fields.append(`${name}.base`, base);
  if (navigator.onLine === false) return { status: 0 };
  try {
    const answer = await fetch(address, {
      method: "POST", body: fields, keepalive, redirect: "manual", credentials: "same-origin",
      headers: { "X-Autosave": "1", "X-Account": account ?? "", Accept: "application/json" },
      signal: AbortSignal.timeout?.(30000),
    });
    // A hotel's or an office's sign-in page answers 200 as well, but not in JSON.
    const json = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : null;
    if (answer.status === 400 && !again && await renewToken()) return post(address, name, values, base, keepalive, true);
    const retryAfter = Number(answer.headers.get("Retry-After")) || 0;
    return { status: json || answer.status >= 400 ? answer.status : 0, retryAfter, ...json };
  } catch { return { status: 0 }; }
}

// "Saving…" may add a line to the page. If that happens while a finger is on a button below, the
// button moves away under it and the press is lost: so nothing is sent before the finger is up.
let pressed = null; // what waits for that
addEventListener("pointerdown", () => { pressed ??= []; }, true);
for (const up of ["pointerup", "pointercancel"]) {
  addEventListener(up, () => {
    const waiting = pressed ?? [];
    pressed = null;
    for (const work of waiting) setTimeout(work);
  }, true);
}
function afterPress(work) {
  if (pressed) pressed.push(work);
  else setTimeout(work);
}

class Field {
  constructor(form, control) {
    this.form = form;
    this.name = control.name;
    this.key = keyOf(pathOf(form.action), this.name);
    this.saved = this.values();
    this.sending = null;
    this.tries = 0;
    this.lastWords = this.wrap.querySelector(".state")?.textContent ?? "";
    this.blocked = false; // refused or in conflict: sent again only when the person does something
  }

  // Looked up anew each time: together.js may have put a fresher page in the place of this one.
  get wrap() { return this.controls[0].closest("[data-field]") ?? this.controls[0].parentElement; }
  get base() { return [...this.form.elements].find((input) => input.name === `${this.name}.base`) ?? null; }
  get controls() { return [...this.form.elements].filter((control) => control.name === this.name); }
  get dirty() { return !same(this.values(), this.saved); }
  values() { return new FormData(this.form).getAll(this.name).map(String); }

  /** What the server has is the control's default: so everybody can see what is typed and not yet saved. */
  settle() {
    if (this.dirty) return;
    for (const control of this.controls) {
      if (control.options) for (const option of control.options) option.defaultSelected = option.selected;
      else if (["radio", "checkbox"].includes(control.type)) control.defaultChecked = control.checked;
      else control.defaultValue = control.value;
    }
  }

  /** A fresher page stands in the place of this one: what it shows is what the server has. */
  renewed() {
    if (this.sending || this.blocked || this.dirty === false) return;
    const unchanged = this.controls.every((control) => (control.options
      ? [...control.options].every((option) => option.selected === option.defaultSelected)
      : ["radio", "checkbox"].includes(control.type) ? control.checked === control.defaultChecked : control.value === control.defaultValue));
    if (!unchanged) return;
    this.saved = this.values();
    this.lastWords = this.wrap.querySelector(".state")?.textContent ?? "";
  }

  set(values) {
    for (const control of this.controls) {
      if (["radio", "checkbox"].includes(control.type)) control.checked = values.includes(control.value);
      else control.value = values[0] ?? "";
    }
  }

  /** How a value reads on the page: the words of a choice rather than its code. */
  shown(values) {
    const label = (value) => {
      const control = this.controls.find((each) => each.options || each.value === value);
      const option = [...(control?.options ?? [])].find((each) => each.value === value);
      return option?.text ?? control?.closest("label")?.querySelector("span")?.firstChild?.textContent ?? value;
    };
    return this.isText ? values.join("\n") : values.map(label).join(", ");
  }

  get isText() { return this.controls.every((control) => !control.options && !["radio", "checkbox"].includes(control.type)); }

  say(state, text, link) {
    let under = this.wrap.querySelector(".under");
    if (!under) {
      under = document.createElement("p");
      under.className = "under";
      this.wrap.append(under);
    }
    let line = under.querySelector(".state");
    if (!line) {
      line = document.createElement("span");
      under.prepend(line);
    }
    line.className = `state ${state}`;
    line.textContent = text;
    if (link) line.append(" ", link);
    // Each save would be a nuisance read aloud; what needs the person is announced.
    if (["kept", "unsaved", "refused"].includes(state) && this.announced !== text) announce(text);
    this.announced = ["kept", "unsaved", "refused"].includes(state) ? text : "";
  }

  changed(now = false) {
    if (!this.dirty && !this.sending) {
      clearTimeout(this.timer);
      drop(this.key);
      if (!this.box) this.say(this.announced ? "" : "saved", this.announced ? "" : this.lastWords);
      return;
    }
    this.keep();
    if (this.box) return;
    this.blocked = false;
    this.since ??= Date.now();
    if (!this.announced) this.say("", "");
    clearTimeout(this.timer);
    const left = Math.max(0, this.since + LONGEST - Date.now());
    this.timer = setTimeout(() => afterPress(() => this.send()), now ? 0 : Math.min(PAUSE, left));
  }

  keep() {
    const { pathname: page } = location;
    const draft = { values: this.values(), base: this.base?.value ?? null, page, title: document.title, action: this.form.action, name: this.name, at: Date.now() };
    return keep(this.key, draft);
  }

  /** Sends the field unless it is on its way; what was typed meanwhile follows. */
  async send(keepalive = false) {
    clearTimeout(this.timer);
    if (this.sending) {
      await this.sending;
      return this.dirty && !this.blocked && !this.tries ? this.send(keepalive) : undefined;
    }
    if (!this.dirty || this.blocked) return undefined;
    this.since = undefined;
    this.say("", words.saving);
    this.sending = this.exchange(keepalive);
    try { await this.sending; } finally { this.sending = null; }
    tell();
    if (this.dirty && !this.blocked && !this.tries) this.changed();
    return undefined;
  }

  async exchange(keepalive) {
    const values = this.values();
    const answer = await post(this.form.action, this.name, values, this.base?.value ?? null, keepalive);
    const fault = answer.errors?.[this.name] ?? answer.errors?.[""];
    if (answer.status === 200 && answer.saved?.[this.name]) this.accepted(values, answer.saved[this.name]);
    else if (answer.status === 409 && answer.conflicts?.[this.name]) this.conflict(answer.conflicts[this.name]);
    else if (answer.status === 401) this.expired(values, answer);
    else if (answer.status >= 400 && answer.status < 500 && ![408, 429].includes(answer.status)) this.refused(fault ?? []);
    else this.later(answer.retryAfter);
  }

  accepted(values, answer) {
    if (this.base) this.base.value = answer.base;
    this.saved = values;
    this.settle();
    this.tries = 0;
    this.lastWords = answer.words ?? words.saved;
    drop(this.key, values);
    this.fault([]);
    if (!this.dirty) this.say("saved", this.lastWords);
    dispatchEvent(new Event("pdia:seen"));
  }

  /** No network, or the server is not well: kept on the own phone, and tried again by itself. */
  later(retryAfter = 0) {
    const kept = this.keep();
    this.say(kept ? "kept" : "unsaved", kept ? words.kept : words.unsaved);
    const wait = retryAfter || BACK_OFF[Math.min(this.tries, BACK_OFF.length - 1)];
    this.tries += 1;
    this.timer = setTimeout(() => this.send(), wait * 1000);
  }

  /** The session has ended. The server holds the text for its writer alone. */
  expired(values, answer) {
    const link = document.createElement("a");
    link.href = answer.sign_in ?? "/sign-in";
    link.textContent = words.signIn;
    if (answer.held) {
      this.saved = values;
      drop(this.key, values);
    } else this.blocked = true;
    this.say("kept", answer.words ?? (answer.held ? words.held : words.refused), link);
  }

  refused(errors) {
    this.blocked = true;
    this.tries = 0;
    this.fault(errors);
    this.say("refused", words.refused);
    if (errors.length) announce(`${words.error} ${errors.join(" ")}`);
  }

  fault(errors) {
    const id = `${this.controls[0].id}-fault`;
    document.getElementById(id)?.remove();
    this.wrap.classList.toggle("wrong", errors.length > 0);
    const described = (this.controls[0].getAttribute("aria-describedby") ?? "").split(" ").filter((each) => each && each !== id);
    if (errors.length) {
      const line = document.createElement("p");
      line.id = id;
      line.className = "error";
      line.textContent = `${words.error} ${errors.join(" ")}`;
      this.wrap.querySelector(".under")?.before(line);
      described.push(id);
    } else this.wrap.querySelector("[id$='-error']")?.remove();
    for (const control of this.controls) {
      if (errors.length && this.isText) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
    }
    if (described.length) this.controls[0].setAttribute("aria-describedby", described.join(" "));
  }

  /** Somebody saved the same field meanwhile: both texts side by side, and typing goes on. */
  conflict(answer) {
    const theirs = listed(answer.theirs);
    if (same(theirs, this.values())) return this.accepted(this.values(), { base: answer.base });
    this.blocked = true;
    this.tries = 0;
    this.box?.remove();
    this.box = template.content.firstElementChild.cloneNode(true);
    this.box.querySelector(".words").textContent = answer.words;
    this.box.querySelector("[data-theirs]").textContent = this.shown(theirs);
    this.box.querySelector("[data-take=both]").hidden = !this.isText;
    let mine = this.values();
    const mirror = () => { this.box.querySelector("[data-mine]").textContent = this.shown(mine); };
    this.mirror = () => { mine = this.values(); mirror(); };
    this.box.addEventListener("click", (event) => {
      const take = event.target.dataset.take;
      if (!take) return undefined;
      if (this.base) this.base.value = answer.base;
      this.saved = theirs;
      if (take === "theirs") {
        // The box stays: whoever changes their mind finds their own text in it.
        this.set(theirs);
        this.mirror = () => {};
        drop(this.key);
        return this.say("saved", words.saved);
      }
      this.set(take === "both" ? [`${mine.join("\n")}\n\n${theirs.join("\n")}`] : mine);
      this.box.remove();
      this.box = null;
      this.blocked = false;
      this.controls[0].focus();
      return this.changed(take === "mine");
    });
    mirror();
    this.wrap.append(this.box);
    this.say("refused", words.two);
    announce(`${answer.words} ${words.two}`);
    return undefined;
  }
}

// --- The fields of this page ---------------------------------------------------------------------

const fields = new Map(); // a form to its fields by name
const unsavable = ["hidden", "submit", "button", "file", "password", "reset"];

function gather() {
  for (const form of fields.keys()) if (!form.isConnected) fields.delete(form);
  for (const form of document.querySelectorAll("form[data-autosave]")) {
    const own = fields.get(form) ?? new Map();
    for (const name of own.keys()) if (!form.elements[name]) own.delete(name);
    for (const control of form.elements) {
      if (control.name && !unsavable.includes(control.type) && !own.has(control.name)) own.set(control.name, new Field(form, control));
    }
    fields.set(form, own);
  }
}
gather();
addEventListener("pdia:fresh", () => {
  gather();
  for (const field of every()) field.renewed();
  tell();
});
const every = () => [...fields.values()].flatMap((own) => [...own.values()]);
const fieldOf = (control) => fields.get(control.form)?.get(control.name);

function tell() {
  root.dataset.unsent = every().filter((field) => field.dirty).length;
}
addEventListener("input", ({ target }) => {
  const field = fieldOf(target);
  field?.mirror?.();
  field?.changed();
  tell();
});
addEventListener("change", ({ target }) => fieldOf(target)?.changed(true));
addEventListener("focusout", ({ target }) => { if (fieldOf(target)?.dirty) afterPress(() => fieldOf(target).send()); });
addEventListener("online", () => every().forEach((field) => { field.tries = 0; field.send(); }));
addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") every().forEach((field) => field.send(true));
}, true);
addEventListener("pdia:flush", () => every().forEach((field) => field.send(true)));
addEventListener("beforeunload", (event) => {
  tell();
  if (!store && Number(root.dataset.unsent) && !root.dataset.leaving) event.preventDefault();
});

// A form is sent only after the fields have arrived one by one: so it never meets its own save as
// somebody else's, nothing typed elsewhere on the page is left behind, and without a network nobody
// is led to an error page.
addEventListener("submit", async (event) => {
  const form = event.target;
  const open = every().filter((field) => field.dirty || field.sending);
  if (!open.length || form.dataset.flushed) {
    const lost = !store && every().some((field) => field.dirty && field.form !== form);
    root.dataset.leaving = lost ? "" : "1"; // "" lets the browser ask before text is lost
    return;
  }
  event.preventDefault();
  await Promise.all(open.map((field) => field.send()));
  tell();
  const holds = (field) => (field.form === form ? field.tries || field.box : field.tries && !store);
  const stuck = "signOut" in form.dataset ? null : open.find(holds);
  if (stuck) {
    (stuck.box?.querySelector("button") ?? stuck.controls[0]).focus();
    return;
  }
  form.dataset.flushed = "1";
  form.requestSubmit(event.submitter);
  delete form.dataset.flushed;
}, true);

// --- What an earlier visit left on this phone ----------------------------------------------------

async function sendKept() {
  if (!store) return;
  for (const key of Object.keys(store).filter((each) => each.startsWith(`pdia:draft:${account}:`))) {
    const draft = JSON.parse(store.getItem(key) ?? "null");
    if (!draft) continue;
    const field = every().find((each) => each.key === key);
    if (!field) {
      // For another page. Refused or in conflict it stays, and the strip at the top leads to it.
      const answer = await post(draft.action, draft.name, draft.values, draft.base);
      if (answer.status === 200 || (answer.status === 401 && answer.held)) drop(key, draft.values);
    } else if (same(draft.values, field.values())) drop(key);
    else if (!field.dirty) {
      field.set(draft.values);
      if (field.base) field.base.value = draft.base ?? ""; // older than now: the server then shows both texts
      field.say("kept", words.putBack);
      await field.send();
    }
  }
}
const alone = navigator.locks ? (work) => navigator.locks.request("pdia-drafts", work) : (work) => work();
alone(sendKept);
addEventListener("online", () => alone(sendKept));
