/** Events on the payment topic: past tense, one message attribute for filters. */
export const EventType = {
  PAYMENT_AUTHORIZED: 'PaymentAuthorized',
  PAYMENT_DECLINED: 'PaymentDeclined',
  PAYMENT_UNRESOLVED: 'PaymentUnresolved',
  PAYMENT_FAILED: 'PaymentFailed',
  PAYMENT_CAPTURED: 'PaymentCaptured',
  PAYMENT_VOIDED: 'PaymentVoided',
  PAYMENT_EXPIRED: 'PaymentExpired',
  PAYMENT_REFUNDED: 'PaymentRefunded',
  PAYMENT_CAPTURE_REVERSED: 'PaymentCaptureReversed',
  PAYMENT_REFUND_REVERSED: 'PaymentRefundReversed',
} as const;

/** SNS message attribute that carries the event type. */
export const EVENT_TYPE_ATTRIBUTE = 'eventType';
/** Version of the event's shape, in its body as `version`. */
export const EVENT_VERSION = 1;
