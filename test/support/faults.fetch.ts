import { perform, type Injector } from './faults.injector.js';
import { InjectedFault, type FaultKind, type Step } from './faults.steps.js';

const ofAnswers: readonly FaultKind[] = ['refused', 'unheard', 'mute', 'unavailable'];
const ofBodies: readonly FaultKind[] = ['refused', 'mute', 'cut', 'corrupt'];

const readers = ['arrayBuffer', 'bytes', 'json', 'text', 'body', 'blob'] as const;

/** A fetch each of whose answers and bodies may fail as the injector decides. */
export function faultyFetch(injector: Injector, inner: typeof fetch = fetch): typeof fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const name = `GET ${url.pathname.replace(/^\/feeds\/\w+/, '/feeds/*')}`;
    const signal = init?.signal ?? undefined;
    const key = url.pathname + url.search;
    const met = injector.known({ shape: name, key, kinds: ofAnswers });
    if (met.kind === 'unavailable') return new Response('{}', { status: 503 });
    if (met.kind === 'mute') await aborted(signal);
    const response = await perform(injector, met, () => inner(input, init), {});
    return new Proxy(response, {
      get: (target, reader) => {
        if (!readers.some((known) => known === reader)) return bound(target, reader);
        const step = { shape: `body of ${name}`, key: `body of ${key}`, kinds: ofBodies };
        const struck = (): Promise<Response> =>
          bodyOf(target, injector.known(step), signal, injector);
        if (reader === 'body') return streamOf(struck);
        return async () => {
          const answer = await struck();
          return (answer[reader as 'text'] as () => Promise<unknown>)();
        };
      },
    });
  };
}

/** The answer with the body that the fault makes of it. */
async function bodyOf(
  response: Response,
  { step, kind }: { step: Step; kind: FaultKind | undefined },
  signal: AbortSignal | undefined,
  injector: Injector,
): Promise<Response> {
  if (kind === 'mute') await aborted(signal);
  if (kind === 'refused')
    throw new TypeError('terminated', { cause: new InjectedFault('ECONNRESET', step) });
  if (kind === 'catastrophe') await injector.catastrophe();
  if (kind !== 'cut' && kind !== 'corrupt') return response;
  const body = new Uint8Array(await response.arrayBuffer());
  if (kind === 'cut') return new Response(body.subarray(0, body.length >> 1));
  const at = body.length >> 1;
  body[at] = (body[at] ?? 0) ^ 0x10;
  return new Response(body);
}

function streamOf(answer: () => Promise<Response>): ReadableStream<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  answer()
    .then((response) => (response.body ?? new ReadableStream()).pipeTo(writable))
    .catch((error: unknown) => writable.abort(error));
  return readable;
}

/** An answer that never comes: only the deadline of whoever waits ends it. */
const aborted = (signal: AbortSignal | undefined): Promise<never> =>
  new Promise((_, reject) => {
    if (!signal) return;
    const give = (): void => reject(signal.reason as Error);
    if (signal.aborted) give();
    else signal.addEventListener('abort', give, { once: true });
  });

const bound = (target: object, name: string | symbol): unknown => {
  const value: unknown = Reflect.get(target, name, target);
  return typeof value === 'function' ? (value as (...a: unknown[]) => unknown).bind(target) : value;
};
