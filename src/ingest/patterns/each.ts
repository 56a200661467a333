/**
 * One pattern a line, read without case. Written for two engines at once (Hyperscan and JavaScript's `iu`), hence:
 * no look-around, no back-references, no `\s \d \w` (they differ on Unicode), `\b` only beside ASCII letters,
 * gaps bounded. The prefix `(?i)` is for Hyperscan; `toRegExp` takes it off again.
 */
export function each(lines: TemplateStringsArray): readonly string[] {
  return (lines.raw[0] ?? '')
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
    .map(line => `(?i)${line}`)
}

/** `s`, because ClickHouse compiles multi-match patterns with HS_FLAG_DOTALL. */
export function toRegExp(pattern: string): RegExp {
  return new RegExp(pattern.replace(/^\(\?i\)/, ''), 'ius')
}
