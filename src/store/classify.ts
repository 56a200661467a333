/** The one place where an engine's failure becomes an AppError: by number, never by the words of a message. */
import { AppError, type ErrorKind } from '../errors.ts'

/**
 * Numbers from ClickHouse's ErrorCodes.cpp that mean something other than a defect in our SQL.
 * Whatever is not listed is `bug store/sql`.
 */
const meanings: Record<number, readonly [ErrorKind, string, string]> = {
  3: ['upstream', 'store/unavailable', 'the store broke off in the middle of an answer'],
  27: ['input', 'store/bad-row', 'a row does not fit its table'],
  26: ['input', 'store/bad-row', 'a row does not fit its table'],
  41: ['input', 'store/bad-row', 'a row holds something that is not a time'],
  72: ['input', 'store/bad-row', 'a row does not fit its table'],
  117: ['input', 'store/bad-row', 'a row does not fit its table'],
  130: ['input', 'store/bad-value', 'a value does not fit its parameter'],
  457: ['input', 'store/bad-value', 'a value does not fit its parameter'],
  81: ['missing', 'store/database', 'the server has no such database'],
  107: ['missing', 'store/file', 'the store cannot find the file'],
  158: ['limit', 'store/too-many-rows', 'the query would read too much'],
  159: ['limit', 'store/timeout', 'the query took too long'],
  160: ['limit', 'store/timeout', 'the query would take too long'],
  164: ['denied', 'store/readonly', 'the store is open for reading only'],
  202: ['upstream', 'store/busy', 'the store has too many queries at once'],
  241: ['limit', 'store/memory', 'the query needs more memory than it may use'],
  243: ['limit', 'store/disk-full', 'there is no room left on the disk'],
  252: ['upstream', 'store/busy', 'the store has too many parts to merge'],
  279: ['upstream', 'store/unavailable', 'no node of the cluster can be reached'],
  291: ['denied', 'store/access', 'the store refuses this database'],
  394: ['limit', 'store/cancelled', 'the query was cancelled'],
  396: ['limit', 'store/too-wide', 'the result is too big'],
  497: ['denied', 'store/access', 'the store user lacks a privilege'],
  516: ['denied', 'store/access', 'the store refuses this user or password'],
  209: ['upstream', 'store/unavailable', 'the store does not answer'],
  210: ['upstream', 'store/unavailable', 'the store does not answer'],
  519: ['upstream', 'store/unavailable', 'a node of the cluster is missing'],
}

/**
 * @example throw classify(error, 'signals/shared-instrument')
 */
export function classify(error: unknown, name: string, signal?: AbortSignal): AppError {
  if (error instanceof AppError) return error
  if (signal?.aborted) return new AppError('limit', 'store/cancelled', `${name}: cancelled`, { cause: error })
  const text = error instanceof Error ? error.message : String(error)
  const code = engineCode(error)
  if (code === undefined) {
    const message = `the store cannot be reached (${networkCode(error) ?? 'no answer'})`
    return new AppError('upstream', 'store/unavailable', message, {
      detail: `${name}: ${text}`,
      cause: error,
    })
  }
  const [kind, path, message] = meanings[code] ?? ['bug', 'store/sql', 'a query of ours is wrong']
  const detail = `${name}: ClickHouse ${code}: ${text}`
  return new AppError(kind, path, `${name}: ${message} (ClickHouse ${code})`, { detail, cause: error })
}

/** The numeric code, where an engine's error carries one: as a field, or at the head of its standard text. */
export function engineCode(error: unknown): number | undefined {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('clickhouseCode' in at && typeof at.clickhouseCode === 'number') return at.clickhouseCode
    if ('code' in at && typeof at.code === 'string' && /^\d+$/.test(at.code)) return Number(at.code)
    const head = /Code: (\d+)\. DB::/.exec(at.message)?.[1]
    if (head !== undefined) return Number(head)
  }
  return undefined
}

function networkCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
