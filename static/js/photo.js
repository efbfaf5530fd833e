// Makes a photo small before it is sent: <input type="file" data-shrink>. A flip chart stays
// readable at 1600 pixels and travels in seconds instead of minutes. Where anything is in the way
// the original is sent; the server takes out position data in either case.

const LONGEST_SIDE = 1600;
const QUALITY = 0.82;

async function smaller(file) {
  if (!/^image\/(jpeg|png|webp|heic|heif)$/.test(file.type)) return file;
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff"; // what was transparent must not turn black
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const small = await new Promise((done) => { canvas.toBlob(done, "image/jpeg", QUALITY); });
  if (!small || small.size >= file.size) return file;
  return new File([small], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" });
}

const working = new Map(); // a form to what it waits for

async function shrink(input) {
  const files = new DataTransfer();
  for (const file of input.files) files.items.add(await smaller(file).catch(() => file));
  input.files = files.files;
}

addEventListener("change", ({ target }) => {
  if (target.type !== "file" || !("shrink" in target.dataset) || !target.files.length) return;
  working.set(target.form, shrink(target).catch(() => {}).finally(() => working.delete(target.form)));
});

// Whoever presses the button at once waits for the small picture.
addEventListener("submit", (event) => {
  const form = event.target;
  const work = working.get(form);
  if (!work) return;
  event.preventDefault();
  work.then(() => form.requestSubmit(event.submitter));
}, true);
