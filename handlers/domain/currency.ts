/**
 * Currencies in which a payment can be made, with the number of digits of their minor unit.
 * Source: ISO 4217 list one (SIX Financial Information, maintenance agency)
 * https://www.six-group.com/en/products-services/financial-information/data-standards.html
 * Compared digit by digit with npm currency-codes 2.2.0, the list of 2024-06-25; since then XCG took the place of ANG, and EUR that of BGN.
 * Left out: funds, metals, testing codes and codes without a minor unit. Never taken from `Intl`: it follows
 * habits of display and contradicts ISO for sixteen of these (it gives IDR and HUF no minor unit, for instance).
 */
const codesByMinorDigits: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF',
  2: [
    'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD',
    'CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD',
    'HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL',
    'MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD',
    'PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL',
    'THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG',
  ].join(' '),
  3: 'BHD IQD JOD KWD LYD OMR TND',
};

const minorDigits: ReadonlyMap<string, number> = new Map(
  Object.entries(codesByMinorDigits).flatMap(([digits, codes]) =>
    codes.split(' ').map((code): [string, number] => [code, Number(digits)]),
  ),
);

export const currencyCodes: readonly string[] = [...minorDigits.keys()].sort();

/** Digits after the decimal point: 2 for EUR, 0 for JPY, 3 for KWD; `undefined` for a currency that is not accepted. */
export function minorDigitsOf(currency: string): number | undefined {
  return minorDigits.get(currency);
}
