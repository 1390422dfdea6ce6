/** Ranges as the networks publish them, longest prefix first; enough for a vault that only has to name the network. */
const PREFIXES: readonly (readonly [RegExp, string])[] = [
  [/^3[47]/, 'american-express'],
  [/^3(?:0[0-5]|[689])/, 'diners-club'],
  [/^35(?:2[89]|[3-8])/, 'jcb'],
  [/^(?:6011|64[4-9]|65)/, 'discover'],
  [/^62/, 'unionpay'],
  [/^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, 'mastercard'],
  [/^(?:5018|5020|5038|5893|6304|6759|676[1-3])/, 'maestro'],
  [/^4/, 'visa'],
];

export function cardNetwork(number: string): string {
  return PREFIXES.find(([prefix]) => prefix.test(number))?.[1] ?? 'unknown';
}

export function passesLuhn(number: string): boolean {
  const sum = [...number].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum > 0 && sum % 10 === 0;
}
