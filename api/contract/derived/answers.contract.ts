import { z } from 'zod';
import { bilingualShape, monthShape, termShape, territoryIdShape } from '../common.contract.js';
import { cellPlaceShape, cellShape, seriesShape } from '../series.contract.js';

/** What every derived figure says besides itself. */
export const derivedHeadShape = seriesShape
  .pick({ measure: true, edition: true, citation: true })
  .extend({
    /** How it is calculated, and where the formula comes from. */
    method: bilingualShape,
    /** Permanent addresses of the published cells that it was calculated from, and of no others. */
    sources: z.array(z.string()),
  });

const number = z.number().nullable();
const { state } = cellShape.shape;

const lagShape = z.object({
  territory: territoryIdShape,
  kind: z.enum(['behind', 'ahead', 'same', 'behind_at_least', 'ahead_at_least', 'unknown']),
  /** Whole months; null where they are the same or it cannot be calculated. */
  months: z.int().nullable(),
});

/** `GET /v1/derived/lag`: by how many months a curve follows others. */
export const lagAnswerShape = derivedHeadShape.extend({
  month: monthShape,
  ...cellShape.pick({ territory: true, value: true, state: true, provisional: true }).shape,
  nation: lagShape,
  /** The most advanced of its peers; null where none is known or the territory itself leads. */
  leader: lagShape.nullable(),
  /** Whether it was compared with peers, none of which is further ahead. */
  leads: z.boolean(),
});

/** `GET /v1/derived/trends`: a word for each curve, from a test. */
export const trendsAnswerShape = derivedHeadShape.extend({
  month: monthShape,
  rows: z.array(
    cellPlaceShape.omit({ period: true }).extend({
      word: termShape,
      /** Months that the test looked at. */
      months: z.int(),
      /** Standardised statistic: beyond ±1.96 is called a trend. */
      score: number,
      /** Median change from a month to the next, in the unit of the measure (points for a share). */
      slope: number,
    }),
  ),
});

/** `GET /v1/derived/funnel`: which territories differ by more than chance. Shares in percent. */
export const funnelAnswerShape = derivedHeadShape.extend({
  month: monthShape,
  /** The share of all of France, which limits are drawn around. */
  target: z.number(),
  limits: termShape,
  /** 1 where chance explains all differences. */
  dispersion: z.number(),
  rows: z.array(
    z.object({
      territory: territoryIdShape,
      value: z.number(),
      denominator: z.number(),
      low_95: number,
      high_95: number,
      low_998: number,
      high_998: number,
      verdict: termShape.nullable(),
    }),
  ),
  /** Territories whose cell carries no value, and why. */
  excluded: z.array(cellShape.pick({ territory: true, state: true })),
});

/** `GET /v1/derived/decomposition`: why a figure moved, as effects that add up to the change. */
export const decompositionAnswerShape = derivedHeadShape.extend({
  territory: territoryIdShape,
  from: monthShape,
  to: monthShape,
  before: z.number(),
  after: z.number(),
  /** In the unit of the measure; points for a share. */
  change: z.number(),
  factors: z.array(termShape.extend({ effect: z.number() })),
  /** What the published total changed besides its published parts: "écart de protection". */
  protection_gap: termShape.extend({ effect: z.number() }),
  /** Effects stratum by stratum, in the order of the factors; empty without strata. */
  strata: z.array(z.object({ id: z.string(), effects: z.array(z.number()) })),
  /** Strata that are not published in both months: what they changed is in the gap. */
  excluded: z.array(z.object({ id: z.string(), state })),
});

/** `GET /v1/derived/comparison`: territories at equal structure, in the unit of the measure. */
export const comparisonAnswerShape = derivedHeadShape.extend({
  month: monthShape,
  by: z.string(),
  rows: z.array(
    cellShape.pick({ territory: true, value: true, state: true }).extend({
      /** What the value would be with the structure of France; null where too little is published. */
      standardised: number,
      /** France over the same strata. */
      reference: number,
      difference: number,
      /** Share, in percent, of France's denominator that the strata compared hold. */
      covered: number,
    }),
  ),
});

/** `GET /v1/derived/gap`: documents that separate a rate from the median of the market. */
export const gapAnswerShape = derivedHeadShape.extend({
  month: monthShape,
  /** The measure of the median, and its values by sector in percent. */
  median: z.object({
    measure: z.string(),
    rows: z.array(z.object({ sector: z.string(), value: number, state })),
  }),
  rows: z.array(
    cellShape.pick({ territory: true, value: true, state: true }).extend({
      sector: z.string(),
      /** Documents lacking; below zero, documents in excess. Null where either is not published. */
      gap: number,
    }),
  ),
});

/** `GET /v1/derived/nowcast`: the month under way, estimated from the days published so far. */
export const nowcastAnswerShape = derivedHeadShape.extend({
  territory: territoryIdShape,
  /** The month under way. */
  month: monthShape,
  /** Last day published, and how many days that are. */
  through: z.string(),
  days: z.int(),
  so_far: z.number(),
  /** Share of a month that is published at this age, in percent. */
  share: number,
  /** Null where the method has not done better than carrying the last month on. */
  estimate: number,
  back_test: z.object({
    months: z.int(),
    /** Mean absolute error of the method, in percent; null without a month. */
    error: number,
    /** The same for carrying the last month on. */
    carried_error: number,
    verdict: termShape,
  }),
  /** The months that the share and the test come from. */
  former: z.array(
    z.object({
      month: monthShape,
      so_far: z.number(),
      total: z.number(),
      /** The edition in which its days were read, and how many it had published. */
      edition: z.int(),
      days: z.int(),
    }),
  ),
});

export type DerivedHead = z.infer<typeof derivedHeadShape>;
export type LagAnswer = z.infer<typeof lagAnswerShape>;
export type TrendsAnswer = z.infer<typeof trendsAnswerShape>;
export type FunnelAnswer = z.infer<typeof funnelAnswerShape>;
export type DecompositionAnswer = z.infer<typeof decompositionAnswerShape>;
export type ComparisonAnswer = z.infer<typeof comparisonAnswerShape>;
export type GapAnswer = z.infer<typeof gapAnswerShape>;
export type NowcastAnswer = z.infer<typeof nowcastAnswerShape>;
