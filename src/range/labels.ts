/** `labels.jsonl` and members files as read back. */
import { z } from 'zod'
import { AppError } from '../errors.ts'
import { readLines } from './files.ts'

export const labelSchema = z.object({
  account: z.string(),
  kind: z.string(),
  group: z.string(),
  campaign: z.string().optional(),
  level: z.number().optional(),
  operator: z.string().optional(),
  predecessor: z.string().optional(),
  exchanges: z.number().default(0),
  extracting: z.number().default(0),
})
export type LabelLine = z.infer<typeof labelSchema>

/** What `stillwatch export members` writes; other fields are ignored. */
export const foundSchema = z.object({
  campaign: z.string(),
  account: z.string(),
  measure: z.string().optional(),
  since: z.string().optional(),
})
export type FoundLine = z.infer<typeof foundSchema>

async function readAll<T>(path: string, schema: z.ZodType<T>): Promise<T[]> {
  const lines: T[] = []
  let number = 0
  for await (const line of readLines(path)) {
    number++
    const parsed = schema.safeParse(parseJson(line))
    if (!parsed.success)
      throw new AppError('input', 'range/bad-line', `${path}:${number} is not a line of this kind of file`)
    lines.push(parsed.data)
  }
  return lines
}

/** JSON or `undefined`; the schema then says what was wrong. */
export function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

export const readLabels = (path: string): Promise<LabelLine[]> => readAll(path, labelSchema)
export const readFound = (path: string): Promise<FoundLine[]> => readAll(path, foundSchema)
