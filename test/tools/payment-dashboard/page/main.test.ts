/** The page in a browser, with values that are known. */
import type { Browser } from 'playwright-core';
import type { SiteServer } from '../../../../tools/payment-dashboard/serve';
import { keepScreenshot, NARROW, NEXT_FRAME, open, pixelsOf, startBrowser, violations, WIDE } from './browser';
import { type ExampleSite, layoutSite, layoutView, liveSite } from './example-site';

let browser: Browser;
let live: ExampleSite;
let layout: SiteServer;

/** Longer than any test here, so that nothing changes while it looks. */
const NO_REFRESH_SECONDS = 600;

beforeAll(async () => {
  [browser, live, layout] = await Promise.all([startBrowser(), liveSite(NO_REFRESH_SECONDS), layoutSite()]);
});

afterAll(async () => {
  await browser?.close();
  await live?.stop();
  await layout?.stop();
});

const SIZES = [
  ['1280', WIDE],
  ['390', NARROW],
] as const;
const SCHEMES = ['light', 'dark'] as const;
const looks = SIZES.flatMap(([width, size]) => SCHEMES.map((scheme) => [width, scheme, size] as const));

test.each(looks)('%s wide, %s: nothing reported, nothing cut, accessible', async (width, scheme, size) => {
  const { page, reported } = await open(browser, live.url, size, scheme);
  await keepScreenshot(page, `values-${width}-${scheme}`);
  const cut = await page.evaluate(`[...document.querySelectorAll('h1, h2, h3, .title, .legend li, dt, dd, p')]
    .filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline' && one.className !== 'spoken')
    .map((one) => one.textContent)`);
  expect(cut).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(size.width);
  expect(await violations(page)).toEqual([]);
  expect(reported).toEqual([]);
});

test('every widget stands where the template puts it', async () => {
  const { page } = await open(browser, layout.url);
  const cells = page.locator('.cell');
  const expected = [...layoutView().widgets].sort((one, other) => one.y - other.y || one.x - other.x);
  expect(await cells.count()).toBe(expected.length);
  const grid = await page.locator('main').boundingBox();
  const boxes = await Promise.all(expected.map((_, index) => cells.nth(index).boundingBox()));
  const inner = (grid?.width ?? 0) - 40 + 12;
  for (const [index, { x, width }] of expected.entries()) {
    expect(boxes[index]?.x).toBeCloseTo(20 + (inner * x) / 24, 0);
    expect(boxes[index]?.width).toBeCloseTo((inner * width) / 24 - 12, 0);
  }
  for (const [index, { y }] of expected.entries()) {
    const above = expected.findLastIndex((other) => other.y + other.height <= y);
    if (above >= 0)
      expect(boxes[index]?.y).toBeGreaterThanOrEqual((boxes[above]?.y ?? 0) + (boxes[above]?.height ?? 0));
  }
});

test.each(SCHEMES)(
  '%s: lines and thresholds are drawn, unknown metrics said to be so, and no zeros',
  async (scheme) => {
    const { page } = await open(browser, live.url, WIDE, scheme);
    const charts = '.chart[aria-label="Authorization at the acquirer"]';
    for (const chosen of ['auto', 'light', 'dark']) {
      await page.getByText(`Colours: ${chosen}`).waitFor();
      expect((await pixelsOf(page, charts, 'line-1'))[0]).toBeGreaterThan(50);
      expect((await pixelsOf(page, charts, 'threshold'))[0]).toBeGreaterThan(50);
      await page.getByRole('button', { name: /^Colours/ }).click();
    }
    const imbalance = page.locator('.chart[aria-label="Ledger imbalance"]');
    expect(await imbalance.locator('.silence').textContent()).toBe('No data in this time');
    const unknown = page.locator('.chart', { hasText: 'Not measured by the test' }).first();
    expect(await unknown.locator('canvas').count()).toBe(0);
  },
);

test('a chart is as wide as its place, also when that changes', async () => {
  const { page } = await open(browser, live.url);
  const widths = () =>
    page.evaluate(`[...document.querySelectorAll('.plot')].filter((one) => one.querySelector('canvas'))
      .map((one) => [one.clientWidth, one.querySelector('canvas').clientWidth])`) as Promise<[number, number][]>;
  const misfits = async () => (await widths()).filter(([place, canvas]) => Math.abs(place - canvas) > 1);
  const [[before]] = await widths();
  expect(await misfits()).toEqual([]);
  await page.setViewportSize(NARROW);
  await page.waitForFunction(`document.querySelector('.plot:has(canvas)').clientWidth !== ${before}`);
  await page.evaluate(NEXT_FRAME);
  expect(await misfits()).toEqual([]);
});

