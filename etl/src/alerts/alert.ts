/** What someone is told of. Each kind has a section of that name in the runbook. */
export const alertKinds = {
  failing: ['Le chargement échoue', 'Loading fails'],
  stuck: ["Le chargement n'avance plus", 'Loading stands still'],
  lag: ['Retard sur la source', 'Behind the source'],
  'silent-source': ['La source se tait', 'The source is silent'],
  silence: ['Un émetteur se tait', 'A submitter is silent'],
  late: ['Des envois attendus manquent', 'Expected submissions are missing'],
  drop: ['Chute soudaine des volumes', 'Sudden drop of volumes'],
  'failed-gate': ['Contrôle en échec, publication retenue', 'Failed check, publication held'],
  'stopped-stream': ['Flux arrêté', 'Stopped stream'],
  'quarantined-page': ['Page mise en quarantaine', 'Page held in quarantine'],
  'unknown-columns': ['Colonnes inconnues', 'Unknown columns'],
} as const satisfies Record<string, readonly [fr: string, en: string]>;
export type AlertKind = keyof typeof alertKinds;

/** Something that an operator should look at now. */
export interface Condition {
  kind: AlertKind;
  /** A stream, a submitter, or what else it is about: one alert is open for each. */
  subject: string;
  /** Counts and names only, never a value of a row. */
  detail: string;
}

/** A condition that was told, or is to be. */
export interface Alert extends Condition {
  id: number;
  openedAt: string;
  closedAt: string | null;
}

/** What a receiver is sent. */
export interface Notice {
  state: 'open' | 'over';
  alert: Alert;
  title: { fr: string; en: string };
  /** Where to read what to do. */
  runbook: string;
}

export function noticeOf(alert: Alert, runbookUrl: string): Notice {
  const [fr, en] = alertKinds[alert.kind];
  return {
    state: alert.closedAt === null ? 'open' : 'over',
    alert,
    title: { fr, en },
    runbook: `${runbookUrl}#${alert.kind}`,
  };
}
