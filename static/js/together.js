// What others say and do: discussions where they stand, and a page that shows others' work within seconds.
// One file, because on a weak line each further one costs more than its size. Everything works without:
// each discussion has a page of its own, and a page that is opened anew is up to date.
//
// On somebody's own phone what is typed stays on it until the server has it; on a shared device nothing does.

const body = document.body;
const { account } = body.dataset;
const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
const store = (() => {
  try { return body.dataset.device === "own" && account ? localStorage : null; } catch { return null; }
})();

// --- What is typed stays until it has arrived ----------------------------------------------------

const PREFIX = `pdia:talk:${account}:`;
const talking = (form) => form?.method === "post" && /\/(threads|comments|mentor-notes)$/.test(new URL(form.action, location.href).pathname);
const valueOf = (form, name) => form.elements[name]?.value ?? "";
const keyOf = (form) => `${PREFIX}${new URL(form.action, location.href).pathname}:${valueOf(form, "on")}${valueOf(form, "stage")}`;
const read = (key) => { try { return JSON.parse(store?.getItem(key) ?? "null"); } catch { return null; } };
function keep(key, draft) {
  try { store?.setItem(key, JSON.stringify(draft)); } catch { /* full: the page itself still has it */ }
}

function putBack(form) {
  const draft = talking(form) && form.elements.text && read(keyOf(form));
  if (!draft?.text || form.elements.text.value) return;
  form.elements.text.value = draft.text;
}
addEventListener("input", ({ target }) => {
  if (target.name !== "text" || !talking(target.form)) return;
  const key = keyOf(target.form);
  if (target.value.trim()) keep(key, { ...read(key), text: target.value });
  else store?.removeItem(key);
});
// Sent once before, perhaps without hearing that it arrived: the same words go under the same key, so
// that they are never said twice.
addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !talking(form) || !form.elements.text || !store) return;
  const draft = read(keyOf(form));
  if (draft?.sent === form.elements.text.value && form.elements.key) form.elements.key.value = draft.key;
  keep(keyOf(form), { text: form.elements.text.value, sent: form.elements.text.value, key: valueOf(form, "key") });
});
/** The address says which words arrived. */
(function arrived() {
  const said = new URLSearchParams(location.search).get("said");
  if (!said) return;
  for (const key of Object.keys(store ?? {})) if (key.startsWith(PREFIX) && read(key)?.key === said) store.removeItem(key);
  history.replaceState(history.state, "", location.pathname + location.hash);
})();
for (const form of document.forms) putBack(form);

// --- A discussion opened where it stands ---------------------------------------------------------

/** Forms do not nest: what is typed here belongs to a form at the end of the page. */
function moveForm(form, fold, number) {
  const outside = document.createElement("form");
  outside.method = "post";
  outside.action = form.getAttribute("action");
  outside.id = `reply-${number}`;
  outside.hidden = true;
  const next = document.createElement("input");
  Object.assign(next, { type: "hidden", name: "next", value: location.pathname });
  outside.append(...all("input[type=hidden]", form), next);
  document.getElementById(outside.id)?.remove();
  body.append(outside);
  const inside = document.createElement("div");
  inside.append(...form.childNodes);
  for (const control of all("textarea, button, input", inside)) control.setAttribute("form", outside.id);
  for (const text of all("textarea", inside)) {
    text.id = `reply-text-${number}`;
    text.removeAttribute("aria-describedby");
    inside.querySelector("label").htmlFor = text.id;
  }
  form.replaceWith(inside);
  return outside;
}

async function load(fold) {
  if (fold.dataset.loading) return;
  fold.dataset.loading = "1";
  try {
    const answer = await fetch(fold.dataset.talk, { credentials: "same-origin", headers: { Accept: "text/html", "X-Live": "1" } });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const talk = page.querySelector("[data-talk-body]");
    if (!talk || page.body.dataset.account !== account) return;
    talk.removeAttribute("id");
    for (const part of all("section[id]", talk)) part.removeAttribute("id");
    const number = fold.dataset.talk.split("/").pop();
    fold.querySelector("[data-talk-body]")?.remove();
    const form = talk.querySelector("form");
    const outside = form && moveForm(form, fold, number);
    fold.querySelector(".whole").before(document.adoptNode(talk));
    fold.dataset.loaded = "1";
    if (outside) putBack(outside);
  } catch { /* no network: the line leads to the page */ } finally { delete fold.dataset.loading; }
}
addEventListener("toggle", ({ target }) => {
  if (target.matches?.("details[data-talk]") && target.open && !target.dataset.loaded) load(target);
}, true);
// Others spoke meanwhile: what is open is read again, unless something is being typed in it.
addEventListener("pdia:fresh", () => {
  for (const fold of all("details[data-talk][open][data-loaded]")) {
    if (!fold.contains(document.activeElement) && !all("textarea", fold).some((text) => text.value)) load(fold);
  }
});
/** Coming back from an answer, or following a notice: the discussion is unfolded. */
function unfold() {
  const fold = location.hash.startsWith("#thread-") && document.getElementById(location.hash.slice(1));
  if (!fold) return;
  for (let each = fold; each; each = each.parentElement.closest("details")) each.open = true;
  fold.scrollIntoView({ block: "center" });
}
addEventListener("hashchange", unfold);
unfold();

// --- The words one means -------------------------------------------------------------------------

const MOST = 500;
let chosen = null; // the place and the words marked in it last

