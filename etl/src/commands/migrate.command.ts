import type { RoleName } from '@vigie/warehouse';
import type { Command } from 'commander';
import { prepareDatabase } from '../prepare-database.js';
import { ownerUrl, readSettings, type Settings } from '../settings.js';
import { say } from './say.js';

export function migrateCommand(program: Command): void {
  program
    .command('migrate')
    .description('create the roles and bring the database to this release')
    .action(async () => {
      const settings = readSettings();
      const { applied, tables } = await prepareDatabase({
        url: ownerUrl(settings),
        dataDir: settings.VIGIE_DATA_DIR,
        given: givenRoles(settings),
      });
      const done = applied + tables.created.length + tables.extended.length;
      if (done === 0) say('The database is up to date.');
      if (applied > 0) say(`${applied} migration(s) applied.`);
      if (tables.created.length > 0) say(`Tables of events created: ${tables.created.join(', ')}.`);
      for (const { table, columns, holdsMonths } of tables.extended) {
        if (!holdsMonths) continue;
        say(
          `The events of ${table} gained ${columns.join(', ')}: empty in the months held already, ` +
            'whose figures of it start today; `reset` loads them anew.',
        );
      }
    });
}

function givenRoles(settings: Settings): RoleName[] {
  const given: RoleName[] = [];
  if (settings.VIGIE_ETL_DATABASE_URL) given.push('vigie_etl');
  if (settings.VIGIE_API_DATABASE_URL) given.push('vigie_api');
  return given;
}
