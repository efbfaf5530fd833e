// On a shared device: warns before the session ends, and leaves nobody's page open behind them.
// Loaded only there. The time runs from the last answer of the server, in whichever tab.

const dialog = document.getElementById("idle");
const limit = Number(document.body.dataset.idleSeconds) * 1000;
const WARNING = 120_000;
let seen = Date.now();

// Tabs tell one another that the server heard from the person; nothing is written down.
const others = "BroadcastChannel" in window ? new BroadcastChannel("pdia-seen") : null;
function heard(tell = true) {
  seen = Date.now();
  if (tell) others?.postMessage("seen");
  if (dialog.open) dialog.close();
}
others?.addEventListener("message", () => heard(false));
addEventListener("pdia:seen", () => heard());

async function stay() {
  const answer = await fetch(dialog.dataset.stay, {
    method: "POST", body: new URLSearchParams({ csrf_token: document.querySelector("input[name=csrf_token]").value }),
    headers: { "X-Autosave": "1", Accept: "application/json" }, redirect: "manual",
  }).catch(() => null);
  if (answer?.ok) heard();
}

function end() {
  // What is typed is never thrown away for the clock: then the page stays, covered.
  if (!Number(document.documentElement.dataset.unsent)) {
    document.documentElement.dataset.leaving = "1";
    location.replace(dialog.dataset.out);
    return;
  }
  for (const text of dialog.querySelectorAll("[data-over]")) text.textContent = text.dataset.over;
  dialog.classList.add("ended");
  dialog.querySelector("button").hidden = true;
  dialog.querySelector("a").hidden = false;
  if (!dialog.open) dialog.showModal();
}

function look() {
  const left = seen + limit - Date.now();
  if (left <= 0) return end();
  if (left <= WARNING && !dialog.open) {
    dispatchEvent(new Event("pdia:flush"));
    dialog.showModal();
  }
  return undefined;
}

if (dialog && limit) {
  dialog.querySelector("button").addEventListener("click", stay);
  dialog.addEventListener("cancel", (event) => { // Escape means "I am here" as well
    event.preventDefault();
    if (!dialog.classList.contains("ended")) stay();
  });
  others?.postMessage("seen");
  // By the clock and not by counting: a closed lid stops timers, not sessions.
  setInterval(look, 5000);
  addEventListener("visibilitychange", look);
}
