/** The package's version, part of every run's identity. */
export const version = '0.1.0'
