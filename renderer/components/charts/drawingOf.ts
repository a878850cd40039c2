/** One line of words as it stands on the page. */
interface DrawnWords {
  readonly words: string;
  readonly x: number;
  /** Of the line that the letters stand on. */
  readonly y: number;
  readonly width: number;
  readonly size: number;
  readonly weight: string;
  readonly colour: string;
}

/** A part of the page as shapes, with the words apart: pictures of SVG do not know the fonts of the page. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly shapes: SVGSVGElement;
  readonly words: readonly DrawnWords[];
}

const SVG = 'http://www.w3.org/2000/svg';
const MARGIN = 16;
const keptProperties = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-opacity',
  'opacity',
] as const;

const isSeen = (element: Element): boolean =>
  !element.matches('.visuallyHidden, .noPrint, [data-not-drawn]') &&
  element.checkVisibility({ visibilityProperty: true });

const svgElement = (name: string, attributes: Readonly<Record<string, string | number>>): SVGElement => {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
};

/** The lines of a text node, each with where it stands. */
const linesOf = (text: Text, origin: DOMRect, ruler: CanvasRenderingContext2D): readonly DrawnWords[] => {
  const element = text.parentElement;
  if (!element || text.data.trim() === '') return [];
  const style = getComputedStyle(element);
  const isSvg = element.namespaceURI === SVG;
  const range = document.createRange();
  const lines: { words: string; box: DOMRect }[] = [];
  for (const { 0: word, index } of text.data.matchAll(/\S+/g)) {
    range.setStart(text, index);
    range.setEnd(text, index + word.length);
    const box = range.getBoundingClientRect();
    const line = lines.at(-1);
    if (line && Math.abs(line.box.top - box.top) < 4) {
      line.words += ` ${word}`;
      line.box = new DOMRect(line.box.left, line.box.top, box.right - line.box.left, line.box.height);
    } else lines.push({ words: word, box });
  }
  ruler.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const { fontBoundingBoxDescent: below, fontBoundingBoxAscent: above } = ruler.measureText('x');
  return lines.map(({ words, box }) => ({
    words,
    x: box.left - origin.left + MARGIN,
    y: (box.top + box.bottom) / 2 + (above - below) / 2 - origin.top + MARGIN,
    width: box.width,
    size: Number.parseFloat(style.fontSize),
    weight: style.fontWeight,
    colour: isSvg ? style.fill : style.color,
  }));
};

/** A drawing within the page, each shape with the colours that it has there and without its words. */
const shapesOf = (svg: SVGSVGElement): SVGElement => {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = svg.querySelectorAll('*');
  const copies = copy.querySelectorAll('*');
  originals.forEach((original, index) => {
    const style = getComputedStyle(original);
    const shape = copies[index];
    for (const property of keptProperties) shape?.setAttribute(property, style.getPropertyValue(property));
    for (const name of ['class', 'style', 'tabindex']) shape?.removeAttribute(name);
  });
  copy.querySelectorAll('text, title, desc').forEach((element) => element.remove());
  copy.querySelectorAll('a').forEach((link) => {
    const group = document.createElementNS(SVG, 'g');
    group.append(...link.childNodes);
    link.replaceWith(group);
  });
  for (const name of ['class', 'style', 'tabindex', 'role']) copy.removeAttribute(name);
  return copy;
};

const boxOf = (element: Element, origin: DOMRect): SVGElement | undefined => {
  const style = getComputedStyle(element);
  const hasGround = style.backgroundColor !== 'rgba(0, 0, 0, 0)';
  const hasEdge = style.borderTopStyle !== 'none' && style.borderTopWidth !== '0px';
  if (!hasGround && !hasEdge) return undefined;
  const { left, top, width, height } = element.getBoundingClientRect();
  return svgElement('rect', {
    x: left - origin.left + MARGIN,
    y: top - origin.top + MARGIN,
    width,
    height,
    fill: hasGround ? style.backgroundColor : 'none',
    stroke: hasEdge ? style.borderTopColor : 'none',
    'stroke-dasharray': style.borderTopStyle === 'dashed' ? '3 2' : 'none',
  });
};

