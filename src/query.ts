/** The inert description of a query: text, name, and the shapes of what goes in and comes out. */
import { readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { z } from 'zod'

export interface Query<P, R> {
  /** `folder/file`, sent to the engine as `log_comment`. */
  readonly name: string
  readonly sql: string
  readonly params: z.ZodType<P>
  readonly row: z.ZodType<R>
}

/**
 * Reads one `.sql` file beside its user. Values travel only as native `{name:Type}` parameters.
 * @example defineQuery(new URL('./shared-instrument.sql', import.meta.url), { params, row })
 */
export function defineQuery<P, R>(
  file: URL,
  shape: { params: z.ZodType<P>; row: z.ZodType<R> },
): Query<P, R> {
  const path = fileURLToPath(file)
  const name = `${basename(dirname(path))}/${basename(path, '.sql')}`
  return { name, sql: readFileSync(path, 'utf8'), params: shape.params, row: shape.row }
}
