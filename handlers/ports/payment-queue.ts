import type { PaymentInstruction } from '../domain/payment';

export interface PaymentQueue {
  enqueue(instruction: PaymentInstruction): Promise<void>;
}
