// Puts a mentor's phrase into the box it stands beside, where the cursor was, and leaves the rest as it is.
// Without this the phrases can be copied by hand: the buttons stay hidden.

for (const list of document.querySelectorAll("[data-phrases-for]")) {
  for (const button of list.querySelectorAll("button[hidden]")) button.hidden = false;
}

addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-phrases-for] button");
  const list = button?.closest("[data-phrases-for]");
  const box = list && document.getElementById(list.dataset.phrasesFor);
  if (!box) return;
  const words = button.closest("li").querySelector("[data-phrase]").textContent;
  const before = box.value.slice(0, box.selectionStart);
  const after = box.value.slice(box.selectionEnd);
  box.value = before + (before && !/\s$/.test(before) ? " " : "") + words + (after && !/^\s/.test(after) ? " " : "") + after;
  box.focus();
  const end = box.value.length - after.length;
  box.setSelectionRange(end, end);
  box.dispatchEvent(new Event("input", { bubbles: true }));
});
