/**
 * Before each test file: the CDK keeps for every resource where it was created, for messages of its command line. No template
 * has it; gathering it, through the source maps of jest, is an eighth of the time that tests of constructs take.
 */
process.env.CDK_CONTEXT_JSON = JSON.stringify({ 'aws:cdk:disable-creation-stack-traces': true });
