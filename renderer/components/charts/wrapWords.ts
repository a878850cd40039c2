let measure: CanvasRenderingContext2D | null | undefined;

/** How wide words are drawn, in pixels, in the font of the page. */
export const measureWords = (words: string, font: string): number => {
  measure ??= document.createElement('canvas').getContext('2d');
  if (!measure) return words.length * 7;
  measure.font = font;
  return measure.measureText(words).width;
};

/** Words broken into lines no wider than so many pixels; a word that is wider by itself stays whole. */
export const wrapWords = (words: string, width: number, font: string): readonly string[] => {
  const lines: string[] = [];
  for (const word of words.split(/\s+/)) {
    const line = lines.at(-1);
    if (line !== undefined && measureWords(`${line} ${word}`, font) <= width)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
};
