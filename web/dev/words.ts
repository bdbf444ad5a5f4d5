import { readFileSync } from 'node:fs';
import type { Words } from '../src/lib/figure/words.ts';
import type { Locale } from '../src/lib/i18n/locale.ts';

/** The real messages without the compiler, for tests of sentences. */
export function wordsOf(locale: Locale): Words {
  const file = new URL(`../messages/${locale}.json`, import.meta.url);
  const messages = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  const said = Object.entries(messages).map(([key, message]) => [
    key,
    (input: Record<string, string> = {}) =>
      message.replace(/\{(\w+)\}/g, (_, name: string) => input[name] ?? `{${name}}`),
  ]);
  return Object.fromEntries(said) as Words;
}
