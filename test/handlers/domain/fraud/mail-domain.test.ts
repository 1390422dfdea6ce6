import { domainsAbove, mailDomainOf } from '../../../../handlers/domain/fraud/mail-domain';

test('the domain of an address is what stands after its last @, in small letters', () => {
  expect(mailDomainOf(' Anna@Mail.Example ')).toBe('mail.example');
  expect(mailDomainOf('"a@b"@mail.example')).toBe('mail.example');
  expect(mailDomainOf(undefined)).toBeUndefined();
});

test.each([
  ['mail.example', ['mail.example']],
  ['a.mail.example', ['a.mail.example', 'mail.example']],
  ['a.b.c.d.e.example', ['b.c.d.e.example', 'c.d.e.example', 'd.e.example', 'e.example']],
  ['localhost', []],
  ['', []],
])('above %s are the domains whose mailboxes it may use', (domain, above) => {
  expect(domainsAbove(domain)).toEqual(above);
});
