import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import * as v from 'valibot';
import { SecureParameterProperty } from '../../src/contract/database';
import { SecretsManagerSecretText } from '../adapters/secrets-manager-secret-text';
import { SsmSecureParameters } from '../adapters/ssm-secure-parameters';
import { secretsManagerClient } from '../runtime/aws-clients/secrets-manager';
import { ssmClient } from '../runtime/aws-clients/ssm';
import { customResource } from '../runtime/custom-resource';
import { ConfigurationError } from '../runtime/errors';
import { writeSecureParameter } from './write-secure-parameter';

const properties = v.object({
  [SecureParameterProperty.PARAMETER_NAME]: v.pipe(v.string(), v.startsWith('/')),
  [SecureParameterProperty.KEY_ID]: v.string(),
  [SecureParameterProperty.SECRET_ARN]: v.string(),
  [SecureParameterProperty.SECRET_FIELD]: v.optional(v.string()),
});

const parameters = new SsmSecureParameters(ssmClient());
const ports = { parameters, secrets: new SecretsManagerSecretText(secretsManagerClient()) };

/** The physical id is the parameter's name: another name makes another parameter, and the former one is deleted then. */
async function run(event: CloudFormationCustomResourceEvent) {
  if (event.RequestType === 'Delete') {
    await parameters.remove(event.PhysicalResourceId);
    return { physicalResourceId: event.PhysicalResourceId };
  }
  const parsed = v.safeParse(properties, event.ResourceProperties);
  if (!parsed.success) throw new ConfigurationError("'parameterName', 'keyId' and 'secretArn' must be set");
  const formerName = event.RequestType === 'Update' ? event.PhysicalResourceId : undefined;
  await writeSecureParameter(ports, parsed.output, formerName);
  return { physicalResourceId: parsed.output.parameterName };
}

export const handler = customResource(run);
