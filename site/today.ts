const shanghai = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });
const shanghaiMinute = new Intl.DateTimeFormat('sv-SE', {
	timeZone: 'Asia/Shanghai',
	dateStyle: 'short',
	timeStyle: 'short',
});

/** The day of this build in Asia/Shanghai, `YYYY-MM-DD`: what the checks of this build were made on. */
export const today: string = shanghai.format(new Date());

/** A moment as people in Asia/Shanghai write it, `YYYY-MM-DD HH:mm`. */
export function shanghaiTime(moment: string | Date): string {
	return shanghaiMinute.format(new Date(moment));
}
