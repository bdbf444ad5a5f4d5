import { error, redirect } from '@sveltejs/kit';
import type { IrritantWithHistory } from '@vigie/contract';
import type { Api } from '#lib/api/client.ts';
import { ApiProblem } from '#lib/api/errors.ts';
import { nearest } from '#lib/filters/nearest.ts';
import { formatMonth } from '#lib/format/index.ts';
import { localizedPath, type Locale } from '#lib/i18n/locale.ts';
import { statusText } from '#lib/irritants/cards.ts';
import { loadIrritant } from '#lib/irritants/one.ts';
import { leverRows, neighboursOf, pathOf, statusIn } from '#lib/irritants/path.ts';
import { reach } from '#lib/page/reach.ts';
import { m } from '#lib/paraglide/messages.js';
import { textOf } from '#lib/topics/base.ts';
import { readChoices, shorterChoices } from '#lib/topics/choices.ts';
import { fieldsOf, monthLabels, sayFaults } from '#lib/topics/faults.ts';
import { monthParameter, openTopic, orNull } from '#lib/topics/open.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { api, locale } = locals;
  const upper = params.id.trim().toUpperCase();
  const shorter = shorterChoices(url.searchParams, ['period']);
  if (upper !== params.id && /^IRR-\d+$/.test(upper)) {
    redirect(308, localizedPath(`/irritants/${upper}${shorter ?? url.search}`, locale));
  }
  // Typed by anyone, and written into the header that redirects.
  const action = localizedPath(`/irritants/${encodeURIComponent(params.id)}`, locale);
  if (shorter !== null) redirect(302, action + shorter);

  const [opened, irritant, described] = await reach(
    Promise.all([
      openTopic(api, locale, m),
      irritantOf(api, params.id, locale),
      orNull(api.irritants()),
    ]),
  );
  const parameters = [monthParameter(opened)];
  const { state, faults } = readChoices(url.searchParams, parameters);
  const page = await reach(loadIrritant(opened, state.period, irritant, described));
  const statuses = described ?? { statuses: [] };
  const stage = described?.stages.find(({ id }) => id === irritant.stage)?.label;
  return {
    ...page,
    irritant: {
      id: irritant.id,
      name: textOf(irritant.name, locale),
      owner: textOf(irritant.owner.label, locale),
      stage: stage === undefined ? null : textOf(stage, locale),
      status: statusText({ words: m, locale }, statuses, irritant),
    },
    past: irritant.history.toReversed().map(({ month, status, because }) => ({
      month: formatMonth(month, locale),
      status: statusIn(statuses, { status, status_since: month }, locale)?.status ?? status,
      because: textOf(because, locale),
    })),
    subs: irritant.sub_irritants.map(({ id, name, stage: at, owner }) => {
      const label = described?.stages.find((each) => each.id === at)?.label;
      return {
        id,
        name: textOf(name, locale),
        stage: label === undefined ? at : textOf(label, locale),
        owner: textOf(owner.label, locale),
      };
    }),
    path: described === null ? null : pathOf(described, [irritant], locale, m),
    levers: described === null ? null : leverRows(described, irritant.levers, locale, m),
    neighbours: described === null ? null : neighboursOf(described.irritants, irritant.id, locale),
    state,
    fields: fieldsOf(parameters, state, { period: monthLabels(m) }),
    faults: sayFaults(faults, state, action, { period: m.fault_period }),
  };
};

/** The irritant of the address, or the page that helps to find it. */
async function irritantOf(api: Api, asked: string, locale: Locale): Promise<IrritantWithHistory> {
  try {
    return await api.irritant(asked);
  } catch (cause) {
    if (!(cause instanceof ApiProblem) || cause.problem.status !== 404) throw cause;
    const all = (await orNull(api.irritants()))?.irritants ?? [];
    const choices = all.map(({ id, name }) => ({ id, label: textOf(name, locale) }));
    const ids = cause.problem.allowed ?? [];
    // The API knows the nearest ids, a reader may have typed a name.
    const byName = nearest(asked, choices);
    const near = choices.filter(({ id }) => ids.includes(id) || id === byName?.id);
    return error(404, 'Unknown irritant', {
      kind: 'not_found',
      asked: asked.slice(0, 40),
      irritants: near.map(({ id, label }) => ({ id, name: label })),
    });
  }
}
