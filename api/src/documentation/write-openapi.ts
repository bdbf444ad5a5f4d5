import { openReader } from '@vigie/warehouse';
import { writeFile } from 'node:fs/promises';
import { createApp } from '../create-app.js';
import { openApiDocument } from './openapi.js';

// Describing the application asks nothing of the database, so this address is never used.
const reader = openReader('postgresql://nobody@127.0.0.1:1/none');
const app = await createApp({ db: reader.db, publicUrl: 'http://localhost:3000' });
const file = new URL('../../openapi.json', import.meta.url);
await writeFile(file, `${JSON.stringify(openApiDocument(app), null, 2)}\n`);
await app.close();
await reader.close();
