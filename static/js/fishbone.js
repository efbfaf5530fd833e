// Two extras on the fishbone; the page does everything without them.
// "Add why" fills in the form below without fetching the page again, and on a wide screen a cause can
// be dragged onto what explains it, or onto the problem to make it a main cause.

const form = document.querySelector("#add-cause form");
const drag = document.getElementById("drag");
const place = form?.elements.parent_id;

addEventListener("click", (event) => {
  const link = event.target.closest("a[data-under]");
  if (!link || !place?.options || ![...place.options].some((option) => option.value === link.dataset.under)) return;
  event.preventDefault();
  place.value = link.dataset.under;
  form.scrollIntoView({ block: "center" });
  form.elements.text.focus({ preventScroll: true });
});

let dragged = null;

/** The cause or the problem that the pointer is over, unless it lies under what is dragged. */
function goalOf(event) {
  const goal = event.target.closest?.(".fb-label, .fb-head");
  return goal && dragged && !dragged.parentElement.contains(goal) ? goal : null;
}

function mark(goal) {
  for (const marked of document.querySelectorAll(".fb-goal")) if (marked !== goal) marked.classList.remove("fb-goal");
  goal?.classList.add("fb-goal");
}

// A finger scrolls the page; only a mouse drags, so that nothing moves by accident.
if (drag && matchMedia("(pointer: fine)").matches) {
  for (const link of document.querySelectorAll(".fb-label a[data-cause]")) link.closest(".fb-label").draggable = true;
  addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.(".fb-label[draggable]") ?? null;
    if (!dragged) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.querySelector(".fb-text").textContent.trim());
  });
  addEventListener("dragover", (event) => {
    const goal = goalOf(event);
    mark(goal);
    if (goal) event.preventDefault();
  });
  addEventListener("drop", (event) => {
    const goal = goalOf(event);
    if (!goal) return;
    event.preventDefault();
    const { cause, version } = dragged.querySelector("[data-cause]").dataset;
    drag.action = `${location.pathname}/causes/${cause}/move`;
    drag.elements.parent_id.value = goal.querySelector("[data-cause]")?.dataset.cause ?? "";
    drag.elements.version.value = version;
    drag.submit();
  });
  addEventListener("dragend", () => { dragged = null; mark(null); });
}
