import { tokens } from '@fluentui/react-components';

/** Outlook names its colours; newer calendars carry a value of their own. */
const NAMED: Readonly<Record<string, string>> = {
  lightBlue: tokens.colorPaletteBlueBorderActive,
  lightGreen: tokens.colorPaletteGreenBorderActive,
  lightOrange: tokens.colorPaletteDarkOrangeBorderActive,
  lightGray: tokens.colorPaletteSteelBorderActive,
  lightYellow: tokens.colorPaletteMarigoldBorderActive,
  lightTeal: tokens.colorPaletteTealBorderActive,
  lightPink: tokens.colorPalettePinkBorderActive,
  lightBrown: tokens.colorPaletteBrownBorderActive,
  lightRed: tokens.colorPaletteRedBorderActive,
  maxColor: tokens.colorPalettePurpleBorderActive,
};

export function calendarColour(colour: string | null): string {
  if (colour !== null && /^#[0-9a-f]{6}$/i.test(colour)) return colour;
  return NAMED[colour ?? ''] ?? tokens.colorPaletteBlueBorderActive;
}
