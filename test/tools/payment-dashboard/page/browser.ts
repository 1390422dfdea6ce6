import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type ConsoleMessage, chromium, type Page, type Request } from 'playwright-core';

const SCREENSHOTS = join(__dirname, '..', '..', '..', '..', 'test-results', 'dashboard');

const PLACES = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser'];

/** The Chromium of this machine; nothing is downloaded. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = [process.env.CHROMIUM ?? '', ...PLACES].find((path) => path !== '' && existsSync(path));
  if (!executablePath) throw new Error("Chromium must be installed ('apt-get install chromium'), or named by CHROMIUM");
  // root has no sandbox; what is opened is our own
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  // containers have little shared memory
  return chromium.launch({ executablePath, args: ['--disable-dev-shm-usage', ...asRoot] });
}

export const WIDE = { width: 1280, height: 900 };
export const NARROW = { width: 390, height: 844 };

export interface Opened {
  readonly page: Page;
  /** What the page reported: errors, and whatever its policy refused. */
  readonly reported: readonly string[];
}

/** Once what is there is laid out, and charts are drawn. */
export const NEXT_FRAME = 'new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))';

interface Kept {
  readonly page: Page;
  /** Nobody is told any more what it reports. */
  quiet(): void;
}

const kept = new WeakMap<Browser, Kept>();

/** The one page of a browser, as new but for what it costs: a page more is a process more, which compiles everything anew. */
async function pageOf(browser: Browser, viewport: typeof WIDE, colorScheme: 'light' | 'dark'): Promise<Page> {
  const { page, quiet } = kept.get(browser) ?? {};
  if (!page || page.isClosed()) return browser.newPage({ viewport, colorScheme, reducedMotion: 'reduce' });
  quiet?.();
  await page.mouse.move(0, 0);
  await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme });
  return page;
}

/** Opens an address anew, waits until the widgets are there, and listens to what the page reports. */
export async function open(
  browser: Browser,
  url: string,
  size = WIDE,
  scheme: 'light' | 'dark' = 'light',
): Promise<Opened> {
  const page = await pageOf(browser, size, scheme);
  const reported: string[] = [];
  const onConsole = (message: ConsoleMessage) => {
    if (['error', 'warning'].includes(message.type())) reported.push(message.text());
  };
  const onError = (error: Error) => reported.push(error.message);
  const onFailure = (request: Request) => reported.push(`${request.url()} failed`);
  page.on('console', onConsole).on('pageerror', onError).on('requestfailed', onFailure);
  const quiet = () => page.off('console', onConsole).off('pageerror', onError).off('requestfailed', onFailure);
  kept.set(browser, { page, quiet });
  await page.goto(url);
  await page.locator('.cell').first().waitFor();
  await page.evaluate(NEXT_FRAME);
  return { page, reported };
}

/** For people to look at; git does not keep it. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
}

const AXE = require.resolve('axe-core/axe.min.js');

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: { readonly html: string }[];
}

/** What axe finds, a sentence each. */
export async function violations(page: Page): Promise<string[]> {
  // a tool of the test: the page's own policy lets no such script in
  const context = await page.context().newCDPSession(page);
  await context.send('Page.setBypassCSP', { enabled: true });
  await page.evaluate(readFileSync(AXE, 'utf8'));
  await context.detach(); // what it let in is refused again: the page is kept
  const found: Violation[] = await page.evaluate('axe.run().then(({ violations }) => violations)');
  return found.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}: ${nodes
        .map(({ html }) => html)
        .slice(0, 3)
        .join(' ')}`,
  );
}

const COUNT_PIXELS = `(selector, variable) => {
  const probe = document.body.appendChild(document.createElement('span'));
  probe.style.color = 'var(--' + variable + ')';
  const [red, green, blue] = getComputedStyle(probe).color.match(/\\d+/g).map(Number);
  probe.remove();
  const isOfColor = (data, i) => data[i] === red && data[i + 1] === green && data[i + 2] === blue && data[i + 3] > 0;
  const counts = [...document.querySelectorAll(selector + ' canvas')].map((canvas) => {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let count = 0; // of millions of pixels: a list of them would take seconds
    for (let i = 0; i < data.length; i += 4) if (isOfColor(data, i)) count++;
    return count;
  });
  return counts;
}`;

/** How many pixels of each chart have a color, as the style sheet names it. */
export function pixelsOf(page: Page, selector: string, variable: string): Promise<number[]> {
  return page.evaluate(`(${COUNT_PIXELS})(${JSON.stringify(selector)}, ${JSON.stringify(variable)})`);
}
