export interface Measuring {
  /** Contrast asked of ordinary text; large text needs 3, or 4.5 where ordinary text needs 7 (WCAG 2.2, 1.4.3 and 1.4.6). */
  readonly text: number;
  /** Also gives the focus to everything that takes it, and looks whether that is seen. */
  readonly focus: boolean;
}

/**
 * What cannot be read, seen or hit on a page, measured on what the browser has drawn. Runs inside the page, so that it may
 * use nothing but its own words.
 */
export const measurePage = ({ text: wanted, focus }: Measuring): readonly string[] => {
  type Colour = readonly [number, number, number];
  type Paint = readonly [number, number, number, number];
  const LARGE = wanted > 4.5 ? 4.5 : 3;
  /** Of what is not text: icons, edges of controls, marks of charts (1.4.11). */
  const MARK = 3;
  const TARGET = 24;

  // Colours
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;
  const parsed = new Map<string, Paint>();
  const parse = (colour: string): Paint => {
    const known = parsed.get(colour);
    if (known) return known;
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, alpha = 0] = canvas.getImageData(0, 0, 1, 1).data;
    const paint: Paint = [red, green, blue, alpha / 255];
    parsed.set(colour, paint);
    return paint;
  };
  const over = ([red, green, blue, alpha]: Paint, below: Colour): Colour => [
    red * alpha + below[0] * (1 - alpha),
    green * alpha + below[1] * (1 - alpha),
    blue * alpha + below[2] * (1 - alpha),
  ];
  const light = (colour: Colour): number => {
    const [red = 0, green = 0, blue = 0] = colour.map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one: Colour, other: Colour): number => {
    const [lighter, darker] = [light(one), light(other)].sort((first, second) => second - first);
    return ((lighter ?? 0) + 0.05) / ((darker ?? 0) + 0.05);
  };
  const said = (colour: Colour): string => colour.map(Math.round).join(',');

  // What is painted where
  const styles = new Map<Element, CSSStyleDeclaration>();
  const styleOf = (element: Element): CSSStyleDeclaration => {
    const known = styles.get(element) ?? getComputedStyle(element);
    styles.set(element, known);
    return known;
  };
  const opacities = new Map<Element, number>();
  const opacityOf = (element: Element | null): number => {
    if (!element) return 1;
    const known =
      opacities.get(element) ?? Number(styleOf(element).opacity) * opacityOf(element.parentElement);
    opacities.set(element, known);
    return known;
  };
  const faded = ([red, green, blue, alpha]: Paint, element: Element): Paint => [
    red,
    green,
    blue,
    alpha * opacityOf(element),
  ];
  const patternOf = (fill: string): Element | null => {
    const id = /url\("?#([^")]+)"?\)/.exec(fill)?.[1];
    return id === undefined ? null : document.getElementById(id);
  };
  const isShape = (element: Element): boolean =>
    element instanceof SVGGeometryElement || element instanceof SVGTextContentElement;
  /** The colours an element may show at a point within it: one, or all of its pattern's. */
  const paintsOf = (element: Element): readonly Paint[] => {
    const style = styleOf(element);
    if (element instanceof SVGTextContentElement) return [];
    if (!isShape(element)) return [faded(parse(style.backgroundColor), element)];
    const pattern = patternOf(style.fill);
    if (pattern)
      return [...pattern.querySelectorAll('*')].flatMap((part) => {
        const { fill, stroke } = styleOf(part);
        return [fill, stroke]
          .filter((colour) => colour !== 'none' && !colour.startsWith('url'))
          .map((colour) => faded(parse(colour), element));
      });
    if (style.fill === 'none') return [];
    const [red, green, blue, alpha] = parse(style.fill);
    return [faded([red, green, blue, alpha * Number(style.fillOpacity)], element)];
  };
  const rootColour = (): Colour => {
    const scheme = matchMedia('(forced-colors: active)').matches ? 'Canvas' : 'white';
    return over(
      parse(getComputedStyle(document.documentElement).backgroundColor),
      over(parse(scheme), [255, 255, 255]),
    );
  };
  const base = rootColour();
  /** Everything that may be seen behind, from the bottom of a stack of elements to its top. */
  const behind = (stack: readonly Element[]): readonly Colour[] => {
    let colours: readonly Colour[] = [base];
    for (const element of [...stack].reverse()) {
      const paints = paintsOf(element);
      if (paints.length === 0) continue;
      const painted = paints.flatMap((paint) => colours.map((below) => over(paint, below)));
      // A pattern leaves what is below it to be seen between its lines.
      colours = paints.length > 1 ? [...painted, ...colours] : painted;
    }
    return colours;
  };
  const leastContrast = (paint: Paint, belows: readonly Colour[]): readonly [number, Colour, Colour] =>
    belows
      .map((below) => {
        const ink = over(paint, below);
        return [contrast(ink, below), ink, below] as const;
      })
      .sort(([one], [other]) => one - other)[0] ?? [21, base, base];

  // What is there to be measured
  const dialogs = [...document.querySelectorAll('[aria-modal="true"]')].filter((dialog) =>
    dialog.checkVisibility(),
  );
  const dialog = dialogs.at(-1);
  const isInPlay = (element: Element): boolean =>
    !dialog ||
    dialog.contains(element) ||
    element.closest('[role="listbox"], [role="menu"], [role="status"]') !== null;
  const isOff = (element: Element): boolean =>
    element.closest(
      'script, style, noscript, [data-disabled], :disabled, .visuallyHidden, [aria-disabled="true"]',
    ) !== null;
  const heard = new Map<Element, boolean>();
  /** Kept for screen readers, out of sight. */
  const isOnlyHeard = (element: Element | null): boolean => {
    if (!element) return false;
    const known =
      heard.get(element) ??
      (styleOf(element).clipPath === 'inset(50%)' || isOnlyHeard(element.parentElement));
    heard.set(element, known);
    return known;
  };
  const isShown = (element: Element): boolean =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
    !isOff(element) &&
    !isOnlyHeard(element) &&
    isInPlay(element);
  const wordsOf = (element: Element): string =>
    (element.getAttribute('aria-label') ?? element.textContent ?? '')
      .trim()
      .replace(/\s+/g, ' ')
      .slice(0, 40);
  const nameOf = (element: Element): string => {
    const named = element.closest('[aria-label], [id], label, button, a, td, th, li') ?? element;
    const place = element.getAttribute('class')?.split(' ')[0] ?? '';
    return `${element.localName}${place === '' ? '' : `.${place}`} "${wordsOf(named) || wordsOf(element.parentElement ?? element)}"`;
  };

  const found = new Set<string>();
  interface Subject {
    readonly element: Element;
    /** Where on the screen it is now. */
    readonly rects: () => readonly DOMRect[];
    readonly measure: (stack: readonly Element[], rect: DOMRect) => void;
    readonly isText: boolean;
  }
  const subjects: Subject[] = [];

  const measureInk = (element: Element, paint: Paint, words: string, stack: readonly Element[]): void => {
    const style = styleOf(element);
    const [ratio, ink, below] = leastContrast(faded(paint, element), behind(stack));
    const size = Number.parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 600);
    if (ratio < (isLarge ? LARGE : wanted))
      found.add(`text ${ratio.toFixed(1)} "${words.slice(0, 40)}" ${said(ink)} on ${said(below)}`);
  };

  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const element = text.parentElement;
    const words = text.textContent?.trim() ?? '';
    if (!element || words === '' || !isShown(element) || element.localName === 'option') continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const style = styleOf(element);
    const paint = parse(element instanceof SVGElement ? style.fill : style.color);
    subjects.push({
      element,
      isText: true,
      rects: () => [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1),
      measure: (stack) => measureInk(element, paint, words, stack),
    });
  }

  for (const element of document.querySelectorAll('input, textarea, select')) {
    if (!(
      element instanceof HTMLInputElement ||
      element instanceof HTMLTextAreaElement ||
      element instanceof HTMLSelectElement
    ))
      continue;
    const { width, height } = element.getBoundingClientRect();
    if (element.type === 'hidden' || width < 4 || height < 4 || !isShown(element)) continue;
    const isBox = element.type === 'checkbox' || element.type === 'radio';
    subjects.push({
      element,
      isText: false,
      rects: () => [element.getBoundingClientRect()],
      measure: (stack) => {
        // The frame may be drawn round the field by an element of its own.
        const framed =
          element.closest(
            '.mantine-PasswordInput-input, .mantine-MultiSelect-input, .mantine-TagsInput-input',
          ) ?? element;
        const outside = behind(stack.slice(stack.indexOf(framed) + 1));
        const style = styleOf(framed);
        const edges = [style.borderTopColor, style.borderBottomColor]
          .map(parse)
          .map((edge) => leastContrast(faded(edge, framed), outside)[0]);
        const fill = leastContrast(faded(parse(style.backgroundColor), framed), outside)[0];
        const drawn = styleOf(framed).borderTopStyle === 'none' ? [] : [Math.min(...edges)];
        const best = Math.max(fill, ...drawn);
        if (best < MARK && style.appearance !== 'auto')
          found.add(`edge ${best.toFixed(1)} ${nameOf(element)}`);
        if (isBox) return;
        if (element.value !== '') measureInk(element, parse(styleOf(element).color), element.value, stack);
        else if (!(element instanceof HTMLSelectElement) && element.placeholder !== '')
          measureInk(
            element,
            parse(getComputedStyle(element, '::placeholder').color),
            element.placeholder,
            stack,
          );
      },
    });
  }

  for (const element of document.querySelectorAll('button, a.mantine-Button-root')) {
    const style = styleOf(element);
    const edge = parse(style.borderTopColor);
    if (
      !isShown(element) ||
      style.borderTopStyle === 'none' ||
      style.borderTopWidth === '0px' ||
      edge[3] === 0
    )
      continue;
    if (!element.matches('.mantine-Button-root')) continue;
    subjects.push({
      element,
      isText: false,
      rects: () => [element.getBoundingClientRect()],
      measure: (stack) => {
        const [ratio] = leastContrast(faded(edge, element), behind(stack.slice(stack.indexOf(element) + 1)));
        if (ratio < MARK) found.add(`edge ${ratio.toFixed(1)} ${nameOf(element)}`);
      },
    });
  }

  for (const svg of document.querySelectorAll('svg:not(.recharts-surface, .recharts-surface svg)')) {
    if (!isShown(svg)) continue;
    subjects.push({
      element: svg,
      isText: false,
      rects: () => [svg.getBoundingClientRect()],
      measure: (stack) => {
        const belows = behind(stack.filter((element) => !svg.contains(element)));
        const ratios = [...svg.querySelectorAll('*')].filter(isShape).flatMap((shape) => {
          const { fill, stroke } = styleOf(shape);
          return [fill, stroke]
            .filter((colour) => colour !== 'none' && !colour.startsWith('url'))
            .map((colour) => leastContrast(faded(parse(colour), shape), belows)[0]);
        });
        if (ratios.length > 0 && Math.max(...ratios) < MARK)
          found.add(`icon ${Math.max(...ratios).toFixed(1)} ${nameOf(svg)}`);
      },
    });
  }

  const marksOf = '.recharts-surface rect[data-colour]:not(pattern rect), .recharts-line-curve';
  for (const shape of document.querySelectorAll(marksOf)) {
    if (!isShown(shape)) continue;
    subjects.push({
      element: shape,
      isText: false,
      rects: () => [shape.getBoundingClientRect()],
      measure: (stack) => {
        const below = behind(stack.filter((element) => !element.closest(marksOf)));
        const parts = [shape, ...shape.querySelectorAll('*')].filter(isShape);
        const ratios = parts.flatMap((part) => {
          const { stroke } = styleOf(part);
          const edge = stroke === 'none' || stroke.startsWith('url') ? [] : [faded(parse(stroke), part)];
          return [...paintsOf(part), ...edge].map((paint) => leastContrast(paint, below)[0]);
        });
        if (ratios.length > 0 && Math.max(...ratios) < MARK)
          found.add(`mark ${Math.max(...ratios).toFixed(1)} ${nameOf(shape)}`);
      },
    });
  }

  // Measures, one windowful after the other: only what is in the window can be asked what lies at a point of it.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { pointer-events: auto !important; scroll-behavior: auto !important; }');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const scrollers = [...document.querySelectorAll('*')].filter(
    (element) => element.scrollHeight > element.clientHeight || element.scrollWidth > element.clientWidth,
  );
  const places = scrollers.map((element) => [element, element.scrollLeft, element.scrollTop] as const);
  const isInWindow = ({ left, right, top, bottom }: DOMRect): boolean => {
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    return x >= 0 && x < innerWidth && y >= 0 && y < innerHeight;
  };
  /** What hangs over the page: a menu, or what stays while the page is scrolled. Undefined for the page itself. */
  const layerOf = (element: Element): Element | undefined => {
    for (let at: Element | null = element; at && at !== document.body; at = at.parentElement)
      if (at.matches('[data-portal]') || ['sticky', 'fixed'].includes(styleOf(at).position)) return at;
    return undefined;
  };
  interface Box {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  }
  const scrolls = (style: CSSStyleDeclaration): boolean =>
    [style.overflowX, style.overflowY].some((value) => value === 'auto' || value === 'scroll');
  const scrollerOf = (element: Element): Element | null => {
    for (let at = element.parentElement; at; at = at.parentElement) if (scrolls(styleOf(at))) return at;
    return null;
  };
  /** What its scroller lets through. */
  const shownPart = (element: Element, { left, right, top, bottom }: DOMRect): Box => {
    const box = scrollerOf(element)?.getBoundingClientRect();
    if (!box) return { left, right, top, bottom };
    return {
      left: Math.max(left, box.left),
      right: Math.min(right, box.right),
      top: Math.max(top, box.top),
      bottom: Math.min(bottom, box.bottom),
    };
  };
  const isClipped = (element: Element, rect: DOMRect): boolean => {
    for (let at: Element | null = element; at && at !== document.documentElement; at = at.parentElement) {
      const style = styleOf(at);
      if (at !== element && style.display === 'inline') continue;
      const box = at.getBoundingClientRect();
      const hides = (value: string): boolean => value === 'hidden' || value === 'clip';
      if (scrolls(style)) return false;
      if (hides(style.overflowX) && (rect.left < box.left - 1 || rect.right > box.right + 1)) return true;
      if (hides(style.overflowY) && (rect.top < box.top - 4 || rect.bottom > box.bottom + 4)) return true;
      if (style.position === 'fixed') return false;
    }
    return false;
  };
  let left = subjects;
  for (let windows = 0; left.length > 0 && windows < 120; windows += 1) {
    const next = left[0];
    if (windows > 0) next?.element.scrollIntoView({ block: 'center', inline: 'nearest' });
    const seen: { readonly subject: Subject; readonly rects: readonly Box[] }[] = [];
    left = left.filter((subject) => {
      if (!subject.element.isConnected) return false;
      const rects = subject.rects();
      const rect = rects.find(isInWindow);
      if (!rect) return rects.length > 0;
      if (subject.isText && rects.some((one) => isClipped(subject.element, one))) {
        found.add(`clipped ${nameOf(subject.element)}`);
        return false;
      }
      const stack = document.elementsFromPoint((rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2);
      const own = stack.findIndex((element) => subject.element.contains(element));
      // Scrolled away, or hidden by another thing: it may be seen in the next windowful.
      if (
        own < 0 ||
        stack.slice(0, own).some((element) => paintsOf(element).some(([, , , alpha]) => alpha > 0.9))
      )
        return true;
      subject.measure(stack.slice(own), rect);
      if (subject.isText) seen.push({ subject, rects: rects.map((one) => shownPart(subject.element, one)) });
      return false;
    });
    if (windows > 0 && left[0] === next) left = left.slice(1);
    for (const [index, one] of seen.entries())
      for (const other of seen.slice(index + 1)) {
        if (one.subject.element === other.subject.element) continue;
        if (layerOf(one.subject.element) !== layerOf(other.subject.element)) continue;
        const meets = one.rects.some((first) =>
          other.rects.some(
            (second) =>
              Math.min(first.right, second.right) - Math.max(first.left, second.left) > 3 &&
              Math.min(first.bottom, second.bottom) - Math.max(first.top, second.top) > 6,
          ),
        );
        if (meets) found.add(`overlap ${nameOf(one.subject.element)} and ${nameOf(other.subject.element)}`);
      }
  }
  for (const [element, x, y] of places) element.scrollTo({ left: x, top: y, behavior: 'instant' });

  // Targets: 24 by 24 pixels, or as much room round their middle (2.5.8)
  const targetsOf =
    'a[href], button, input:not([type="hidden"]), select, textarea, summary, [role="button"], [role="tab"], [role="menuitem"], [role="option"], [role="switch"]';
  const targets = [...document.querySelectorAll(targetsOf)]
    .filter((element) => isShown(element) && element.parentElement?.closest(targetsOf) === null)
    .flatMap((element) => {
      const boxes = [element, ...(element instanceof HTMLInputElement ? (element.labels ?? []) : [])]
        .map((part) => part.getBoundingClientRect())
        .filter(({ width, height }) => width > 1 && height > 1);
      if (boxes.length === 0) return [];
      // The edges of a box and its label, which is pressed as well.
      const isBox = element instanceof HTMLInputElement && ['checkbox', 'radio'].includes(element.type);
      const whole = isBox ? boxes : boxes.slice(0, 1);
      const [x, y] = [Math.min(...whole.map((box) => box.left)), Math.min(...whole.map((box) => box.top))];
      const right = Math.max(...whole.map((box) => box.right));
      const bottom = Math.max(...whole.map((box) => box.bottom));
      const isInSentence =
        styleOf(element).display.startsWith('inline') &&
        [...(element.parentElement?.childNodes ?? [])].some(
          (node) => node.nodeType === Node.TEXT_NODE && (node.textContent?.trim().length ?? 0) > 1,
        );
      return [
        {
          element,
          x,
          y,
          right,
          bottom,
          isInSentence,
          scroller: scrollerOf(element),
          layer: layerOf(element),
        },
      ];
    });
  const small = targets.filter(
    ({ x, y, right, bottom, isInSentence }) =>
      !isInSentence && (right - x < TARGET - 0.5 || bottom - y < TARGET - 0.5),
  );
  for (const one of small) {
    const [x, y] = [(one.x + one.right) / 2, (one.y + one.bottom) / 2];
    const tooNear = targets.find((other) => {
      if (other === one || other.scroller !== one.scroller || other.layer !== one.layer) return false;
      if (small.includes(other))
        return Math.hypot((other.x + other.right) / 2 - x, (other.y + other.bottom) / 2 - y) < TARGET;
      const dx = Math.max(other.x - x, 0, x - other.right);
      const dy = Math.max(other.y - y, 0, y - other.bottom);
      return Math.hypot(dx, dy) < TARGET / 2;
    });
    if (tooNear)
      found.add(
        `target ${Math.round(one.right - one.x)} by ${Math.round(one.bottom - one.y)} ${nameOf(one.element)} beside ${nameOf(tooNear.element)}`,
      );
  }

  // Focus: drawn with enough contrast, and not all under something else (2.4.7, 2.4.11, 1.4.11)
  const takers = focus
    ? [...(dialog ?? document).querySelectorAll<HTMLElement | SVGElement>(`${targetsOf}, [tabindex="0"]`)]
    : [];
  for (const element of takers) {
    if (!isShown(element)) continue;
    element.focus();
    if (document.activeElement !== element || !element.matches(':focus-visible')) continue;
    const { left: x, right, top: y, bottom } = element.getBoundingClientRect();
    const stack = document.elementsFromPoint((x + right) / 2, (y + bottom) / 2);
    // A ring may stand round the field's frame, the label or the table's row instead.
    const framed = [element, element.parentElement, element.closest('tr, label, [role="row"]')].filter(
      (one) => one !== null,
    );
    const around = behind(stack.filter((one) => one !== element && one.contains(element)));
    const rings = framed.flatMap((one) =>
      [getComputedStyle(one), getComputedStyle(one, '::after')].flatMap((style) => [
        ...(style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2
          ? [style.outlineColor]
          : []),
        ...(style.boxShadow.match(/(?:rgba?|color|oklch)\([^)]*\)/g) ?? []),
      ]),
    );
    const cell = element.closest('tr')?.querySelector('td');
    const edged = cell && getComputedStyle(cell);
    if (edged && Number.parseFloat(edged.borderTopWidth) >= 2) rings.push(edged.borderTopColor);
    const strokes = [...element.querySelectorAll('*')]
      .filter((part) => part instanceof SVGGeometryElement && element instanceof SVGElement)
      .map((part) => getComputedStyle(part))
      .filter(({ stroke, strokeWidth }) => stroke !== 'none' && Number.parseFloat(strokeWidth) >= 2)
      .map(({ stroke }) => stroke);
    const best = Math.max(0, ...[...rings, ...strokes].map((ring) => leastContrast(parse(ring), around)[0]));
    if (best < MARK) found.add(`focus ${best.toFixed(1)} ${nameOf(element)}`);
    const points = [
      [(x + right) / 2, (y + bottom) / 2],
      [x + 2, y + 2],
      [right - 2, bottom - 2],
    ] as const;
    const isSeen = points.some(([across, down]) => {
      const upper = document.elementFromPoint(across, down);
      return upper !== null && framed.some((one) => one.contains(upper));
    });
    if (!isSeen) found.add(`focus out of sight ${nameOf(element)}`);
  }
  if (focus) (document.activeElement as HTMLElement | null)?.blur();

  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
  return [...found];
};
