import { type Cell, categoryIds } from '@vigie/contract';
import { type Declaration } from '../measures/declaration.js';
import { sdmxStatus } from './sdmx-status.js';

/** Columns of the cells, in order; names of SDMX where it has one. */
export const cellColumns = [
  'MEASURE',
  'FREQ',
  'TIME_PERIOD',
  'REF_AREA',
  ...categoryIds.map((id) => id.toUpperCase()),
  'OBS_VALUE',
  'NUMERATOR',
  'DENOMINATOR',
  'UNIT_MEASURE',
  'OBS_STATUS',
  'CONF_STATUS',
  'STATE',
  'ERRATA',
  'ERROR_CLASS',
  'ADDITIF',
];

/** What a category holds where a cell does not cross it: SDMX's code for a total. */
const total = '_T';

/**
 * A cell as a row of the file. Cells are protected one by one, so no sum of them is a total:
 * ADDITIF is always "non".
 */
export function cellRow(
  { id, unit }: Declaration,
  cell: Cell,
  errorClass: string | null,
): (string | number | null)[] {
  const { observation, confidentiality } = sdmxStatus(cell);
  return [
    id,
    cell.period.length === 7 ? 'M' : 'D',
    cell.period,
    cell.territory,
    ...categoryIds.map((category) => cell[category] ?? total),
    cell.value,
    cell.numerator,
    cell.denominator,
    unit.id,
    observation,
    confidentiality,
    cell.state,
    cell.errata ? 'oui' : 'non',
    errorClass,
    'non',
  ];
}
