import { registerValues } from '@vigie/etl';
import { releases, vendors } from '@vigie/seeds/reference';
import type { ScriptedColumn } from './scripted-feed.arrow.js';

/** A stream as its declaration says, as far as a feed needs to know. */
export interface ScriptedStream {
  readonly name: string;
  readonly columns: readonly (ScriptedColumn & {
    register?: string;
    values?: readonly string[];
    optional?: boolean;
  })[];
  readonly monthly: boolean;
  /** National system that submits it; undefined where vendors do. */
  readonly sender: string | undefined;
  /** Column that submissions add up. */
  readonly total: string | undefined;
}

export interface ScriptedRegisters {
  vendors: { id: string; name: string; sector: string }[];
  releases: {
    id: string;
    vendor: string;
    version: string;
    generation: string;
    released_on: string;
  }[];
  submitters: {
    id: string;
    kind: 'vendor' | 'national';
    stream: string;
    sector: string | null;
    expected_from: string;
  }[];
}

/** Registers of a scripted feed: the market of the seeds, of which few vendors submit. */
export function scriptedRegisters(
  streams: readonly ScriptedStream[],
  historyFrom: string,
  submitting: readonly string[],
): ScriptedRegisters {
  return {
    vendors: vendors.map(({ id, name, sector }) => ({ id, name, sector })),
    releases: releases.map(({ id, vendor, version, generation, released_on }) => ({
      id,
      vendor,
      version,
      generation,
      released_on,
    })),
    submitters: streams.flatMap(({ name, sender }): ScriptedRegisters['submitters'] =>
      sender === undefined
        ? submitting.map((id) => ({
            id,
            kind: 'vendor',
            stream: name,
            sector: vendors.find((vendor) => vendor.id === id)?.sector ?? null,
            expected_from: historyFrom,
          }))
        : [
            {
              id: sender,
              kind: 'national',
              stream: name,
              sector: null,
              expected_from: historyFrom,
            },
          ],
    ),
  };
}

/** A value that a register allows, for columns that a test says nothing about. */
export function anyValueOf(
  register: string,
  registers: ScriptedRegisters,
  strata: { id: string; factor: number }[],
): string {
  const manifest = { strata, history_from: '2022-01', feed_day: '2026-01-01' } as Parameters<
    typeof registerValues
  >[1];
  const values: Readonly<Record<string, ReadonlySet<string>>> = registerValues(registers, manifest);
  const [first] = values[register] ?? [];
  if (first === undefined) throw new TypeError(`the register ${register} is empty`);
  return first;
}
