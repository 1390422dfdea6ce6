import * as v from 'valibot';
import { AMOUNT_MINOR_MAX } from '../domain/money';
import { memberMessage, wholeNumber } from './text';

const amountMinor = (description: string) =>
  v.optional(v.pipe(wholeNumber(1, AMOUNT_MINOR_MAX), v.description(description)));

const declare = <Members extends v.ObjectEntries>(members: Members, title: string, description: string) =>
  v.pipe(v.strictObject(members, memberMessage), v.title(title), v.description(description));

/** Bodies of the routes that take a step of a payment; each may be left out, or be empty. */
export const stepRequests = {
  capture: declare(
    { amountMinor: amountMinor('How much to capture; all that is still reserved where absent.') },
    'CaptureRequest',
    'What to capture of an authorized payment.',
  ),
  void: declare({}, 'VoidRequest', 'Gives back all that is still reserved.'),
  refund: declare(
    { amountMinor: amountMinor('How much to refund; all that was captured and not yet refunded where absent.') },
    'RefundRequest',
    'What to refund of a captured payment.',
  ),
};

/** Steps that a caller can ask for. */
export type RequestedStep = keyof typeof stepRequests;
