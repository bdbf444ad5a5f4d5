import { m } from '#lib/paraglide/messages.js';

/**
 * The messages that the form needs in the browser, one by one: handing over all of `m` would send
 * every text of the site along.
 */
export const formWords = {
  extract_arrow: m.extract_arrow,
  extract_csv: m.extract_csv,
  extract_csv_fr: m.extract_csv_fr,
  extract_fault_backwards: m.extract_fault_backwards,
  extract_fault_bare_code: m.extract_fault_bare_code,
  extract_fault_dimension: m.extract_fault_dimension,
  extract_fault_edition: m.extract_fault_edition,
  extract_fault_grain: m.extract_fault_grain,
  extract_fault_measure: m.extract_fault_measure,
  extract_fault_mixed: m.extract_fault_mixed,
  extract_fault_not_published: m.extract_fault_not_published,
  extract_fault_number: m.extract_fault_number,
  extract_fault_other_grain: m.extract_fault_other_grain,
  extract_fault_outside: m.extract_fault_outside,
  extract_fault_page: m.extract_fault_page,
  extract_fault_parameter: m.extract_fault_parameter,
  extract_fault_period: m.extract_fault_period,
  extract_fault_territory: m.extract_fault_territory,
  extract_fault_too_fine: m.extract_fault_too_fine,
  extract_fault_two_levels: m.extract_fault_two_levels,
  extract_fault_value: m.extract_fault_value,
  extract_grain_day: m.extract_grain_day,
  extract_grain_month: m.extract_grain_month,
  extract_level_department: m.extract_level_department,
  extract_level_nation: m.extract_level_nation,
  extract_level_region: m.extract_level_region,
  extract_rows_many: m.extract_rows_many,
  extract_rows_one: m.extract_rows_one,
  extract_rows_unknown: m.extract_rows_unknown,
  extract_theme_activation: m.extract_theme_activation,
  extract_theme_equipment: m.extract_theme_equipment,
  extract_theme_feeding: m.extract_theme_feeding,
  extract_theme_identity: m.extract_theme_identity,
  extract_theme_irritants: m.extract_theme_irritants,
  extract_theme_levers: m.extract_theme_levers,
  extract_theme_market: m.extract_theme_market,
  extract_theme_messaging: m.extract_theme_messaging,
  extract_theme_other: m.extract_theme_other,
  extract_theme_reach: m.extract_theme_reach,
  extract_theme_usage: m.extract_theme_usage,
};
export type FormWords = typeof formWords;
