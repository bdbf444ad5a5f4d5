import { exchangeRules } from './exchange.rules.js';
import { feedingRules } from './feeding.rules.js';
import { identityRules } from './identity.rules.js';
import { irritantRules } from './irritants.rules.js';
import { profileRules } from './profiles.rules.js';
import { releaseRules } from './releases.rules.js';
import type { Rule } from './rule.js';
import { senderRules } from './senders.rules.js';

/** The causal rules of domain.md, clause by clause, in their order. */
export const rules: readonly Rule[] = [
  ...feedingRules,
  ...releaseRules,
  ...senderRules,
  ...profileRules,
  ...identityRules,
  ...exchangeRules,
  ...irritantRules,
].sort((a, b) => a.number - b.number);
