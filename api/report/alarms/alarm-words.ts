/** What an alarm is called outside the portal and in the console: nothing in it leads to a receipt. */
export function alarmName(id: string): string {
	return id.slice(-6).toUpperCase();
}

/** All that is sent to whoever is on duty: how many wait, and which one this is about. Never words, place or reporter. */
export function alarmWords(open: number, id: string): string {
	return `现有${open}起险情警报等待接警（警报${alarmName(id)}），请立即登录办理平台查看，并按“已接警”。`;
}
