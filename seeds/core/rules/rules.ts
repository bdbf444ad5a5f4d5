import { exchangeRules } from './exchange.rules.js';
import { feedingRules } from './feeding.rules.js';
import { identityRules } from './identity.rules.js';
import { irritantRules } from './irritants.rules.js';
import { profileRules } from './profiles.rules.js';
import type { Rule } from './rule.js';

/** The causal rules of domain.md, clause by clause, in their order. */
export const rules: readonly Rule[] = [
  ...feedingRules,
  ...profileRules,
  ...identityRules,
  ...exchangeRules,
  ...irritantRules,
].sort((a, b) => a.number - b.number);
