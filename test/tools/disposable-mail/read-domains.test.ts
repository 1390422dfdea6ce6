import { readDomains } from '../../../tools/disposable-mail/read-domains';

test('reads a domain a line, once each, as it stands in addresses', () => {
  const text = '# a list\r\nMail.Example\r\n\r\nmail.example\nbücher.example\n';
  expect(readDomains(text)).toEqual(['mail.example', 'xn--bcher-kva.example']);
});

test.each(['user@mail.example', 'example', '-.example', 'a b.example', '*.example'])('fails for %s', (line) => {
  expect(() => readDomains(line)).toThrow('line 1 must be a domain');
});