test('alarms come by state, in words and signs, with what to do', async () => {
  const { page } = await open(browser, live.url);
  const inAlarm = page.locator('.group.ALARM');
  expect(await inAlarm.locator('> summary').textContent()).toMatch(/^▲ \d+ in alarm$/);
  const named = (name: string) => inAlarm.locator('.alarm', { has: page.locator('.title', { hasText: name }) });
  const unresolved = named('payment-unresolved');
  expect(await unresolved.locator('.money').isVisible()).toBe(true);
  expect(await unresolved.getByRole('link', { name: 'Runbook' }).getAttribute('href')).toMatch(/#payment-unresolved$/);
  expect(await page.locator('.group.UNKNOWN > summary').textContent()).toMatch(/^– \d+ not measured by the test$/);
  expect(await unresolved.locator('.heard').innerText()).toMatch(/^Now \d+, since \d\d:\d\d\. Tells /);
  const behind = named('payments-at-risk').locator('.behind li');
  expect(await behind.first().innerText()).toMatch(/^▲ \S+: in alarm since \d\d:\d\d$/);
  expect(await page.title()).toMatch(/^▲ \d+ · dashboard-dev-pr42 · dashboard$/);
  const unknown = page.locator('.group.UNKNOWN .alarm').first();
  await unknown.locator('summary').click();
  expect(await unknown.locator('.heard').innerText()).toMatch(/Not measured by the test$/);
  expect(await page.locator('.alarms [role=status]').textContent()).toMatch(/^\d+ in alarm, .*\d+ OK/);
});

test('each alarm has its name in one line', async () => {
  const { page } = await open(browser, live.url);
  const titles = page.locator('.alarm .title');
  const lines = await titles.evaluateAll((all) =>
    all.map((one) => {
      const { lineHeight } = one.ownerDocument.defaultView?.getComputedStyle(one) ?? { lineHeight: '' };
      return Math.round(one.getBoundingClientRect().height / Number.parseFloat(lineHeight));
    }),
  );
  expect(lines.length).toBeGreaterThan(15);
  expect(Math.max(...lines)).toBe(1);
});

test('it is usable with the keyboard alone', async () => {
  const { page } = await open(browser, live.url);
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to the dashboard' });
  expect(await skip.evaluate((one) => one.matches(':focus'))).toBe(true);
  expect((await skip.boundingBox())?.x).toBeGreaterThan(0);
  await page.keyboard.press('Enter');
  const plot = page.locator('.plot').first();
  await plot.focus();
  expect(await plot.evaluate((one) => one.ownerDocument.defaultView?.getComputedStyle(one).outlineStyle)).toBe('solid');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  const spoken = page.locator('.chart .spoken').first();
  expect(await spoken.textContent()).toMatch(/^\d\d:\d\d: authorized \d+/);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const table = page.getByRole('group', { name: 'Data of Payments by outcome' });
  await table.locator('table').waitFor();
  expect(await table.locator('tbody tr').count()).toBe(15);
});

test('it asks for what was chosen, and keeps what is open', async () => {
  const { page } = await open(browser, live.url);
  const alarm = page.locator('.group.OK .alarm').first();
  await alarm.locator('summary').click();
  await page.getByText('1 h', { exact: true }).click();
  const asking = page.waitForResponse((answer) => answer.url().includes('range=60&point=10'));
  await page.getByText('10 s', { exact: true }).click();
  await asking;
  await page.getByText('every 10 s').first().waitFor();
  expect(await alarm.getAttribute('open')).toBe('');
});

describe('refreshing', () => {
  let site: ExampleSite;

  beforeAll(async () => {
    site = await liveSite(0.1);
  });

  afterAll(() => site.stop());

  test('goes on until it is paused, and says when nothing comes any more', async () => {
    const { page, reported } = await open(browser, site.url);
    const pause = page.getByRole('button', { name: 'Pause' });
    const measured = await page.locator('.status').innerText();
    await page.locator('.status').filter({ hasNotText: measured }).waitFor();
    await pause.click();
    await page.waitForTimeout(300);
    const asked = site.asked.length;
    await page.waitForTimeout(500);
    expect(site.asked).toHaveLength(asked);
    expect(reported).toEqual([]);
    await site.stop();
    await pause.click();
    await page.getByText('No new values').waitFor();
  });
});

test('what its policy forbids is reported, also where axe has looked before', async () => {
  expect(await violations((await open(browser, layout.url)).page)).toEqual([]);
  const { page, reported } = await open(browser, layout.url);
  const script = `Object.assign(document.createElement('script'), { textContent: 'document.title = "run"' })`;
  await page.evaluate(`document.head.append(${script})`);
  expect(await page.title()).not.toBe('run');
  expect(reported).toEqual([expect.stringContaining('Content Security Policy')]);
});

test('colours can be chosen, whatever the system says', async () => {
  const { page } = await open(browser, layout.url, WIDE, 'dark');
  const background = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
  const dark = await background();
  const button = page.getByRole('button', { name: /^Colours/ });
  await button.click();
  expect(await button.textContent()).toBe('Colours: light');
  expect(await background()).not.toBe(dark);
  await button.click();
  expect(await background()).toBe(dark);
  expect(await page.evaluate('document.getAnimations().length')).toBe(0);
});

test('a layout says that there is no data yet, and another one can be chosen; Markdown is never markup', async () => {
  const { page, reported } = await open(browser, layout.url);
  expect(await page.locator('.status').textContent()).toContain('there is no data yet');
  expect(await page.locator('.chart .silence').allTextContents()).toContain('No data yet');
  expect(await page.locator('.plot[tabindex="0"]').count()).toBe(0);
  expect(await violations(page)).toEqual([]);
  await page.getByLabel('Dashboard').selectOption('another');
  expect(await page.locator('.markdown').innerText()).toBe('Only text <b>here</b>');
  expect(await page.locator('.markdown a').getAttribute('href')).toBe('');
  expect(reported).toEqual([]);
});
