export * from './date.ts';
export * from './number.ts';
export type { Locale } from '../i18n/locale.ts';
