import { setTimeout as wait } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDbPaymentViews } from '../../handlers/adapters/dynamodb-payment-views';
import { DynamoDbReceipts } from '../../handlers/adapters/dynamodb-receipts';
import type { NotifyPaymentPorts } from '../../handlers/notify-payment/notify-payment';
import type { ProjectPaymentPorts } from '../../handlers/project-payment/project-payment';
import { systemClock as clock } from '../../handlers/runtime/clock';
import { fakeConfiguration } from '../handlers/fakes/configuration';
import { recordingLogger } from '../handlers/fakes/recording-logger';
import { recordingMetrics } from '../handlers/fakes/recording-metrics';
import { dyingReceipts, dyingViews } from './dying-ports';
import type { Doom } from './kill-points';
import type { Outward, WorkerSettings } from './worker-messages';

export interface ConsumerPorts {
  readonly notifying: NotifyPaymentPorts;
  readonly projecting: ProjectPaymentPorts;
}

const LOCAL = { region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };

/** The wiring of the functions that listen to the topic; the merchant and his ear are with the parent. */
export function consumerPorts(
  { cloudEndpoint, leaseSeconds, tableName }: WorkerSettings,
  outward: (call: Outward) => Promise<unknown>,
  doom: Doom,
): ConsumerPorts {
  const logger = recordingLogger();
  const dynamoDb = new DynamoDBClient({ ...LOCAL, endpoint: cloudEndpoint });
  const views = dyingViews(new DynamoDbPaymentViews(dynamoDb, tableName, clock), doom);
  return {
    notifying: {
      configuration: fakeConfiguration({}),
      receipts: dyingReceipts(new DynamoDbReceipts(dynamoDb, tableName, clock, leaseSeconds), doom),
      topic: {
        notify: async (event) => {
          await outward({ kind: 'notify', event });
          await doom.reach('between delivery and receipt');
        },
      },
      webhook: { deliver: async () => undefined },
      wait,
      metrics: recordingMetrics(),
      logger,
    },
    projecting: {
      views: {
        find: (paymentId) => views.find(paymentId),
        putIfNewer: async (view) => {
          const written = await views.putIfNewer(view);
          if (written) await outward({ kind: 'written', view });
          return written;
        },
      },
      logger,
    },
  };
}
