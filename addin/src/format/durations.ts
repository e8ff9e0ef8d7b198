export const NO_BREAK = '\u00a0';

/** How long something takes, in the reader's locale. */
export function durations(locale: string) {
  const number = new Intl.NumberFormat(locale);
  const tenths = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return {
    /** "20 Sekunden", "3 Minuten": for what is still to come. */
    span: (milliseconds: number): string => {
      const inSeconds = Math.max(1, Math.round(milliseconds / 1000));
      const [value, unit] = inSeconds < 90 ? [inSeconds, 'second'] : [Math.round(inSeconds / 60), 'minute'];
      return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
    },
    /** "1,3 s" below ten seconds, whole seconds below two minutes, else minutes. */
    latency: (milliseconds: number): string => {
      const inSeconds = milliseconds / 1000;
      if (inSeconds < 0.1) return `<${NO_BREAK}${tenths.format(0.1)}${NO_BREAK}s`;
      if (inSeconds < 10) return `${tenths.format(inSeconds)}${NO_BREAK}s`;
      if (inSeconds < 120) return `${number.format(Math.round(inSeconds))}${NO_BREAK}s`;
      return `${number.format(Math.round(inSeconds / 60))}${NO_BREAK}min`;
    },
  };
}
