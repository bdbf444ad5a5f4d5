import { redirect } from '@sveltejs/kit';
import { formatMonth } from '#lib/format/index.ts';
import { localizedPath } from '#lib/i18n/locale.ts';
import {
  irritantNames,
  irritantParameters,
  loadCards,
  loadIrritantPanels,
} from '#lib/irritants/figures.ts';
import { leverRows, pathOf } from '#lib/irritants/path.ts';
import { reach } from '#lib/page/reach.ts';
import { m } from '#lib/paraglide/messages.js';
import { readChoices, shorterChoices } from '#lib/topics/choices.ts';
import { fieldsOf, monthLabels, sayFaults } from '#lib/topics/faults.ts';
import { openTopic, orNull } from '#lib/topics/open.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { api, locale } = locals;
  const action = localizedPath('/irritants', locale);
  const shorter = shorterChoices(url.searchParams, irritantNames);
  if (shorter !== null) redirect(302, action + shorter);

  const opened = await reach(openTopic(api, locale, m));
  const parameters = irritantParameters(opened);
  const { state, faults } = readChoices(url.searchParams, parameters);
  const asked = orNull(api.irritants());
  const [panels, described] = await reach(
    Promise.all([loadIrritantPanels(opened, state, asked), asked]),
  );
  const listed =
    described === null ? null : await reach(loadCards(opened, state.period, described));
  return {
    ...panels,
    cards: listed?.cards ?? null,
    month: listed === null || listed.month === null ? null : formatMonth(listed.month, locale),
    path: described === null ? null : pathOf(described, described.irritants, locale, m),
    levers: described === null ? null : leverRows(described, null, locale, m),
    chosen: parameters[0]?.choices.find(({ id }) => id === state.irritant) ?? null,
    state,
    fields: fieldsOf(parameters, state, {
      irritant: { label: m.irritants_filter_irritant(), none: m.irritants_filter_irritant_none() },
      period: monthLabels(m),
    }),
    faults: sayFaults(faults, state, action, {
      irritant: m.irritants_fault_irritant,
      period: m.fault_period,
    }),
  };
};
