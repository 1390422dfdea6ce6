import { writeFileSync } from 'node:fs';
import { viewOf } from './evaluate/view-of';
import { readOptions } from './options';
import { pageWith } from './page-file';
import { serve } from './serve';
import { readStacks } from './synthesized/assembly';
import { dashboardsOf } from './synthesized/read-dashboards';
import type { View } from './view';

/** Runs the command. With `--out` it ends; else it serves until it is ended. */
export async function preview(args: readonly string[], print: (text: string) => void): Promise<void> {
  const { dashboard, folder, out, port } = readOptions(args);
  const page = () => pageWith({ views: viewsIn(folder, dashboard) });
  if (out !== undefined) {
    writeFileSync(out, page());
    print(`${out}\n`);
    return;
  }
  page(); // what is wrong with the folder is said here, not in the browser
  // the folder is read anew for each visit: synthesize again, and reload
  const { url } = await serve({ page }, port);
  print(`${url}\n`);
}

/** Layouts of the dashboards, without values. */
function viewsIn(folder: string, wanted: string | undefined): readonly View[] {
  const all = dashboardsOf(readStacks(folder));
  const names = all.map(({ name }) => name);
  if (all.length === 0)
    throw new Error(`'${folder}' must hold a template with an AWS::CloudWatch::Dashboard, got none`);
  const shown = all.filter(({ name }) => wanted === undefined || name === wanted);
  if (shown.length === 0) throw new Error(`'--dashboard' must be one of ${names.join(', ')}, got '${wanted}'`);
  return shown.map((each) => viewOf({ dashboard: each, dashboards: shown.map(({ name }) => name) }));
}
