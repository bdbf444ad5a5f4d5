import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser } from './browser.js';

export const desktop: BrowserContextOptions = { viewport: { width: 1280, height: 900 } };
export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
};

export interface Visit {
  page: Page;
  status: number | undefined;
  /** Errors of the console and of scripts, and requests that leave the site. */
  complaints: string[];
}

/** Someone with a browser of their own, who opens pages of one site. */
export class Visitor {
  private readonly contexts: BrowserContext[] = [];

  private constructor(
    private readonly browser: Browser,
    private readonly origin: string,
  ) {}

  static async of(origin: string): Promise<Visitor> {
    return new Visitor(await launchBrowser(), origin);
  }

  /** A page of a new session, loaded; one after the other leaves no trace in the next. */
  async visit(path: string, options: BrowserContextOptions = {}): Promise<Visit> {
    const page = await this.page(options);
    const complaints = this.complaintsOf(page);
    // Where scripts run, the page answers once they have all come.
    const waitUntil = options.javaScriptEnabled === false ? 'load' : 'networkidle';
    const response = await page.goto(`${this.origin}${path}`, { waitUntil });
    return { page, status: response?.status(), complaints };
  }

  /** An empty page of a new session. */
  async page(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.browser.newContext({ locale: 'fr-FR', ...desktop, ...options });
    // Nothing here takes longer, and a failure should not wait for the runner's own limit.
    context.setDefaultTimeout(15_000);
    this.contexts.push(context);
    return context.newPage();
  }

  /** Fills while the page is used. An answer of 404 to the page itself is no error of it. */
  complaintsOf(page: Page): string[] {
    const complaints: string[] = [];
    page.on('console', (message) => {
      const own = message.location().url === page.url() && message.text().includes('status of 404');
      if (message.type() === 'error' && !own) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (protocol.startsWith('http') && origin !== this.origin) complaints.push(request.url());
    });
    return complaints;
  }

  /** Ends the sessions so far: a browser with many of them is slow. */
  async leave(): Promise<void> {
    for (const context of this.contexts.splice(0)) await context.close();
  }

  async close(): Promise<void> {
    await this.leave();
    await this.browser.close();
  }
}
