// Discussions on the pages of a step, and where one writes in them. Everything works without: each line
// leads to the discussion's own page.
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
