/** Not in generated passwords: characters that shells, connection URLs and JSON give a meaning of their own. */
export const EXCLUDED_CHARACTERS = ' %+~`#$&*()|[]{}:;<>?!\'/@"\\,=^';

export const PASSWORD_LENGTH = 32;
