import { DeclineCode } from '../domain/decline-codes';

/** ISO 8583 field 39, and the N7 that the networks added for the CVV, in our words. */
const DECLINE_CODES: Readonly<Record<string, DeclineCode>> = {
  '05': DeclineCode.DO_NOT_HONOR,
  '12': DeclineCode.INVALID_TRANSACTION,
  '14': DeclineCode.INVALID_ACCOUNT,
  '41': DeclineCode.LOST_CARD,
  '43': DeclineCode.STOLEN_CARD,
  '51': DeclineCode.INSUFFICIENT_FUNDS,
  '54': DeclineCode.EXPIRED_CARD,
  '57': DeclineCode.NOT_PERMITTED,
  '59': DeclineCode.ISSUER_SUSPECTS_FRAUD,
  '61': DeclineCode.AMOUNT_LIMIT_EXCEEDED,
  '62': DeclineCode.RESTRICTED_CARD,
  '65': DeclineCode.FREQUENCY_LIMIT_EXCEEDED,
  '91': DeclineCode.ISSUER_UNAVAILABLE,
  '94': DeclineCode.DUPLICATE_TRANSACTION,
  '96': DeclineCode.PROCESSING_ERROR,
  N7: DeclineCode.INCORRECT_CVV,
};

export function declineCodeOf(responseCode: string): DeclineCode {
  return Object.hasOwn(DECLINE_CODES, responseCode) ? DECLINE_CODES[responseCode] : DeclineCode.OTHER;
}
