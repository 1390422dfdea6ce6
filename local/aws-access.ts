/** How to reach the emulated AWS: in one region, as its root. */
export interface AwsAccess {
  readonly endpoint: string;
  readonly region: string;
}

/** What every SDK client of the local cloud is made with. */
export function clientOptions(access: AwsAccess) {
  return { ...access, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
}

/** The same for command line tools. */
export function toolEnvironment({ endpoint, region }: AwsAccess): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}
