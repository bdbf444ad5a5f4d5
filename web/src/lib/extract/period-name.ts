import { formatDay, formatMonth } from '../format/date.ts';
import type { Locale } from '../i18n/locale.ts';

export const periodName = (period: string, locale: Locale): string =>
  period.length > 7 ? formatDay(period, locale) : formatMonth(period, locale);

/** `octobre 2024 – septembre 2026`, or the one period. */
export const spanName = (from: string, to: string, locale: Locale): string =>
  from === to
    ? periodName(from, locale)
    : `${periodName(from, locale)} – ${periodName(to, locale)}`;
