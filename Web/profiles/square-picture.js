// Makes a picture small enough to be sent: photos of phones are larger than the server takes.

/** How wide and high the picture that is sent is at most, in pixels. */
const side = 512;

/** The middle of a picture as a square. Throws where the browser cannot read the file. @param {Blob} file @returns {Promise<Blob>} */
export async function squarePicture(file) {
  const picture = await createImageBitmap(file);
  const edge = Math.min(picture.width, picture.height);
  const size = Math.min(side, edge);
  const canvas = document.createElement("canvas");
  canvas.width = size;
  canvas.height = size;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("there is no canvas");
  context.drawImage(picture, (picture.width - edge) / 2, (picture.height - edge) / 2, edge, edge, 0, 0, size, size);
  picture.close();
  // A browser that cannot write WebP writes PNG.
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/webp", 0.9));
}
