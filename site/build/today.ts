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

/** A moment as a notice writes it: 2026年8月17日18时, Asia/Shanghai. */
export function hourInWords(moment: string): string {
	const [day = '', time = ''] = shanghaiTime(moment).split(' ');
	return `${dayInWords(day)}${Number(time.slice(0, 2))}时`;
}

/** `YYYY-MM-DD` as a notice writes it: 2026年8月17日. */
export function dayInWords(day: string): string {
	const [year, month, date] = day.split('-').map(Number);
	return `${year}年${month}月${date}日`;
}
