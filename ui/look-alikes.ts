/**
 * Honest groups of the range that leave traces of a family: what its evidence was tested against. The names are those
 * of the range's scenarios (a test holds them to it); how often each was accused stands in docs/evaluation.md.
 */
import type { Family } from '../src/model/finding.ts'

export const testedAgainst: Readonly<Record<Family, readonly string[]>> = {
  money: ['agency', 'family', 'company', 'aggregator'],
  'sign-up': ['class', 'hackathon', 'company', 'key-migration'],
  network: ['carrier-nat', 'commercial-vpn', 'company', 'continuous-integration'],
  client: ['coding-agent', 'aggregator', 'production-agents'],
  content: ['coding-agent', 'benchmark', 'class', 'annotation-vendor', 'retrieval-backfill'],
  timing: ['nightly-evaluation', 'failover-router', 'release-day', 'production-agents', 'class'],
  purpose: ['synthetic-data', 'annotation-vendor', 'benchmark', 'batch-classification', 'whale', 'red-team'],
  reaction: [],
}
