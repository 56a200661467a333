/** Asks the store again for everything a dossier says, so that it can be checked instead of believed. */
import { z } from 'zod'
import type { Answer } from '../model/dossier.ts'
import type { Finding, Run } from '../model/finding.ts'
import { capabilities } from '../model/sketch.ts'
import type { Query } from '../query.ts'
import type { Store } from '../store/store.ts'
import { recountQueries, signalQuery } from './recount-queries.ts'

/** A signal's own question, to be asked again of members and of everybody else. */
export interface AskedSignal {
  readonly id: string
  readonly kind: 'attribute' | 'trait'
  readonly sql: string
}

/** The engine's own notation of a time. */
const engineTime = (time: string): string => time.replace('T', ' ').replace('Z', '')

/** Most signals asked again: each reads the whole history once. */
const mostSignals = 24

/**
 * Every answer of the dossier, in a fixed order: `Q1`, `Q2`, …
 * @param signals those of the catalogue; the ones that speak in the finding are asked again
 */
export async function recount(
  store: Store,
  run: Run,
  finding: Finding,
  signals: readonly AskedSignal[],
): Promise<Answer[]> {
  const as_of = engineTime(run.as_of)
  const bound = {
    run: run.run,
    id: finding.id,
    as_of,
    until: as_of,
    names: [...capabilities] as string[],
  }
  const spoken = new Set(finding.evidence.map(one => one.signal))
  const asked = [
    ...Object.values(recountQueries),
    ...signals
      .filter(one => spoken.has(one.id))
      .slice(0, mostSignals)
      .map(signalQuery),
  ]
  const answers: Answer[] = []
  for (const query of asked) {
    answers.push(await ask(store, query as Query<unknown, Answer['rows'][number]>, bound, answers.length + 1))
  }
  return answers
}

async function ask(
  store: Store,
  query: Query<unknown, Answer['rows'][number]>,
  bound: Answer['params'],
  number: number,
): Promise<Answer> {
  // Only what the text names: the appendix shows each query with its own values and no others.
  const params = Object.fromEntries(Object.entries(bound).filter(([name]) => query.sql.includes(`{${name}:`)))
  const rows = await store.rows(query, params)
  return { id: `Q${number}`, name: query.name, sql: query.sql, params, rows }
}

const anyRow = z.record(z.string(), z.union([z.string(), z.number(), z.null()]))

/** Runs an answer's query again, exactly as the dossier gives it. */
export async function askAgain(store: Store, answer: Answer): Promise<Answer['rows']> {
  const query = { name: answer.name, sql: answer.sql, params: z.unknown(), row: anyRow }
  return store.rows(query, answer.params)
}
