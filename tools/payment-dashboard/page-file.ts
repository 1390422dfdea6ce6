import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Embedded } from './view';

const NAME = 'payment-dashboard.html';
/** Beside the command in the package; where the build puts it, when this runs from source. */
const PLACES = [join(__dirname, NAME), join(__dirname, '..', '..', 'assets', 'bins', NAME)];

const PLACE_OF_VIEWS = '<script type="application/json" id="embedded">';

/** The page with what it shows at first. */
export function pageWith(embedded: Embedded): string {
  const file = PLACES.find((path) => existsSync(path));
  if (!file) throw new Error("the dashboard's page is not built: run 'npx projen assets'");
  // nothing in a title or a text can end the element that it stands in
  const json = JSON.stringify(embedded).replaceAll('<', '\\u003c');
  return readFileSync(file, 'utf8').replace(PLACE_OF_VIEWS, () => `${PLACE_OF_VIEWS}${json}`);
}
