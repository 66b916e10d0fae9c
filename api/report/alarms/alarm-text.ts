/** Name of an alarm outside the portal and in the console; it does not reveal any receipt. */
export function alarmName(id: string): string {
	return id.slice(-6).toUpperCase();
}

/** Text sent to whoever is on duty: how many alarms wait, and which one this is. Never content, place or reporter. */
export function alarmText(open: number, id: string): string {
	return `现有${open}起险情警报等待接警（警报${alarmName(id)}），请立即登录办理平台查看，并按“已接警”。`;
}
