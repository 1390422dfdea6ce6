import type { IConstruct } from 'constructs';
import { METRICS_NAMESPACE } from '../contract/metrics';
import { PaymentEnvironment } from '../environment';

/** Namespace of our own metrics: two environments of one account must not count into each other's alarms. */
export function metricsNamespaceOf(construct: IConstruct): string {
  const environment = PaymentEnvironment.of(construct);
  if (!environment) return METRICS_NAMESPACE;
  return `${METRICS_NAMESPACE}/${environment.environment}-${environment.environmentSuffix}`;
}
