import { PortalError } from '../../../http/errors.ts';

export function notExcel(): PortalError {
	return new PortalError(
		'file_refused',
		'文件不是可以读取的 Excel 表格（.xlsx），请下载模板填写，未加密保存后再上传。',
	);
}

export function tooLarge(): PortalError {
	return new PortalError(
		'file_refused',
		'表格展开后过大，请新建表格，只把清单内容复制进去（选择性粘贴“数值”），再上传。',
	);
}

export function tooWide(): PortalError {
	return new PortalError('file_refused', '表格的内容超出清单范围，请下载模板，只在模板的各列内填写。');
}

export function tooManyRows(most: number): PortalError {
	return new PortalError('file_refused', `清单超过 ${most} 行，请分成几份导入。`);
}
