import { insuranceDocumentTypes, nomenclature, patientDocumentTypes } from '@vigie/seeds/reference';
import { departments } from '../actors/territory.js';
import { firstDay, parseMonth } from '../calendar.js';
import { patientRates } from '../calibration/patients.js';
import { profileRates } from '../calibration/profiles.js';
import { keyOf, normal, uniform } from '../random/hash.js';
import type { BookWriter } from '../tally/book.js';
import type { BookDeclaration, NodeIndex, StreamDeclaration } from '../tally/stream.js';
import type { WorldState } from '../world-state.js';
import { launchedShare } from './profile-launch.js';
import { bands, type ProfileMonth } from './profile-months.js';
import { holderDays } from './profiles.stream.js';

const ages = { name: 'age_band', words: bands };
const channels = nomenclature('patient_channel').map(({ id }) => id);
const systems = nomenclature('os').map(({ id }) => id);
const patientTypes = patientDocumentTypes.map(({ id }) => id);
const insuranceTypes = insuranceDocumentTypes.map(({ id }) => id);
const MEDICAL_PROFILE = patientTypes.indexOf('DOCPAT08');
const DIRECTIVES = patientTypes.indexOf('EXPPAT_3');
const { downloads, sessions: visits, documents, insurance, involvement } = patientRates;
const typeSum = Object.values(documents.types).reduce((a, b) => a + b, 0);
const COVID_FROM = parseMonth('2022-01');
const APP_FROM = parseMonth(profileRates.app.from);

/** A cell department × age band of a month, and its draws. */
interface Cell {
  readonly department: number;
  readonly age: number;
  readonly band: string;
  readonly state: ProfileMonth;
  readonly index: number;
  /** Rounds an expected number up or down by chance. */
  readonly whole: (value: number, draw: number) => number;
  /** Chance deviation around 1. */
  readonly noise: (spread: number, draw: number) => number;
}

/** Visits the cells of a month in the order of the departments. */
function eachCell(
  world: WorldState,
  month: number,
  purpose: string,
  visit: (cell: Cell) => void,
): void {
  const key = keyOf(world.seed, purpose);
  const state = world.profiles.at(month);
  for (let department = 0; department < departments.length; department++) {
    bands.forEach((band, age) => {
      const index = department * bands.length + age;
      visit({
        department,
        age,
        band,
        state,
        index,
        whole: (value, draw) => Math.floor(value + uniform(key, index, month, 2 * draw)),
        noise: (spread, draw) => 1 + spread * normal(key, index, month, 2 * draw + 1),
      });
    });
  }
}

/** Last day of a month, from 0. */
const lastOf = (month: number): number => firstDay(month + 1) - firstDay(month) - 1;

/** Departments with a profile open at the end of a month. */
function openDepartments(month: number): number {
  const last = firstDay(month + 1) - 1;
  return departments.filter((_, d) => launchedShare(d, last) > 0).length;
}

/** Rows of a month in which every open department has as many, fewer before the application. */
const rowsOf =
  (each: number, before = each) =>
  (_: WorldState, month: number): number =>
    (month < APP_FROM ? before : each) * openDepartments(month);

const visiting: BookDeclaration = {
  name: 'sessions',
  envelope: 'territory',
  dimensions: [ages, { name: 'channel', words: channels }],
  counts: [{ name: 'sessions' }],
  draw(world, month, entry) {
    const last = lastOf(month);
    eachCell(world, month, 'sessions', ({ department, age, band, state, index, whole, noise }) => {
      const { flows, stocks, notices } = state;
      const byApp = flows.app[index]!;
      const byWeb = flows.activated[index]! - byApp;
      const users = {
        app: stocks.app[index]! - byApp,
        web: Math.max(0, stocks.active[index]! - stocks.app[index]! - byWeb),
      };
      channels.forEach((channel, code) => {
        const isApp = channel === 'app';
        const rate = isApp ? visits.app : visits.web;
        const each = (rate.visits + rate.notice * notices) * visits.age[band]!;
        const again = (isApp ? users.app : users.web) * each * noise(visits.noise, code);
        entry.counts[0] = (isApp ? byApp : byWeb) + whole(again, code);
        entry.put(department, 0, 0, last, age, code);
      });
    });
  },
  weights: (world, month) => holderDays(world, month, 'session-days', 'activation'),
};

/** Visits of the holders of a profile: to activate it, of themselves and after a notice. */
export const sessions: StreamDeclaration = {
  name: 'sessions',
  book: visiting,
  sender: 's-mes',
  detailed: true,
  counts: ['sessions'],
  total: 'sessions',
  rows: rowsOf(bands.length * channels.length, bands.length),
  daily: 1,
};

const downloading: BookDeclaration = {
  name: 'app_downloads',
  envelope: 'territory',
  dimensions: [{ name: 'os', words: systems }],
  counts: [{ name: 'downloads' }],
  draw(world, month, entry) {
    const { flows } = world.profiles.at(month);
    const key = keyOf(world.seed, 'app-downloads');
    departments.forEach((_, d) => {
      let sum = 0;
      for (let cell = d * bands.length; cell < (d + 1) * bands.length; cell++) {
        sum += flows.app[cell]! + flows.installed[cell]!;
      }
      const own = downloads.android * (1 + 0.02 * normal(key, d));
      const android = Math.min(sum, Math.floor(sum * own + uniform(key, d, month)));
      [android, sum - android].forEach((count, code) => {
        entry.counts[0] = count;
        entry.put(d, 0, 0, lastOf(month), code);
      });
    });
  },
  weights: (world, month) => holderDays(world, month, 'download-days', 'downloads'),
};

