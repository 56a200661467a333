/**
 * Most nats that one piece of a group's evidence may count: the cap of an origin, which a test holds detection to. Apart
 * from the schemas, so that the page need not carry those.
 */
export const pieceCap = 12
