const everyMs = 500;

/**
 * npm hands no signal on to what it started: when it is gone, whoever meant to stop the portal has stopped npm only, and
 * the portal must not serve on as an orphan. Started by anything else than npm it is left alone.
 */
export function stopWithNpm(env: Record<string, string | undefined> = process.env): void {
	if (!/^start(:public|:staff)?$/.test(env.npm_lifecycle_event ?? '')) return;
	const parent = process.ppid;
	setInterval(() => {
		if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
	}, everyMs).unref();
}
