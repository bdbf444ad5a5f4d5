import { type ErrorCode, type Withdrawal } from '@vigie/contract';
import { dayInParis } from '@vigie/contract/formulas';
import { type Bilingual } from '@vigie/seeds/catalogue';

export interface Remedy {
  /** The parameter to change. */
  field?: string;
  /** What it may be instead, nearest first. */
  allowed?: readonly string[];
}

/** Choices shown at most; the rest is one request away. */
const mostChoices = 30;

/** A request that cannot be answered as it is, and why, in both languages. Knows no HTTP. */
export abstract class RequestError extends Error {
  abstract readonly code: ErrorCode;
  readonly field: string | undefined;
  readonly allowed: readonly string[] | undefined;

  constructor(
    readonly detail: Bilingual,
    remedy: Remedy = {},
  ) {
    super(detail.en);
    this.field = remedy.field;
    this.allowed = remedy.allowed?.slice(0, mostChoices);
  }
}

export class UnknownMeasureError extends RequestError {
  readonly code = 'unknown_measure';

  constructor(measure: string, edition: number, allowed: readonly string[]) {
    super(
      {
        fr: `L’indicateur « ${shown(measure)} » n’existe pas dans l’édition ${edition}.`,
        en: `There is no measure “${shown(measure)}” in edition ${edition}.`,
      },
      { field: 'measure', allowed },
    );
  }
}

export class UnknownDimensionError extends RequestError {
  readonly code = 'unknown_dimension';

  constructor(dimension: string, allowed: readonly string[]) {
    super(
      {
        fr: `La dimension « ${shown(dimension)} » n’existe pas.`,
        en: `There is no dimension “${shown(dimension)}”.`,
      },
      { field: 'split', allowed },
    );
  }
}

export class DimensionNotAllowedError extends RequestError {
  readonly code = 'dimension_not_allowed';

  constructor(dimension: string, field: string, allowed: readonly string[]) {
    super(
      {
        fr: `La dimension « ${shown(dimension)} » n’est pas ouverte à ce rôle.`,
        en: `The dimension “${shown(dimension)}” is not open to this role.`,
      },
      { field, allowed },
    );
  }
}

export class NotInLatticeError extends RequestError {
  readonly code = 'not_in_lattice';

  constructor(asked: string, measure: string, remedy: Required<Remedy>) {
    super(
      {
        fr: `L’indicateur « ${measure} » n’est pas publié selon « ${asked} » : un chiffre n’est jamais recomposé à partir d’autres.`,
        en: `The measure “${measure}” is not published by “${asked}”: a figure is never put together from others.`,
      },
      remedy,
    );
  }
}

export class UnknownTerritoryError extends RequestError {
  readonly code = 'unknown_territory';

  constructor(territory: string, allowed: readonly string[]) {
    super(
      {
        fr: `Le territoire « ${shown(territory)} » n’existe pas. Un code s’écrit FR, REG-84 ou DEP-69.`,
        en: `There is no territory “${shown(territory)}”. A code is written FR, REG-84 or DEP-69.`,
      },
      { field: 'territory', allowed },
    );
  }
}

/** Territories that exist, but do not fit together or with the split. */
export class TerritoryLevelError extends RequestError {
  readonly code = 'invalid_parameter';

  constructor(detail: Bilingual, field: string, allowed: readonly string[]) {
    super(detail, { field, allowed });
  }
}

export class UnknownCategoryError extends RequestError {
  readonly code = 'unknown_category';

  constructor(value: string, dimension: string, allowed: readonly string[]) {
    super(
      {
        fr: `« ${shown(value)} » n’est pas une valeur de « ${dimension} ».`,
        en: `“${shown(value)}” is not a value of “${dimension}”.`,
      },
      { field: dimension, allowed },
    );
  }
}

export class InvalidPeriodError extends RequestError {
  readonly code = 'invalid_period';

