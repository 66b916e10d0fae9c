/** More markers than this are clustered, since they could not be hit with a thumb on a phone. */
export const maxMarkers = 60;
