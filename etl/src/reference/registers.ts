import { categoryIds, categoryValues, type CategoryId } from '@vigie/seeds/catalogue';
import {
  documentTypes,
  insuranceDocumentTypes,
  nomenclature,
  operators,
  patientDocumentTypes,
  professions,
  programmes,
  territories,
} from '@vigie/seeds/reference';
import type pg from 'pg';
import type { Manifest, Registers } from '../feed/feed.schema.js';
import type { RegisterValues } from '../pipeline/stream.js';
import type { Transaction } from '../schedule/transaction.js';

/** Start of validity of the reference data that the project ships. */
const validFrom = '2022-01-01';

/** Writes the reference data of the seeds and the registers of the feed; a rerun changes nothing. */
export async function loadReference(transaction: Transaction, registers: Registers): Promise<void> {
  await transaction(async (client) => {
    await upsert(
      client,
      'reference.territory',
      ['id', 'valid_from'],
      territories.map((t) => ({ ...t, valid_from: validFrom })),
    );
    const categories = categoryIds.flatMap((dimension) =>
      categoryValues[dimension].map(({ id, name_fr, name_en }, rank) => ({
        dimension,
        id,
        rank,
        name_fr,
        name_en,
      })),
    );
    await upsert(client, 'reference.category', ['dimension', 'id'], categories);
    await upsert(client, 'reference.vendor', ['id'], registers.vendors);
    await upsert(client, 'reference.release', ['id'], registers.releases);
    await upsert(client, 'reference.submitter', ['id', 'stream'], registers.submitters);
  });
}

/** The values that rows are checked against. */
export function registerValues(registers: Registers, manifest: Manifest): RegisterValues {
  const ids = (rows: readonly { id: string }[]): ReadonlySet<string> =>
    new Set(rows.map((row) => row.id));
  const category = (id: CategoryId) => ids(categoryValues[id]);
  const terms = (dimension: string) => ids(nomenclature(dimension));
  const sectorOf = new Map(registers.vendors.map(({ id, sector }) => [id, sector]));
  return {
    'vendor|sector': new Set(registers.vendors.map(({ id, sector }) => `${id}|${sector}`)),
    'release|sector': new Set(
      registers.releases.map(({ id, vendor }) => `${id}|${sectorOf.get(vendor) ?? ''}`),
    ),
    'release|generation': new Set(
      registers.releases.map(({ id, generation }) => `${id}|${generation}`),
    ),
    territory: ids(territories),
    department: ids(territories.filter((territory) => territory.kind === 'department')),
    sector: category('sector'),
    generation: category('generation'),
    age_band: category('age_band'),
    irritant: category('irritant'),
    lever: category('lever'),
    profession: ids(professions),
    vendor: ids(registers.vendors),
    release: ids(registers.releases),
    operator: ids(operators),
    stratum: ids(manifest.strata),
    submitter: ids(registers.submitters),
    stream: new Set(registers.submitters.map((row) => row.stream)),
    document_type: ids(documentTypes),
    patient_document_type: ids(patientDocumentTypes),
    insurance_document_type: ids(insuranceDocumentTypes),
    window: programmeWindows(manifest),
    document_channel: terms('document_channel'),
    patient_channel: terms('patient_channel'),
    os: terms('os'),
    mailbox: terms('mailbox'),
    insi_mode: terms('insi_mode'),
    software_event: terms('software_event'),
    software_reason: terms('software_reason'),
    consultation_access: terms('consultation_access'),
    consultation_mode: terms('consultation_mode'),
    legal_basis: terms('legal_basis'),
    report_channel: terms('report_channel'),
    satisfaction_wave: terms('satisfaction_wave'),
    training_format: terms('training_format'),
    campaign_kind: terms('campaign_kind'),
    incident_service: terms('incident_service'),
    programme: terms('programme'),
    strand: terms('strand'),
    catalogue_step: terms('catalogue_step'),
  };
}

/** Windows of the funding programmes; a yearly one is named by its year. */
function programmeWindows({ history_from, feed_day }: Manifest): ReadonlySet<string> {
  const windows = new Set(programmes.flatMap(({ window }) => window ?? []));
  for (
    let year = Number(history_from.slice(0, 4)) - 1;
    year <= Number(feed_day.slice(0, 4));
    year += 1
  ) {
    windows.add(String(year));
  }
  return windows;
}

async function upsert(
  client: pg.ClientBase,
  table: string,
  key: readonly string[],
  rows: readonly object[],
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const names = Object.keys(first);
  const others = names.filter((name) => !key.includes(name));
  await client.query(
    `INSERT INTO ${table} (${names.join(', ')})
     SELECT ${names.join(', ')} FROM jsonb_populate_recordset(NULL::${table}, $1)
     ON CONFLICT (${key.join(', ')}) DO UPDATE SET
       ${others.map((name) => `${name} = excluded.${name}`).join(', ')}`,
    [JSON.stringify(rows)],
  );
}