/** A part of the page as it is drawn now, without what is not for paper. Throws where there is nothing to draw on. */
const readDrawing = (root: HTMLElement): Drawing => {
  const ruler = document.createElement('canvas').getContext('2d');
  if (!ruler) throw new Error('The picture cannot be drawn. Save the table as CSV instead.');
  const origin = root.getBoundingClientRect();
  const width = Math.ceil(Math.max(root.scrollWidth, origin.width)) + 2 * MARGIN;
  const height = Math.ceil(origin.height) + 2 * MARGIN;
  const shapes = svgElement('svg', {
    xmlns: SVG,
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
  }) as SVGSVGElement;
  shapes.append(svgElement('rect', { width, height, fill: getComputedStyle(document.body).backgroundColor }));
  const words: DrawnWords[] = [];
  const visit = (element: Element): void => {
    if (!isSeen(element)) return;
    if (element instanceof SVGSVGElement) {
      const { left, top, width: drawnWidth } = element.getBoundingClientRect();
      const group = svgElement('g', {
        transform: `translate(${left - origin.left + MARGIN} ${top - origin.top + MARGIN})`,
      });
      if (drawnWidth > 0) group.append(shapesOf(element));
      shapes.append(group);
      const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      for (let text = texts.nextNode(); text; text = texts.nextNode())
        if (text.parentElement?.closest('text')) words.push(...linesOf(text as Text, origin, ruler));
      return;
    }
    const box = boxOf(element, origin);
    if (box) shapes.append(box);
    for (const child of element.childNodes)
      if (child instanceof Element) visit(child);
      else if (child instanceof Text) words.push(...linesOf(child, origin, ruler));
  };
  visit(root);
  return { width, height, shapes, words };
};

/** A part of the page as it would be on paper: in the colours of the light appearance, whatever is shown now. */
export const drawingOf = (root: HTMLElement): Drawing => {
  const { dataset } = document.documentElement;
  const shown = dataset['appearance'];
  // Nothing is painted in between: the window does not flicker.
  dataset['appearance'] = 'light';
  try {
    return readDrawing(root);
  } finally {
    if (shown === undefined) delete dataset['appearance'];
    else dataset['appearance'] = shown;
  }
};

const FONTS = "'Source Sans 3', 'Segoe UI', Arial, sans-serif";

/** The drawing as one file that needs no other: a title, and words that keep their width in any font. */
export const svgOf = ({ shapes, words }: Drawing, title: string): string => {
  const whole = shapes.cloneNode(true) as SVGSVGElement;
  const name = svgElement('title', {});
  name.textContent = title;
  whole.prepend(name);
  whole.setAttribute('role', 'img');
  for (const { words: line, x, y, width, size, weight, colour } of words) {
    const text = svgElement('text', {
      x: x.toFixed(1),
      y: y.toFixed(1),
      'font-family': FONTS,
      'font-size': size,
      'font-weight': weight,
      fill: colour,
      textLength: width.toFixed(1),
      lengthAdjust: 'spacingAndGlyphs',
    });
    text.textContent = line;
    whole.append(text);
  }
  return new XMLSerializer().serializeToString(whole);
};

const imageOf = async (svg: string): Promise<HTMLImageElement> => {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    return image;
  } finally {
    URL.revokeObjectURL(url);
  }
};

/** Twice as fine as the page, so that it can be printed. */
const SCALE = 2;

/** The drawing as the bytes of a PNG, in the fonts of the page. Throws an Error with a plain sentence where it cannot be made. */
export const pngOf = async ({ width, height, shapes, words }: Drawing): Promise<Blob> => {
  const canvas = document.createElement('canvas');
  canvas.width = width * SCALE;
  canvas.height = height * SCALE;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The picture cannot be drawn. Save it as SVG instead.');
  context.scale(SCALE, SCALE);
  context.drawImage(await imageOf(new XMLSerializer().serializeToString(shapes)), 0, 0, width, height);
  for (const { words: line, x, y, size, weight, colour } of words) {
    context.font = `${weight} ${size}px ${FONTS}`;
    context.fillStyle = colour;
    context.fillText(line, x, y);
  }
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) =>
        blob ? resolve(blob) : reject(new Error('The picture cannot be drawn. Save it as SVG instead.')),
      'image/png',
    ),
  );
};
