import { redirect } from '@sveltejs/kit';
import { localizedPath } from '#lib/i18n/locale.ts';
import { reach } from '#lib/page/reach.ts';
import { m } from '#lib/paraglide/messages.js';
import { textOf } from '#lib/topics/base.ts';
import { readChoices, shorterChoices } from '#lib/topics/choices.ts';
import { fieldsOf, monthLabels, sayFaults } from '#lib/topics/faults.ts';
import { choicesOf, openTopic } from '#lib/topics/open.ts';
import { loadVendorPanels, vendorNames, vendorParameters } from '#lib/vendors/figures.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { api, locale } = locals;
  const action = localizedPath('/editeurs', locale);
  const shorter = shorterChoices(url.searchParams, vendorNames);
  if (shorter !== null) redirect(302, action + shorter);

  const opened = await reach(openTopic(api, locale, m));
  const parameters = vendorParameters(opened);
  const { state, faults } = readChoices(url.searchParams, parameters);
  const rule = opened.measures.states.find(({ id }) => id === 'vendor_rule');
  return {
    panels: await reach(loadVendorPanels(opened, state)),
    rule:
      rule === undefined
        ? null
        : { label: textOf(rule.label, locale), sentence: textOf(rule.sentence, locale) },
    sectors: choicesOf(opened, 'sector'),
    state,
    fields: fieldsOf(parameters, state, {
      sector: { label: m.vendors_filter_sector(), none: m.vendors_filter_sector_all() },
      generation: { label: m.vendors_filter_generation(), none: m.vendors_filter_generation_all() },
      period: monthLabels(m),
    }),
    faults: sayFaults(faults, state, action, {
      sector: m.vendors_fault_sector,
      generation: m.vendors_fault_generation,
      period: m.fault_period,
    }),
  };
};
