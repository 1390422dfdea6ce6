/** Between which heights of the canvas labels may stand, and how much each takes. */
export interface LabelRoom {
  /** Upper and lower end of the baselines. */
  readonly top: number;
  readonly bottom: number;
  readonly height: number;
}

/**
 * Baselines for labels that would like to stand at these heights, from the upper one down: none lies on another,
 * and all stay within the room; where it is too small for all, the last ones have no place.
 */
export function placesOf(wanted: readonly number[], { top, bottom, height }: LabelRoom): readonly number[] {
  const most = Math.max(0, Math.floor((bottom - top) / height) + 1);
  const places: number[] = [];
  for (const [index, each] of wanted.slice(0, most).entries()) {
    places.push(Math.max(each, index === 0 ? top : places[index - 1] + height));
  }
  // what was pushed out at the bottom pushes the others up again
  let floor = bottom;
  for (let index = places.length - 1; index >= 0; index--) {
    places[index] = Math.min(places[index], floor);
    floor = places[index] - height;
  }
  return places;
}
