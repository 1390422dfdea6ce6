import { localAddress } from '../../../local/deploy/outputs';

const addresses = {
  endpoint: 'https://127.0.0.1:4566',
  domains: new Map([['payments.example.com', 'https://127.0.0.1:4566/_aws/execute-api/a1b2/v1']]),
};

test.each([
  ['https://a1b2.execute-api.us-east-1.amazonaws.com/v1/', 'https://127.0.0.1:4566/_aws/execute-api/a1b2/v1/'],
  ['https://payments.example.com', 'https://127.0.0.1:4566/_aws/execute-api/a1b2/v1'],
  ['https://payments.example.com/payments', 'https://127.0.0.1:4566/_aws/execute-api/a1b2/v1/payments'],
  ['https://elsewhere.example.com/', 'https://elsewhere.example.com/'],
  ['sessions-table-dev', 'sessions-table-dev'],
  ['arn:aws:sns:us-east-1:000000000000:events', 'arn:aws:sns:us-east-1:000000000000:events'],
])('%s becomes %s', (value, expected) => {
  expect(localAddress(addresses, value)).toBe(expected);
});
