import { addMonths, type Day, type Month } from '../calendar/calendar.js';
import { passesVendorRule } from './vendor-rule.js';

/** What a vendor's customers did in a cell, raw, and how many of them. */
export interface ActiveVendor {
  readonly vendor: string;
  readonly unit: 'professional' | 'structure';
  readonly n: number;
  readonly sum: number;
}

/** Contributors from which a vendor is active in a cell (privacy.md A1.5). */
export const fewestContributors = { professional: 11, structure: 3 } as const;
const fewestActive = 4;

export const isActive = ({ unit, n }: Pick<ActiveVendor, 'unit' | 'n'>): boolean =>
  n >= fewestContributors[unit];

/**
 * Whether a cell may be told as the market of those who are in it: at least four active vendors, and
 * the rule on vendors (privacy.md A1.5, A3.6). What it tells is what every reader gets, never a market
 * without the one who looks.
 */
export const passesMarketRule = (vendors: readonly ActiveVendor[]): boolean =>
  vendors.filter(isActive).length >= fewestActive && passesVendorRule(vendors);

/**
 * The day from which the market of a month is told: a month after it ended, when its volumes are
 * final (privacy.md A3.6).
 */
export const marketDay = (month: Month): Day => `${addMonths(month, 2)}-01`;
