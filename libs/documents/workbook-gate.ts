import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import { open as openZip, type Entry, type ZipFile } from 'yauzl';

export type WorkbookRefusalCode =
  | 'empty' | 'wrong-kind' | 'old-xls' | 'needs-password' | 'macros' | 'ods' | 'binary-workbook' | 'doctype' | 'external-links' | 'unsafe-names' | 'too-large' | 'too-many-entries' | 'too-many-rows' | 'damaged' | 'timed-out';

/** Why a workbook is not read, with the way out. */
export interface WorkbookRefusal {
  readonly code: WorkbookRefusalCode;
  readonly message: string;
}

export interface GateLimits {
  /** Most bytes that all entries may inflate to together; counted while inflating, whatever the archive claims. */
  readonly inflatedBytes: number;
  readonly entries: number;
}

export const defaultGateLimits: GateLimits = { inflatedBytes: 50 * 1024 * 1024, entries: 1_000 };

export type GatePassed = { readonly kind: 'xlsx' | 'csv' };

const refuse = (code: WorkbookRefusalCode, message: string): WorkbookRefusal => ({ code, message });
const asXlsx = 'Open it in a spreadsheet program and save it as "Excel Workbook (.xlsx)".';
const encryptedPackage = Buffer.from('EncryptedPackage', 'utf16le');

/** A scanner for document type and entity declarations in XML that comes in pieces, in UTF-8 or UTF-16. */
function declarationScanner(): (chunk: Buffer) => boolean {
  let tail = '';
  return (chunk) => {
    const text = tail + chunk.toString('latin1').replaceAll('\0', '');
    tail = text.slice(-16);
    return /<!(doctype|entity)/i.test(text);
  };
}

function readEntry(zip: ZipFile, entry: Entry, onChunk: (chunk: Buffer) => WorkbookRefusal | null): Promise<WorkbookRefusal | null> {
  return new Promise((resolve) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return resolve(refuse('damaged', `The part "${entry.fileName}" cannot be unpacked: the file is damaged. Ask for it again.`));
      let found: WorkbookRefusal | null = null;
      stream.on('data', (chunk: Buffer) => {
        found ??= onChunk(chunk);
        if (found !== null) { stream.destroy(); resolve(found); }
      });
      stream.on('error', () => resolve(found ?? refuse('damaged', `The part "${entry.fileName}" cannot be unpacked: the file is damaged. Ask for it again.`)));
      stream.on('end', () => resolve(found));
    });
  });
}

function entriesOf(zip: ZipFile, visit: (entry: Entry) => Promise<WorkbookRefusal | null>): Promise<WorkbookRefusal | null> {
  return new Promise((resolve) => {
    const finish = (found: WorkbookRefusal | null): void => { zip.close(); resolve(found); };
    zip.on('entry', (entry: Entry) => {
      visit(entry).then((found) => (found === null ? zip.readEntry() : finish(found)), () => finish(refuse('damaged', 'The file is damaged. Ask for it again.')));
    });
    zip.on('end', () => finish(null));
    zip.on('error', (error: Error) => finish(/relative path|absolute path|invalid characters/.test(error.message)
      ? refuse('unsafe-names', `A part of this file is named so that it would land outside of it, which no spreadsheet program does. ${asXlsx}`)
      : refuse('damaged', 'The list of parts of this file is damaged. Ask for it again.')));
    zip.readEntry();
  });
}

/** Looks through the parts of a ZIP file: what kind of document it is, and how much it really inflates to. */
async function checkZip(zip: ZipFile, limits: GateLimits): Promise<WorkbookRefusal | GatePassed> {
  const names = new Set<string>();
  let inflated = 0;
  let types = '';
  let mimetype = '';
  if (zip.entryCount > limits.entries) return refuse('too-many-entries', `The file has ${zip.entryCount} parts; at most ${limits.entries} are read. ${asXlsx}`);
  const found = await entriesOf(zip, async (entry) => {
    const { fileName } = entry;
    names.add(fileName);
    if (names.size > limits.entries) return refuse('too-many-entries', `The file has more than ${limits.entries} parts. ${asXlsx}`);
    if ((entry.generalPurposeBitFlag & 1) === 1) return refuse('needs-password', 'The file is protected by a password. Remove the password and upload it again.');
    if (fileName.endsWith('/')) return null;
    if (/vbaProject(Signature)?\.bin$/i.test(fileName)) return refuse('macros', 'The workbook contains macros. Save it as "Excel Workbook (.xlsx)", which has none.');
    if (/^xl\/externalLinks\/externalLink/i.test(fileName)) {
      return refuse('external-links', 'The workbook takes values from other files, which are not here. Break its links (in Excel: Data, Edit Links, Break Link), save it, and upload it again.');
    }
    const isXml = /\.(xml|rels|vml)$/i.test(fileName);
    const declares = declarationScanner();
    return readEntry(zip, entry, (chunk) => {
      inflated += chunk.length;
      if (inflated > limits.inflatedBytes) return refuse('too-large', `Unpacked, the file holds more than ${Math.round(limits.inflatedBytes / 1048576)} MB. Remove pictures and sheets that are not needed.`);
      if (isXml && declares(chunk)) return refuse('doctype', `The part "${fileName}" declares a document type, which no spreadsheet program writes. ${asXlsx}`);
      if (fileName === '[Content_Types].xml') types += chunk.toString('latin1');
      if (fileName === 'mimetype') mimetype += chunk.toString('latin1');
      return null;
    });
  });
  if (found !== null) return found;
  if (/opendocument\.spreadsheet/.test(mimetype)) return refuse('ods', `This is an OpenDocument spreadsheet (.ods). ${asXlsx}`);
  if (/macroEnabled/i.test(types)) return refuse('macros', 'The workbook is of the kind that may hold macros. Save it as "Excel Workbook (.xlsx)".');
  if (names.has('xl/workbook.bin')) return refuse('binary-workbook', `This is a binary workbook (.xlsb). ${asXlsx}`);
  if (names.has('word/document.xml')) return refuse('wrong-kind', 'This is a Word document, not a workbook. Upload the questionnaire as .xlsx or .csv.');
  if (names.has('ppt/presentation.xml')) return refuse('wrong-kind', 'This is a presentation, not a workbook. Upload the questionnaire as .xlsx or .csv.');
  if (!names.has('[Content_Types].xml') || ![...names].some((name) => /^xl\/workbook\.xml$/i.test(name))) {
    return refuse('wrong-kind', 'This is a ZIP file, but no workbook. Unpack it and upload the questionnaire inside it.');
  }
  return { kind: 'xlsx' };
}

