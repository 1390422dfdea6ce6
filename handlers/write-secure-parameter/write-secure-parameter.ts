import type { SecretText } from '../ports/secret-text';
import type { SecureParameters } from '../ports/secure-parameters';

export interface WriteSecureParameterPorts {
  readonly secrets: SecretText;
  readonly parameters: SecureParameters;
}

export interface SecureParameterRequest {
  readonly parameterName: string;
  readonly keyId: string;
  readonly secretArn: string;
  readonly secretField?: string;
}

/** Copies a secret into an encrypted parameter. A parameter that somebody else wrote is never replaced. */
export async function writeSecureParameter(
  { secrets, parameters }: WriteSecureParameterPorts,
  { parameterName, keyId, secretArn, secretField }: SecureParameterRequest,
  formerName: string | undefined,
): Promise<void> {
  const value = await secrets.read(secretArn, secretField);
  await parameters.put({ name: parameterName, keyId, value, replace: formerName === parameterName });
}
