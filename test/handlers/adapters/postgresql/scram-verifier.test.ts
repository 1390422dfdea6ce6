import { scramVerifier } from '../../../../handlers/adapters/postgresql/scram-verifier';
import { ConfigurationError } from '../../../../handlers/runtime/errors';

test('the verifier is the one of RFC 7677, for its user and salt', () => {
  // The RFC's example exchange, by which StoredKey and ServerKey are fixed.
  const salt = Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64');
  expect(scramVerifier('pencil', salt)).toBe(
    'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
  );
});

test('each verifier has a salt of its own', () => {
  expect(scramVerifier('pencil')).not.toBe(scramVerifier('pencil'));
});

test.each(['', 'with space', 'pässwort', 'tab\t'])(
  'fails for a password that would have to be normalized: %j',
  (password) => {
    expect(() => scramVerifier(password)).toThrow(ConfigurationError);
  },
);
