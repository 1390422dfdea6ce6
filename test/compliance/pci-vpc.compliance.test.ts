import { App, type Environment, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { PaymentEnvironment } from '../../src/environment';
import { PciVpc, VpcEgress } from '../../src/pci-vpc';
import { unacknowledged } from './packs';

const ways = {
  'a gateway per zone': VpcEgress.natGatewayPerZone(),
  'one gateway': VpcEgress.singleNatGateway(),
  instances: VpcEgress.natInstances(),
  none: VpcEgress.none(),
};
const stacks: [string, Environment | undefined][] = [
  ['agnostic', undefined],
  ['concrete', { account: '111122223333', region: 'us-east-1' }],
];

for (const [environment, production] of [
  ['no environment', undefined],
  ['a destroyable one', false],
  ['production', true],
] as const) {
  describe(environment, () => {
    test.each(
      Object.entries(ways).flatMap(([way, egress]) => stacks.map(([kind, env]) => ({ way, egress, kind, env }))),
    )('no finding with egress $way in a stack that is $kind', ({ egress, env }) => {
      const app = new App();
      const stack = new Stack(app, 'Stack', { env });
      if (production !== undefined) PaymentEnvironment.define(stack, { production });
      const interfaceEndpoints = [
        ec2.InterfaceVpcEndpointAwsService.KMS,
        ec2.InterfaceVpcEndpointAwsService.ECR_DOCKER,
      ];
      new PciVpc(stack, 'Vpc', { egress, interfaceEndpoints, peerCidrs: ['10.1.0.0/16'] });
      expect(unacknowledged(app)).toEqual([]);
    });
  });
}

test('what a user adds to the VPC is not excused along with it', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  const { vpc } = new PciVpc(stack, 'Vpc');
  new ec2.SecurityGroup(stack, 'Open', { vpc }).addIngressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(22));
  new ec2.NetworkAcl(stack, 'Own', { vpc });
  const findings = unacknowledged(app);
  expect(findings).toContain('AwsSolutions-EC23 Stack/Open/Resource');
  expect(findings).toContain('AwsSolutions-VPC3 Stack/Own/Resource');
});
