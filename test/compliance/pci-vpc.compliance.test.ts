import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import { PciVpc, VpcEgress } from '../../src/pci-vpc';
import { unacknowledged } from './packs';
import { surroundings } from './surroundings';

const ways = {
  'a gateway per zone': VpcEgress.natGatewayPerZone(),
  'one gateway': VpcEgress.singleNatGateway(),
  'instances of its own': VpcEgress.natInstances(),
  'no way out': VpcEgress.none(),
};

describe.each(Object.entries(ways))('a VPC with %s', (_, egress) => {
  test.each(surroundings)('has no finding in $name', ({ stack }) => {
    const scope = stack();
    const { KMS, ECR_DOCKER } = ec2.InterfaceVpcEndpointAwsService;
    new PciVpc(scope, 'Vpc', { egress, interfaceEndpoints: [KMS, ECR_DOCKER], peerCidrs: ['10.1.0.0/16'] });
    expect(unacknowledged(scope.node.root)).toEqual([]);
  });
});

test.each(surroundings)('NAT instances with a key of the user have no finding in $name', ({ stack }) => {
  const scope = stack();
  const encryptionKey = new kms.Key(scope, 'DiskKey', { enableKeyRotation: true });
  new PciVpc(scope, 'Vpc', { egress: VpcEgress.natInstances({ encryptionKey }), encryptionKey });
  expect(unacknowledged(scope.node.root)).toEqual([]);
});

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
