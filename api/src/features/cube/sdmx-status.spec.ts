import { secretStates } from '@vigie/contract';
import { reasonCodes } from '@vigie/seeds/catalogue';
import { describe, expect, it } from 'vitest';
import { confidentialityCodes, observationCodes, sdmxStatus } from './sdmx-status.js';

const states = reasonCodes.map(({ id }) => id);
const status = (state: string, provisional = false) => sdmxStatus({ state, provisional });

describe('the SDMX status of a cell', () => {
  it('is known for every state, and explained', () => {
    const used = states.flatMap((state) => [status(state), status(state, true)]);
    expect(new Set(used.map(({ observation }) => observation))).toEqual(
      new Set(observationCodes.map(({ id }) => id)),
    );
    expect(new Set(used.map(({ confidentiality }) => confidentiality))).toEqual(
      new Set(confidentialityCodes.map(({ id }) => id)),
    );
  });

  it('says that a value may still change, and nothing of the kind of a hole', () => {
    expect(status('ok')).toEqual({ observation: 'A', confidentiality: 'F' });
    expect(status('ok', true)).toEqual({ observation: 'P', confidentiality: 'F' });
    expect(status('lt11', true)).toEqual(status('lt11'));
  });

  it('is free for what hides no one, and for nothing else', () => {
    for (const state of states) {
      expect(status(state).confidentiality === 'F', state).toBe(!secretStates.has(state));
    }
  });

  it('refuses a state that it does not know', () => {
    expect(() => status('unheard_of')).toThrow('no SDMX status');
  });
});
