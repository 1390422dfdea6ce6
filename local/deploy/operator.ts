import { CreateAccessKeyCommand, CreateUserCommand, IAMClient, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { LambdaClient, paginateListFunctions } from '@aws-sdk/client-lambda';
import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ListSubscriptionsByTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { AcquirerEnvironment, FunctionEnvironment, NotifyPaymentEnvironment } from '../../src/contract/environment';
import { ParameterName } from '../../src/contract/parameters';
import { type AwsAccess, clientOptions } from '../aws-access';
import type { CloudState } from '../cloud-state';
import { ACQUIRER_HOST, MERCHANT_HOST } from '../network/outsiders';
import type { Credentials } from './deployment';

/** Every value that the deployed functions have for an environment variable. */
async function valuesOf(access: AwsAccess, variable: string): Promise<readonly string[]> {
  const values = new Set<string>();
  for await (const { Functions = [] } of paginateListFunctions(
    { client: new LambdaClient(clientOptions(access)) },
    {},
  )) {
    for (const { Environment } of Functions) {
      const value = Environment?.Variables?.[variable];
      if (value) values.add(value);
    }
  }
  return [...values];
}

/** The key the acquirer gave us; a template must not hold it. */
async function fillInAcquirerKey(access: AwsAccess, apiKey: string): Promise<void> {
  const client = new SecretsManagerClient(clientOptions(access));
  for (const SecretId of await valuesOf(access, AcquirerEnvironment.ACQUIRER_SECRET_ARN)) {
    await client.send(new PutSecretValueCommand({ SecretId, SecretString: JSON.stringify({ apiKey }) }));
  }
}

async function fillInParameters(access: AwsAccess): Promise<void> {
  const client = new SSMClient(clientOptions(access));
  const values = {
    [ParameterName.ACQUIRER_URL]: `https://${ACQUIRER_HOST}`,
    [ParameterName.WEBHOOK_URL]: `https://${MERCHANT_HOST}/webhook`,
    // nobody waits five minutes for a demonstration
    [ParameterName.RECONCILIATION]: JSON.stringify({ graceSeconds: 20 }),
  };
  for (const path of await valuesOf(access, FunctionEnvironment.CONFIGURATION_PATH)) {
    for (const [name, Value] of Object.entries(values)) {
      await client.send(new PutParameterCommand({ Name: `${path}/${name}`, Value, Type: 'String', Overwrite: true }));
    }
  }
}

async function subscribe(access: AwsAccess, port: number): Promise<void> {
  const client = new SNSClient(clientOptions(access));
  const Endpoint = `https://localhost:${port}/topic`;
  for (const TopicArn of await valuesOf(access, NotifyPaymentEnvironment.NOTIFICATION_TOPIC_ARN)) {
    const { Subscriptions = [] } = await client.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
    if (Subscriptions.some((subscription) => subscription.Endpoint === Endpoint)) continue;
    await client.send(new SubscribeCommand({ TopicArn, Protocol: 'https', Endpoint }));
  }
}

/** Someone who may call the API, and nothing else. */
export async function createMerchant(access: AwsAccess, UserName: string): Promise<Credentials> {
  const client = new IAMClient(clientOptions(access));
  const { User } = await client.send(new CreateUserCommand({ UserName }));
  const statement = {
    Effect: 'Allow',
    Action: 'execute-api:Invoke',
    Resource: `arn:aws:execute-api:${access.region}:*:*`,
  };
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await client.send(new PutUserPolicyCommand({ UserName, PolicyName: 'call-payment-api', PolicyDocument }));
  const { AccessKey } = await client.send(new CreateAccessKeyCommand({ UserName }));
  return {
    userArn: User?.Arn ?? '',
    accessKeyId: AccessKey?.AccessKeyId ?? '',
    secretAccessKey: AccessKey?.SecretAccessKey ?? '',
  };
}

/** What an operator does after the first deployment: hand over keys, enter addresses, subscribe. */
export async function operate(access: AwsAccess, cloud: CloudState): Promise<void> {
  await fillInAcquirerKey(access, cloud.acquirer.apiKey);
  await fillInParameters(access);
  await subscribe(access, cloud.subscriber.port);
}
