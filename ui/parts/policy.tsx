/** The provider's own rules about who may use what. */
export function Policy() {
  return null
}
