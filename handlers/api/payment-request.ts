import * as v from 'valibot';
import { currencyCodes } from '../domain/currency';
import { AMOUNT_MINOR_MAX } from '../domain/money';
import { identifier, memberMessage, printableText, wholeNumber } from './text';

const NO_EMAIL = 'must be an e-mail address';
const NO_COUNTRY = 'must be an ISO 3166-1 alpha-2 code, in upper case';
const NO_ADDRESS = 'must be an IPv4 or IPv6 address';

const card = v.strictObject(
  {
    number: v.pipe(
      v.string('must be a string of digits'),
      v.regex(/^[0-9]{12,19}$/, 'must be 12 to 19 digits, without spaces'),
      v.description('Primary account number. Goes to the vault at once; never stored, logged or answered.'),
    ),
    expiryMonth: v.pipe(wholeNumber(1, 12), v.description('Month printed on the card.')),
    expiryYear: v.pipe(wholeNumber(2000, 2099), v.description('Year printed on the card, four digits.')),
    cvv: v.pipe(
      v.string('must be a string of digits'),
      v.regex(/^[0-9]{3,4}$/, 'must be 3 digits, or 4 for American Express'),
      v.description('Security code. Goes to the vault at once; never stored, logged or answered.'),
    ),
    holderName: v.optional(v.pipe(printableText(100), v.description('Name of the cardholder.'))),
  },
  memberMessage,
);

const customer = v.strictObject(
  {
    id: v.pipe(identifier(128), v.description('Your identifier of the customer, the same for each of their payments.')),
    email: v.optional(v.pipe(printableText(254), v.email(NO_EMAIL), v.description('E-mail address of the customer.'))),
    ipAddress: v.optional(
      v.pipe(
        v.union(
          [v.pipe(v.string(), v.maxLength(15), v.ipv4()), v.pipe(v.string(), v.maxLength(45), v.ipv6())],
          NO_ADDRESS,
        ),
        v.description('Address from which the customer pays.'),
      ),
    ),
    ipCountry: v.optional(
      v.pipe(
        v.string(NO_COUNTRY),
        v.regex(/^[A-Z]{2}$/, NO_COUNTRY),
        v.description('Country of that address, where you know it: ISO 3166-1 alpha-2.'),
      ),
    ),
  },
  memberMessage,
);

/** Body of `POST /payments`: from this declaration come the check, the gateway model and the OpenAPI document. */
export const paymentRequest = v.pipe(
  v.strictObject(
    {
      amountMinor: v.pipe(
        wholeNumber(1, AMOUNT_MINOR_MAX),
        v.description('Amount in the minor unit of the currency: 1999 is 19.99 EUR, 1999 JPY, 1.999 KWD.'),
      ),
      currency: v.pipe(
        v.picklist(currencyCodes, 'must be an ISO 4217 code of a currency that is accepted, in upper case'),
        v.description('ISO 4217 code.'),
      ),
      card: v.pipe(card, v.description('The card to be charged.')),
      customer: v.pipe(customer, v.description('Who pays.')),
      merchantId: v.pipe(identifier(64), v.description('The merchant that gets the money.')),
      merchantReference: v.optional(
        v.pipe(printableText(128), v.description('Your own reference; shown in answers and events.')),
      ),
    },
    memberMessage,
  ),
  v.title('PaymentRequest'),
  v.description('A card payment to be authorized.'),
);

/** The body after its check, with card data in clear: wrapped by the caller before anything else happens. */
export type PaymentRequest = v.InferOutput<typeof paymentRequest>;
