/** `52.5163, 13.3777` or the same with `;` or a space between, in degrees. @returns null for anything else and what is off the globe */
export function parseCoordinates(text: string): { latitude: number; longitude: number } | null {
  const parts = /^\s*([+-]?\d{1,3}(?:\.\d+)?)\s*[,; ]\s*([+-]?\d{1,3}(?:\.\d+)?)\s*$/.exec(text)
  if (!parts) return null
  const [latitude, longitude] = [Number(parts[1]), Number(parts[2])]
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : null
}
