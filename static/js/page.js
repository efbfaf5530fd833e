// Small helps on every page. Each page works without them.
// Modules here never import one another: an import inside a file would miss the content hash that
// the page puts into each address, and a phone would run a new file with an old one.

const body = document.body;
const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];

// --- Where the reader should be ------------------------------------------------------------------

document.querySelector("[data-focus]")?.focus();

/** Unfold whatever hides the question that the address names. */
function unfoldTarget() {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  target.scrollIntoView({ block: "center" });
  if (target.matches("input, textarea, select")) target.focus({ preventScroll: true });
}
addEventListener("hashchange", unfoldTarget);
unfoldTarget();

// Browsers that cannot show a closed <details> through CSS get the stages opened on a wide screen.
if (!CSS.supports("selector(::details-content)")) {
  const wide = matchMedia("(min-width: 62rem)");
  const fit = () => all("[data-open-when-wide]").forEach((fold) => { fold.open = wide.matches; });
  wide.addEventListener("change", fit);
  fit();
}

// Menus close with Escape and with a press elsewhere.
addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector(".menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
addEventListener("click", (event) => {
  for (const menu of all(".menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});

// --- How much room is left -----------------------------------------------------------------------

/** Characters as the server counts them: NFC, one for each line end, none at either end. */
const lengthOf = (text) => [...text.normalize("NFC").replace(/\r\n?/g, "\n").trim()].length;

function count(control) {
  const limit = Number(control.dataset.limit);
  const left = limit - lengthOf(control.value);
  const under = control.closest("[data-field]")?.querySelector(".under");
  if (!under) return;
  let line = under.querySelector(".count");
  // Only near the end: a number that counts down from the start would hurry people.
  if (left > Math.max(20, limit / 5)) return line?.remove();
  if (!line) {
    line = document.createElement("span");
    line.className = "count";
    under.append(line);
  }
  line.textContent = (left < 0 ? body.dataset.over : body.dataset.left).replace("{n}", Math.abs(left));
}
for (const control of all("[data-limit]")) count(control);
addEventListener("input", (event) => { if (event.target.dataset?.limit) count(event.target); });

// --- One press, one submission -------------------------------------------------------------------

const buttonsOf = (form) => [...form.elements].filter((control) => control.type === "submit");

addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "1";
  // After this turn, so that the pressed button's own name and value still go with the form.
  setTimeout(() => buttonsOf(form).forEach((button) => { button.disabled = true; }));
  // A form that answers with a file leaves the page as it is.
  setTimeout(() => release(form), 8000);
});
function release(form) {
  delete form.dataset.sent;
  buttonsOf(form).forEach((button) => { button.disabled = false; });
}
addEventListener("pageshow", (event) => { if (event.persisted) all("form[data-sent]").forEach(release); });

// --- Two texts on the page of a conflict ---------------------------------------------------------

for (const row of all("[data-fill]")) {
  const box = row.closest("[data-conflict]");
  const [mine, theirs] = ["mine", "theirs"].map((whose) => box.querySelector(`[data-${whose}]`).textContent);
  row.hidden = false;
  row.addEventListener("click", (event) => {
    const take = event.target.dataset.take;
    if (!take) return;
    const answer = box.querySelector("textarea");
    answer.value = { mine, theirs, both: `${mine}\n\n${theirs}` }[take];
    answer.focus();
  });
}

// --- Changing the language keeps what is typed ---------------------------------------------------

const TYPED = "pdia:typed";
const typable = (form) => [...form.elements].filter(
  (control) => control.name && !["hidden", "password", "file", "submit", "button"].includes(control.type));
const changed = (control) => control.options
  ? [...control.options].some((option) => option.selected !== option.defaultSelected)
  : ["radio", "checkbox"].includes(control.type)
    ? control.checked !== control.defaultChecked : control.value !== control.defaultValue;

addEventListener("submit", (event) => {
  if (event.defaultPrevented || !("keepTyped" in event.target.dataset)) return;
  const typed = [];
  all("main form").forEach((form, at) => typable(form).forEach((control, place) => {
    if (changed(control)) typed.push([at, place, control.name, control.value, control.checked ?? false]);
  }));
  // For the one step to the same page in another language; taken out again as it is read.
  try { sessionStorage.setItem(TYPED, JSON.stringify({ page: location.pathname, typed })); } catch { /* full or forbidden */ }
});

(function putBack() {
  let kept = null;
  try {
    kept = JSON.parse(sessionStorage.getItem(TYPED));
    sessionStorage.removeItem(TYPED);
  } catch { /* nothing was kept */ }
  if (kept?.page !== location.pathname) return;
  const forms = all("main form");
  for (const [at, place, name, value, checked] of kept.typed) {
    const control = forms[at] && typable(forms[at])[place];
    if (control?.name !== name) continue;
    if (["radio", "checkbox"].includes(control.type)) control.checked = checked;
    else control.value = value;
    // autosave.js may load after this file; it listens by then.
    setTimeout(() => control.dispatchEvent(new Event("input", { bubbles: true })), 300);
  }
})();

// --- What this phone still holds -----------------------------------------------------------------

const DRAFTS = `pdia:draft:${body.dataset.account}:`;

/** The texts of the signed-in account that the server does not have. Those of others are not looked at. */
function drafts() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(DRAFTS))
      .map((key) => ({ key, ...JSON.parse(localStorage.getItem(key)) }));
  } catch { return []; }
}

function showUnsent() {
  const strip = document.getElementById("unsent");
  if (!strip) return;
  const pages = new Map(drafts().filter((draft) => draft.page !== location.pathname).map((draft) => [draft.page, draft.title]));
  strip.hidden = pages.size === 0;
  strip.querySelector("span").replaceChildren(...[...pages].map(([page, title]) => {
    const link = document.createElement("a");
    link.href = page;
    link.textContent = `${title} `;
    return link;
  }));
}
addEventListener("pdia:drafts", showUnsent);
showUnsent();

for (const form of all("[data-sign-out]")) {
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return; // autosave.js sends first and comes back
    const unsent = drafts().length > 0 || Number(document.documentElement.dataset.unsent) > 0;
    if (unsent && !confirm(form.dataset.signOut)) return event.preventDefault();
    document.documentElement.dataset.leaving = "1";
    try {
      for (const draft of drafts()) localStorage.removeItem(draft.key);
      for (const key of Object.keys(localStorage)) if (key.startsWith(`pdia:talk:${body.dataset.account}:`)) localStorage.removeItem(key);
      sessionStorage.removeItem(TYPED);
    } catch { /* storage is closed: nothing was kept */ }
  });
}
