/** Who may import whom: the table of docs/architecture.md, which explains each row. */
export interface Row {
  /** Files it holds for; the first row that fits a file counts. `$1` in what follows is its first group. */
  readonly from: RegExp;
  /** Folders and files of ours that may be imported, by the start of their path. */
  readonly ours: string[];
  /** The same, for types only. @default - none */
  readonly types?: string[];
  readonly packages: RegExp;
  /** The same, for types only. @default - none */
  readonly packageTypes?: RegExp;
}

const NONE = /^$/;
const ANY = /^/;
const CDK = /^(aws-cdk-lib|constructs)(\/|$)|^node:/;
const LAMBDA_EVENTS = /^aws-lambda$/;
/** No input, no output, no clock: fit for the domain. */
const PURE = /^(node:crypto|card-validator|canonicalize)$/;
/** What use cases and declarations of the contract may add to that. */
const LOGIC = /^(node:crypto|node:timers\/promises|card-validator|canonicalize|uuid|valibot)$/;
/** What a page may bring to a browser. */
const BROWSER = /^(uplot|micromark|micromark-extension-gfm-table)$/;
const NOT_CDK = /^(?!aws-cdk|@aws-cdk|constructs|cdk-)/;
const PACKAGE_ITSELF = /^(@org\/payment-constructs|aws-cdk-lib|constructs)(\/|$)/;

export const importTable: Row[] = [
  { from: /^src\/contract\//, ours: [], packages: NONE },
  { from: /^src\/(private|environment)\//, ours: ['src/private', 'src/environment', 'src/contract'], packages: CDK },
  { from: /^src\/index\.ts$/, ours: ['src/'], packages: NONE },
  {
    from: /^(src\/[^/]+)\//,
    ours: ['$1', 'src/private', 'src/environment', 'src/contract'],
    packages: CDK,
  },

  { from: /^handlers\/domain\//, ours: ['handlers/domain'], types: ['src/contract'], packages: PURE },
  { from: /^handlers\/ports\//, ours: ['handlers/ports', 'handlers/domain'], types: ['src/contract'], packages: NONE },
  { from: /^handlers\/api\//, ours: ['handlers/api', 'handlers/domain', 'src/contract'], packages: LOGIC },
  {
    from: /^handlers\/runtime\//,
    ours: ['handlers/runtime', 'handlers/domain', 'src/contract'],
    types: ['handlers/ports'],
    packages: NOT_CDK,
  },
  {
    from: /^handlers\/middleware\//,
    ours: ['handlers/middleware', 'handlers/runtime', 'handlers/ports', 'handlers/domain', 'src/contract'],
    packages: LOGIC,
    packageTypes: NOT_CDK,
  },
  {
    from: /^handlers\/adapters\//,
    ours: ['handlers/adapters', 'handlers/runtime', 'handlers/ports', 'handlers/domain', 'src/contract'],
    packages: NOT_CDK,
  },
  { from: /^handlers\/[^/]+\/handler\.ts$/, ours: ['handlers', 'src/contract'], packages: NOT_CDK },
  {
    from: /^(handlers\/[^/]+)\//,
    ours: ['$1', 'handlers/api', 'handlers/runtime', 'handlers/ports', 'handlers/domain', 'src/contract'],
    packages: LOGIC,
    packageTypes: LAMBDA_EVENTS,
  },

  {
    from: /^tools\/payment-dashboard\/page\//,
    ours: ['tools/payment-dashboard/page'],
    types: ['tools/payment-dashboard/view'],
    packages: BROWSER,
  },
  { from: /^tools\//, ours: ['tools', 'handlers', 'src/contract'], packages: ANY },
  { from: /^(examples\/[^/]+)\//, ours: ['$1'], packages: PACKAGE_ITSELF },
  { from: /^examples\//, ours: ['examples'], packages: CDK },
  { from: /^integ\//, ours: ['integ', 'examples'], packages: ANY },
  {
    from: /^local\//,
    ours: ['local', 'examples', 'handlers', 'src/contract', 'tools/payment-dashboard'],
    packages: ANY,
  },
  {
    from: /^bench\//,
    ours: ['bench', 'examples', 'handlers', 'local', 'src/contract', 'projenrc/scripts'],
    packages: ANY,
  },
  { from: /^\.?projenrc/, ours: ['projenrc', 'examples', 'handlers', 'src/contract'], packages: ANY },
  { from: /^test\//, ours: [''], packages: ANY },
];