const openedZip = (path: string): Promise<ZipFile | null> => new Promise((resolve) => {
  openZip(path, { lazyEntries: true, autoClose: false, validateEntrySizes: false }, (error, zip) => resolve(error ? null : zip));
});

/** Tells by its first bytes what a file is that is no ZIP file. */
function checkBytes(head: Buffer, whole: Buffer): WorkbookRefusal | GatePassed {
  if (head.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) {
    return whole.includes(encryptedPackage) ? refuse('needs-password', 'The workbook is protected by a password. Remove the password and upload it again.')
      : refuse('old-xls', `This is a workbook of the old kind (.xls). ${asXlsx}`);
  }
  if (head.subarray(0, 1024).includes('%PDF-')) return refuse('wrong-kind', 'This is a PDF, not a workbook. Upload the questionnaire as .xlsx or .csv.');
  const text = head.toString('latin1').replaceAll('\0', '').trimStart().slice(0, 2_000);
  if (/^(\u00ef\u00bb\u00bf)?<(!doctype|html|\?xml|table|head|body)/i.test(text)) {
    return refuse('wrong-kind', /urn:schemas-microsoft-com:office:spreadsheet/.test(text) ? `This is an XML spreadsheet of 2003. ${asXlsx}` : `This is a web page or XML, not a workbook. ${asXlsx}`);
  }
  const utf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  if (!utf16 && head.includes(0)) return refuse('wrong-kind', 'This is neither a workbook nor a text file. Upload the questionnaire as .xlsx or .csv.');
  return { kind: 'csv' };
}

/**
 * Decides by its content whether a file may be parsed as a workbook: no macros, no document type declarations, no
 * password, not the old format, and neither too many parts nor too many bytes when really inflated.
 * @param name what the file is called, when the path does not say; a file that is not what its name says is refused
 */
export async function checkWorkbook(path: string, name: string = path, limits: GateLimits = defaultGateLimits): Promise<WorkbookRefusal | GatePassed> {
  const file = await open(path, 'r');
  let head: Buffer;
  let whole: Buffer;
  try {
    const { size } = await file.stat();
    if (size === 0) return refuse('empty', 'The file has no bytes. Upload it again.');
    if (size > limits.inflatedBytes) return refuse('too-large', `The file is larger than ${Math.round(limits.inflatedBytes / 1048576)} MB. Remove pictures and sheets that are not needed.`);
    whole = Buffer.alloc(Math.min(size, 4 * 1024 * 1024));
    await file.read(whole, 0, whole.length, 0);
    head = whole.subarray(0, 65_536);
  } finally {
    await file.close();
  }
  const extension = extname(name).toLowerCase();
  if (head.subarray(0, 2).toString('latin1') !== 'PK') {
    const found = checkBytes(head, whole);
    if ('kind' in found && ['.xlsx', '.xlsm', '.xls', '.ods', '.xlsb'].includes(extension)) {
      return refuse('wrong-kind', `The file is called ${extension} but is plain text. Save it as .xlsx, or name it .csv if it is one.`);
    }
    return found;
  }
  const zip = await openedZip(path);
  if (zip === null) return refuse('damaged', 'The file begins like a workbook but is damaged or cut off. Ask for it again.');
  const found = await checkZip(zip, limits);
  if ('kind' in found && ['.csv', '.tsv', '.txt', '.ods', '.xls', '.xlsb', '.pdf'].includes(extension)) {
    return refuse('wrong-kind', `The file is called ${extension} but is an Excel workbook. Name it .xlsx and upload it again.`);
  }
  return found;
}
