// Conflict and cooperation: of one event by its Goldstein score, of a link by how its events are distributed, never by their mean.

const SHARE = 0.25; // of a link's events must show what the link is coloured by
const STRENGTH = { hostile: [-1, 2], tense: [-1, 1], mixed: [0, 0], friendly: [1, 1], close: [1, 2] }; // side and force of each tone

export function toneOf(score, tones) {
  if (score === null) return tones[tones.length - 1];
  return tones.find((tone) => tone.below !== null && score < tone.below) ?? tones[tones.length - 2];
}

// {conflict, neutral, cooperation, uncoded: how many events, tones: a count for each tone, extreme: the event furthest from 0}.
export function distribution(events, tones) {
  const found = { conflict: 0, neutral: 0, cooperation: 0, uncoded: 0, tones: new Map(), extreme: null };
  for (const event of events) {
    const { tone } = toneOf(event.goldstein, tones);
    found.tones.set(tone, (found.tones.get(tone) ?? 0) + 1);
    if (event.goldstein === null) found.uncoded += 1;
    else {
      found[["conflict", "neutral", "cooperation"][STRENGTH[tone][0] + 1]] += 1;
      if (!found.extreme || Math.abs(event.goldstein) > Math.abs(found.extreme.goldstein)) found.extreme = event;
    }
  }
  return found;
}

// The strongest conflict or cooperation that a quarter of the coded events show at least; of two equally strong ones the more
// frequent; mixed where neither is, or both are alike.
export function linkTone(found, tones) {
  const named = (name) => tones.find((row) => row.tone === name);
  const coded = found.conflict + found.neutral + found.cooperation;
  if (!coded) return named("uncoded");
  const count = (name) => found.tones.get(name) ?? 0;
  for (const [[bad, worse], [good, better]] of [[["hostile", count("hostile")], ["close", count("close")]],
    [["tense", found.conflict], ["friendly", found.cooperation]]]) {
    if (Math.max(worse, better) < SHARE * coded) continue;
    return named(worse === better ? "mixed" : worse > better ? bad : good);
  }
  return named("mixed");
}
