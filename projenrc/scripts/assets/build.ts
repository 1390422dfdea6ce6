import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApiDocument } from '../openapi/document';
import { binNames, bundleBin } from './bins';
import { excesses, sizeOf, sizeTable } from './bundle-sizes';
import { CERTIFICATE_FILE, opensDatabase, rdsCertificateAuthorities } from './certificate-authorities';
import { gatewayModels } from './contract';
import { dashboardPage } from './dashboard-page';
import { GeneratedFolder, repository } from './files';
import { bundleFunction, functionNames } from './function-bundles';
import { LICENSES_FILE, thirdPartyLicenses } from './licenses';

const MIGRATING_FUNCTION = 'migrate-ledger';

/** Builds assets/, what the published package ships beside lib/, so that its users bundle nothing; and the document of the API. */
export async function buildAssets(): Promise<void> {
  const assets = new GeneratedFolder(join(repository, 'assets'));
  const sizes = [];
  const metafiles = [];
  for (const name of functionNames()) {
    const { code, metafile } = await bundleFunction(name);
    assets.write(`functions/${name}/index.js`, code);
    if (opensDatabase(metafile)) assets.write(`functions/${name}/${CERTIFICATE_FILE}`, rdsCertificateAuthorities());
    sizes.push(sizeOf(name, metafile));
    metafiles.push(metafile);
  }
  for (const name of binNames()) {
    const { code, metafile } = await bundleBin(name);
    assets.write(`bins/${name}.js`, code);
    metafiles.push(metafile);
  }
  const page = await dashboardPage();
  assets.write('bins/payment-dashboard.html', page.html);
  metafiles.push(...page.metafiles);
  assets.write(LICENSES_FILE, thirdPartyLicenses(metafiles));
  for (const [file, sql] of migrations()) {
    assets.write(`migrations/${file}`, sql);
    assets.write(`functions/${MIGRATING_FUNCTION}/migrations/${file}`, sql);
  }
  for (const [name, model] of Object.entries(gatewayModels())) assets.write(`contract/${name}.json`, model);
  assets.prune();
  new GeneratedFolder(join(repository, 'docs')).write('openapi.yaml', openApiDocument());

  console.log(sizeTable(sizes));
  const tooLarge = excesses(sizes);
  if (tooLarge.length > 0) throw new Error(tooLarge.join('\n'));
}

function migrations(): readonly (readonly [string, string])[] {
  const folder = join(repository, 'handlers', MIGRATING_FUNCTION, 'migrations');
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql'));
  return files.sort().map((file) => [file, readFileSync(join(folder, file), 'utf8')] as const);
}
