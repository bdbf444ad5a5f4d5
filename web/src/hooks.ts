import type { Reroute } from '@sveltejs/kit/hooks';
import { delocalizedPath } from '#lib/i18n/locale.ts';

/** `/en/territoires` is the same route as `/territoires`. */
export const reroute: Reroute = ({ url }) => delocalizedPath(url.pathname);
