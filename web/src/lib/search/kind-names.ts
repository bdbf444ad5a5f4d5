import { m } from '#lib/paraglide/messages.js';
import type { EntryKind } from './entries.ts';

export function kindName(kind: EntryKind): string {
  switch (kind) {
    case 'page':
      return m.search_kind_page();
    case 'territory':
      return m.search_kind_territory();
    case 'measure':
      return m.search_kind_measure();
    case 'irritant':
      return m.search_kind_irritant();
  }
}
