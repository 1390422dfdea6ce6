import { PublishCommand } from '@aws-sdk/client-sns';
import { snsClient } from '../../../handlers/runtime/aws-clients/sns';

export const call = () =>
  snsClient().send(new PublishCommand({ TopicArn: 'arn:aws:sns:us-east-1:111122223333:bench', Message: 'none' }));
