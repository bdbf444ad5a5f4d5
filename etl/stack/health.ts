import { setTimeout as delay } from 'node:timers/promises';

const pollEvery = 100;

async function get(url: string, signal: AbortSignal): Promise<Response | undefined> {
  try {
    return await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]) });
  } catch {
    return undefined;
  }
}

/** Resolves once the address answers 200 and `accept` agrees with the answer. */
export async function untilAnswers(
  url: string,
  signal: AbortSignal,
  accept: (response: Response) => boolean | Promise<boolean> = () => true,
): Promise<void> {
  while (!signal.aborted) {
    const response = await get(url, signal);
    if (response?.status === 200 && (await accept(response))) return;
    await response?.body?.cancel().catch(() => undefined);
    await delay(pollEvery);
  }
  throw signal.reason;
}

/** Resolves once the API serves a first vintage: from then on pages show figures. */
export async function untilFirstVintage(apiUrl: string, signal: AbortSignal): Promise<void> {
  await untilAnswers(`${apiUrl}/health`, signal, async (response) => {
    const health = (await response.json()) as { edition?: number | null };
    return health.edition !== null;
  });
}
