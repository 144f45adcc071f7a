/**
 * As much of AssemblyScript's compiler as the build uses. Its own declarations bring globals (`console` and the like) that are not those of
 * Node.js.
 */
declare const asc: {
  main(argv: string[]): Promise<{ error: Error | null; stderr: { toString(): string } }>
}
export default asc