/** Downloads of the mobile application: by those who activate with it, and by others. */
export const appDownloads: StreamDeclaration = {
  name: 'app_downloads',
  book: downloading,
  sender: 's-mes',
  detailed: true,
  counts: ['downloads'],
  total: 'downloads',
  rows: rowsOf(systems.length, 0),
  daily: 1,
};

/** Documents that the users of a cell add, medical profiles apart. */
function addedDocuments({ state, index, band }: Cell): number {
  const activated = state.flows.activated[index]!;
  const others = state.stocks.active[index]! - activated;
  const each = activated * documents.at_activation + others * documents.later;
  return each * involvement[band]!;
}

const adding: BookDeclaration = {
  name: 'patient_documents',
  envelope: 'territory',
  dimensions: [ages, { name: 'document_type', words: patientTypes }],
  counts: [{ name: 'added' }],
  draw(world, month, entry) {
    eachCell(world, month, 'patient-documents', (cell) => {
      const { state, index, band, whole, noise } = cell;
      const completed = state.flows.completed[index]!;
      const before = state.stocks.completed[index]! - completed;
      const sum = addedDocuments(cell) / typeSum;
      patientTypes.forEach((type, code) => {
        const tilt = code === DIRECTIVES ? documents.directives_age[band]! : 1;
        entry.counts[0] =
          code === MEDICAL_PROFILE
            ? completed + whole((before * documents.profile_updates) / 12, code)
            : whole(sum * documents.types[type]! * tilt * noise(documents.noise, code), code);
        entry.put(cell.department, 0, 0, lastOf(month), cell.age, code);
      });
    });
  },
  weights: (world, month) => holderDays(world, month, 'document-days', 'activation'),
};

/** Documents added by patients; a medical profile is one, when it is filled in or changed. */
export const patientDocuments: StreamDeclaration = {
  name: 'patient_documents',
  book: adding,
  sender: 's-mes',
  detailed: true,
  monthly: true,
  counts: ['added'],
  total: 'added',
  rows: rowsOf(bands.length * patientTypes.length - 1),
  daily: 0.94,
};

const insuring: BookDeclaration = {
  name: 'insurance_documents',
  envelope: 'territory',
  dimensions: [ages, { name: 'document_type', words: insuranceTypes }],
  counts: [{ name: 'added' }],
  draw(world, month, entry) {
    const autumn = insurance.autumn_months[month % 12]!;
    eachCell(world, month, 'insurance-documents', (cell) => {
      const { state, index, band, whole, noise } = cell;
      const opened = state.flows.launched[index]! + state.flows.born[index]!;
      const open = state.stocks.open[index]!;
      insuranceTypes.forEach((type, code) => {
        const rate = insurance.types[type]!;
        const left = rate.fade === 0 ? 1 : Math.exp((COVID_FROM - month) / rate.fade);
        const each = rate.monthly * left + rate.autumn * autumn;
        const expected = opened * rate.at_opening * left + (open - opened) * each;
        entry.counts[0] = whole(expected * insurance.age[band]! * noise(0.02, code), code);
        entry.put(cell.department, 0, 0, lastOf(month), cell.age, code);
      });
    });
  },
  weights: (world, month) => holderDays(world, month, 'insurance-days'),
};

/** Documents that the Assurance Maladie adds to open profiles, activated or not. */
export const insuranceDocuments: StreamDeclaration = {
  name: 'insurance_documents',
  book: insuring,
  sender: 's-mes',
  detailed: true,
  monthly: true,
  counts: ['added'],
  total: 'added',
  rows: rowsOf(bands.length * insuranceTypes.length),
  daily: 0.81,
};

const STEPS = ['completed', 'measured'] as const;

const filling: BookDeclaration = {
  name: 'medical_profiles',
  envelope: 'territory',
  dimensions: [ages],
  counts: STEPS.map((name) => ({ name })),
  stocks: STEPS.map((name) => `${name}_stock`),
  draw(world, month, entry, node) {
    const { flows, stocks } = world.profiles.at(month);
    departments.forEach((_, d) => {
      bands.forEach((_, age) => {
        writeSteps(entry, node, flows, stocks, d * bands.length + age);
        entry.put(d, 0, 0, lastOf(month), age);
      });
    });
  },
  weights: (world, month) => holderDays(world, month, 'medical-profile-days', 'completion'),
};

function writeSteps(
  entry: BookWriter,
  node: NodeIndex,
  flows: ProfileMonth['flows'],
  stocks: ProfileMonth['stocks'],
  cell: number,
): void {
  for (const name of STEPS) {
    entry.counts[node[name]!] = flows[name][cell]!;
    entry.stocks[node[`${name}_stock`]!] = stocks[name][cell]!;
  }
}

/** Users who fill in their medical profile or add a first measurement, and who have done so. */
export const medicalProfiles: StreamDeclaration = {
  name: 'medical_profiles',
  book: filling,
  sender: 's-mes',
  detailed: true,
  counts: [...STEPS],
  total: 'completed',
  rows: rowsOf(bands.length),
  daily: 1,
};
