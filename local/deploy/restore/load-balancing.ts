import {
  ElasticLoadBalancingV2Client,
  RegisterTargetsCommand,
  type TargetDescription,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { clientOptions } from '../../aws-access';
import { isRecord } from '../template';
import type { DeployedStack } from './deployed-stack';
import type { Restore } from './restore';

function targetOf(stack: DeployedStack, target: Readonly<Record<string, unknown>>): TargetDescription {
  return {
    Id: stack.resolve(target.Id),
    ...(target.Port !== undefined && { Port: Number(stack.resolve(target.Port)) }),
  };
}

export const loadBalancingRestores: readonly Restore[] = [
  {
    type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
    property: 'Targets',
    apply: async (stack, { physicalId: TargetGroupArn }, value) => {
      const targets = Array.isArray(value) ? value.filter(isRecord) : [];
      const Targets = targets.map((target) => targetOf(stack, target));
      const client = new ElasticLoadBalancingV2Client(clientOptions(stack.access));
      await client.send(new RegisterTargetsCommand({ TargetGroupArn, Targets }));
    },
  },
];
