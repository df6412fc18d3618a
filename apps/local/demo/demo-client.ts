/** Speaks to the pages and the JSON API as a browser or a script would: the worked example has no way in of its own. */
export class DemoClient {
  private readonly cookies = new Map<string, string>();

  constructor(
    private readonly address: string,
    private readonly bearer?: string,
  ) {}

  /** The same address with an API token or a vendor session. */
  as(bearer: string): DemoClient {
    return new DemoClient(this.address, bearer);
  }

  /** Posts a page's form. @throws Error when the page refuses it */
  async form(path: string, fields: Record<string, string>): Promise<void> {
    const response = await this.send('POST', path, new URLSearchParams({ _csrf: await this.csrf(path), ...fields }));
    if (response.status !== 303) throw new Error(`the worked example could not be loaded: ${path.split('/')[1]} answered ${response.status}`);
  }

  /** Calls an operation of the JSON API. @throws Error when it refuses */
  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const csrf: Record<string, string> = this.bearer || method === 'GET' || path.startsWith('/links/') ? {} : { 'x-csrf-token': await this.csrf('/account') };
    const response = await this.send(method, `/api${path}`, body instanceof FormData ? body : body === undefined ? undefined : JSON.stringify(body), {
      ...csrf, ...(body !== undefined && !(body instanceof FormData) && { 'content-type': 'application/json' }),
    });
    const answer = (await response.json()) as T & { error?: { message: string } };
    if (!response.ok) throw new Error(`the worked example could not be loaded: ${method} ${path} answered ${response.status} (${answer.error?.message ?? ''})`);
    return answer;
  }

  private async csrf(page: string): Promise<string> {
    return /name="_csrf" value="([^"]*)"/.exec(await (await this.send('GET', page)).text())?.[1] ?? '';
  }

  private async send(method: string, path: string, body?: string | FormData | URLSearchParams, headers: Record<string, string> = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(this.address + path, {
      method, redirect: 'manual', ...(body !== undefined && { body }),
      headers: { ...headers, ...(cookie && { cookie }), ...(this.bearer && { authorization: `Bearer ${this.bearer}` }) },
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
      this.cookies.set(name, value);
    }
    return response;
  }
}