document.addEventListener("selectionchange", () => {
  const marked = getSelection();
  const active = document.activeElement;
  if (active?.matches("textarea") && active.selectionEnd > active.selectionStart) {
    const place = active.closest("[data-target]");
    if (place) chosen = { place: place.dataset.target, words: active.value.slice(active.selectionStart, active.selectionEnd) };
    return;
  }
  const node = marked?.anchorNode?.parentElement;
  const place = node?.closest("[data-target]");
  const text = place && node.closest(".text");
  if (text && !marked.isCollapsed && text.contains(marked.focusNode)) chosen = { place: place.dataset.target, words: marked.toString() };
}, true);
addEventListener("click", (event) => {
  const link = event.target.closest?.("a.discuss");
  if (!link) return;
  const address = new URL(link.href);
  const words = chosen?.place === address.searchParams.get("on") ? chosen.words.trim() : "";
  if (words) address.searchParams.set("quote", words.slice(0, MOST));
  link.href = address;
}, true);

// --- Others' work on an open page ----------------------------------------------------------------

// It asks whether anything changed (mostly answered with an empty 304) and fetches the page anew only
// then. What somebody types here, or has the cursor in, stays as it is: there the ordinary protection
// against overwriting takes over when it is saved.
const main = document.getElementById("main");
const here = document.getElementById("here");
const OFTEN = 4000;
const SELDOM = 15000; // on a weak line, and when nothing has happened for long
const LONG = 10 * 60 * 1000;

let { liveMark: mark } = main.dataset;
let etag = "";
let failures = 0;
let changedAt = Date.now();
let timer = null;

const slow = () => navigator.connection?.saveData || ["slow-2g", "2g"].includes(navigator.connection?.effectiveType);
const ask = (address, headers = {}) => fetch(address, {
  headers: { "X-Live": "1", ...headers }, cache: "no-store", credentials: "same-origin", signal: AbortSignal.timeout?.(20000),
});

function later() {
  clearTimeout(timer);
  if (document.visibilityState === "hidden") return;
  const quiet = slow() || Date.now() - changedAt > LONG;
  const wait = failures ? Math.min(60000, OFTEN * 2 ** failures) : quiet ? SELDOM : OFTEN;
  timer = setTimeout(look, wait);
}

async function look() {
  try {
    const answer = await ask(main.dataset.live, etag ? { "If-None-Match": etag } : {});
    if ([401, 403, 404].includes(answer.status)) return; // signed out, or no longer ours to read
    failures = 0;
    if (answer.status === 200) {
      etag = answer.headers.get("ETag") ?? "";
      const told = await answer.json();
      here.textContent = told.here;
      here.hidden = !told.here;
      if (told.mark !== mark) await refresh();
    }
  } catch (error) { console.warn("live:", error); failures += 1; }
  later();
}


const changed = (control) => control.options
  ? [...control.options].some((option) => option.selected !== option.defaultSelected)
  : ["radio", "checkbox"].includes(control.type)
    ? control.checked !== control.defaultChecked
    : control.type !== "hidden" && control.value !== control.defaultValue;
const typing = (element) => element.contains(document.activeElement) && document.activeElement.matches("input, textarea, select");
const controlsIn = (element) => [...element.querySelectorAll("input, textarea, select")];
const busy = (element) => typing(element) || controlsIn(element).some(changed) || element.querySelector("[data-conflict], .conflict") !== null;

/** Nothing inside may be touched: an answer in work, a form with something typed, a discussion unfolded here. */
function isOurs(element) {
  if (element.matches?.("[data-field], form:not([data-autosave])")) return busy(element);
  return element.matches?.("details[open][data-loaded]") ?? false;
}
const keeps = (node) => node.nodeType === Node.ELEMENT_NODE && (isOurs(node) || busy(node) || node.querySelector("details[open][data-loaded]") !== null);

async function refresh() {
  const answer = await ask(location.href, { Accept: "text/html" });
  if (!answer.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("main");
  if (!fresh || page.body.dataset.account !== document.body.dataset.account) return;
  const { Idiomorph } = await import(main.dataset.liveMorph);
  const words = new Map([...main.querySelectorAll("[data-target]")].map((part) => [part.dataset.target, part.textContent]));
  Idiomorph.morph(main, [...fresh.childNodes], {
    morphStyle: "innerHTML",
    callbacks: {
      beforeNodeMorphed: (old) => !(old.nodeType === Node.ELEMENT_NODE && (old === here || isOurs(old))),
      beforeNodeRemoved: (old) => !keeps(old),
      // What the reader has folded or unfolded stays so.
      beforeAttributeUpdated: (name, element) => !(name === "open" && element.matches("details")),
    },
  });
  mark = fresh.dataset.liveMark;
  changedAt = Date.now();
  for (const part of main.querySelectorAll("[data-target]")) {
    const before = words.get(part.dataset.target);
    if (before !== undefined && before !== part.textContent && !busy(part)) show(part);
  }
  dispatchEvent(new Event("pdia:fresh"));
}

/** A line beside what just changed, for a moment. */
function show(part) {
  part.dataset.fresh = "";
  setTimeout(() => delete part.dataset.fresh, 8000);
}

if (main.dataset.live) {
  addEventListener("visibilitychange", () => (document.visibilityState === "visible" ? look() : clearTimeout(timer)));
  later(); // the page has only just come
}
