import type { Figure } from './figure.ts';
import type { FigureRequest } from './request.ts';

export type { FigureRequest };

export interface FigurePage {
  /** Path of the page as its route is written: `/territoires/[id]`. */
  path: string;
  /** All figures of the page; imported only when an image is asked for. */
  load: (request: FigureRequest) => Promise<Figure[]>;
}

/** Pages whose figures are also images, one line each. */
export const figurePages: FigurePage[] = [
  {
    path: '/extraire',
    load: async (request) => (await import('../extract/image-figures.ts')).extractFigures(request),
  },
  {
    path: '/references/[id]',
    load: async (request) =>
      (await import('../reference/image-figures.ts')).referenceFigures(request),
  },
  {
    path: '/editeurs',
    load: async (request) => (await import('../vendors/images.ts')).vendorFigures(request),
  },
  {
    path: '/irritants',
    load: async (request) => (await import('../irritants/images.ts')).irritantsFigures(request),
  },
  {
    path: '/irritants/[id]',
    load: async (request) => (await import('../irritants/images.ts')).irritantFigures(request),
  },
  {
    path: '/',
    load: async (request) => (await import('../page/page-figures.ts')).homePage(request),
  },
  {
    path: '/territoires',
    load: async (request) => (await import('../page/page-figures.ts')).listPage(request),
  },
  {
    path: '/territoires/[id]',
    load: async (request) => (await import('../page/page-figures.ts')).territoryPage(request),
  },
];

/** The page that answers a path, with the parts of the path that its route names. */
export function figurePageOf(
  path: string,
  pages: readonly FigurePage[] = figurePages,
): { page: FigurePage; params: Record<string, string> } | null {
  const asked = path.split('/').filter((part) => part !== '');
  for (const page of pages) {
    const route = page.path.split('/').filter((part) => part !== '');
    if (route.length !== asked.length) continue;
    const params: Record<string, string> = {};
    const fits = route.every((part, index) => {
      const given = asked[index] ?? '';
      const named = /^\[(\w+)\]$/.exec(part)?.[1];
      if (named === undefined) return part === given;
      params[named] = given;
      return true;
    });
    if (fits) return { page, params };
  }
  return null;
}
