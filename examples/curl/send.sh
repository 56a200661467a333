#!/bin/sh
# Sends two exchanges and one account, then asks for a decision. Start `npx stillwatch serve` first.
set -eu
url="${STILLWATCH_URL:-http://127.0.0.1:8787}"

post() { # path, media type; body on standard input
  if [ -n "${STILLWATCH_TOKEN:-}" ]; then set -- "$@" -H "authorization: Bearer $STILLWATCH_TOKEN"; fi
  path="$1"; type="$2"; shift 2
  curl --fail-with-body --silent --show-error -H "content-type: $type" --data-binary @- "$@" "$url$path"
  echo
}

now="$(date -u +%Y-%m-%dT%H:%M:%SZ)"
post /v1/exchanges application/x-ndjson <<LINES
{"id":"example-1-$now","time":"$now","account":"example","model":"large","request":{"messages":[{"role":"user","content":"Which boats cross the river?"}]},"response":{"text":"The red one."}}
{"id":"example-2-$now","time":"$now","account":"example","model":"large","usage":{"input_tokens":12,"output_tokens":40}}
LINES

post /v1/accounts application/x-ndjson <<LINES
{"account":"example","created":"$now","plan":"pay-as-you-go","country":"FI"}
LINES

post /v1/decide application/json <<BODY
{"account":"example","model":"large"}
BODY
