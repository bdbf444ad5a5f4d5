import { cutShort } from '../filters/fault-lines.ts';
import type { Cuboid, ExtractChoices, Grain, Level } from './choices.ts';
import type { Fault } from './faults.ts';
import type { FormWords } from './form-words.ts';

export function levelLabel(level: Level, words: FormWords): string {
  if (level === 'nation') return words.extract_level_nation();
  return level === 'region' ? words.extract_level_region() : words.extract_level_department();
}

export const grainLabel = (grain: Grain, words: FormWords): string =>
  grain === 'day' ? words.extract_grain_day() : words.extract_grain_month();

type Named = Pick<ExtractChoices, 'categories'>;

export const categoryLabel = ({ categories }: Named, id: string): string =>
  categories.find((category) => category.id === id)?.label ?? id;

/** « Départements × Secteur, par mois ». */
export function cuboidLabel(cuboid: Cuboid, choices: Named, words: FormWords): string {
  const parts = [
    levelLabel(cuboid.level, words),
    ...cuboid.categories.map((id) => categoryLabel(choices, id)),
  ];
  return cuboid.grain === 'day'
    ? `${parts.join(' × ')} (${words.extract_grain_day()})`
    : parts.join(' × ');
}

/** One sentence that names what could not be followed. */
export function faultSentence(fault: Fault, choices: ExtractChoices, words: FormWords): string {
  const given = cutShort(fault.given);
  switch (fault.kind) {
    case 'unknown_parameter':
      return words.extract_fault_parameter({ given });
    case 'unknown_measure':
      return words.extract_fault_measure({ given });
    case 'unknown_dimension':
      return words.extract_fault_dimension({ given });
    case 'two_levels':
      return words.extract_fault_two_levels({ given });
    case 'unknown_territory':
      return words.extract_fault_territory({ given });
    case 'bare_code':
      return words.extract_fault_bare_code({ given });
    case 'unknown_value':
      return words.extract_fault_value({
        given,
        category: categoryLabel(choices, fault.parameter),
      });
    case 'unknown_grain':
      return words.extract_fault_grain({ given });
    case 'unknown_edition':
      return words.extract_fault_edition({ given });
    case 'withdrawn_edition':
      return words.extract_fault_withdrawn({ given });
    case 'unreadable_period':
      return words.extract_fault_period({ given });
    case 'mixed_period':
      return words.extract_fault_mixed({ given });
    case 'backwards_period':
      return words.extract_fault_backwards({ given });
    case 'outside_period':
      return words.extract_fault_outside({ given });
    case 'other_grain':
      return words.extract_fault_other_grain({ given });
    case 'page_beyond':
      return words.extract_fault_page({ given });
    case 'not_published':
      return words.extract_fault_not_published({
        measure: fault.measure,
        wanted: cuboidLabel(fault.wanted, choices, words),
      });
    case 'too_fine':
      return words.extract_fault_too_fine({ given, level: levelLabel(fault.level, words) });
    case 'no_number':
      return words.extract_fault_number({ given, parameter: fault.parameter });
  }
}

/** What the link that mends a fault is called, or null where it only leaves something out. */
export function suggestionName(
  fault: Fault,
  choices: ExtractChoices,
  words: FormWords,
): string | null {
  if (fault.kind === 'not_published') return cuboidLabel(fault.instead, choices, words);
  const id = 'suggestion' in fault ? fault.suggestion : null;
  if (id === null) return null;
  switch (fault.kind) {
    case 'unknown_measure':
      return choices.measures.find((measure) => measure.id === id)?.label ?? id;
    case 'unknown_territory':
    case 'bare_code': {
      const name = choices.territories.find((territory) => territory.id === id)?.name;
      return name === undefined ? id : `${name} (${id})`;
    }
    case 'unknown_value':
      return (
        choices.categories
          .find((category) => category.id === fault.parameter)
          ?.values.find((value) => value.id === id)?.label ?? id
      );
    case 'unknown_dimension':
      return (
        (id === 'nation' || id === 'region' || id === 'department'
          ? levelLabel(id, words)
          : undefined) ?? categoryLabel(choices, id)
      );
    case 'unknown_grain':
      return grainLabel(id === 'day' ? 'day' : 'month', words);
    default:
      return id;
  }
}
