import { type Change, type ChangeCause, type Changes, secretStates } from '@vigie/contract';

/** What tells why a cell differs. */
export interface Difference extends Pick<Change, 'before' | 'after'> {
  /** It was published by the edition that was taken back. */
  withdrawn: boolean;
  /** What the measure meant when each side was computed. */
  meaningBefore: string | null;
  meaningAfter: string | null;
}

/**
 * Why a cell differs between two editions. Of several causes the one that alone explains it is told:
 * what a definition means now is not compared with what it meant, and a value that became secret, or
 * was secret, cannot be compared with anything.
 */
export function causeOf(difference: Difference): ChangeCause {
  const { before, after, withdrawn, meaningBefore, meaningAfter } = difference;
  if (withdrawn) return 'withdrawn';
  if (before === null) return 'first_published';
  // What is published no more has left the lattice that its measure declares.
  if (after === null || meaningBefore !== meaningAfter) return 'definition_changed';
  if (before.state === after.state) return 'source_revised';
  const isSecret = secretStates.has(before.state) || secretStates.has(after.state);
  return isSecret ? 'protection_changed' : 'source_revised';
}

/** What readers are told of each cause. */
export const causes: Changes['causes'] = [
  {
    id: 'first_published',
    label: { fr: 'Première parution', en: 'First published' },
    sentence: {
      fr: 'L’édition de départ ne contenait pas encore cette case.',
      en: 'The earlier edition did not hold this cell yet.',
    },
  },
  {
    id: 'source_revised',
    label: { fr: 'Source révisée', en: 'Source revised' },
    sentence: {
      fr: 'La source a envoyé, corrigé ou retiré des données entre les deux éditions.',
      en: 'The source sent, corrected or deleted data between the two editions.',
    },
  },
  {
    id: 'definition_changed',
    label: { fr: 'Définition modifiée', en: 'Definition changed' },
    sentence: {
      fr: 'L’indicateur ne se calcule plus de la même façon, ou n’est plus publié selon ce croisement.',
      en: 'The measure is computed otherwise, or is no longer published by this split.',
    },
  },
  {
    id: 'protection_changed',
    label: { fr: 'Secret statistique', en: 'Confidentiality' },
    sentence: {
      fr: 'La case est devenue secrète, ne l’est plus, ou l’est pour un autre motif.',
      en: 'The cell became confidential, is so no longer, or is so for another reason.',
    },
  },
  {
    id: 'withdrawn',
    label: { fr: 'Édition retirée', en: 'Edition withdrawn' },
    sentence: {
      fr: 'La case venait d’une édition retirée depuis : ce qu’elle disait n’est plus communiqué.',
      en: 'The cell came from an edition withdrawn since: what it said is no longer told.',
    },
  },
];
