import { boolean, index, integer, table, text } from '../columns/columns.ts';

/** A line raised for those who watch over others, shown to each until they have seen it; only an auditor's reading is kept here. Holds nothing of a reporter. */
export const alerts = table(
	'alerts',
	{
		id: text().primaryKey(),
		at: text().notNull(),
		/** What it was raised for; in words in api/audit/alerts.ts. */
		kind: text({
			enum: [
				'identity.often',
				'receipts.renewed',
				'report.retaliation',
				'alarm.unanswered',
				'publication.withdrawn',
				'wording.refused',
				'audit.broken',
				'account.reset-on-server',
				'account.guessed',
				'keys.changed',
				'record.changed',
				'site.differs',
				'disk.short',
			],
		}).notNull(),
		/** Receipt number, public id or account name. */
		subject: text().notNull(),
		/** One Chinese sentence. */
		text: text().notNull(),
		/** County whose lead sees it beside the auditor; null where no county may. */
		adcode: integer(),
		/** True: the officers of the city who decide see it, too. */
		forCity: boolean('for_city').notNull(),
		seenAt: text('seen_at'),
		seenByName: text('seen_by_name'),
	},
	(t) => [index('alerts_by_time').on(t.at)],
);
