// What the signer of database tokens would import when it runs; at once, the modules it shares with the clients stay one scope.
export { defaultProvider as fromNodeProviderChain } from '@aws-sdk/credential-provider-node';
