import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { pageWith } from '../../../../tools/payment-dashboard/page-file';
import { type SiteServer, serve } from '../../../../tools/payment-dashboard/serve';
import type { View } from '../../../../tools/payment-dashboard/view';
import { startBrowser } from './browser';
import { RECORD_TEXTS } from './drawn-texts';

/** Where the widget of this index stands: three in a row. */
export function inThrees(index: number) {
  return { x: (index % 3) * 8, y: Math.floor(index / 3) * 6, width: 8, height: 6 };
}

/** A view on a page of its own, in a browser that notes every text drawn on a canvas. */
export class DrawnView {
  private browser!: Browser;
  private site!: SiteServer;

  /** One for the tests of a file. */
  static ofThisFile(view: View): DrawnView {
    const drawn = new DrawnView();
    beforeAll(() => drawn.start(view));
    afterAll(() => drawn.stop());
    return drawn;
  }

  private async start(view: View): Promise<void> {
    const page = () => pageWith({ views: [view] });
    [this.browser, this.site] = await Promise.all([startBrowser(), serve({ page })]);
  }

  /** Once its charts are drawn. */
  async open(options: BrowserContextOptions): Promise<Page> {
    const page = await this.browser.newPage(options);
    await page.addInitScript(RECORD_TEXTS);
    await page.goto(this.site.url);
    await page.locator('.chart canvas').first().waitFor();
    return page;
  }

  private async stop(): Promise<void> {
    await this.browser?.close();
    await this.site?.stop();
  }
}
