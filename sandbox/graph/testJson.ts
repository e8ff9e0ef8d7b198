/** Properties as tests look at them; which of them are there depends on the call. */
export interface Json {
  '@odata.etag': string;
  '@odata.type': string;
  '@odata.nextLink'?: string;
  '@odata.deltaLink'?: string;
  '@odata.count'?: number;
  '@removed'?: { reason: string };
  id: string;
  name: string;
  type: string;
  subject: string | null;
  start: { dateTime: string; timeZone: string };
  end: { dateTime: string; timeZone: string };
  body: { contentType: string; content: string };
  bodyPreview: string;
  changeKey: string;
  iCalUId: string;
  seriesMasterId: string | null;
  originalStart?: string;
  isCancelled: boolean;
  isOrganizer: boolean;
  isDefaultCalendar: boolean;
  canEdit: boolean;
  showAs: string;
  createdDateTime?: string;
  lastModifiedDateTime?: string;
  cancelledOccurrences?: string[];
  exceptionOccurrences?: Json[];
  singleValueExtendedProperties?: { id: string; value: string }[];
  attendees: { emailAddress: { address: string }; status: { response: string } }[];
  responseStatus: { response: string };
  recurrence: { range: { endDate: string } } | null;
  value: Json[];
  error: { code: string; message: string; innerError: Record<string, string> };
  responses: { id: string; status: number; headers: Record<string, string>; body: Json }[];
  expirationDateTime: string;
}

/** One item of a notification. */
export interface Told {
  subscriptionId: string;
  changeType?: string;
  lifecycleEvent?: string;
  clientState: string | null;
  resource: string;
  /** Not there in a lifecycle notification. */
  resourceData?: { id: string };
}
