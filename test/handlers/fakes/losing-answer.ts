import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { EmulatedCloud } from './emulated-cloud';

/** A client that loses the answer to one request, the first unless told otherwise, which was carried out: the SDK sends it again. */
export function losingAnswer({ dynamoDb, endpoint }: EmulatedCloud, which = 1): DynamoDBClient {
  const { region, credentials, requestHandler } = dynamoDb.config;
  let answered = 0;
  return new DynamoDBClient({
    endpoint,
    region,
    credentials,
    requestHandler: {
      handle: async (request: Parameters<typeof requestHandler.handle>[0], options?: object) => {
        const answer = await requestHandler.handle(request, options);
        answered += 1;
        if (answered !== which) return answer;
        throw Object.assign(new Error('no answer'), { name: 'TimeoutError' });
      },
    },
  });
}
