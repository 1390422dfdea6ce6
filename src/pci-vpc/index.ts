export * from './pci-vpc';
export * from './pci-vpc-props';
export * from './subnet-plan';
export * from './vpc-egress';
