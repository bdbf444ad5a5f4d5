import { exchangeMutants } from './exchange.mutants.js';
import { feedingMutants } from './feeding.mutants.js';
import { identityMutants } from './identity.mutants.js';
import { irritantMutants } from './irritants.mutants.js';
import type { Mutant } from './mutant.js';
import { profileMutants } from './profiles.mutants.js';
import { releaseMutants } from './releases.mutants.js';
import { senderMutants } from './senders.mutants.js';

/** Cores that break the causal rules: at least one for each rule. */
export const mutants: readonly Mutant[] = [
  ...feedingMutants,
  ...releaseMutants,
  ...senderMutants,
  ...profileMutants,
  ...identityMutants,
  ...exchangeMutants,
  ...irritantMutants,
];
