/** The longest word that we write on tiles by default: a company's own setting, so it comes without its soft hyphen. */
const LONGEST = /Kalenderblocker/gu;

/** Where no dictionary hyphenates it, it breaks between its parts. */
export const breakable = (title: string): string => title.replace(LONGEST, 'Kalender\u00adblocker');
