/** The bytes of a file or a piece of one as base64. Throws an Error with a plain sentence where it cannot be read. */
export const base64Of = (piece: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      const url = typeof reader.result === 'string' ? reader.result : '';
      resolve(url.slice(url.indexOf(',') + 1));
    };
    reader.onerror = () => reject(new Error('The file could not be opened. Check that it is still there.'));
    reader.readAsDataURL(piece);
  });
