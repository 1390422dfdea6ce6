import { generatePassword } from '../../../handlers/rotate-credential/generate-password';
import { ConfigurationError } from '../../../handlers/runtime/errors';

const many = Array.from({ length: 200 }, () => generatePassword());

test('passwords have 32 visible characters of every class, and none that breaks a URL or a quote', () => {
  for (const password of many) {
    expect(password).toMatch(/^[!-~]{32}$/);
    for (const one of [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/]) expect(password).toMatch(one);
    expect(password).not.toMatch(/[:/@"'\\`]/);
  }
});

test('no two are the same, and no place always has the same class', () => {
  expect(new Set(many).size).toBe(many.length);
  for (let place = 0; place < 4; place += 1) {
    expect(new Set(many.map((password) => /[a-z]/.test(password[place] ?? ''))).size).toBe(2);
  }
});

test('excluded characters do not appear', () => {
  const excluded = '!#$%&()*+,-.;<=>?[]^_{|}~abc';
  for (let time = 0; time < 50; time += 1) expect(generatePassword(excluded)).toMatch(/^[d-zA-Z0-9]{32}$/);
});

test('fails when too few characters are left', () => {
  expect(() => generatePassword('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ')).toThrow(ConfigurationError);
});
