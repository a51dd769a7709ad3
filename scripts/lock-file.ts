interface LockFile {
  packages: Record<string, { version?: string; optionalDependencies?: Record<string, string> }>
}

/**
 * The optional packages of other platforms that package-lock.json lacks: `npm ci` refuses such a file. npm drops them when
 * the registry it asks does not have them.
 * @param lock the parsed file
 * @returns one line for each
 */
export function missingFromLock({ packages }: LockFile): string[] {
  return Object.entries(packages).flatMap(([parent, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !places(parent, name).some((place) => packages[place]?.version))
      .map(
        ([name, version]) =>
          `package-lock.json: lacks ${name} ${version}, which ${parent} names: npm ci would fail; add it`,
      ),
  )
}

/** Where Node.js would look for a package, from the one that wants it upwards. */
function places(parent: string, name: string): string[] {
  const parts = parent.split(/(?:^|\/)node_modules\//).filter(Boolean)
  const folders = parts.map((_, index) =>
    parts
      .slice(0, index + 1)
      .map((part) => `node_modules/${part}`)
      .join('/'),
  )
  return ['', ...folders.map((folder) => `${folder}/`)].map((prefix) => `${prefix}node_modules/${name}`)
}
