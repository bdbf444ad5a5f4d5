import type { Irritant, Irritants, Lever } from '@vigie/contract';
import { formatMonth } from '../format/date.ts';
import type { Locale } from '../i18n/locale.ts';
import type { Words } from '../figure/words.ts';
import { textOf } from '../topics/base.ts';

/** A lever as barriers name it, with its date in words. */
export interface LeverLine {
  id: string;
  text: string;
}

export interface BarrierLine {
  id: string;
  name: string;
  owner: string;
  irritant: { id: string; name: string };
  levers: LeverLine[];
}

/** A step of the professional's path with what stands in the way there. */
export interface PathStage {
  id: string;
  name: string;
  barriers: BarrierLine[];
  /** Irritants whose own stage this is. */
  irritants: { id: string; name: string }[];
}

/**
 * Barriers of some irritants along the path, stages in their order. A stage without any barrier or
 * irritant is left out.
 */
export function pathOf(
  { stages, levers }: Pick<Irritants, 'stages' | 'levers'>,
  irritants: readonly Irritant[],
  locale: Locale,
  words: Words,
): PathStage[] {
  const known = new Map(levers.map((lever) => [lever.id, lever]));
  return stages
    .map(({ id, label }): PathStage => ({
      id,
      name: textOf(label, locale),
      barriers: irritants
        .flatMap((irritant) =>
          irritant.barriers
            .filter(({ stage }) => stage === id)
            .map((barrier) => ({
              id: barrier.id,
              name: textOf(barrier.name, locale),
              owner: textOf(barrier.owner.label, locale),
              irritant: { id: irritant.id, name: textOf(irritant.name, locale) },
              levers: barrier.cleared_by
                .map((lever) => known.get(lever))
                .filter((lever) => lever !== undefined)
                .map((lever) => leverLine(lever, locale, words)),
            })),
        )
        .sort((a, b) => a.id.localeCompare(b.id)),
      irritants: irritants
        .filter(({ stage }) => stage === id)
        .map((irritant) => ({ id: irritant.id, name: textOf(irritant.name, locale) })),
    }))
    .filter((stage) => stage.barriers.length + stage.irritants.length > 0);
}

export function leverLine(lever: Lever, locale: Locale, words: Words): LeverLine {
  const name = textOf(lever.name, locale);
  return {
    id: lever.id,
    text:
      lever.first_on === null
        ? words.irritants_lever_undated({ name })
        : words.irritants_lever_dated({
            name,
            month: formatMonth(lever.first_on, locale, 'short'),
          }),
  };
}

/** A row of the table of levers, everything in words. */
export interface LeverRow {
  id: string;
  name: string;
  stage: string;
  owner: string;
  kind: string;
  first: string;
  dated: boolean;
  releases: string;
  irritants: { id: string; name: string }[];
}

/** Levers with who acts and when, the first in force first, those without a date last. */
export function leverRows(
  { stages, levers, irritants }: Pick<Irritants, 'stages' | 'levers' | 'irritants'>,
  only: readonly string[] | null,
  locale: Locale,
  words: Words,
): LeverRow[] {
  const stageName = new Map(stages.map(({ id, label }) => [id, textOf(label, locale)]));
  const kinds = {
    release: words.irritants_kind_release(),
    national: words.irritants_kind_national(),
    programme: words.irritants_kind_programme(),
    campaign: words.irritants_kind_campaign(),
  };
  return levers
    .filter(({ id }) => only === null || only.includes(id))
    .toSorted(
      (a, b) =>
        (a.first_on ?? '9999').localeCompare(b.first_on ?? '9999') || a.id.localeCompare(b.id),
    )
    .map((lever) => ({
      id: lever.id,
      name: textOf(lever.name, locale),
      stage: stageName.get(lever.stage) ?? lever.stage,
      owner: textOf(lever.owner.label, locale),
      kind: kinds[lever.kind],
      first:
        lever.first_on === null
          ? words.irritants_levers_not_yet()
          : formatMonth(lever.first_on, locale),
      dated: lever.first_on !== null,
      releases:
        lever.releases === null ? words.irritants_levers_no_release() : String(lever.releases),
      irritants: irritants
        .filter(({ id }) => lever.irritants.includes(id))
        .map(({ id, name }) => ({ id, name: textOf(name, locale) })),
    }));
}

/** Status of an irritant in words, with the month it dates from; null while unknown. */
export function statusIn(
  { statuses }: Pick<Irritants, 'statuses'>,
  irritant: Pick<Irritant, 'status' | 'status_since'> | undefined,
  locale: Locale,
): { status: string; since: string } | null {
  if (irritant === undefined || irritant.status === null) return null;
  const label = statuses.find(({ id }) => id === irritant.status)?.label;
  return {
    status: label === undefined ? irritant.status : textOf(label, locale),
    since: irritant.status_since === null ? '' : formatMonth(irritant.status_since, locale),
  };
}

/** The irritants before and after one, in the order of the API; none at either end. */
export function neighboursOf(
  irritants: readonly Pick<Irritant, 'id' | 'name'>[],
  id: string,
  locale: Locale,
): { previous: NamedId | null; following: NamedId | null } {
  const place = irritants.findIndex((irritant) => irritant.id === id);
  const named = (found: Pick<Irritant, 'id' | 'name'> | undefined): NamedId | null =>
    found === undefined ? null : { id: found.id, name: textOf(found.name, locale) };
  return place === -1
    ? { previous: null, following: null }
    : { previous: named(irritants[place - 1]), following: named(irritants[place + 1]) };
}

interface NamedId {
  id: string;
  name: string;
}
