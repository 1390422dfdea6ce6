import type { Stack } from '../../tools/payment-dashboard/synthesized/assembly';
import { logicalNames } from '../../tools/payment-dashboard/synthesized/logical-names';
import type { Names } from '../../tools/payment-dashboard/synthesized/tokens';
import { ACCOUNT } from '../deploy/restore/deployed-stack';

/** Names as they are in the emulator; what is not in it, alarms above all, is named by the template. */
export function deployedNames(stack: Stack, physicalIds: ReadonlyMap<string, string>): Names {
  const logical = logicalNames(stack);
  return {
    reference: (name, attribute) => {
      const physicalId = physicalIds.get(name);
      if (physicalId === undefined) return logical.reference(name, attribute);
      if (attribute === 'Arn' && stack.template.Resources[name]?.Type === 'AWS::KMS::Key') {
        return `arn:aws:kms:${stack.region}:${ACCOUNT}:key/${physicalId}`;
      }
      // of a queue it is the address, of a topic the ARN; dashboards ask for names
      return attribute === 'Arn' ? physicalId : (physicalId.split(/[:/]/).pop() ?? physicalId);
    },
  };
}
