import { readFileSync } from 'node:fs';
import { sectors } from '@vigie/seeds/reference';
import { LineCounter, parseDocument, type Document } from 'yaml';
import { leverIds } from '../levers/lever-ids.js';
import { scenarios, scenarioSchema, type Scenario } from './calibration.js';

/** A scenario that cannot be used; the message names what is wrong, where, and what is allowed. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
}

export const scenarioNames = Object.keys(scenarios);

/**
 * The scenario of a name, or of a file (JSON or YAML) which may build on a named one with
 * `extends` and move, advance or remove levers.
 * @throws ScenarioError naming the key and its line
 */
export function readScenario(nameOrPath: string): Scenario {
  if (Object.hasOwn(scenarios, nameOrPath)) return scenarios[nameOrPath]!;
  if (!/\.(json|ya?ml)$/.test(nameOrPath)) {
    throw new ScenarioError(
      `Unknown scenario “${nameOrPath}”: ${scenarioNames.join(', ')}, or the path of a .json or .yaml file.`,
    );
  }
  return parseScenario(read(nameOrPath), nameOrPath);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new ScenarioError(`The scenario file ${path} cannot be read.`);
  }
}

/** A scenario from the text of a file. */
export function parseScenario(text: string, path: string): Scenario {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken) {
    throw new ScenarioError(
      `${path}, line ${lines.linePos(broken.pos[0]).line}: ${broken.message}`,
    );
  }
  const line = (keys: readonly PropertyKey[]): number => lineOf(document, lines, keys);
  const given = plain(document, path);
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new ScenarioError(`${path}: a scenario is an object of ${KEYS.join(', ')}.`);
  }
  const { extends: base = 'default', ...own } = given as { extends?: unknown };
  const isNamed = typeof base === 'string' && Object.hasOwn(scenarios, base);
  const parent = isNamed ? scenarios[base] : undefined;
  if (!parent) {
    throw new ScenarioError(
      `${path}, line ${line(['extends'])}: extends “${String(base)}” is unknown: ${scenarioNames.join(', ')}.`,
    );
  }
  const result = scenarioSchema.partial().safeParse(own);
  if (!result.success) {
    const [issue] = result.error.issues;
    const { path: keys } = issue!;
    if (issue!.code === 'unrecognized_keys') {
      const [key] = issue.keys;
      const at = [...keys, key!];
      const allowed = keys.length === 0 ? KEYS : keys[0] === 'levers' ? CHANGES : [];
      throw new ScenarioError(
        `${path}, line ${line(at)}: the key “${at.join('.')}” is unknown: ${allowed.join(', ')}.`,
      );
    }
    throw new ScenarioError(`${path}, line ${line(keys)}: ${keys.join('.')}: ${issue!.message}.`);
  }
  const unknown = Object.keys(result.data.levers ?? {}).find((id) => !leverIds.includes(id));
  if (unknown !== undefined) {
    throw new ScenarioError(
      `${path}, line ${line(['levers', unknown])}: the lever “${unknown}” is unknown: ${leverIds.join(', ')}.`,
    );
  }
  const sector = Object.keys(result.data.counts ?? {}).find((id) => !sectorIds.includes(id));
  if (sector !== undefined) {
    throw new ScenarioError(
      `${path}, line ${line(['counts', sector])}: the sector “${sector}” is unknown: ${sectorIds.join(', ')}.`,
    );
  }
  const { counts, levers, ...others } = result.data;
  return {
    ...parent,
    ...others,
    counts: { ...parent.counts, ...counts },
    levers: { ...parent.levers, ...levers },
  } as Scenario;
}

/** The document as plain values; an alias that leads nowhere or nests too deep is refused. */
function plain(document: Document, path: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    throw new ScenarioError(`${path}: ${error instanceof Error ? error.message : 'unreadable'}.`);
  }
}

const sectorIds = sectors.map((sector) => sector.id);

const KEYS = ['extends', ...Object.keys(scenarioSchema.shape)];
const CHANGES = ['without', 'shift_days', 'from'];

/** Line of a key of the document, or of the nearest one above it. */
function lineOf(document: Document, lines: LineCounter, keys: readonly PropertyKey[]): number {
  for (let depth = keys.length; depth > 0; depth--) {
    const parent = document.getIn(keys.slice(0, depth - 1), true) as
      { items?: { key?: { value?: unknown; range?: [number, number, number] } }[] } | undefined;
    const pair = (parent?.items ?? (document.contents as typeof parent)?.items)?.find(
      ({ key }) => key?.value === keys[depth - 1],
    );
    if (pair?.key?.range) return lines.linePos(pair.key.range[0]).line;
  }
  return 1;
}
