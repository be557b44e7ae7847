// Makes a picture small enough to be sent: photographs of phones are larger than the server takes.

/** The longest side that is of use, in pixels. */
const side = 1024;

/**
 * The picture no larger than needed; as it is where the browser cannot read it, so that the server says what is wrong.
 * @param {File} file @returns {Promise<Blob>}
 */
export async function shrunk(file) {
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (!bitmap) return file;
  const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
  if (scale === 1 && file.size < 1_000_000) return file;
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((resolve) => { canvas.toBlob(resolve, "image/jpeg", 0.9); });
  return blob ?? file;
}
