import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { acknowledge } from '../../private/acknowledge';
import { networkName } from './name-tags';

/** Answers come back to a port that the caller picked from these. */
const EPHEMERAL = ec2.AclTraffic.tcpPortRange(1024, 65535);
const POSTGRESQL = 5432;
const ANYWHERE = '0.0.0.0/0';

export interface AclSettings {
  readonly vpc: ec2.IVpc;
  readonly cidr: string;
  readonly privateCidrs: string[];
  readonly peerCidrs: string[];
  readonly outboundPorts: number[];
  readonly publicPorts: number[];
}

/** One rule: traffic from or to a network. Everything that no rule names is refused. */
interface AclRule {
  readonly cidr: string;
  readonly traffic: ec2.AclTraffic;
}

interface AclRules {
  readonly ingress: AclRule[];
  readonly egress: AclRule[];
}

/** Load balancers and NAT: called from the internet on the public ports, and calling it for the private tier. */
export function publicAcl(network: Construct, subnets: ec2.ISubnet[], settings: AclSettings): void {
  createAcl(network, 'Public', subnets, settings.vpc, {
    ingress: [whole(settings.cidr), ...on(settings.publicPorts, ANYWHERE), answers(ANYWHERE)],
    egress: [whole(settings.cidr), ...on(settings.outboundPorts, ANYWHERE), answers(ANYWHERE)],
  });
}

/** Compute: talks inside the VPC and to peers, calls the internet on the outbound ports, and is called by nobody there. */
export function privateAcl(network: Construct, subnets: ec2.ISubnet[], settings: AclSettings): void {
  const near = [settings.cidr, ...settings.peerCidrs].map(whole);
  createAcl(network, 'Private', subnets, settings.vpc, {
    ingress: [...near, answers(ANYWHERE)],
    egress: [...near, ...on(settings.outboundPorts, ANYWHERE)],
  });
}

/** Databases: called by the private tier on PostgreSQL's port, and only answering. */
export function databaseAcl(network: Construct, subnets: ec2.ISubnet[], settings: AclSettings): void {
  createAcl(network, 'Database', subnets, settings.vpc, {
    ingress: settings.privateCidrs.flatMap((cidr) => on([POSTGRESQL], cidr)),
    egress: settings.privateCidrs.map(answers),
  });
}

function whole(cidr: string): AclRule {
  return { cidr, traffic: ec2.AclTraffic.allTraffic() };
}

function answers(cidr: string): AclRule {
  return { cidr, traffic: EPHEMERAL };
}

function on(ports: number[], cidr: string): AclRule[] {
  return ports.map((port) => ({ cidr, traffic: ec2.AclTraffic.tcpPort(port) }));
}

function createAcl(network: Construct, tier: string, subnets: ec2.ISubnet[], vpc: ec2.IVpc, rules: AclRules): void {
  const acl = new ec2.NetworkAcl(network, `${tier}NetworkAcl`, {
    vpc,
    subnetSelection: { subnets },
    networkAclName: networkName(network, 'network-acl', tier.toLowerCase()),
  });
  addRules(acl, 'Ingress', ec2.TrafficDirection.INGRESS, rules.ingress);
  addRules(acl, 'Egress', ec2.TrafficDirection.EGRESS, rules.egress);
  acknowledge(acl, {
    'AwsSolutions-VPC3':
      'PCI DSS 1.3 and 1.4 ask for segments: the list states each tier once more, below the security groups',
  });
}

function addRules(acl: ec2.NetworkAcl, id: string, direction: ec2.TrafficDirection, rules: AclRule[]): void {
  rules.forEach(({ cidr, traffic }, index) => {
    acl.addEntry(`${id}${index}`, {
      cidr: ec2.AclCidr.ipv4(cidr),
      ruleNumber: 100 + index * 10,
      traffic,
      direction,
      ruleAction: ec2.Action.ALLOW,
    });
  });
}
