#!/bin/sh
# Service and gateway together before a model API: sh examples/gateway/start.sh https://api.example.com
# Clients then use http://127.0.0.1:8788/v1 as their base URL; the page is at http://127.0.0.1:8787.
set -eu
upstream="${1:?the model API, such as https://api.example.com}"
run="${STILLWATCH:-npx stillwatch}"
port="${STILLWATCH_PORT:-8787}"
data="${STILLWATCH_DATA:-.stillwatch}"

$run serve --port "$port" --data "$data" &
serve=$!
trap 'kill "$serve" ${gateway:-} 2>/dev/null; wait' EXIT INT TERM
until curl --fail --silent --output /dev/null "http://127.0.0.1:$port/readyz"; do
  kill -0 "$serve"
  sleep 0.2
done
$run gateway --upstream "$upstream" --service "http://127.0.0.1:$port" --port "${GATEWAY_PORT:-8788}" --data "$data-gateway" &
gateway=$!
wait "$gateway"
