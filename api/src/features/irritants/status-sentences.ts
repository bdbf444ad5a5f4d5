import { type IrritantStatus } from '@vigie/contract';
import { type Bilingual } from '@vigie/seeds/catalogue';
import { type Deployment } from '../levers/lever-state.js';
import { paceMonths, type Situation } from './situation.js';

type Language = keyof Bilingual;
const locales: Readonly<Record<Language, string>> = { fr: 'fr-FR', en: 'en-GB' };

/** Why a status began, in the published numbers that it follows from. */
export function because(status: IrritantStatus, situation: Situation): Bilingual {
  const sentence = sentences[status];
  return { fr: sentence.fr(situation), en: sentence.en(situation) };
}

type Sentence = Readonly<Record<Language, (situation: Situation) => string>>;

const sentences: Readonly<Record<IrritantStatus, Sentence>> = {
  reported: {
    fr: ({ month }) =>
      `Premiers signalements publiés : ${number(month.reports, 'fr')} dans le mois.`,
    en: ({ month }) => `First reports published: ${number(month.reports, 'en')} in the month.`,
  },
  action: {
    fr: ({ deployed }) => `Mesure en vigueur depuis ${told(deployed.at(0), 'fr')}.`,
    en: ({ deployed }) => `Measure in force since ${told(deployed.at(0), 'en')}.`,
  },
  available: {
    fr: ({ deployed }) =>
      `Première version qui apporte un correctif : ${told(firstRelease(deployed), 'fr')}.`,
    en: ({ deployed }) =>
      `First release that brings a correction: ${told(firstRelease(deployed), 'en')}.`,
  },
  deploying: {
    fr: (one) =>
      `${pace(one, 'fr')} Mises en œuvre d’un levier par une version, depuis le début : ${releases(one)}.`,
    en: (one) =>
      `${pace(one, 'en')} Times that a release has brought a lever so far: ${releases(one)}.`,
  },
  resolved: {
    fr: (one) =>
      `${pace(one, 'fr')} Au plus fort, il y en avait ${number(one.peak, 'fr')} en ${paceMonths} mois.`,
    en: (one) =>
      `${pace(one, 'en')} At the peak there were ${number(one.peak, 'en')} in ${paceMonths} months.`,
  },
  reopened: {
    fr: ({ month }) =>
      `${number(month.reopened, 'fr')} signalements rouverts dans le mois, pour ${number(month.reports, 'fr')} nouveaux.`,
    en: ({ month }) =>
      `${number(month.reopened, 'en')} reports reopened in the month, against ${number(month.reports, 'en')} new ones.`,
  },
};

const firstRelease = (deployed: readonly Deployment[]): Deployment | undefined =>
  deployed.find(({ kind }) => kind === 'release');

const releases = ({ deployed }: Situation): number =>
  deployed
    .filter(({ kind }) => kind === 'release')
    .reduce((total, { deployments }) => total + deployments, 0);

/** What was reported and resolved: over the last months, or in this one where they lack a value. */
function pace({ pace: { reports, resolved }, month }: Situation, language: Language): string {
  const whole = reports !== null && resolved !== null;
  const [made, mended] = whole ? [reports, resolved] : [month.reports, month.resolved];
  if (language === 'fr') {
    const over = whole ? `Sur les ${paceMonths} derniers mois` : 'Dans le mois';
    return `${over} : signalements, ${number(made, 'fr')} ; résolutions, ${number(mended, 'fr')}.`;
  }
  const over = whole ? `Over the last ${paceMonths} months` : 'In the month';
  return `${over}: reports, ${number(made, 'en')}; resolutions, ${number(mended, 'en')}.`;
}

/** `mai 2023, « INS qualifiée en un clic » (LEV-02)`. */
function told(deployment: Deployment | undefined, language: Language): string {
  if (deployment === undefined) throw new Error('a status without the deployment it follows from');
  const { month, name, lever } = deployment;
  const [open, close] = language === 'fr' ? ['« ', ' »'] : ['“', '”'];
  return `${monthName(month, language)}, ${open}${name[language]}${close} (${lever})`;
}

/** A value that is not published is told as such, never as a zero. */
const number = (value: number | null, language: Language): string =>
  value === null
    ? { fr: 'nombre non publié', en: 'number not published' }[language]
    : Math.round(value).toLocaleString(locales[language]);

const monthName = (month: string, language: Language): string =>
  new Date(`${month}-01T00:00:00Z`).toLocaleDateString(locales[language], {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
