import type { Locale } from './locale.ts';

/** Acronyms that a reader from outside may not know, spelled out. */
const meanings: Record<string, Record<Locale, string>> = {
  DMP: { fr: 'dossier médical partagé', en: 'shared medical record (dossier médical partagé)' },
  INS: { fr: 'identité nationale de santé', en: 'national health identity' },
  MES: { fr: 'Mon espace santé', en: 'Mon espace santé, the citizen’s health space' },
};

export interface TextPart {
  text: string;
  /** What the acronym stands for; absent on ordinary text. */
  meaning?: string;
}

/** Cuts a text so that the first occurrence of each known acronym can be spelled out. */
export function withAcronyms(text: string, locale: Locale): TextPart[] {
  const seen = new Set<string>();
  return text
    .split(/\b(DMP|INS|MES)\b/)
    .filter((part) => part !== '')
    .map((part) => {
      const meaning = meanings[part]?.[locale];
      if (meaning === undefined || seen.has(part)) return { text: part };
      seen.add(part);
      return { text: part, meaning };
    });
}
