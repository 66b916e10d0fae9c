/** Something that an untouched log cannot show. */
export type Fault =
	/** Rows that are not what was written, or that do not belong. */
	| { kind: 'changed'; from: number; to: number }
	/** Numbers that no row has, with rows behind them. */
	| { kind: 'missing'; from: number; to: number }
	/** A head known before, `to`, is no longer in the log; the last one that still is stands before `from`. */
	| { kind: 'cut'; from: number; to: number }
	/** A line of the file of heads was changed, or one before it was taken out. */
	| { kind: 'line-changed'; line: number }
	/** The log says that a head was noted on this day; the file has no such line. */
	| { kind: 'line-missing'; day: string };

const numbers = (from: number, to: number) => (from === to ? `第 ${from} 条` : `第 ${from} 至 ${to} 条`);

/** One Chinese sentence that says what is wrong where. */
export function faultSentence(fault: Fault): string {
	switch (fault.kind) {
		case 'changed':
			return `审计日志${numbers(fault.from, fault.to)}与当初写入的内容不符。`;
		case 'missing':
			return `审计日志缺少${numbers(fault.from, fault.to)}。`;
		case 'cut':
			return `审计日志${numbers(fault.from, fault.to)}中有记录被删除或者改写，与此前留存的末条校验值不符。`;
		case 'line-changed':
			return `末条校验值留存文件第 ${fault.line} 行被改动，或者它前面的行被删除。`;
		case 'line-missing':
			return `末条校验值留存文件缺少 ${fault.day} 的一行。`;
	}
}

/** What is to be done about any of them. */
export const whatToDo =
	'请保全数据目录、备份和系统日志，不要修补数据，与邮件留存的校验值核对，并报告本单位负责人；举报接收和办理照常进行。';
