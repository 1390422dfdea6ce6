import { GenerateMacCommand } from '@aws-sdk/client-kms';
import { kmsClient } from '../../../handlers/runtime/aws-clients/kms';

export const call = () =>
  kmsClient().send(
    new GenerateMacCommand({ KeyId: 'bench', MacAlgorithm: 'HMAC_SHA_256', Message: Buffer.from('none') }),
  );
