"""What the emulator puts around a Node.js function reads addresses as the WHATWG does: `url.parse` is deprecated, and said so in every log."""
from ministack.core import lambda_runtime

REPLACEMENTS = {
    "url.parse(endpoint)": "new URL(endpoint)",
    "url.parse(input)": "url.urlToHttpOptions(new URL(input))",
    "url.parse(input.toString())": "url.urlToHttpOptions(input)",
}


def mend():
    script = lambda_runtime._NODEJS_WORKER_SCRIPT
    for old, new in REPLACEMENTS.items():
        if old not in script:
            raise RuntimeError(f"this version of the emulator has no '{old}' in its worker")
        script = script.replace(old, new)
    lambda_runtime._NODEJS_WORKER_SCRIPT = script