  constructor(period: string, why: Bilingual, allowed: readonly string[], field = 'period') {
    super(
      {
        fr: `La période « ${shown(period)} » ne convient pas : ${why.fr}.`,
        en: `The period “${shown(period)}” will not do: ${why.en}.`,
      },
      { field, allowed },
    );
  }
}

/** A month that a figure needs and that is not named, while none would do. */
export class NoMonthYetError extends RequestError {
  readonly code = 'invalid_period';

  constructor(detail: Bilingual, field: string, allowed: readonly string[]) {
    super(detail, { field, allowed });
  }
}

export class UnknownEditionError extends RequestError {
  readonly code = 'unknown_edition';

  constructor(edition: number, allowed: readonly string[], field = 'as_of') {
    super(
      { fr: `L’édition ${edition} n’existe pas.`, en: `There is no edition ${edition}.` },
      { field, allowed },
    );
  }
}

export class EditionWithdrawnError extends RequestError {
  readonly code = 'edition_withdrawn';

  constructor({ edition, withdrawn_at, because }: Withdrawal, field: string, allowed: string[]) {
    const day = dayInParis(withdrawn_at);
    super(
      {
        fr: `L’édition ${edition} a été retirée le ${day.split('-').reverse().join('/')} : ${because}`,
        en: `Edition ${edition} was withdrawn on ${day}: ${because}`,
      },
      { field, allowed },
    );
  }
}

export class UnknownIrritantError extends RequestError {
  readonly code = 'unknown_irritant';

  constructor(irritant: string, allowed: readonly string[]) {
    super(
      {
        fr: `L’irritant « ${shown(irritant)} » n’existe pas.`,
        en: `There is no irritant “${shown(irritant)}”.`,
      },
      { field: 'id', allowed },
    );
  }
}

/** What was given as a reference is none, or none of these figures. */
export class InvalidReferenceError extends RequestError {
  readonly code = 'invalid_reference';

  constructor(reference: string, why: Bilingual) {
    super(
      {
        fr: `« ${shown(reference)} » n’est pas une référence d’ici. ${why.fr}`,
        en: `“${shown(reference)}” is no reference of this place. ${why.en}`,
      },
      { field: 'id' },
    );
  }
}

export class InvalidParameterError extends RequestError {
  readonly code = 'invalid_parameter';
}

export class UnknownParameterError extends RequestError {
  readonly code = 'unknown_parameter';

  constructor(parameter: string, allowed: readonly string[]) {
    super(
      {
        fr: `Le paramètre « ${shown(parameter)} » n’existe pas.`,
        en: `There is no parameter “${shown(parameter)}”.`,
      },
      { field: shown(parameter), allowed },
    );
  }
}

/** An answer too large to be given at once; what it may be asked for instead. */
export class TooManyRowsError extends RequestError {
  readonly code = 'too_many_rows';

  constructor(rows: number, most: number, allowed: readonly string[]) {
    super(
      {
        fr: `Cette réponse aurait ${rows} lignes, plus que les ${most} d’une seule : demandez une période plus courte, gardez des territoires ou des catégories, ou prenez toute l’édition à /v1/cube.`,
        en: `This answer would have ${rows} rows, more than the ${most} of one: ask for a shorter period, keep some territories or categories, or take the whole edition at /v1/cube.`,
      },
      { field: 'period', allowed },
    );
  }
}

export class NotAcceptableError extends RequestError {
  readonly code = 'not_acceptable';

  constructor(allowed: readonly string[]) {
    super(
      {
        fr: 'Aucun des formats demandés par l’en-tête Accept n’est proposé.',
        en: 'None of the formats that the Accept header asks for is offered.',
      },
      { allowed },
    );
  }
}

export class NoEditionYetError extends RequestError {
  readonly code = 'no_edition_yet';

  constructor() {
    super({
      fr: 'Aucune édition n’est encore publiée : le premier chargement est en cours.',
      en: 'No edition is published yet: the first load is under way.',
    });
  }
}

/** What a visitor typed, short enough to be repeated to them. */
const shown = (value: string): string => (value.length > 60 ? `${value.slice(0, 60)}…` : value);
