/** A policy on the disk: `rules.cedar`, `settings.json`, both optional and as shipped where absent. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compilePolicy, type Policy, type PolicySource } from '../decide/compile-policy.ts'
import { AppError } from '../errors.ts'

/** Where a data folder keeps its policy. */
export const policyFolder = (data: string): string => join(data, 'policy')

/**
 * Reads and checks the policy of a folder; one that does not exist is the shipped policy.
 * @throws input `policy/invalid`, `policy/settings`, `policy/unreadable`
 */
export const loadPolicy = (folder: string): Policy => compilePolicy(readPolicySource(folder))

export function readPolicySource(folder: string): PolicySource {
  const rules = readOptional(join(folder, 'rules.cedar'))
  const settings = readOptional(join(folder, 'settings.json'))
  return {
    ...(rules !== undefined && { rules }),
    ...(settings !== undefined && { settings: parseSettings(settings) }),
  }
}

function readOptional(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined
    throw new AppError('input', 'policy/unreadable', `${path} cannot be read`, { cause })
  }
}

function parseSettings(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    // V8 names the position in some messages and the line in others; the line is what people look for.
    const position = /position (\d+)/.exec(String(error))?.[1]
    const line = position === undefined ? '' : ` line ${text.slice(0, Number(position)).split('\n').length}`
    throw new AppError('input', 'policy/settings', `settings.json${line}: not JSON`)
  }
}
