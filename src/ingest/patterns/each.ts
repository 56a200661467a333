/**
 * One pattern a line, lower case, for text in lower case: (?i) doubles Hyperscan's compile time and slows its scan.
 * Written for two engines at once (Hyperscan and JavaScript), hence: no look-around, no back-references, no `\s \d \w`
 * (they differ on Unicode), `\b` only beside ASCII letters, gaps as `[^.]*` (counted gaps are refused as too slow).
 * Trap: of a negated class of several characters, ClickHouse 26's Vectorscan honours the first alone; so, one only.
 */
export function each(lines: TemplateStringsArray): readonly string[] {
  return (lines.raw[0] ?? '')
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
}
