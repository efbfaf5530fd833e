// While several people work on one cycle, this page shows what the others write, within a few seconds.
//
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

// --- Bringing the page up to date ----------------------------------------------------------------

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
  look();
}
