import type { Reroute, Transport } from '@sveltejs/kit/hooks';
import { drawnTransport } from '#lib/chart/drawn.ts';
import { delocalizedPath } from '#lib/i18n/locale.ts';

/** `/en/territoires` is the same route as `/territoires`. */
export const reroute: Reroute = ({ url }) => delocalizedPath(url.pathname);

export const transport: Transport = { Drawn: drawnTransport };
