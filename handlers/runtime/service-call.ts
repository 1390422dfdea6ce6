import { ConfigurationError, PaymentError, ServiceUnavailableError } from './errors';

const TRANSIENT_CLIENT_FAULTS =
  /Throttl|TooManyRequests|RequestLimitExceeded|ProvisionedThroughputExceeded|RequestTimeout|RequestTooSkewed|ExpiredToken|KMSInvalidState|LimitExceeded/;

/**
 * Tells the two ways apart in which a call to an AWS service fails: it may work later (the caller gets 503 and repeats),
 * or it never will (a missing permission or resource: the operator must act).
 */
export async function callService<T>(service: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof PaymentError) throw error;
    const name = error instanceof Error ? error.name : 'Error';
    if (isClientFault(error) && !TRANSIENT_CLIENT_FAULTS.test(name)) {
      throw new ConfigurationError(`${service} refused the call`, { cause: error });
    }
    throw new ServiceUnavailableError(`${service} did not answer`, { cause: error });
  }
}

function isClientFault(error: unknown): boolean {
  return error instanceof Error && '$fault' in error && error.$fault === 'client';
}
