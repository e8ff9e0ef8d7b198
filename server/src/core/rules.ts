/** Languages of everything that people read. */
export type Language = 'de' | 'en';

type Words = Record<Language, string>;

/**
 * Every rule of the sync by its name, as one sentence for people. Decisions, log lines and conflicts name a rule; its type
 * makes sure that none lacks a sentence.
 */
export const RULES = {
  'new-item': {
    en: 'It is transferred because it lies in the time kept in step.',
    de: 'Es wird übertragen, weil es im abgeglichenen Zeitraum liegt.',
  },
  'in-step': { en: 'Both sides agree.', de: 'Beide Seiten stimmen überein.' },
  'origin-changed': {
    en: 'The original was changed, so its copy was changed too.',
    de: 'Das Original wurde geändert, daher auch seine Kopie.',
  },
  'origin-gone': {
    en: 'The original was deleted, so its copy was deleted too.',
    de: 'Das Original wurde gelöscht, daher auch seine Kopie.',
  },
  'became-series': {
    en: 'The event was made a series, whose days stand by themselves.',
    de: 'Der Termin wurde zu einer Serie gemacht, deren Tage für sich stehen.',
  },
  'both-gone': {
    en: 'Both were deleted; nothing was left to do.',
    de: 'Beide wurden gelöscht; es war nichts mehr zu tun.',
  },
  adopted: {
    en: 'The same entry was found on both sides and linked.',
    de: 'Derselbe Eintrag war auf beiden Seiten vorhanden und wurde verknüpft.',
  },
  'adopted-unlinked': {
    en: 'The other entry was deleted, or has gaps by now; yours stays, because it was not made by the sync.',
    de: 'Der andere Eintrag wurde gelöscht oder hat inzwischen Lücken; Ihrer bleibt, weil er nicht vom Abgleich stammt.',
  },
  covered: {
    en: 'Its time is already blocked by another of your events.',
    de: 'Seine Zeit ist bereits durch einen anderen Ihrer Termine blockiert.',
  },
  'cover-changed': {
    en: 'Another event made room or took it, so the blocked time was adjusted.',
    de: 'Ein anderer Termin hat Zeit freigegeben oder belegt, daher wurde die blockierte Zeit angepasst.',
  },
  'privacy-changed': { en: 'What may be shown was changed.', de: 'Was gezeigt werden darf, wurde geändert.' },
  'settings-applied': {
    en: 'The settings were applied to what was already there.',
    de: 'Die Einstellungen wurden auf Bestehendes angewendet.',
  },
  'mirror-moved': {
    en: 'The copy was moved, and the original followed.',
    de: 'Die Kopie wurde verschoben, das Original folgte.',
  },
  'mirror-put-back': {
    en: 'The copy was moved and put back: this direction does not change the original.',
    de: 'Die Kopie wurde verschoben und zurückgestellt: In dieser Richtung ändert sich das Original nicht.',
  },
  'blocker-made-whole': {
    en: 'The blocked time was cut apart in TIMIFY and made whole again, because its event takes all of it.',
    de: 'Die blockierte Zeit wurde in TIMIFY zerteilt und wieder geschlossen, weil ihr Termin sie ganz belegt.',
  },
  'blocker-left-over': {
    en: 'Its event is gone, so the time that was blocked for it was freed.',
    de: 'Ihr Termin besteht nicht mehr, daher wurde die für ihn blockierte Zeit freigegeben.',
  },
  'booking-put-back': {
    en: 'The copy was put back, because bookings are not moved from Outlook.',
    de: 'Die Kopie wurde zurückgestellt, weil Buchungen nicht aus Outlook verschoben werden.',
  },
  'group-put-back': {
    en: 'The copy of a group booking was changed and put back: it is changed in TIMIFY.',
    de: 'Die Kopie einer Gruppenbuchung wurde geändert und zurückgesetzt: Sie wird in TIMIFY geändert.',
  },
  'buffer-put-back': {
    en: 'Preparation and follow-up time was put back to where its booking stands.',
    de: 'Vor- und Nachbereitungszeit wurde dorthin zurückgestellt, wo ihre Buchung steht.',
  },
  'zone-changed': {
    en: 'The time zone was changed, so the blocked time was put where the event stands.',
    de: 'Die Zeitzone wurde geändert, daher wurde die blockierte Zeit dorthin gestellt, wo der Termin steht.',
  },
  'mirror-restored': {
    en: 'The copy was deleted and made again.',
    de: 'Die Kopie wurde gelöscht und wiederhergestellt.',
  },
  'mirror-deleted': {
    en: 'The copy was deleted; what that means is for you to decide.',
    de: 'Die Kopie wurde gelöscht; was das bedeutet, entscheiden Sie.',
  },
  'mirror-deleted-followed': {
    en: 'The copy was deleted, and so was the original.',
    de: 'Die Kopie wurde gelöscht, das Original ebenso.',
  },
  'both-changed': {
    en: 'Both sides were changed; which one counts is for you to decide.',
    de: 'Beide Seiten wurden geändert; welche gilt, entscheiden Sie.',
  },
  'both-changed-origin': {
    en: 'Both sides were changed; the original counted.',
    de: 'Beide Seiten wurden geändert; das Original galt.',
  },
  'confirm-move': {
    en: 'The event of a booking was moved; whether the customer is told is for you to decide.',
    de: 'Der Termin einer Buchung wurde verschoben; ob die Kundschaft informiert wird, entscheiden Sie.',
  },
  'confirm-cancel': {
    en: 'The event of a booking was deleted; whether the booking is cancelled is for you to decide.',
    de: 'Der Termin einer Buchung wurde gelöscht; ob die Buchung abgesagt wird, entscheiden Sie.',
  },
  'move-refused': {
    en: 'The new time is taken in TIMIFY.',
    de: 'Die neue Zeit ist in TIMIFY belegt.',
  },
  'moved-outside-hours': {
    en: 'The new time lies outside working hours.',
    de: 'Die neue Zeit liegt außerhalb der Arbeitszeit.',
  },
  'refused-by-timify': {
    en: 'TIMIFY did not accept this time.',
    de: 'TIMIFY hat diese Zeit nicht angenommen.',
  },
  'refused-by-office': {
    en: 'Outlook did not accept this time.',
    de: 'Outlook hat diese Zeit nicht angenommen.',
  },
  'would-notify-guests': {
    en: 'Guests would have received mail, so nothing was written.',
    de: 'Gäste hätten E-Mails erhalten, daher wurde nichts geschrieben.',
  },
  'not-writable': {
    en: 'This event belongs to someone else or its calendar is read-only.',
    de: 'Dieser Termin gehört jemand anderem oder sein Kalender ist schreibgeschützt.',
  },
  'not-representable': {
    en: 'This change cannot be made on the other side.',
    de: 'Diese Änderung lässt sich auf der anderen Seite nicht abbilden.',
  },
  'fought-over': {
    en: 'Another program keeps moving the copy; it was put back twice already.',
    de: 'Ein anderes Programm verschiebt die Kopie immer wieder; sie wurde schon zweimal zurückgestellt.',
  },
  overlap: {
    en: 'It falls on a booking; the rest of its time is blocked.',
    de: 'Es überschneidet sich mit einer Buchung; die übrige Zeit ist blockiert.',
  },
  'outside-working-hours': {
    en: 'A part lies outside working hours; the part inside is blocked.',
    de: 'Ein Teil liegt außerhalb der Arbeitszeit; der Teil innerhalb ist blockiert.',
  },
  'decided-by-person': { en: 'Someone decided so.', de: 'So wurde es von einer Person entschieden.' },
  'ignored-by-person': {
    en: 'Someone decided to leave it as it is.',
    de: 'Es wurde entschieden, es so zu lassen.',
  },
  deactivated: {
    en: 'The sync was deactivated and its copies removed.',
    de: 'Der Abgleich wurde deaktiviert und seine Kopien entfernt.',
  },
  'made-plain': {
    en: 'The copy is a plain entry now; our mark was removed.',
    de: 'Die Kopie ist jetzt ein einfacher Eintrag; unsere Kennzeichnung wurde entfernt.',
  },
  'cause-gone': {
    en: 'The conflict closed by itself, because its cause is gone.',
    de: 'Der Konflikt hat sich von selbst gelöst, weil seine Ursache weggefallen ist.',
  },
  solved: { en: 'The conflict was solved.', de: 'Der Konflikt wurde gelöst.' },
  ignored: { en: 'The conflict was left as it is.', de: 'Der Konflikt wurde so belassen.' },
  held: {
    en: 'Unusually many deletions: they wait for confirmation.',
    de: 'Ungewöhnlich viele Löschungen: Sie warten auf Bestätigung.',
  },
  'skip.direction': {
    en: 'The direction of the sync leaves it out.',
    de: 'Die Richtung des Abgleichs schließt es aus.',
  },
  'copies-kept': {
    en: 'The direction of the sync leaves it out; its copy was kept as it stands.',
    de: 'Die Richtung des Abgleichs schließt es aus; seine Kopie wurde behalten, wie sie ist.',
  },
  'calendar-given-up': {
    en: 'Its calendar is no longer kept in step; its copy was kept as it stands.',
    de: 'Sein Kalender wird nicht mehr abgeglichen; seine Kopie wurde behalten, wie sie ist.',
  },
  'skip.no-calendar': {
    en: 'Nobody has chosen yet which calendar receives bookings.',
    de: 'Es wurde noch nicht gewählt, welcher Kalender Buchungen erhält.',
  },
  'skip.outside-window': {
    en: 'It lies outside the time kept in step.',
    de: 'Es liegt außerhalb des abgeglichenen Zeitraums.',
  },
  'skip.outside-bookable-times': {
    en: 'Nobody can book at that time anyway.',
    de: 'Zu dieser Zeit kann ohnehin niemand buchen.',
  },
  'skip.show-as': {
    en: 'It is shown as a kind of time that does not block.',
    de: 'Es wird als Zeit angezeigt, die nicht blockiert.',
  },
  'skip.all-day': {
    en: 'All-day events of this kind are not transferred.',
    de: 'Ganztägige Termine dieser Art werden nicht übertragen.',
  },
  'skip.tentatively-accepted': {
    en: 'It was accepted tentatively.',
    de: 'Er wurde mit Vorbehalt zugesagt.',
  },
  'skip.declined': { en: 'It was declined.', de: 'Er wurde abgelehnt.' },
  'skip.not-responded': { en: 'It has not been answered yet.', de: 'Er wurde noch nicht beantwortet.' },
  'skip.no-answer': {
    en: 'Somebody else organises it, and no answer to it is known.',
    de: 'Er wird von jemand anderem organisiert, und eine Antwort darauf ist nicht bekannt.',
  },
  'skip.others-meeting': {
    en: 'Somebody else organises it.',
    de: 'Er wird von jemand anderem organisiert.',
  },
  'skip.cancelled': {
    en: 'It was cancelled by its organiser.',
    de: 'Er wurde von der Organisation abgesagt.',
  },
  'skip.draft': { en: 'It is a draft.', de: 'Er ist ein Entwurf.' },
  'skip.held': {
    en: 'It is only held for a moment, or about to be deleted.',
    de: 'Es ist nur kurz vorgemerkt oder wird gerade gelöscht.',
  },
  'skip.not-a-booking': {
    en: 'It is a blocker of TIMIFY, not a booking.',
    de: 'Es ist ein Blocker in TIMIFY, keine Buchung.',
  },
  'skip.empty-span': { en: 'It has no length.', de: 'Es hat keine Dauer.' },
  'skip.end-before-start': { en: 'It ends before it starts.', de: 'Es endet, bevor es beginnt.' },
  'skip.unreadable': {
    en: 'It could not be read completely.',
    de: 'Es konnte nicht vollständig gelesen werden.',
  },
  'skip.ignored-by-person': {
    en: 'Someone decided to leave it out.',
    de: 'Es wurde entschieden, es wegzulassen.',
  },
  'undone-by-owner': {
    en: 'The owner of the calendar took it back.',
    de: 'Wer den Kalender besitzt, hat es rückgängig gemacht.',
  },
  'undone-by-admin': {
    en: 'An admin took it back.',
    de: 'Die Administration hat es rückgängig gemacht.',
  },
  'anonymous.private': {
    en: 'Only its time crosses, because it is private.',
    de: 'Nur seine Zeit wird übertragen, weil es privat ist.',
  },
  'anonymous.setting': {
    en: 'Only its time crosses, because the settings say so.',
    de: 'Nur seine Zeit wird übertragen, weil die Einstellungen es so vorsehen.',
  },
  copy: { en: 'It is a copy made by the sync.', de: 'Es ist eine Kopie des Abgleichs.' },
  'customer-unasked': {
    en: 'The booking has got a customer meanwhile, so nothing was done: say whether they are told.',
    de: 'Die Buchung hat inzwischen Kundschaft, daher wurde nichts getan: Bitte entscheiden Sie, ob sie informiert wird.',
  },
  series: {
    en: 'It is a series, of which the next day is told.',
    de: 'Es ist eine Serie, von der der nächste Tag beschrieben wird.',
  },
  'series-elsewhere': {
    en: 'It is a series, and none of its days lies in the time and the calendars that are kept in step.',
    de: 'Es ist eine Serie, und keiner ihrer Tage liegt in der Zeit und den Kalendern, die abgeglichen werden.',
  },
  'slot-taken': {
    en: 'The chosen time is not free any more, so nothing was moved.',
    de: 'Die gewählte Zeit ist nicht mehr frei, daher wurde nichts verschoben.',
  },
  'skip.other-calendar': {
    en: 'It lies in a calendar that is not kept in step.',
    de: 'Es liegt in einem Kalender, der nicht abgeglichen wird.',
  },
  'not-seen-yet': {
    en: 'It has not been looked at yet; the next run does.',
    de: 'Es wurde noch nicht geprüft; das geschieht beim nächsten Lauf.',
  },
  'left-behind': {
    en: 'It lies in the past that is no longer kept in step, so it stays as it is.',
    de: 'Es liegt in der Vergangenheit, die nicht mehr abgeglichen wird, und bleibt daher, wie es ist.',
  },
} as const satisfies Record<string, Words>;

export type RuleId = keyof typeof RULES;

export const isRule = (name: string): name is RuleId => Object.hasOwn(RULES, name);
