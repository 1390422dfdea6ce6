import { paymentAnswerOf } from '../api/payment-answer';
import type { PaymentViews } from '../ports/payment-views';
import { RequestError } from '../runtime/errors';
import { type HttpAnswer, jsonAnswer } from '../runtime/http-answer';
import type { HttpRequest } from '../runtime/http-request';

const UUID = /^[\da-f]{8}-[\da-f]{4}-[1-8][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/i;

/** Shows a payment to the caller that made it. To anyone else it does not exist: 403 would confirm the id. */
export class GetPayment {
  constructor(private readonly views: PaymentViews) {}

  async handle(request: HttpRequest): Promise<HttpAnswer> {
    if (request.callerId === undefined) throw new RequestError('caller-unknown', 'the request carries no identity');
    const paymentId = request.pathParameters.id ?? '';
    const view = UUID.test(paymentId) ? await this.views.find(paymentId.toLowerCase()) : undefined;
    if (view === undefined || view.callerId !== request.callerId) {
      throw new RequestError('payment-not-found', 'no payment of this caller has that id');
    }
    return jsonAnswer(200, paymentAnswerOf(view));
  }
}
