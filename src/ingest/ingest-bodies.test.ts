import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTemporary, type TemporaryStore } from '../../test/support/temporary-store.ts'
import { decisionsAbout } from '../contain/decided.ts'
import { readTrials } from '../contain/trials.ts'
import { ingestBodies, stageBodies } from './ingest-bodies.ts'

let temporary: TemporaryStore
beforeAll(async () => {
  temporary = await openTemporary()
})
afterAll(() => temporary.end())

const key = { k0: '11', k1: '22' }
const now = Date.UTC(2026, 5, 1)
const exchange = (id: string): string =>
  JSON.stringify({ id, time: now - 1000, account: 'a1', model: 'large', response: { text: 'x\ny' } })
const bytes = (...lines: string[]): Uint8Array => new TextEncoder().encode(lines.join('\n'))
let batches = 0
const send = (...bodies: Uint8Array[]) =>
  ingestBodies(temporary.store, key, bodies, `batch-${batches++}`, now)

test('each body of a batch is told of its own lines', async () => {
  const results = await send(
    bytes(exchange('a'), exchange('b'), ''),
    bytes('', exchange('c'), exchange('a'), 'no json', '{"account":"a1","plan":"pro"}\r'),
    bytes(),
    bytes('{"account":"a1","status":"gone"}', '[]', `${exchange('d')}\r`),
  )
  expect(results).toMatchObject([
    { taken: 2, repeated: 0, rejected: 0, accounts: 0 },
    {
      taken: 1,
      repeated: 1,
      rejected: 1,
      accounts: 1,
      rejections: [{ row: 3, reason: 'not a JSON object' }],
    },
    { taken: 0, repeated: 0, rejected: 0, accounts: 0 },
    { taken: 1, repeated: 0, rejected: 2, accounts: 0, rejections: [{ row: 1 }, { row: 0 }] },
  ])
})

test('what stands there already is told as repeated to whom it belongs', async () => {
  const results = await send(bytes(exchange('a'), exchange('e')), bytes(exchange('f'), exchange('f')))
  expect(results).toMatchObject([
    { taken: 1, repeated: 1 },
    { taken: 1, repeated: 1 },
  ])
})

test('a batch that was read while another was stored finds what that one stored', async () => {
  const bodies = [
    bytes(exchange('side-1'), exchange('side-2')),
    bytes(exchange('side-2'), exchange('side-3')),
  ]
  const staged = await Promise.all(
    bodies.map((body, at) => stageBodies(temporary.store, key, [body], `side-${at}`, now)),
  )
  expect(await staged[0]?.store()).toMatchObject([{ taken: 2, repeated: 0 }])
  expect(await staged[1]?.store()).toMatchObject([{ taken: 1, repeated: 1 }])
})

test('what a call was told is kept with it, once, and what is no decision is not', async () => {
  const told = (id: string, decision: unknown) =>
    JSON.stringify({ id, time: now - 1000, account: 'told', model: 'large', decision })
  const block = { decision: 'block', measure: 'suspend', campaign: 'c-1', refused: true }
  const watch = {
    decision: 'watch',
    measure: 'watch',
    would: 'suspend',
    would_by: 'rule:r-1',
    probe: 'b-1',
    fallback: true,
  }
  const odd = [7, 'block', [], { decision: 'perhaps' }, { decision: ['block'] }, null]
  const body = bytes(told('t1', block), told('t2', watch), ...odd.map((one, i) => told(`odd-${i}`, one)))
  await send(body)
  await send(body, bytes(told('t2', block)))
  const kept = await decisionsAbout(temporary.store, 'told', 10)
  expect(kept).toMatchObject([
    {
      id: 't1',
      time: new Date(now - 1000).toISOString(),
      ...block,
      would: '',
      would_by: '',
      fallback: false,
      probe: '',
    },
    { id: 't2', ...watch, campaign: '', refused: false },
  ])
  const time = new Date(now - 1000).toISOString()
  const rule = { by: 'rule:r-1', measure: 'suspend', calls: 1, accounts: 1, first: time, last: time }
  expect(await readTrials(temporary.store, now - 60_000)).toEqual([rule])
  expect(await readTrials(temporary.store, now)).toEqual([])
})

test('a body that looks like SQL, or like the way bodies are packed, is lines like any other', async () => {
  const [result] = await send(bytes("x', now())", '', '', 'DROP TABLE exchanges;', '"}', exchange('g')))
  expect(result).toMatchObject({ taken: 1, rejected: 3 })
})
