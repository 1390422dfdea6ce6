import { type CountedPayment, type VelocityAttempt, velocityAttempt } from '../../domain/fraud/velocity';
import type { VelocityAttempts } from '../../ports/velocity-attempts';
import type { LedgerDatabase } from './ledger-database';

const COUNTED_PAYMENT = `
  select jsonb_strip_nulls(jsonb_build_object(
    'paymentId', payment_id, 'merchantId', merchant_id, 'receivedAt', received_at,
    'amount', jsonb_build_object('amountMinor', amount_minor, 'currency', currency),
    'card', jsonb_build_object('fingerprint', pan_fingerprint),
    'customer', jsonb_build_object('id', customer_id, 'email', customer_email, 'ipAddress', customer_ip_address))) as payment
  from ledger.payment
  where payment_id = $1 and fraud is not null`;

/** Of the ledger, which keeps with a payment what was asked, and whether it was scored. */
export class PostgresqlVelocityAttempts implements VelocityAttempts {
  constructor(private readonly database: LedgerDatabase) {}

  async find(paymentId: string): Promise<VelocityAttempt | undefined> {
    const [row] = await this.database.call<{ payment: CountedPayment }>(COUNTED_PAYMENT, [paymentId]);
    return row && velocityAttempt(row.payment);
  }
}
