import type { IConstruct } from 'constructs';
import { acknowledge } from '../../private/acknowledge';

export interface Excuses {
  readonly inVpc: boolean;
  readonly reservedConcurrency: boolean;
  /** Why there is no dead-letter queue; absent where there is one. */
  readonly reasonForNoQueue?: string;
}

const SHARED =
  'Concurrency is limited by what calls it: the throttling of the API, or the maximum concurrency of the queue; reserving is left to the account that knows its limit';
const OUTSIDE =
  'It calls APIs of AWS only, over TLS and with its role; its user decided by leaving `vpc` out that it needs no network';

/** Findings about a function that its props have answered. */
export function excuse(resource: IConstruct, { inVpc, reservedConcurrency, reasonForNoQueue }: Excuses): void {
  for (const pack of ['NIST.800.53.R5', 'HIPAA.Security']) {
    if (!reservedConcurrency) acknowledge(resource, { [`${pack}-LambdaConcurrency`]: SHARED });
    if (reasonForNoQueue) acknowledge(resource, { [`${pack}-LambdaDLQ`]: reasonForNoQueue });
  }
  if (inVpc) return;
  for (const pack of ['PCI.DSS.321', 'NIST.800.53.R5', 'HIPAA.Security']) {
    acknowledge(resource, { [`${pack}-LambdaInsideVPC`]: OUTSIDE });
  }
}
