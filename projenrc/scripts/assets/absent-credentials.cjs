// Stands for the sources of credentials that Lambda does not have.
throw new Error(
  'credentials must come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, as Lambda sets them, with AWS_PROFILE unset: ' +
    'functions are bundled without other sources',
);
