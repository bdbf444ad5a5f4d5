/**
 * What a reader would see as broken in the page that a browser shows: labels over one another, text
 * cut off, plots without a mark, a page wider than its screen. One sentence each. It runs in the
 * page itself, so it holds everything that it needs.
 */
export function defectsOfPage(): string[] {
  const defects: string[] = [];
  const short = (text: string): string => `“${text.replace(/\s+/g, ' ').trim().slice(0, 60)}”`;
  const isSeen = (element: Element): boolean => {
    const style = getComputedStyle(element);
    return (
      style.visibility === 'visible' &&
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
      element.closest('.sr-only, [hidden]') === null
    );
  };

  interface Label {
    text: string;
    element: Element;
    box: { left: number; right: number; top: number; bottom: number };
  }
  /** The part of a line that glyphs fill: lines of text touch without covering one another. */
  const glyphs = ({ left, right, top, bottom }: DOMRect): Label['box'] => {
    const air = (bottom - top) * 0.22;
    return { left: left + 0.5, right: right - 0.5, top: top + air, bottom: bottom - air };
  };
  /** Without what lies outside of a box that scrolls: nobody sees it there. */
  const shownOf = (box: Label['box'], element: Element): Label['box'] => {
    const shown = { ...box };
    for (let at: Element | null = element; at !== null; at = at.parentElement) {
      if (!/auto|scroll/.test(getComputedStyle(at).overflow)) continue;
      const frame = at.getBoundingClientRect();
      shown.left = Math.max(shown.left, frame.left);
      shown.right = Math.min(shown.right, frame.right);
      shown.top = Math.max(shown.top, frame.top);
      shown.bottom = Math.min(shown.bottom, frame.bottom);
    }
    return shown;
  };
  const covered = (a: Label['box'], b: Label['box']): boolean => {
    const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    return width > 1.5 && height > 1.5;
  };

  /** Every piece of text that is seen, line by line. */
  function labelsIn(root: Element): Label[] {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const labels: Label[] = [];
    const range = document.createRange();
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      const text = node.textContent?.trim() ?? '';
      if (element === null || text === '' || element.closest('script, style, option') !== null) {
        continue;
      }
      if (!isSeen(element)) continue;
      range.selectNodeContents(node);
      for (const rect of range.getClientRects()) {
        const box = shownOf(glyphs(rect), element);
        if (box.right - box.left > 1 && box.bottom - box.top > 1)
          labels.push({ text, element, box });
      }
    }
    return labels.sort((a, b) => a.box.top - b.box.top);
  }

  function overlaps(labels: readonly Label[]): void {
    const said = new Set<string>();
    labels.forEach((label, index) => {
      for (const other of labels.slice(index + 1)) {
        if (other.box.top >= label.box.bottom) break;
        if (!covered(label.box, other.box) || label.element === other.element) continue;
        // What scrolls under something that stays in place is not drawn over it.
        if (floats(label.element) !== floats(other.element)) continue;
        said.add(`${short(label.text)} and ${short(other.text)} cover one another`);
      }
    });
    defects.push(...said);
  }

  /** The nearest part that lies above the page on purpose. */
  const floats = (element: Element): Element | null => {
    for (let at: Element | null = element; at !== null; at = at.parentElement) {
      const { position, zIndex } = getComputedStyle(at);
      if (position === 'fixed' || position === 'sticky') return at;
      if (position === 'absolute' && Number(zIndex) > 1) return at;
    }
    return null;
  };

  function clipped(labels: readonly Label[]): void {
    const said = new Set<string>();
    for (const { element, box, text } of labels) {
      const svg = element.closest('svg');
      if (svg !== null) {
        const frame = svg.getBoundingClientRect();
        const out =
          box.left < frame.left - 1.5 ||
          box.right > frame.right + 1.5 ||
          box.top < frame.top - 1.5 ||
          box.bottom > frame.bottom + 1.5;
        if (out) said.add(`${short(text)} leaves its drawing`);
      }
      for (let at = element.parentElement; at !== null && svg === null; at = at.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(at);
        // What scrolls shows it all; what hides does not.
        if (/auto|scroll/.test(overflowX) || /auto|scroll/.test(overflowY)) break;
        const frame = at.getBoundingClientRect();
        const wide = /hidden|clip/.test(overflowX) && box.right > frame.right + 1.5;
        const high = /hidden|clip/.test(overflowY) && box.bottom > frame.bottom + 1.5;
        if (wide || high) said.add(`${short(text)} is cut off`);
      }
      if (svg === null && box.right > document.documentElement.clientWidth + 1.5) {
        said.add(`${short(text)} leaves the screen`);
      }
    }
    for (const field of document.querySelectorAll('button, summary, a.button')) {
      if (isSeen(field) && field.scrollWidth > field.clientWidth + 1 && field.clientWidth > 0) {
        const { display } = getComputedStyle(field);
        if (display !== 'inline') said.add(`${short(field.textContent)} does not fit its box`);
      }
    }
    defects.push(...said);
  }

  /** Marks of data: shapes with ink that are neither rules nor the ground. */
  function marksIn(svg: SVGSVGElement): number {
    const frame = svg.getBoundingClientRect();
    return [...svg.querySelectorAll('path, rect, circle, polygon, polyline, line')].filter(
      (shape) => {
        if (shape.closest('defs, clipPath, pattern') !== null) return false;
        // The band of months that may still change.
        if (shape.getAttribute('fill')?.includes('--chart-band') === true) return false;
        const { fill, stroke, strokeWidth } = getComputedStyle(shape);
        const inked = fill !== 'none' || (stroke !== 'none' && Number.parseFloat(strokeWidth) > 0);
        const { width, height } = shape.getBoundingClientRect();
        const isRule = width < 1.5 || height < 1.5;
        const isGround = width > 0.97 * frame.width && height > 0.97 * frame.height;
        return inked && !isRule && !isGround && width * height > 4;
      },
    ).length;
  }

  const wider = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wider > 0) defects.push(`the page is wider than the screen by ${wider} px`);
  for (const chart of document.querySelectorAll('.chart')) {
    if (!chart.checkVisibility()) continue;
    const svgs = [...chart.querySelectorAll('svg')].filter(
      (svg) => isSeen(svg) && svg.getBoundingClientRect().width > 1,
    );
    const name = chart.closest('[id]')?.id ?? '?';
    if (svgs.length === 0) defects.push(`the chart ${name} is not drawn`);
    else if (svgs.every((svg) => marksIn(svg) === 0)) defects.push(`the chart ${name} has no mark`);
  }
  const labels = labelsIn(document.body);
  overlaps(labels);
  clipped(labels);
  return defects;
}
