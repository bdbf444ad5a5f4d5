import { createWorld } from '@vigie/core';
import { constantFigures, constants, type PublishedFigure } from '@vigie/seeds/reference';
import type { Constant } from './judgement.js';
import { marketOf } from './market.js';
import { Observation } from './observation.js';

/** The world that is held to the published figures: the default one. */
export const calibrated = (): Observation =>
  new Observation(createWorld({ seed: '1', scenario: 'default', scale: 0.2 }));

const explained = new Map(constantFigures.map(({ id, differs }) => [id, differs]));

/** What the reference data says of a figure that does not follow from the rollout. */
export function constantOf(figure: PublishedFigure): Constant | undefined {
  const value = constants.get(figure.id)?.();
  return value === undefined
    ? marketOf(figure)
    : { value, differs: explained.get(figure.id) ?? null };
}
