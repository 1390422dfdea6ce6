import { readFileSync } from 'node:fs';

/** Where the emulated AWS is, and which authority signed its certificate. */
export interface AwsAddress {
  readonly endpoint: string;
  /** @default - it speaks without TLS */
  readonly caFile?: string;
}

/** How to reach it: in one region, as its root. */
export interface AwsAccess extends AwsAddress {
  readonly region: string;
}

/** Enough for the calls that a demo makes at once. */
const CONNECTIONS = 50;

/** The address in one region, and nothing else that may be known of it. */
export function accessIn(region: string, { endpoint, caFile }: AwsAddress): AwsAccess {
  return { endpoint, region, caFile };
}

/** What every SDK client of the local cloud is made with. */
export function clientOptions({ endpoint, region, caFile }: AwsAccess) {
  const ca = caFile && readFileSync(caFile, 'utf8');
  return {
    endpoint,
    region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    requestHandler: { httpsAgent: { ca, keepAlive: true, maxSockets: CONNECTIONS } },
  };
}

/** The same for command line tools. */
export function toolEnvironment({ endpoint, region, caFile }: AwsAccess): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_EC2_METADATA_DISABLED: 'true',
    ...(caFile && { AWS_CA_BUNDLE: caFile, NODE_EXTRA_CA_CERTS: caFile }),
  };
}
