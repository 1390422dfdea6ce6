/** Names of parties outside AWS, under which they are on this machine; RFC 2606 keeps them from being anyone's. */
export const ACQUIRER_HOST = 'acquirer.example.com';
export const MERCHANT_HOST = 'merchant.example.com';
