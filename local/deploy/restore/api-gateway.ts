import {
  APIGatewayClient,
  CreateRequestValidatorCommand,
  GetRequestValidatorsCommand,
  UpdateMethodCommand,
} from '@aws-sdk/client-api-gateway';
import { clientOptions } from '../../aws-access';
import { isRecord } from '../template';
import type { DeployedResource, DeployedStack } from './deployed-stack';
import type { Restore } from './restore';

/** The emulator gives a validator of a template an id and nothing behind it. */
async function validatorId(
  stack: DeployedStack,
  client: APIGatewayClient,
  validator: DeployedResource,
): Promise<string> {
  const { RestApiId, Name, ValidateRequestBody, ValidateRequestParameters } = validator.properties;
  const restApiId = stack.resolve(RestApiId);
  const name = typeof Name === 'string' ? Name : validator.logicalId;
  const { items = [] } = await client.send(new GetRequestValidatorsCommand({ restApiId }));
  const known = items.find((item) => item.name === name)?.id;
  if (known) return known;
  const created = await client.send(
    new CreateRequestValidatorCommand({
      restApiId,
      name,
      validateRequestBody: ValidateRequestBody === true,
      validateRequestParameters: ValidateRequestParameters === true,
    }),
  );
  return created.id ?? '';
}

async function restoreValidator(stack: DeployedStack, method: DeployedResource, value: unknown): Promise<void> {
  const reference = isRecord(value) ? value.Ref : undefined;
  const validator = stack
    .resources('AWS::ApiGateway::RequestValidator')
    .find(({ logicalId }) => logicalId === reference);
  if (!validator) throw new Error(`'${method.logicalId}' has a request validator that its stack does not have`);
  const client = new APIGatewayClient(clientOptions(stack.access));
  const restApiId = stack.resolve(method.properties.RestApiId);
  const [resourceId, httpMethod] = method.physicalId.slice(restApiId.length + 1).split('-');
  const id = await validatorId(stack, client, validator);
  const patchOperations = [{ op: 'replace' as const, path: '/requestValidatorId', value: id }];
  await client.send(new UpdateMethodCommand({ restApiId, resourceId, httpMethod, patchOperations }));
}

export const apiGatewayRestores: readonly Restore[] = [
  { type: 'AWS::ApiGateway::Method', property: 'RequestValidatorId', apply: restoreValidator },
];
