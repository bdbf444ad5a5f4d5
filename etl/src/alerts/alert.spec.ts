import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { alertKinds, noticeOf, type AlertKind } from './alert.js';
import { storedKinds } from './stored-conditions.query.js';

const kinds = Object.keys(alertKinds) as AlertKind[];
const runbook = readFileSync(new URL('../../RUNBOOK.md', import.meta.url), 'utf8');

describe('an alert', () => {
  it('links to the section of the runbook that says what to do, whatever its kind', () => {
    const headings = [...runbook.matchAll(/^## (\S+)$/gm)].map(([, heading]) => heading);
    expect(headings.toSorted()).toEqual(kinds.toSorted());
    const alert = { id: 1, subject: 'documents', detail: '', openedAt: '', closedAt: null };
    for (const kind of kinds) {
      const { runbook: link } = noticeOf({ ...alert, kind }, 'https://example.org/RUNBOOK.md');
      expect(link).toBe(`https://example.org/RUNBOOK.md#${kind}`);
    }
  });

  it('has a title in French and in English', () => {
    for (const [fr, en] of Object.values(alertKinds)) {
      expect(fr).toMatch(/\S/);
      expect(en).not.toBe(fr);
    }
  });

  it('of a stored kind is one of the kinds that there are', () => {
    expect(kinds).toEqual(expect.arrayContaining([...storedKinds]));
  });
});
