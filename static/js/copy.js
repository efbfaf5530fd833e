// One press copies a text that is meant for sending on. Without this file it is selected by hand.

for (const button of document.querySelectorAll("[data-copy]")) {
  const box = document.getElementById(button.dataset.copy);
  button.hidden = false;
  button.addEventListener("click", async () => {
    box.select();
    let copied = false;
    try {
      await navigator.clipboard.writeText(box.value);
      copied = true;
    } catch { // an old phone, or a page that is not served securely
      copied = document.execCommand("copy");
    }
    if (!copied) return;
    document.getElementById("announce").textContent = button.dataset.copied;
    button.textContent = button.dataset.copied;
  });
}
