export interface ClientTimeouts {
  readonly connectionMs?: number;
  readonly requestMs?: number;
  readonly attempts?: number;
}

/**
 * A call to a service in the region answers in milliseconds; one that does not is better repeated than waited for.
 * The sum over all attempts stays below the shortest function timeout.
 */
export function clientSettings(timeouts: ClientTimeouts = {}) {
  return {
    maxAttempts: timeouts.attempts ?? 3,
    requestHandler: {
      connectionTimeout: timeouts.connectionMs ?? 1_000,
      requestTimeout: timeouts.requestMs ?? 3_000,
      throwOnRequestTimeout: true,
    },
  };
}
