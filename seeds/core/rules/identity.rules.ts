import { LIBERAL, type Rule } from './rule.js';
import { cellMap, cells, total } from './table.js';

const EVIDENCE = ['passport', 'cni', 'birth_cert', 'residence', 'asylum', 'eid'] as const;
const CARDS = ['cps', 'cpe_nominative', 'certificate'] as const;
const OUTCOMES = ['qualified', 'retrieved', 'mismatched'] as const;
const EXCEPTION_FROM = '2023-09';

/** Rule 2: what makes an INS qualified. */
const afterCall: Rule = {
  number: 2,
  name: 'no more identities are qualified, on any day, than calls have answered with one',
  violations(world, month) {
    const found: string[] = [];
    const by = ['actor', 'generation', 'period'] as const;
    const answered = cells(world, 'insi_calls', 'day', month, by, ['one']);
    const rows = cells(world, 'ins_statuses', 'day', month, by, OUTCOMES);
    const owed = new Map<string, number>();
    const days = [...answered, ...rows].map(({ period }) => period);
    const byDay = Map.groupBy(rows, ({ period }) => period);
    const called = Map.groupBy(answered, ({ period }) => period);
    for (const day of [...new Set(days)].sort()) {
      for (const { actor, one } of called.get(day) ?? []) {
        owed.set(actor, (owed.get(actor) ?? 0) + one);
      }
      for (const { actor, qualified, retrieved, mismatched } of byDay.get(day) ?? []) {
        const left = (owed.get(actor) ?? 0) - qualified - retrieved - mismatched;
        owed.set(actor, left);
        if (left < 0) found.push(`${actor} ${day}: ${-left} more than the identities found`);
      }
    }
    return found;
  },
};

const onEvidence: Rule = {
  number: 2,
  name: 'an identity is qualified on evidence or by the exception procedure, under a card that names who did it',
  violations(world, month) {
    const counts = ['qualified', 'exception', ...EVIDENCE, ...CARDS] as const;
    const by = ['actor', 'generation', 'period'] as const;
    return cells(world, 'ins_statuses', 'day', month, by, counts).flatMap((row) => {
      const proven = row.exception + total(row, EVIDENCE);
      const signed = total(row, CARDS);
      if (proven === row.qualified && signed === row.qualified) return [];
      const what = `${proven} on evidence, ${signed} under a card`;
      return [`${row.actor} ${row.period}: ${row.qualified} qualified, ${what}`];
    });
  },
};

const exceptions: Rule = {
  number: 2,
  name: 'the exception procedure is for liberal professionals since September 2023, with their CPS and for patients they know',
  violations(world, month) {
    const by = ['actor', 'sector'] as const;
    const known = cellMap(world, 'visits', 'month', month, by, ['known']);
    return cells(world, 'ins_statuses', 'month', month, by, ['exception', 'cps']).flatMap((row) => {
      const { actor, sector, exception, cps } = row;
      if (exception === 0) return [];
      const found: string[] = [];
      if (sector !== LIBERAL) found.push(`${actor}: ${exception} exceptions in ${sector}`);
      if (month < EXCEPTION_FROM) found.push(`${actor}: ${exception} exceptions in ${month}`);
      if (exception > cps) found.push(`${actor}: ${exception} exceptions under ${cps} CPS`);
      const most = known.get(`${actor}|${sector}`)?.known ?? 0;
      if (exception > most)
        found.push(`${actor}: ${exception} exceptions for ${most} known patients`);
      return found;
    });
  },
};

/** Rule 6: the funnel of a month, by pseudonym. */
const nested: Rule = {
  number: 6,
  name: 'who sent has qualified an INS, who qualified has installed, who installed has ordered',
  violations(world, month) {
    const found: string[] = [];
    const steps = ['ordered', 'installed', 'module_on'] as const;
    const states = cellMap(world, 'roster', 'month', month, ['actor'], steps);
    for (const { actor, ordered, installed, module_on } of states.values()) {
      if (installed > ordered || module_on > installed) {
        found.push(`${actor}: ordered ${ordered}, installed ${installed}, on ${module_on}`);
      }
    }
    const qualified = new Set<string>();
    const sectors = new Set<string>();
    for (const row of cells(world, 'visits', 'month', month, ['actor', 'sector'], ['qualified'])) {
      sectors.add(row.sector);
      if (row.qualified === 0) continue;
      qualified.add(row.actor);
      if (states.get(row.actor)?.installed !== 1)
        found.push(`${row.actor}: qualified, not installed`);
    }
    const by = ['actor', 'sector'] as const;
    for (const row of cells(world, 'documents', 'month', month, by, ['attempted'])) {
      if (row.attempted === 0) continue;
      if (states.get(row.actor)?.installed !== 1) found.push(`${row.actor}: sent, not installed`);
      if (sectors.has(row.sector) && !qualified.has(row.actor)) {
        found.push(`${row.actor}: sent, no INS qualified`);
      }
    }
    return found;
  },
};

/** Rules about the INS. */
export const identityRules: readonly Rule[] = [afterCall, onEvidence, exceptions, nested];
