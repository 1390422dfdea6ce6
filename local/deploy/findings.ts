import type { AwsAddress } from '../aws-access';
import type { Rotation } from './deployment';
import type { DeployedStack } from './restore/deployed-stack';

/** Where a stack's REST API answers, with a slash at the end; empty when it has none. */
export function apiUrlOf(stack: DeployedStack, { endpoint }: AwsAddress): string {
  const [stage] = stack.resources('AWS::ApiGateway::Stage');
  return stage ? `${endpoint}/_aws/execute-api/${stack.resolve(stage.properties.RestApiId)}/${stage.physicalId}/` : '';
}

/** Custom domain names of a stack, with what they stand for on this machine. */
export function domainsOf(stack: DeployedStack, apiUrl: string): readonly (readonly [string, string])[] {
  return stack
    .resources('AWS::ApiGateway::DomainName')
    .map(({ properties }) => [stack.resolve(properties.DomainName), apiUrl.replace(/\/$/, '')]);
}

/** Rotation schedules, which are in no emulator: of the template, not of what is deployed. */
export function rotationsOf(stack: DeployedStack): readonly Rotation[] {
  return stack.intended('AWS::SecretsManager::RotationSchedule').map(({ SecretId, RotationLambdaARN }) => ({
    secretId: stack.resolve(SecretId),
    functionName: stack.resolve(RotationLambdaARN),
  }));
}
