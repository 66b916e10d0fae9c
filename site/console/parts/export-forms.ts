/** A sheet for Excel and WPS, or a page that Word opens. */
export const sheetForms = [
	{ ending: 'xlsx', name: 'Excel' },
	{ ending: 'html', name: 'Word 可打开的网页' },
] as const;

/** A long list, written line by line. */
export const listForms = [{ ending: 'csv', name: '导出表格（CSV）' }] as const;
