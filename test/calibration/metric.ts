import { formatMonth, parseMonth } from '@vigie/core';
import { territories, type PublishedFigure } from '@vigie/seeds/reference';
import type { Where } from './cells.js';
import { momentOf, type Moment, type Observation } from './observation.js';

/** How exact a figure can be: what stands at a date, a year's total, a month's flow, a share. */
export type Kind = 'stock' | 'year' | 'flow' | 'share';

/** A published figure as a question to the feed. */
export interface Question {
  readonly figure: PublishedFigure;
  /** The scope of the figure as dimensions. */
  readonly where: Where;
  readonly at: Moment;
  readonly month: number;
}

/** A metric that the feed can answer. */
export interface Judged {
  readonly kind: Kind;
  /** How the definition was read, in a few words. */
  readonly reading: string;
  readonly simulate: (feed: Observation, question: Question) => number;
  /** Which of several sources or readings is calibrated, and why. */
  readonly note?: string;
}

/** A metric that stays out of the judgement: given from outside, or in no stream. */
export interface NotJudged {
  readonly kind: 'constant' | 'inexpressible';
  readonly reason: string;
}

export type Metric = Judged | NotJudged;
export type Metrics = Readonly<Record<string, Metric>>;

/** The scopes of published figures, as the dimensions of rows; undefined for another text. */
export function whereOf(scope: string): Where | undefined {
  if (scope === 'national') return {};
  const sector = /^sector:(mdv|hopital|biologie|imagerie|officine|esms)$/.exec(scope)?.[1];
  if (sector !== undefined) return { sector };
  const department = /^dept:(\w+)$/.exec(scope)?.[1];
  const id = department === undefined ? `REG-${scope}` : `DEP-${department}`;
  const found = territories.find((territory) => territory.id === id);
  return found && { [found.kind]: found.id };
}

/** Turns a figure into a question. */
export function questionOf(figure: PublishedFigure): Question {
  const at = momentOf(figure.period);
  return { figure, where: whereOf(figure.scope) ?? {}, at, month: at.month };
}

/** Inhabitants of the figure's scope. */
export function inhabitants({ where }: Question): number {
  const id = where['department'] ?? where['region'] ?? 'FR';
  return territories.find((territory) => territory.id === id)!.population;
}

export const percent = (part: number, whole: number): number => (100 * part) / whole;
/** A month of the same year as a month, by its number: 1 is January. */
export const monthOfYear = (month: number, number: number): number =>
  parseMonth(`${formatMonth(month).slice(0, 4)}-${String(number).padStart(2, '0')}`);
/** Sectors of Ségur wave 1, the sanitary ones. */
export const sanitary: Where = { sector: ['mdv', 'hopital', 'biologie', 'imagerie', 'officine'] };
/** Liberal doctors: the figures on doctors count no other profession of general practice. */
export const doctors = { sector: 'mdv', profession: '10' } as const;
