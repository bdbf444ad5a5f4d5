import { readFileSync, readdirSync } from 'node:fs';
import type { Words } from '../src/lib/figure/words.ts';
import type { Locale } from '../src/lib/i18n/locale.ts';

/** The real messages without the compiler, for tests of sentences. */
export function wordsOf(locale: Locale): Words {
  const folder = new URL(`../messages/${locale}/`, import.meta.url);
  const parts = readdirSync(folder).map(
    (file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Record<string, string>,
  );
  const said = parts
    .flatMap((part) => Object.entries(part))
    .map(([key, message]) => [
      key,
      (input: Record<string, string> = {}) =>
        message.replace(/\{(\w+)\}/g, (_, name: string) => input[name] ?? `{${name}}`),
    ]);
  return Object.fromEntries(said) as Words;
}
