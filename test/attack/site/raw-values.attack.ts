import { createHash } from 'node:crypto';
import { example, type Outcome } from '../outcome.js';
import { derivedPaths, pathOf, publicQuestions } from './questions.js';
import { ask, type Site } from './site.js';

/**
 * P21: turns true values over beneath what is published, order, signs and sizes, and asks everything
 * again: ordering, scales, alerts and derived figures may follow from published cells alone. The
 * world is of no use afterwards.
 */
export async function rawValues(site: Site, seed: number, tries: number): Promise<Outcome> {
  const paths = [
    ...(await publicQuestions(site, seed, tries)).map(({ query }) => pathOf(query)),
    ...[
      '/v1/edition',
      '/v1/figures',
      '/v1/irritants',
      '/v1/levers',
      '/v1/status',
      '/v1/milestones',
    ],
    ...derivedPaths,
  ];
  const digests = async (): Promise<string[]> => {
    const all: string[] = [];
    for (const path of paths) {
      const { status, headers, body } = await ask(site.urls[1], path);
      all.push(createHash('sha256').update(`${status} ${headers} ${body}`).digest('hex'));
    }
    return all;
  };
  const before = await digests();
  await site.owner.query(`UPDATE mart.cell SET n = 1, x1 = 1, sum = 1000003 - sum % 1000003`);
  const after = await digests();
  const differing = paths.filter((_, at) => before[at] !== after[at]);
  return {
    passed: paths.length > 10 && differing.length === 0,
    measured: `${differing.length} of ${paths.length} answers differ${example(differing)}`,
  };
}
