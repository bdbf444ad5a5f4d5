/** What is kept of the answers of the API between requests. */
export interface AnswerCache {
  get(key: string): unknown;
  set(key: string, answer: unknown, weight: number): void;
}

interface Kept {
  answer: unknown;
  weight: number;
  until: number;
}

/**
 * Keeps answers for a while, the latest used longest, up to a total weight. Only for what cannot
 * change: an answer of a named edition. The key must say who asked, because the scope of an answer
 * is that of the reader.
 */
export function createAnswerCache(
  most = 100_000,
  lifetime = 60_000,
  now: () => number = Date.now,
): AnswerCache {
  const kept = new Map<string, Kept>();
  let total = 0;

  function drop(key: string): void {
    total -= kept.get(key)?.weight ?? 0;
    kept.delete(key);
  }

  return {
    get(key) {
      const found = kept.get(key);
      if (found === undefined) return undefined;
      kept.delete(key);
      if (found.until <= now()) {
        total -= found.weight;
        return undefined;
      }
      kept.set(key, found);
      return found.answer;
    },
    set(key, answer, weight) {
      drop(key);
      if (weight > most) return;
      kept.set(key, { answer, weight, until: now() + lifetime });
      total += weight;
      for (const oldest of kept.keys()) {
        if (total <= most) break;
        drop(oldest);
      }
    },
  };
}
