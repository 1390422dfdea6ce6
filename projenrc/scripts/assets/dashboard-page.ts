import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { repository } from './files';

const FOLDER = 'tools/payment-dashboard/page';

export interface DashboardPage {
  readonly html: string;
  readonly metafiles: readonly Metafile[];
}

/** One file of HTML with its script and style in it; nothing else may run in it, and nothing is loaded from anywhere. */
export async function dashboardPage(): Promise<DashboardPage> {
  const script = await bundled('main.ts');
  const style = await bundled('style.css');
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script.text)}`,
    `style-src ${hashOf(style.text)}`,
    'img-src data:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const html = readFileSync(join(repository, FOLDER, 'page.html'), 'utf8')
    .replace("default-src 'none'", () => policy)
    .replace('<style></style>', () => `<style>${style.text}</style>`)
    .replace('<script></script>', () => `<script>${script.text}</script>`);
  return { html, metafiles: [script.metafile, style.metafile] };
}

async function bundled(entry: string): Promise<{ readonly text: string; readonly metafile: Metafile }> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: repository,
    entryPoints: [join(FOLDER, entry)],
    outdir: 'page',
    write: false,
    metafile: true,
    bundle: true,
    minify: true,
    platform: 'browser',
    target: 'es2023',
    format: 'iife',
    legalComments: 'none',
    logLevel: 'warning',
  });
  const [{ text }] = outputFiles;
  if (ENDS_ELEMENT.test(text)) throw new Error(`'${entry}' must not hold what ends the element that it stands in`);
  return { text, metafile };
}

const ENDS_ELEMENT = /<\/?(script|style)/i;

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
